"""The gallery in JupyterLab: each exercise is done once in each language, and outlives its kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from acts import ACTS, KINDS, gallery_of, run_gallery, scores
from axe import violations

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness import Notebook


@pytest.mark.parametrize(("lang", "theme"), [("en", "Dark"), ("ar", "Light")], ids=["en", "ar"])
def test_the_gallery_in_jupyter(notebook: Callable[..., Notebook], lang: str, theme: str) -> None:
    """Keys do every exercise, axe finds nothing, and a new kernel scores all answers as before."""
    book = notebook(file=gallery_of(lang))
    gallery = run_gallery(book, lang)
    for act in ACTS:
        act(gallery)
    with book.themed(theme):
        assert violations(book.page) == []
    before = {kind: scores(gallery, kind) for kind in KINDS}
    book.restart()
    gallery.see_all()
    assert {kind: scores(gallery, kind) for kind in KINDS} == before
