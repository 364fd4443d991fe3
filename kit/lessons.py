"""A lesson: an article, the key to its statements and what other sources said that day."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kit.articles import load_articles
from kit.codebook import DROPPED, FINDINGS, LABELS, POLARITIES, RELATIONS
from kit.errors import LessonError, unknown
from kit.frames import build
from kit.locales import LANGUAGES
from kit.statements import split_statements

if TYPE_CHECKING:
    import pandas as pd

SCHEMA: Final = 1
_HERE: Final = Path(__file__).parent
_KEY_FIELDS: Final = {
    "at", "text", "label", "accept", "carried", "hedge", "polarity", "form", "sensational", "chain",
    "source", "cue", "hedge_words", "headline", "headline_why", "dropped", "reason", "hint", "note",
}  # fmt: skip
_Kind = tuple[tuple[type, ...], str]
_TEXT: Final[_Kind] = ((str,), "a text")
_FLAG: Final[_Kind] = ((bool,), "true or false")
_LIST: Final[_Kind] = ((list,), "a list")
_TOLD: Final[_Kind] = ((dict,), "an .ar and an .en")
_KINDS: Final[dict[str, _Kind]] = {
    "at": ((int,), "a number"), "text": _TEXT, "label": _TEXT, "accept": _LIST, "carried": _FLAG,
    "hedge": _FLAG, "polarity": _TEXT, "form": _TEXT, "sensational": _FLAG, "chain": _LIST,
    "source": _TEXT, "cue": _TEXT, "hedge_words": _TEXT, "headline": _TEXT, "headline_why": _TOLD, "dropped": _LIST, "reason": _TOLD, "hint": _TOLD,
}  # fmt: skip
_CARD_FIELDS: Final = {
    "id", "publisher", "published", "url", "vouches", "text", "words", "claim", "finding", "statements", "note",
}  # fmt: skip


@dataclass(frozen=True)
class Lesson:
    """One story, ready to be worked through.

    Attributes
    ----------
    lesson_id, lang, title
        The folder's name, the language of the text, and the article's own title.
    articles
        One row, the frame ``articles``.
    statements
        The article's statements in reading order.
    key
        The answer key, one row a statement, in the same order.
    evidence
        Cards with what other sources said; may be empty.
    drafted
        Whether the key is no more than what the engine suggests, as `kit.draft_lesson` makes it.
    """

    lesson_id: str
    lang: str
    title: str
    articles: pd.DataFrame = field(repr=False)
    statements: pd.DataFrame = field(repr=False)
    key: pd.DataFrame = field(repr=False)
    evidence: pd.DataFrame = field(repr=False)
    drafted: bool = False

    @property
    def exercise_id(self) -> str:
        """The name under which answers to this lesson are kept: ``lesson.lang``."""
        return f"{self.lesson_id}.{self.lang}"

    @property
    def text(self) -> str:
        """The article's text, which all offsets count in."""
        return str(self.articles["text"].iloc[0])

    @property
    def text_hash(self) -> str:
        """Twelve hex digits of the text's SHA-256, kept with each answer to tell editions apart."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def lesson_folders(folder: str | Path | None = None) -> list[Path]:
    """Return the folders that lessons are looked for in, first come first served.

    The teacher's own `folder`, then `seeds/` of the project around the working directory, then
    the stories that came with the package.
    """
    places = [Path(folder)] if folder is not None else []
    here = Path.cwd()
    places += [p / "seeds" for p in (here, *here.parents) if (p / "seeds").is_dir()][:1]
    places += [_HERE / "seeds", _HERE.parent / "seeds"]
    return [p for p in places if p.is_dir()]


def list_lessons(folder: str | Path | None = None) -> list[str]:
    """Return the names of all lessons that `load_lesson` would find, sorted."""
    return sorted({p.parent.name for f in lesson_folders(folder) for p in f.glob("*/article.*.md")})


def load_lesson(lesson_id: str, lang: str = "en", folder: str | Path | None = None) -> Lesson:
    """Load a lesson by name.

    Parameters
    ----------
    lesson_id
        Name of the lesson's folder, such as ``"the-call"``.
    lang
        ``"ar"`` or ``"en"``.
    folder
        Where your own lessons are; looked in before the project's and the package's.

    Raises
    ------
    LessonError
        If there is no such lesson or language, or if key or evidence does not fit the article.
    """
    if folder is not None and not Path(folder).is_dir():
        raise LessonError(f"{folder}: found no such folder, expected one with lessons in it")
    if lesson_id not in list_lessons(folder):
        raise LessonError(unknown("lesson", lesson_id, list_lessons(folder)))
    home = next(f / lesson_id for f in lesson_folders(folder) if (f / lesson_id).is_dir())
    path = home / f"article.{lang}.md"
    if not path.is_file():
        found = [p.name.split(".")[1] for p in home.glob("article.*.md")]
        kind = f"language of lesson {lesson_id!r}"
        raise LessonError(unknown(kind, lang, found))
    exercise = f"{lesson_id}.{lang}"
    articles = load_articles(path).assign(article_id=exercise)
    statements = split_statements(articles)
    key = read_key(home / f"key.{lang}.toml", statements)
    cards = home / f"evidence.{lang}.toml"
    evidence = read_evidence(cards, statements) if cards.is_file() else build("evidence", [])
    return Lesson(
        lesson_id, lang, str(articles["title"].iloc[0]), articles, statements, key, evidence
    )


def read_key(path: Path, statements: pd.DataFrame) -> pd.DataFrame:
    """Read an answer key and hold it against the statements it is for.

    Each entry names its statement twice, by position (`at`, from 1) and by its whole text, so
    that a key never slides to other statements when the article is edited.

    Raises
    ------
    LessonError
        If the file is missing or not TOML, or an entry does not fit; the message names the entry.
    """
    entries = _entries(path, "statement", _KEY_FIELDS)
    if len(entries) != len(statements):
        raise LessonError(
            f"{path}: found {len(entries)} entries, expected {len(statements)}, one for each "
            "statement; write the missing ones, or bring back the article's own text"
        )
    rows = []
    for position, (entry, row) in enumerate(
        zip(entries, statements.itertuples(), strict=True), start=1
    ):
        where = f"{path}: statement {position}"
        if entry.get("at") != position or entry.get("text") != row.text:
            raise LessonError(
                f"{where}: found at = {entry.get('at')}, text = {_short(entry.get('text'))}, "
                f"expected {_short(row.text)}; the article or the key was edited: mend this entry"
            )
        rows.append(_key_row(where, entry, str(row.statement_id), str(row.text)))
    return build("key", rows)


def _key_row(where: str, entry: dict[str, Any], statement_id: str, text: str) -> dict[str, Any]:
    for name, (kinds, wanted) in _KINDS.items():
        if name in entry and (type(entry[name]) not in kinds):
            raise LessonError(f"{where}: found {name} = {entry[name]!r}, expected {wanted}")
    accept = tuple(entry.get("accept", ()))
    for label in (entry.get("label"), *accept):
        if label not in LABELS:
            raise LessonError(f"{where}: {unknown('label', label, LABELS)}")
    polarity = entry.get("polarity", "affirm")
    if polarity not in POLARITIES:
        raise LessonError(f"{where}: {unknown('polarity', polarity, POLARITIES)}")
    headline = _headline(where, entry)
    for name in ("source", "cue", "hedge_words"):
        words = entry.get(name, "")
        if words not in text:
            raise LessonError(
                f"{where}: found {name} = {_short(words)}, expected words as they stand in "
                f"{_short(text)}; copy them from there"
            )
    told = _told(where, entry)
    return {
        "statement_id": statement_id,
        "label": entry["label"],
        "accept": accept,
        "carried": bool(entry.get("carried", False)),
        "hedge": bool(entry.get("hedge", False)),
        "polarity": polarity,
        "sensational": bool(entry.get("sensational", False)),
        "chain": tuple(entry.get("chain", ())),
        "source": entry.get("source", ""),
        "cue": entry.get("cue", ""),
        "hedge_words": entry.get("hedge_words", ""),
        "headline": headline,
        "dropped": tuple(entry.get("dropped", ())),
        **told,
    }


def _headline(where: str, entry: dict[str, Any]) -> str:
    """Return what a statement does to the headline, once that and what was dropped are known."""
    headline = str(entry.get("headline", "beside"))
    if headline not in RELATIONS:
        raise LessonError(f"{where}: {unknown('headline', headline, RELATIONS)}")
    for name in entry.get("dropped", ()):
        if name not in DROPPED:
            raise LessonError(f"{where}: {unknown('dropped', name, DROPPED)}")
    return headline


def _told(where: str, entry: dict[str, Any]) -> dict[str, str]:
    """Return reason and hint in each language; a key without reasons teaches nothing."""
    told: dict[str, str] = {}
    for name in ("reason", "hint"):
        words: dict[str, Any] = entry.get(name, {})
        for lang in LANGUAGES:
            told[f"{name}_{lang}"] = str(words.get(lang, ""))
            if name == "reason" and not told[f"{name}_{lang}"].strip():
                raise LessonError(
                    f"{where}: found no reason.{lang}, expected one sentence that says why; add it"
                )
    why: dict[str, Any] = entry.get("headline_why", {})
    told |= {f"headline_{lang}": str(why.get(lang, "")) for lang in LANGUAGES}
    return told


def read_evidence(path: Path, statements: pd.DataFrame) -> pd.DataFrame:
    """Read the evidence cards of a lesson: what others said, and what that does to its claims.

    Raises
    ------
    LessonError
        If the file is not TOML, or a card lacks a field, or points to a statement there is not.
    """
    ids = list(statements["statement_id"])
    rows: list[dict[str, Any]] = []
    for position, entry in enumerate(_entries(path, "card", _CARD_FIELDS), start=1):
        where = f"{path}: card {position}"
        _check_card(where, entry, len(ids))
        if any(row["card_id"] == entry["id"] for row in rows):
            raise LessonError(f"{where}: found id {entry['id']!r} twice, expected one of its own")
        claim = entry.get("claim", next(iter(entry["statements"]), None))
        rows.append(
            {
                "card_id": entry["id"],
                "publisher": entry["publisher"],
                "published": str(entry.get("published", "")),
                "url": entry.get("url", ""),
                "vouches": entry.get("vouches", ""),
                "text": entry["text"],
                "words": entry.get("words", ""),
                "finding": entry["finding"],
                "claim": "" if claim is None else ids[claim - 1],
                "statement_ids": tuple(ids[at - 1] for at in entry["statements"]),
                "note": entry.get("note", ""),
            }
        )
    return build("evidence", rows)


def _check_card(where: str, entry: dict[str, Any], statements: int) -> None:
    for name in ("id", "publisher", "text", "finding", "statements"):
        if name not in entry:
            raise LessonError(f"{where}: found no {name}, expected one; add it")
    if entry["finding"] not in FINDINGS:
        raise LessonError(f"{where}: {unknown('finding', entry['finding'], FINDINGS)}")
    if not isinstance(entry["statements"], list):
        raise LessonError(
            f"{where}: found statements = {entry['statements']!r}, expected a list of numbers"
        )
    if str(entry.get("words", "")) not in str(entry["text"]):
        raise LessonError(
            f"{where}: found words = {_short(entry['words'])}, expected some as they stand in "
            f"{_short(entry['text'])}; copy them from there"
        )
    for at in entry["statements"]:
        if not (type(at) is int and 1 <= at <= statements):
            raise LessonError(
                f"{where}: found statement {at!r}, expected numbers from 1 to {statements}"
            )
    if entry.get("claim") is not None and entry["claim"] not in entry["statements"]:
        raise LessonError(
            f"{where}: found claim {entry['claim']!r}, expected one of its statements {entry['statements']}"
        )


def _entries(path: Path, table: str, fields: set[str]) -> list[dict[str, Any]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise LessonError(f"{path}: found no such file, expected the lesson's {table}s") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LessonError(f"{path}: found no readable TOML ({error}); mend that place") from error
    schema = data.get("schema")
    if schema != SCHEMA:
        newer = isinstance(schema, int) and schema > SCHEMA
        remedy = "update the kit" if newer else f"write schema = {SCHEMA} at the top"
        raise LessonError(f"{path}: found schema {schema!r}, expected {SCHEMA}; {remedy}")
    entries = data.get(table, [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise LessonError(f"{path}: found {table} = {entries!r}, expected [[{table}]] tables")
    for position, entry in enumerate(entries, start=1):
        for name in entry:
            if name not in fields:
                raise LessonError(f"{path}: {table} {position}: {unknown('field', name, fields)}")
    return list(entries)


def _short(text: object, limit: int = 48) -> str:
    words = " ".join(str(text).split())
    return f"“{words if len(words) <= limit else words[:limit] + '…'}”"
