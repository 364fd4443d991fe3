"""Every widget of the gallery, in both languages: act with keys alone, then ask Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from acts import ACTS, KINDS, Gallery, gallery_of, run_gallery, scores
from axe import violations
from bare import Bare, cells_of
from harness import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(lang, marks=pytest.mark.xdist_group(f"gallery-{lang}"))
        for lang in ("en", "ar")
    ],
)
def gallery(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gallery]:
    """Give the gallery's own notebook in each language on a bare page, all its cells run."""
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    context.set_default_timeout(PATIENCE * 1000)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp(f"gallery-{request.param}"))
        book = Bare(context.new_page(), *cells_of(gallery_of(request.param)))
        book.open()
        yield run_gallery(book, request.param)
    context.close()
    assert book.errors == []


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_questions_are_accessible(gallery: Gallery, theme: str) -> None:
    """Axe finds nothing against WCAG 2.2 AA in any widget before it is answered."""
    gallery.book.theme(theme)
    assert violations(gallery.page) == []


FOREIGN = """node => {
    const [first, second] = ['Marsa', 'al-Lawz'].map(name => {
        const word = node.querySelector('.w').cloneNode(true);
        word.textContent = name;
        return word;
    });
    const gaps = [' ', ' '].map(space => document.createTextNode(space));
    const box = node.querySelector('.words');
    box.prepend(first, gaps[0], second, gaps[1]);
    const [a, b] = [first, second].map(word => word.getBoundingClientRect());
    for (const added of [first, second, ...gaps]) added.remove();
    return [a.top === b.top, a.right <= b.left + 1];
}"""
"""Put two Latin words before the others: whether they share a line, and read from left to right."""


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_act(gallery: Gallery, act: Callable[[Gallery], None]) -> None:
    """An exercise is done with keys, it says what it should, and Python holds the answers."""
    act(gallery)


@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_verdicts_are_accessible(gallery: Gallery, theme: str) -> None:
    """Axe finds nothing against WCAG 2.2 AA once verdicts, chains and reviews are shown."""
    gallery.book.theme(theme)
    assert violations(gallery.page) == []


def test_everything_is_there_again(gallery: Gallery) -> None:
    """The next session finds all answers of all widgets in their logs, and scores them as before."""
    before: dict[str, list[float]] = {kind: scores(gallery, kind) for kind in KINDS}
    gallery.book.restart()
    gallery.see_all()
    assert {kind: scores(gallery, kind) for kind in KINDS} == before
