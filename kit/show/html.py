"""HTML from the templates beside this module; what is put into one is escaped and made visible."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final

from kit.core.places import PACKAGE
from kit.core.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_DOLLAR: Final = "<span>$</span>"
"""A notebook takes what stands between two dollar signs of one element for a formula."""
_TEMPLATES: Final = PACKAGE / "show" / "templates"


def render(name: str, **values: object) -> Markup:
    """Fill a template; what it returns is put into another one as it stands.

    Raises
    ------
    jinja2.UndefinedError
        If the template names a value that is not given.
    """
    return made(_environment().get_template(name).render(values))


def made(html: str) -> Markup:
    """Say that the kit has made this HTML itself: it is not escaped once more."""
    from markupsafe import Markup  # noqa: PLC0415  (who shows nothing needs no templates)

    return Markup(html)  # noqa: S704  (what is not the kit's own has been escaped)


@cache
def read_style(name: str) -> str:
    """Return a style sheet as it stands in its file."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415  (as above)

    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_escaped,
    )


def _source(name: str) -> str:
    """Return a template with its lines joined, which only a page of its own keeps apart."""
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    return text if name.startswith("page-") else "".join(map(str.strip, text.splitlines()))


def _escaped(value: Any) -> Any:  # noqa: ANN401  (whatever a template puts on the page)
    """Escape as Python does, not as Jinja does: stored notebooks hold quotation marks so.

    What would act unseen, such as marks that turn the reading direction, becomes a sign.
    """
    return value if hasattr(value, "__html__") else made(plain(str(value)).replace("$", _DOLLAR))


def plain(text: str) -> str:
    """Return a text escaped, for where no element may stand, such as a page's title."""
    return escape(visible(text))
