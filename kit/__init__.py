"""Who Said So? (مَن قال؟): who stands behind each statement of a news story.

Articles become statements, statements get cues and suggested labels; a lesson holds a key, a
learner answers, and the answers are scored. What comes and goes through the functions below is a
pandas frame; `kit.core.frames` lists their columns.

The public names stand in ``__init__.pyi``, each with its module, and are loaded on first use: a
plot or an exercise costs only those who ask for it.

Where standard output cannot write Arabic or the marks of labels (redirected, on some machines),
importing the kit lets it write something in their place, so that no ``print`` fails.
"""

import sys as _sys
from importlib.metadata import version as _version
from typing import Any

import lazy_loader as _lazy

from kit.core.streams import make_forgiving as _make_forgiving

_load, __dir__, _names = _lazy.attach_stub(__name__, __file__)

_make_forgiving(_sys.stdout)

__version__ = _version("who-said-so")
__all__ = sorted([*_names, "__version__"])  # noqa: PLE0605  (the stub states them once)


def __getattr__(name: str) -> Any:  # noqa: ANN401  (whatever the name stands for)
    if name not in _names:
        from kit.core.errors import unknown  # noqa: PLC0415  (only on the way to an error)

        raise AttributeError(f"kit: {unknown('name', name, _names)}")
    try:
        value = _load(name)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in ("", __name__):
            raise
        from kit.core.errors import MissingLayer  # noqa: PLC0415  (only on the way to an error)

        raise MissingLayer(f"kit.{name}", package) from error
    globals()[name] = value
    return value
