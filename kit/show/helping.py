"""The command's help, in the language of who asks for it."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from kit.core.errors import KitError
from kit.languages.interface import check_language, translator
from kit.languages.messages import messages
from kit.languages.tags import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a machine says what language its user reads; the first that says anything counts."""


def spoken(words: Sequence[str], machine: Mapping[str, str]) -> str:
    """Return the language in which the command speaks.

    Parameters
    ----------
    words
        What was typed; ``--lang`` counts if the interface speaks what stands after it.
    machine
        The environment, which says what the user of the machine reads.

    Returns
    -------
    str
        ``"ar"`` or ``"en"``.
    """
    typed = re.search(r"(?:^|\0)--lang[=\0]([^\0]*)", "\0".join(words))
    told = next(filter(None, (machine.get(name) for name in _LOCALE)), "")
    for lang in (typed and typed[1], re.split(r"[._@]", told)[0]):
        try:
            return check_language(lang or "")
        except KitError:
            continue
    return "en"


class _Speaking:
    """A command whose help is read in the language of who asks."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  (Typer's own)
        say = translator(spoken(sys.argv, os.environ))
        for name, words in messages("show", "help").items():
            if name.isupper():
                setattr(rich_utils, name, say(words))
        whole: Any = self
        for part in (whole, *getattr(whole, "commands", {}).values(), *whole.get_params(ctx)):
            if getattr(part, "help", None):
                part.help = say(part.help)
        super().format_help(ctx, formatter)  # type: ignore[misc]  # of the class it is mixed into

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  (Typer's own)
        say = translator(spoken(sys.argv, os.environ))
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        usage = say(messages("show", "help")["usage"])
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{usage} ")


class Group(_Speaking, TyperGroup):
    """Typer's group of commands, with its help in two languages."""


class Command(_Speaking, TyperCommand):
    """Typer's command, with its help in two languages."""


def named_language(lang: str, known: Sequence[str], kind: str) -> str:
    """Return the short name of a language that an option names; else the option is at fault.

    Raises
    ------
    typer.BadParameter
        If it is none of those known.
    """
    try:
        return language_of(lang, known, kind=kind)
    except KitError as error:
        raise typer.BadParameter(str(error), param_hint="--lang") from None
