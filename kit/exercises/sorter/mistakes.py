"""Why a choice fails: a sentence for each wrong label beside each right one, about the words at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.core.text import visible
from kit.languages.interface import translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from kit.core.rows import KeyEntry

MISTAKES: Final = messages("exercises/sorter", "mistakes")
"""By ``chosen_key``; with ``_carried``, ``_source`` or ``_cue`` behind it, for a key that has that."""


def why_not(chosen: str, key: KeyEntry, answer: str, lang: str) -> str:
    """Return one sentence on why a choice fails that does not name the right one.

    Parameters
    ----------
    chosen
        The wrong label, of either scheme.
    key
        What the key says of the statement; its words fill the sentence.
    answer
        The student's word for `chosen`.
    lang
        Language of the sentence.
    """
    pair = f"{chosen}_{key.label}"
    held = {"carried": key.carried, "source": key.source, "cue": key.cue}
    told = [f"{pair}_{name}" for name, value in held.items() if value]
    name = next((one for one in told if one in MISTAKES), pair)
    source, cue = visible(key.source), visible(key.cue)
    return translator(lang)(MISTAKES[name]).format(answer=answer, source=source, cue=cue)
