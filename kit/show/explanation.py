"""Suggestions made readable: as text, as HTML for a notebook, as data for other programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from kit.articles.files import article_from_paste, articles_in
from kit.core.codebook import LOOKS
from kit.core.errors import ArticleError
from kit.core.frames import build
from kit.core.streams import printable
from kit.core.text import visible
from kit.engine.explain import Explained, explain_each
from kit.languages.interface import translator
from kit.show.tables import STYLE, face_of, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.core.rows import SpeakerCard, Suggestion

SCHEMA: Final = 1


@dataclass(frozen=True)
class Explanation:
    """Articles with every statement labelled, and the evidence and reason for each.

    Attributes
    ----------
    found
        For each article its row, its cues and its suggestions.
    articles, cues, labels
        The frames ``articles``, ``cues`` and ``suggestions``, made when first asked for.
    """

    found: tuple[Explained, ...] = field(repr=False)

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The frame ``articles``."""
        return build("articles", (found.article for found in self.found))

    @cached_property
    def cues(self) -> pd.DataFrame:
        """The frame ``cues``."""
        return build("cues", (row for found in self.found for row in found.cues))

    @cached_property
    def labels(self) -> pd.DataFrame:
        """The frame ``suggestions``."""
        return build("suggestions", (row for found in self.found for row in found.labels))

    def __str__(self) -> str:
        """Return two lines a statement: mark, label, text and, below, the reason.

        What would act unseen, such as a terminal's escapes, is shown as signs.
        """
        lines = []
        for row in (row for found in self.found for row in found.labels):
            face = face_of(row.lang)
            look, say = LOOKS[row.label], translator(face)
            lines.append(f"{look.mark} {say(look.name)}: {row.text}")
            lines.append(f"    {row.why(face)} [{', '.join(row.rules)}]")
        return printable(visible("\n".join(lines)))

    def _repr_html_(self) -> str:
        return STYLE + "".join(self.tables())

    def tables(self) -> Iterator[str]:
        """Yield one HTML table an article."""
        return (table_of(one.article, one.cues, one.labels) for one in self.found)

    def to_dict(self) -> dict[str, Any]:
        """Return ``{"schema": 1, "articles": [...]}``, which JSON can hold as it is.

        Offsets are half-open code points into each article's ``text``; ``source`` and ``cue``
        are null where there is none. ``speakers`` are those whom statements were traced to, each
        with all its forms and the words that tell who it is; a statement names its own by id.
        """
        return {"schema": SCHEMA, "articles": list(self.records())}

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield one object an article, as in `to_dict`."""
        for found in self.found:
            names = ("article_id", "lang", "title", "text")
            plain = {name: getattr(found.article, name) for name in names}
            told = {one: card.speaker_id for card in found.speakers for one in card.statement_ids}
            yield {
                **plain,
                "statements": [
                    {**_record(row), "speaker": told.get(row.statement_id)} for row in found.labels
                ],
                "speakers": [_card(card) for card in found.speakers],
            }


def explain(article: str | pd.DataFrame, *, lang: str | None = None) -> Explanation:
    """Label every statement of a text or of articles, and say which words made it so.

    Parameters
    ----------
    article
        The text of one statement or article, or a frame of ``articles``.
    lang
        Language of the text, as a tag or a name (``"ar"``, ``"ar-EG"``, ``"Arabic"``); by default
        told by its letters and commonest words. A frame says the language of its articles itself.

    Raises
    ------
    ArticleError
        If the text is empty, or `lang` is no language that the kit has words for.
    FrameError
        If the frame is not one of articles, or holds an unknown language.
    """
    if isinstance(article, str):
        rows = [article_from_paste(article, lang)]
    elif isinstance(article, pd.DataFrame):
        rows = articles_in(article)
    else:
        raise ArticleError(
            f"found {type(article).__name__}, expected a text or a frame of articles; "
            "for a file write kit.explain(kit.load_articles(path))"
        )
    return Explanation(tuple(explain_each(rows)))


_PLAIN: Final = (
    "statement_id", "start", "end", "text", "zone", "paragraph", "label", "carried", "hedge",
    "polarity", "sensational",
)  # fmt: skip


def _card(card: SpeakerCard) -> dict[str, Any]:
    known = {"start": card.known_start, "end": card.known_end, "text": card.known_by}
    return {
        "speaker_id": card.speaker_id,
        "words": card.words,
        "label": card.label,
        "rule": card.rule,
        "forms": list(card.forms),
        "known_by": known if card.known_start >= 0 else None,
        "statements": list(card.statement_ids),
    }


def _record(row: Suggestion) -> dict[str, Any]:
    source = {"start": row.source_start, "end": row.source_end, "text": row.source}
    cue = {"start": row.cue_start, "end": row.cue_end, "text": row.cue, "stance": row.stance}
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        "chain": list(row.chain),
        "source": source if row.source_start >= 0 else None,
        "cue": cue if row.cue_start >= 0 else None,
        "rules": list(row.rules),
        "why": {"en": row.why_en, "ar": row.why_ar},
    }
