"""Arabic word forms, as news prose prints them: verbs, written-on words, spellings, light stems.

Everything here takes and gives folded words (`kit.core.text.fold`): alef in one form, no vowel
signs. So the forms are those that can be told apart in print, not those of a grammar book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_WEAK: Final = ("ى", "ي", "ا")
"""Last letters of a past stem that go before an ending: نفى, نفت."""
_WEAK_PRESENT: Final = (*_WEAK, "و")
"""The same of a present stem: ينفي, ينفون; يدعو, يدعون."""
_PERSONS: Final = ("ي", "ت")
"""First letters of the present that news prose uses: he and they, she."""
_IMPERFECT: Final = frozenset(_PERSONS)
_SHE: Final = "ت"
_PERFECT_ENDINGS: Final = ("وا", "تا")
"""Endings that only a past has: توصلوا (they), تقدمتا (the two of them)."""
_PARTICIPLE_ENDINGS: Final = ("", "ا", "ة", "ين", "ون", "ات")
_EXCHANGED: Final = ("ى", "ي")
"""Alef maqsura and ya, which papers write for one another at the end of a word."""
_PREFIXES: Final = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل")
"""What a light stemmer cuts off, the longest first (compare light10: Larkey, Ballesteros and
Connell 2002)."""
_BEFORE_ENDINGS: Final = str.maketrans("ةؤئ", "تءء")
_LETTERS_OF_DUAL: Final = 5
_LETTERS_OF_VERB: Final = 3
_WE: Final = frozenset({"نحن", "لن", "لدينا", "علينا", "لسنا"})


def pasts(stem: str) -> Iterator[str]:
    """Yield the past of a verb from its form for "he".

    In order: he, she, they (men), the two (men), the two (women), they (women): قال, قالت, قالوا,
    قالا, قالتا, قالن. A last letter that is weak goes before an ending, except that the dual turns
    it to ya: نفى, نفت, نفوا, نفيا, نفتا.
    """
    weak = stem.endswith(_WEAK)
    short = stem[:-1] if weak else stem
    dual = short + "يا" if weak else stem + "ا"
    yield from (stem, short + "ت", short + "وا", dual, short + "تا", stem + "ن")


def presents(whole: str) -> Iterator[str]:
    """Yield the present of a verb from its form for "he".

    For he and then for she: the singular, the plural, the dual: يقول, يقولون, يقولان, تقول,
    تقولون, تقولان. A last letter that is weak goes before the plural: ينفي, ينفون.
    """
    stem = whole[1:]  # without the letter that says who
    short = stem[:-1] if stem.endswith(_WEAK_PRESENT) else stem
    for person in _PERSONS:
        yield from (person + stem, person + short + "ون", person + stem + "ان")


def participles(stem: str) -> Iterator[str]:
    """Yield an active participle as it goes on after a verb: مؤكد, مؤكدا, مؤكدة, مؤكدين ..."""
    yield from (stem + ending for ending in _PARTICIPLE_ENDINGS)


def gender(verb: str, joining: tuple[str, ...]) -> str:
    """Return "m" or "f" as a verb for one person is formed: أضاف, أضافت; "" for several.

    `joining` are the short words that may be written onto it.
    """
    word = verb.split(" ", maxsplit=1)[0]
    if word.startswith(joining) and len(word) > _LETTERS_OF_VERB:
        word = word[1:]
    if word.endswith(("وا", "ون", "ان", "ين")):
        return ""
    return "f" if word.endswith(_SHE) or word.startswith(_SHE) else "m"


def is_first_person(word: str) -> bool:
    """Tell a verb that "I" or "we" say: سمعت, سمعنا, ننتظر, سنعود, لن نغادر."""
    if word.endswith(_SHE) and not word.endswith("ات") and len(word) >= _LETTERS_OF_DUAL - 1:
        return True
    if word in _WE or (word.endswith("نا") and len(word) >= _LETTERS_OF_DUAL - 1):
        return True
    stem = word.removeprefix("س")
    return stem.startswith("ن") and len(stem) >= _LETTERS_OF_DUAL - 1


def is_nisba(word: str) -> bool:
    """Tell an adjective made of a name: السورية, المصري."""
    return word.endswith(("ية", "ي", "يه", "يون", "يين"))


def is_present(word: str) -> bool:
    """Tell a word that may be a verb in the present: يدرسون."""
    return word.startswith(_PERSONS)


def is_imperfect(word: str, *, perfects: Container[str], after_past: bool) -> bool:
    """Tell whether the verb after قد is in the imperfect, so that it says "may" and not "has".

    Parameters
    ----------
    word
        The folded word after قد.
    perfects
        Verbs in the perfect that begin like an imperfect: تحدث, توصل.
    after_past
        Whether something before قد puts it in the past (كانت الشركة قد ...). A first ta is then
        taken for one of the perfect.
    """
    if word[:1] not in _IMPERFECT or word in perfects or word.endswith(_PERFECT_ENDINGS):
        return False
    return not (after_past and word[:1] == _SHE)


def spellings(tokens: tuple[str, ...], fixed: Container[str]) -> Iterator[tuple[str, ...]]:
    """Yield a phrase as listed, and with final ya and alef maqsura exchanged as many papers do.

    Parameters
    ----------
    tokens
        The folded words of the phrase.
    fixed
        Words that keep their last letter, since they would be others with the other one: على is
        no علي.
    """
    yield tokens
    found = [token[-1] for token in tokens if token.endswith(_EXCHANGED) and token not in fixed]
    if not found:
        return
    for one, other in (_EXCHANGED, _EXCHANGED[::-1]):
        if one in found:
            yield tuple(t[:-1] + other if t.endswith(one) and t not in fixed else t for t in tokens)


def write_onto(clitic: str, word: str, *, article: str, merging: str) -> str:
    """Return a word with a short one written onto it; ل swallows the alef of the article: للوزارة.

    Parameters
    ----------
    clitic, word
        What is written on, and the word that it is written onto.
    article
        The article as it begins a word; empty where the language writes none onto its nouns.
    merging
        The clitic that swallows the first letter of the article.
    """
    if article and clitic == merging and word.startswith(article):
        return clitic + word[1:]
    return clitic + word


def accusative(noun: str, ending: str, caseless: tuple[str, ...]) -> str:
    """Return a noun with the ending that it takes after إن or as an object; "" if it takes none.

    `caseless` are the last letters of nouns that take none: مسؤول does, وزارة does not.
    """
    return "" if not ending or noun.endswith(caseless) else noun + ending


def without_prefix(word: str, at_least: int) -> str:
    """Return a word without the article and what is written onto it, if enough letters stay.

    `at_least` is how many letters of the word must be left.
    """
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= at_least:
            return word[len(prefix) :]
    return word


def bare_name(word: str) -> str:
    """Return the name of a language without article and feminine ending: العربية is عربي.

    It is empty for the word that goes before such a name: اللغة.
    """
    stem = word.removeprefix("ال").removesuffix("ة").removesuffix("ه")
    stem = f"{stem[:-1]}ي" if stem.endswith("ى") else stem
    return "" if stem == "لغ" else stem


def settled(text: str) -> str:
    """Return a folded text with the letters that change before an ending as they stand before one."""
    return text.translate(_BEFORE_ENDINGS)


def without_dual(stem: str) -> str:
    """Return a stem without the ending of a dual, which differs by case: حكمان, حكمين."""
    return stem[:-2] if stem.endswith("ان") and len(stem) >= _LETTERS_OF_DUAL else stem
