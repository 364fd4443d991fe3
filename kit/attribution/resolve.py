"""From evidence to labels, through the whole article: references, quotations, carry, chains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from kit.attribution.headlines import is_sensational, repeated
from kit.attribution.lexicon import load_lexicon, tokens_of
from kit.attribution.rules import RULES, STATEMENT_RULES, View
from kit.codebook import LABELS, NOISE
from kit.errors import FrameError
from kit.frames import build, check
from kit.locales import LANGUAGES, translator
from kit.text import fold

if TYPE_CHECKING:
    import pandas as pd

_ACTS: Final = frozenset({"act", "ask"})
_FINAL: Final = frozenset({"say", "weak", "according"})
_NO_PERSON: Final = frozenset({"reports", "media", "study", "body", "place", "outlet", "document"})
_PERSONS: Final = frozenset({"he", "she", "هو", "هي"})
_HANDS: Final = frozenset({"outlet", "media"})
_LABEL_OF_ROLE: Final = {rule.role: rule.label for rule in RULES.values() if hasattr(rule, "role")}
_NEAR: Final = 25
"""A hearsay marker this many characters from the reporting verb doubts the saying itself."""
_NAME_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone whom a statement was traced to."""

    label: str
    role: str
    words: str
    rule_id: str


@dataclass(slots=True)
class Reading:
    """One statement's cues, sorted out."""

    row: dict[str, Any]
    cues: list[dict[str, Any]]
    pairs: list[tuple[dict[str, Any], dict[str, Any] | None, dict[str, Any] | None]]
    asks: bool

    def first(self, kind: str, *roles: str) -> dict[str, Any] | None:
        """Return the first cue of a kind (with one of some roles, if any are given)."""
        return next(
            (c for c in self.cues if c["kind"] == kind and (not roles or c["role"] in roles)), None
        )


@dataclass(slots=True)
class _Article:
    """What has been read of an article so far."""

    speaker: Speaker | None = None
    person: Speaker | None = None
    by_role: dict[str, Speaker] = field(default_factory=dict)
    by_name: dict[str, Speaker] = field(default_factory=dict)
    quoted: Speaker | None = None
    before: dict[str, Any] | None = None

    def meet(self, cue: dict[str, Any]) -> None:
        """Remember someone introduced by office; whoever has spoken is known better."""
        speaker = Speaker("official", "office", cue["text"], "OF-001")
        for token in tokens_of(cue["text"]):
            if len(token) > _NAME_LETTERS:
                self.by_name.setdefault(token, speaker)

    def keep(self, speaker: Speaker) -> None:
        self.speaker = speaker
        if speaker.role not in _NO_PERSON:
            self.person = speaker
        self.by_role[speaker.role] = speaker
        self.by_role[speaker.label] = speaker
        if speaker.role in {"office", "person"}:
            for token in tokens_of(speaker.words):
                if len(token) > _NAME_LETTERS:
                    self.by_name[token] = speaker


def suggest_labels(
    statements: pd.DataFrame, cues: pd.DataFrame, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Suggest who stands behind each statement, with the evidence and the reason.

    Parameters
    ----------
    statements, cues
        The frames ``statements`` and ``cues`` (of these statements).
    articles
        The frame ``articles``; its publishers then begin each chain.

    Returns
    -------
    pandas.DataFrame
        The frame ``suggestions``, one row a statement, in the same order. Suggestions are for a
        person to check; nothing in the kit takes them for answers.

    Raises
    ------
    FrameError
        If a frame lacks columns, or `cues` belongs to other statements.
    """
    check(statements, "statements")
    check(cues, "cues")
    by_statement: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for cue in cues.to_dict("records"):
        by_statement[cue["statement_id"]].append({str(k): v for k, v in cue.items()})
    rows = [{str(k): v for k, v in row.items()} for row in statements.to_dict("records")]
    strangers = by_statement.keys() - {row["statement_id"] for row in rows}
    if strangers:
        raise FrameError(
            f"cues: found statement_id {min(strangers)!r}, which is not in statements; "
            "expected the cues of these statements: find them again"
        )
    hands = {} if articles is None else _hands(articles)
    return build(
        "suggestions",
        resolve(rows, [by_statement.get(r["statement_id"], []) for r in rows], hands),
    )


def _hands(articles: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return who hands each article to the reader: the republisher, then the publisher.

    `publisher` is the site the text was taken from and `republished_from` the one that wrote it.
    """
    check(articles, "articles")
    return {
        str(a.article_id): tuple(str(n) for n in (a.publisher, a.republished_from) if n)
        for a in articles.itertuples()
    }


def resolve(
    rows: list[dict[str, Any]],
    cues: list[list[dict[str, Any]]],
    hands: dict[str, tuple[str, ...]] | None = None,
) -> list[dict[str, Any]]:
    """Return the rows of ``suggestions`` for rows of ``statements`` and the cues of each."""
    readings = [_read(row, found) for row, found in zip(rows, cues, strict=True)]
    out: list[dict[str, Any]] = []
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and rows[end]["article_id"] == rows[start]["article_id"]:
            end += 1
        out += _resolve_article(readings[start:end], (hands or {}).get(rows[start]["article_id"], ()))
        start = end
    return out


def _read(row: dict[str, Any], cues: list[dict[str, Any]]) -> Reading:
    numbers = sorted({c["pair"] for c in cues if c["pair"] >= 0})
    pairs = []
    for number in numbers:
        mine = [c for c in cues if c["pair"] == number]
        cue = next(c for c in mine if c["kind"] == "cue")
        source = next((c for c in mine if c["kind"] == "source" and c["role"] != "via"), None)
        via = next((c for c in mine if c["role"] == "via"), None)
        pairs.append((cue, source, via))
    text = str(row["text"]).rstrip("\"”»)’' ")
    return Reading(row, cues, pairs, asks=text.endswith(("?", "؟")))


def _resolve_article(readings: list[Reading], hands: tuple[str, ...]) -> list[dict[str, Any]]:
    article = _Article()
    out: list[dict[str, Any]] = []
    for index, reading in enumerate(readings):
        for cue in reading.cues:
            if cue["role"] == "mention":
                article.meet(cue)
        found = _label(reading, article, readings[index + 1 : index + 8])
        row = _row(reading, found, hands)
        out.append(row)
        article.before = row
    _second_look(readings, out, hands)
    return out


def _label(reading: Reading, article: _Article, ahead: list[Reading]) -> dict[str, Any]:
    """Return label, rule ids, source, cue and chain of a statement."""
    zone = reading.row["zone"]
    view = _view(reading)
    if zone == "boilerplate" or view.has("meta"):
        return _unattributed(reading, view)
    quote = reading.first("quote")
    main = _main(reading)
    if main is None and quote and quote["role"].startswith("whole"):
        return _quoted(reading, article, ahead, quote["role"].endswith("continued"))
    if main is None and zone == "body" and (carried := _carried(reading, article)):
        return carried
    if main is None:
        article.quoted = None
        return _unattributed(reading, view)
    found = _attributed(reading, main, article)
    article.quoted = article.speaker
    marker = reading.first("cue", "marker")
    if marker and abs(marker["start"] - main[0]["start"]) < _NEAR and main[0]["start"] >= 0:
        found |= {"label": "hearsay", "rules": ("HE-004", *found["rules"]), "cue": marker}
    return found


def _view(reading: Reading) -> View:
    kinds: dict[str, set[str]] = defaultdict(set)
    for cue in reading.cues:
        kinds[cue["kind"]].add(cue["role"])
    return View(
        reading.row["zone"], {k: frozenset(v) for k, v in kinds.items()}, asks=reading.asks
    )


_Pair = tuple[dict[str, Any], dict[str, Any] | None, dict[str, Any] | None]


def _main(reading: Reading) -> _Pair | None:
    """Return the pair that carries the statement's news."""
    real = [p for p in reading.pairs if p[0]["role"] not in {"gloss", "second"}]
    if not real:
        start = reading.row["start"] + 2
        return next(
            (p for p in reading.pairs if p[0]["role"] == "second" and 0 <= p[0]["start"] <= start),
            None,
        )
    outer = real[-1]
    ends = max(outer[0]["end"], outer[1]["end"] if outer[1] else -1)
    head_first = load_lexicon(reading.row["lang"]).grammar.head_first
    final = {"according"} if head_first else _FINAL
    if len(real) > 1 and outer[0]["role"] in final and ends >= reading.row["end"] - 2:
        return outer  # ..., the source added.
    saying = [p for p in real if p[0]["role"] not in _ACTS]
    main = saying[0] if saying else real[0]
    role = main[1]["role"] if main[1] else main[0]["role"]
    if role in _HANDS:  # another outlet only hands on what somebody else said
        later = [p for p in real if p[0]["start"] > main[0]["start"] or p[0]["role"] == "cite"]
        inner = [p for p in later if p is not main and p[1] and p[1]["role"] not in _HANDS]
        if inner:
            cue, source, _ = inner[0]
            return (cue, source, main[1])
    return main


def _attributed(reading: Reading, main: _Pair, article: _Article) -> dict[str, Any]:
    cue, source, via = main
    rule = RULES[cue["rule_id"]]
    words = source["text"] if source else ""
    rules = [rule.id]
    referent = ""
    if rule.label:
        speaker = Speaker(rule.label, source["role"] if source else "", words, rule.id)
        known = _known_name(words, article) if rule.id == "NA-003" else None
        if known and known.label != speaker.label:
            speaker, referent = known, known.words
            rules = ["NM-001", known.rule_id]
    else:
        found = _referent(rule.id, source, article)
        if found is None:
            label, fallback = _unresolved(source, alone=article.before is None)
            speaker = Speaker(label, source["role"] if source else "elided", words, fallback)
            rules = [fallback]
        else:
            speaker, referent = found, found.words
            rules = [rule.id, found.rule_id]
    article.keep(speaker)
    if not (set(rules) & {"RE-001", "RE-002", "RE-003"}) and words:
        article.by_role[speaker.role] = speaker
    return {
        "label": speaker.label, "rules": tuple(rules), "source": source, "cue": cue,
        "referent": referent, "carried": False,
        "chain": tuple(c["text"] for c in (via,) if c) + ((speaker.words,) if speaker.words else ()),
        "polarity": "deny" if cue["role"] in {"deny", "decline"} else "affirm",
    }  # fmt: skip


def _known_name(words: str, article: _Article) -> Speaker | None:
    tokens = [t for t in tokens_of(words) if len(t) > _NAME_LETTERS]
    return next((article.by_name[t] for t in reversed(tokens) if t in article.by_name), None)


def _referent(rule_id: str, source: dict[str, Any] | None, article: _Article) -> Speaker | None:
    if source is not None and source["text"].lower() in _PERSONS:
        return article.person or article.speaker
    if rule_id != "RE-003" or source is None:
        return article.speaker
    role = source["role"]
    label = _LABEL_OF_ROLE.get(role, "")
    if role == "person":
        return article.speaker
    return article.by_role.get(role) or (article.by_role.get(label) if label else None)


def _unresolved(source: dict[str, Any] | None, *, alone: bool) -> tuple[str, str]:
    """Label a reference that points to nothing: by its own noun, else as said by no one.

    He or she in an article stands for someone whom narration has named.
    """
    if source and source["text"].lower() in _PERSONS and not alone:
        return "named", "NA-003"
    for rule in RULES.values():
        if source and getattr(rule, "role", None) == source["role"] and rule.label:
            if source["role"] == "person":
                break
            return rule.label, rule.id
    return "hearsay", "HE-004"


def _carried(reading: Reading, article: _Article) -> dict[str, Any] | None:
    """Carry a label over to a sentence that goes on reporting the same speech."""
    before = article.before
    if (
        before is None
        or before["paragraph"] != reading.row["paragraph"]
        or not (before["cue"] or before["carried"])
        or article.speaker is None
    ):
        return None
    carriers = load_lexicon(reading.row["lang"]).grammar.carriers
    opening = fold(reading.row["text"][:80]).text.lstrip("\"'«“ ")
    if not any(opening.startswith(c) for c in carriers):
        return None
    return _same(article.speaker, "CA-001")


def _same(speaker: Speaker, rule_id: str, *, carried: bool = True) -> dict[str, Any]:
    return {
        "label": speaker.label, "rules": (rule_id, speaker.rule_id), "source": None, "cue": None,
        "referent": speaker.words, "carried": carried, "chain": (speaker.words,),
        "polarity": "affirm",
    }  # fmt: skip


def _quoted(
    reading: Reading, article: _Article, ahead: list[Reading], continued: bool
) -> dict[str, Any]:
    """Label a statement that is nothing but somebody's words."""
    if continued and article.quoted:
        return _same(article.quoted, "QU-002")
    paragraph = reading.row["paragraph"]
    for later in ahead:
        if later.row["paragraph"] != paragraph:
            break
        main = _main(later)
        if main:
            trial = replace(article, by_role=dict(article.by_role), by_name=dict(article.by_name))
            _attributed(later, main, trial)
            if trial.speaker:
                article.quoted = trial.speaker
                return _same(trial.speaker, "QU-001", carried=False)
        quote = later.first("quote")
        if quote is None or not quote["role"].startswith("whole"):
            break
    before = article.before
    near = before is not None and reading.row["paragraph"] - before["paragraph"] <= 1
    if article.speaker and near and reading.row["zone"] == "body":
        article.quoted = article.speaker
        same = before is not None and before["paragraph"] == paragraph
        return _same(article.speaker, "QU-001", carried=same)
    article.quoted = None
    return _unattributed(reading, _view(reading))


def _unattributed(reading: Reading, view: View) -> dict[str, Any]:
    rule = next(r for r in STATEMENT_RULES if r.test(view))
    cue = reading.first("meta") if rule.label == "meta" else None
    if rule.id == "HE-004":
        cue = reading.first("cue", "marker")
    return {
        "label": rule.label, "rules": (rule.id,), "source": None, "cue": cue, "referent": "",
        "carried": False, "chain": (),
        "polarity": "ask" if reading.asks and rule.label == "outlet" else "affirm",
    }  # fmt: skip


def _second_look(
    readings: list[Reading], rows: list[dict[str, Any]], hands: tuple[str, ...]
) -> None:
    """Judge headlines once the body is known: whose quotation, and whether they overstate it."""
    body = [r for r in rows if r["zone"] == "body"]
    for index, (reading, row) in enumerate(zip(readings, rows, strict=True)):
        if row["zone"] not in {"headline", "heading"}:
            continue
        quote = reading.first("quote")
        if quote and quote["role"].startswith("whole") and row["rules"] == ("OU-003",):
            twin = repeated(row["text"], body)
            found = {
                "label": twin["label"] if twin else "hearsay",
                "rules": ("HD-001",) if twin else ("HE-004",),
                "source": None, "cue": None, "referent": twin["text"] if twin else "",
                "carried": False, "chain": twin["chain"][len(hands) :] if twin else (),
                "polarity": "affirm",
            }  # fmt: skip
            rows[index] = row = _row(reading, found, hands)
        row["sensational"] = is_sensational(row, body)


def _row(reading: Reading, found: dict[str, Any], hands: tuple[str, ...]) -> dict[str, Any]:
    row = reading.row
    source, cue = found["source"], found["cue"]
    hedge = reading.first("hedge")
    label = found["label"]
    if label not in LABELS:
        label = "outlet"
    told = {
        f"why_{lang}": _why(found, lang, source, cue, hedge) for lang in LANGUAGES
    }
    return {
        **{k: row[k] for k in ("article_id", "statement_id", "lang", "zone", "paragraph")},
        "start": row["start"], "end": row["end"], "text": row["text"],
        "label": label, "carried": found["carried"],
        "hedge": hedge is not None and label != "meta",
        "polarity": found["polarity"], "sensational": False,
        "chain": (*hands, *found["chain"]),
        "source": source["text"] if source else "",
        "source_start": source["start"] if source else -1,
        "source_end": source["end"] if source else -1,
        "cue": cue["text"] if cue else "",
        "cue_start": cue["start"] if cue else -1, "cue_end": cue["end"] if cue else -1,
        "stance": cue["stance"] if cue else "",
        "rules": found["rules"], **told,
    }  # fmt: skip


def _why(
    found: dict[str, Any],
    lang: str,
    source: dict[str, Any] | None,
    cue: dict[str, Any] | None,
    hedge: dict[str, Any] | None,
) -> str:
    say = translator(lang)
    words = {
        "source": source["text"] if source else found["referent"],
        "cue": (cue["text"] if cue else "") or (source["text"] if source else ""),
        "hedge": hedge["text"] if hedge else "",
        "referent": _short(found["referent"]) or say("no one is named"),
    }
    sentences = _reasons(found["rules"], say, words)
    if hedge and found["label"] not in {"meta", "hearsay"} and found["rules"][0] != "OU-002":
        sentences.append(say("“{hedge}” puts it as uncertain.").format(**words))
    return " ".join(sentences)


def _reasons(rules: Iterable[str], say: Any, words: dict[str, str]) -> list[str]:  # noqa: ANN401
    first, *rest = rules
    told = [say(RULES[first].why).format(**words)]
    if rest and not RULES[first].label:  # a link: say also what the one it points to is
        pointed = {**words, "source": words["referent"], "cue": words["cue"] or "…"}
        told.append(say(RULES[rest[0]].why).format(**pointed))
    return told


def _short(words: str, limit: int = 60) -> str:
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + "…"


__all__ = ["NOISE", "Reading", "Speaker", "resolve", "suggest_labels"]
