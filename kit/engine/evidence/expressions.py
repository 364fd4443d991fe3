"""Reporting expressions in one statement, each with the words that name its speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.articles.chats import stamp_of
from kit.engine.evidence.behind import is_refused
from kit.engine.evidence.colons import found_by_marks
from kit.engine.evidence.expression import Expression
from kit.engine.evidence.speakers import is_known, speaker_from, speaker_of
from kit.engine.roles import (
    ACCORDING,
    CITE,
    COLON,
    DECLINE,
    DEEDS,
    DOCUMENT,
    FINDING,
    INNER,
    LEARN,
    SAY,
    WEAK,
)
from kit.engine.sentence.nouns import noun_after
from kit.engine.sentence.sentence import SOURCE_TABLES
from kit.engine.sentence.source import Source
from kit.engine.sentence.subjects import in_relative, noun_before, opening_noun, skip_back
from kit.engine.sentence.verbs import (
    has_complement,
    has_content,
    is_complementiser,
    is_gloss,
    is_progressive,
    is_saying,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.engine.sentence.sentence import Hit, Sentence

_ORIGIN_REACH: Final = 16
_NAME: Final = 3
_WEAK: Final = frozenset({WEAK, FINDING, INNER})


def find_expressions(sentence: Sentence, zone: str = "body") -> list[Expression]:
    """Return the reporting expressions outside quotations, in the order of the text."""
    found = [
        *found_by_marks(sentence, zone),
        *_from_phrases(sentence),
        *_from_verbs(sentence, zone),
    ]
    found.sort(key=lambda one: (one.cue[0], -one.cue[1]))  # جاء في before جاء
    out: list[Expression] = []
    for one in found:
        if not out or one.cue[0] >= out[-1].cue[1]:
            out.append(one)
    if len(out) > 1 and stamp_of(sentence.folded.text) and out[0].kind == COLON:
        real = next((i for i, one in enumerate(out[1:], 1) if not (one.gloss or one.second)), 0)
        if real and out[real].source[0] < out[real].source[1]:  # Ana: my cousin says ...
            out[real] = out[real]._replace(via=out[0].source)
            return out[1:]
    if out and all(one.second for one in out) and not sentence.lexicon.grammar.verb_first:
        opening = opening_noun(sentence, out[0].cue[0])
        if opening[0] < opening[1]:  # the minister shrugged, saying ...
            out[0] = out[0]._replace(source=opening, second=False)
    return out


def _from_phrases(sentence: Sentence) -> Iterator[Expression]:
    for hit in sentence.hits.get("phrases", {}).values():
        kind = hit.word.kind
        if sentence.quoted[hit.first] or kind in {"venue", "published"}:
            continue
        if kind == "as":
            yield from _as_said(sentence, hit)
            continue
        source = (
            noun_after(sentence, speaker_from(sentence, hit.last))
            if kind != DECLINE
            else noun_before(sentence, hit.first)
        )
        if kind == DECLINE or (source[0] < source[1] and _is_someone(sentence, source)):
            onto = len(hit.word.tokens) > hit.last - hit.first
            yield Expression(kind, hit.word.stance, (hit.first, hit.last), source, clitic=onto)


def _as_said(sentence: Sentence, hit: Hit) -> Iterator[Expression]:
    """Yield who said it behind a phrase and a verb: وفق ما نقلته الوكالة, حسبما قال الوزير."""
    grammar, at = sentence.lexicon.grammar, hit.last
    word = sentence.word(at)
    bare = (word.removesuffix(end) for end in ("", *grammar.objects))
    nodes = (sentence.lexicon.roots.get(form) for form in bare)
    if not any(w.table == "verbs" for node in nodes if node for w in node.words):
        return
    at += 1
    if sentence.word(at) in grammar.oblique:
        at += 1
    source = noun_after(sentence, at)
    if source[0] < source[1]:
        yield Expression(ACCORDING, hit.word.stance, (hit.first, at), source)


def _from_verbs(sentence: Sentence, zone: str) -> Iterator[Expression]:
    for hit in sentence.hits.get("verbs", {}).values():
        noun = sentence.noun(hit.first)
        if noun and (
            noun.last > hit.last or noun.word.table == "places" or noun.word.kind == "masthead"
        ):
            continue  # "informed" in "informed sources"
        if hit.first == 0 and sentence.lexicon.tags.match(sentence.folded.text):
            continue  # Watch: ...
        if any((n := sentence.noun(hit.first - back)) and n.last >= hit.last for back in (1, 2)):
            continue  # "reports" in "intelligence reports"
        if not is_saying(sentence, hit):
            continue
        if not (has_content(sentence, hit) or _is_shown(sentence, hit, zone)):
            continue
        if hit.word.form == "present" and _is_subject(sentence, hit):
            continue
        if hit.word.form == "participle" and not is_progressive(sentence, hit.first):
            found = _participle(sentence, hit)
        else:
            found = _finite(sentence, hit, zone)
        if found is not None:
            yield found._replace(gloss=_is_gloss(sentence, hit, found.source))


def _is_gloss(sentence: Sentence, hit: Hit, source: tuple[int, int]) -> bool:
    """Tell a verb in a relative or time clause, right before it or before its speaker."""
    before = source[0] if source[1] == hit.first else hit.first
    return (
        is_gloss(sentence, skip_back(sentence, hit.first), "glossing", "clause")
        or is_gloss(sentence, before, "clause")
        or in_relative(sentence, hit.first, aside=True)
    )


def _is_shown(sentence: Sentence, hit: Hit, zone: str) -> bool:
    """Tell a verb that reports without "that": a study shows, its authors found; court rules ..."""
    kind, subject = hit.word.kind, noun_before(sentence, hit.first)
    if sentence.lexicon.grammar.verb_first and kind in _WEAK:
        text = sentence.at(hit.last, "documents")
        return text is not None and text.word.kind == "body" and hit.word.form == "present"
    if kind not in _WEAK or subject[0] == subject[1]:
        return False
    if kind != INNER and Source(sentence, *subject).has("documents"):
        return True
    short = sentence.at(subject[0], "references")
    if kind == FINDING and short and short.word.kind == "scholars":
        return True
    titled = zone in {"headline", "heading"} and hit.word.form == "present" and kind != INNER
    known = sentence.within(*subject, *SOURCE_TABLES)
    return titled and subject[1] == hit.first and any(h.last == hit.first for h in known)


def _participle(sentence: Sentence, hit: Hit) -> Expression | None:
    kind, cue = hit.word.kind, (hit.first, hit.last)
    if kind == CITE:  # citing two officials
        cited = noun_after(sentence, hit.last)
        return Expression(kind, hit.word.stance, cue, cited) if cited[0] < cited[1] else None
    said = kind == SAY and "," in sentence.before[hit.first]  # ..., saying it hurt
    opened = sentence.word(hit.last) not in sentence.lexicon.grammar.subjects
    if not (said or has_complement(sentence, hit, opened=opened)):
        return None
    own = noun_before(sentence, hit.first)
    grammar = sentence.lexicon.grammar
    absolute = own[0] > 0 and own[0] < own[1] == hit.first and (
        sentence.word(own[0] - 1) in grammar.absolute and is_known(sentence, own)
    )  # fmt: skip
    if absolute:  # with one poster writing
        return Expression(kind, hit.word.stance, cue, own)
    return Expression(kind, hit.word.stance, cue, (0, 0), second=True)


def _is_subject(sentence: Sentence, hit: Hit) -> bool:
    """Tell a noun whose own verb follows: the audit report found, police reports claim."""
    grammar, verb = sentence.lexicon.grammar, sentence.at(hit.last, "verbs")
    if verb is None or sentence.before[hit.last]:
        return False
    several = sentence.words[hit.first].endswith(grammar.agreement) if grammar.agreement else False
    bare = several and not sentence.words[hit.last].endswith(grammar.agreement)
    sure = sentence.words[hit.first] in grammar.sure
    return verb.word.form == "past" or (verb.word.form == "present" and bare and not sure)


def _finite(sentence: Sentence, hit: Hit, zone: str) -> Expression | None:
    speaker = speaker_of(sentence, hit, zone)
    if speaker is None or not _reports(sentence, hit, speaker):
        return None
    kind = DECLINE if is_refused(sentence, speaker[1]) else hit.word.kind  # رفضت منى التعليق
    found = Expression(kind, hit.word.stance, (hit.first, hit.last), speaker)
    if kind == LEARN:
        found = _with_origin(sentence, found, hit.word.needs)
        # the paper has learned, and may say not from whom
        return None if found.source == speaker else found._replace(kind=CITE)
    if kind == CITE:
        return _with_origin(sentence, found, hit.word.needs or sentence.lexicon.grammar.origin)
    return found


def _reports(sentence: Sentence, hit: Hit, speaker: tuple[int, int]) -> bool:
    """Tell whether a verb reports what its speaker says: laws require, and so do jobs."""
    kind, silent = hit.word.kind, speaker[0] == speaker[1]
    if _is_nobody(sentence, speaker):
        return False
    if silent and hit.first in sentence.hits.get("hedges", {}):
        return False  # يتوقع أن: it is expected
    if kind == DOCUMENT and not Source(sentence, *speaker).is_a("documents"):
        return False
    if kind not in DEEDS:
        return True
    if silent:
        return hit.first == 0
    grammar = sentence.lexicon.grammar
    if grammar.cased:  # A clerk who would not be named blamed ...
        somebody = sentence.words[speaker[0]] in grammar.articles | grammar.indefinite
    else:  # only the whole article tells a name from other words
        somebody = speaker[1] - speaker[0] <= _NAME
    return somebody or is_known(sentence, speaker) or is_refused(sentence, speaker[1])


def _is_nobody(sentence: Sentence, speaker: tuple[int, int]) -> bool:
    first, last = speaker
    grammar, words = sentence.lexicon.grammar, sentence.words[first:last]
    return first < last and (words[0] in grammar.nobody or grammar.articles.issuperset(words))


def _is_someone(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Tell whether a phrase can be a speaker; where capitals mark names, one is needed."""
    if not sentence.lexicon.grammar.cased:
        return True
    return any(sentence.capital[source[0] : source[1]]) or is_known(sentence, source)


def _with_origin(sentence: Sentence, found: Expression, links: tuple[str, ...]) -> Expression:
    """Return the quoted one as the source and the quoting one as `via`: نقلت الوكالة عن مصدر."""
    start = found.cue[1]
    if sentence.lexicon.grammar.verb_first:
        end = min(len(sentence.words), start + _ORIGIN_REACH)
        content = next((i for i in range(start, end) if is_complementiser(sentence, i)), end)
        link = next((i for i in range(start, content) if sentence.words[i] in links), None)
        if link is None:
            return found
        start = link + 1
    origin = noun_after(sentence, start)
    own = sentence.at(origin[1], "references")
    spoken = sentence.lexicon.grammar.verb_first and own and own.word.kind == "pronoun"
    if origin[0] < origin[1] and (spoken or sentence.within(*origin, *SOURCE_TABLES)):
        return found._replace(via=found.source, source=origin)
    return found
