"""Where the package is, and where the folders that travel with it are looked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1]
"""The folder of the package itself."""
SHIPPED: Final = (PACKAGE / "data", PACKAGE.parent)
"""Where seeds, bank and notebooks are: beside the code in a wheel, beside the package in a clone."""


def is_folder(path: str | Path) -> bool:
    """Tell whether there is such a folder; a name that no file can have is none."""
    return os.path.isdir(path)  # noqa: PTH112  (Path.is_dir raises where a name is too long)


def folders(name: str, own: str | Path | None = None) -> list[Path]:
    """Return the folders that data of one kind is looked for in, first come first served.

    Parameters
    ----------
    name
        Such as ``"seeds"``.
    own
        A folder of the user's own, which comes first.

    Returns
    -------
    list of Path
        The user's own, then that of the project around the working directory, then the one that
        came with the package; those that are there.
    """
    places = [Path(own)] if own is not None else []
    here = Path.cwd()
    places += [p / name for p in (here, *here.parents) if (p / name).is_dir()][:1]
    places += [home / name for home in SHIPPED]
    return [p for p in places if is_folder(p)]
