"""The lesson in a notebook, without its page: what messages do, and what they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import kit
from kit.core.rows import Article
from kit.desk.store import Store

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Port fire\n\nFire spread to the port, police said. Informed sources revealed that it was set."
)


@pytest.fixture
def author(tmp_path: Path) -> kit.Author:
    """Return a lesson of three statements with nothing decided."""
    return kit.Author(text=TEXT, to=tmp_path / "port")


def send(author: kit.Author, **wish: Any) -> dict[str, Any]:  # noqa: ANN401  (whatever a page sends)
    """Send a message as the page does, and return what is shown then."""
    panel = author.children[0]
    panel.receive({"action": "step", **wish})
    return dict(panel.state)


def test_a_file_is_taken_with_what_is_said_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Publisher, address and licence go into the article; its folder is named after the file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fire.txt").write_text(TEXT, "utf-8")
    author = kit.Author("fire.txt", publisher="Post", url="https://a.example/", licence="CC0")
    assert repr(author) == "Author('my-lessons/fire')"
    found = Store(tmp_path / "my-lessons" / "fire", "en").load()[0].article
    assert (found.publisher, found.url, found.licence) == ("Post", "https://a.example/", "CC0")
    assert author.lesson.drafted


def test_what_is_fetched_or_not_told_of_is_for_the_own_class(
    author: kit.Author, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a licence for what is fetched is refused before anything is asked."""
    assert author.lesson.article_rows[0].licence == "own class only"
    page = Article("x", "en", url="https://a.example/fire", text=TEXT)
    monkeypatch.setattr("kit.desk.bringing.fetch_article", lambda _url, _lang: page)
    fetched = kit.Author("https://a.example/fire", to=tmp_path / "fetched")
    assert fetched.lesson.article_rows[0].licence == "own class only"
    with pytest.raises(kit.LessonError, match="found a licence for a page from the web"):
        kit.Author("https://a.example/fire", to=tmp_path / "other", licence="CC0")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_where_no_script_runs_the_article_stands(lang: str, tmp_path: Path) -> None:
    """With nothing of the key."""
    text = kit.load_lesson("bridge-brief", lang).text
    author = kit.Author(text=text, to=tmp_path / "brief", lang=lang)
    shown = author.printed()
    assert f'lang="{lang}"' in shown
    assert [one.reason(lang) for one in author.lesson.entries if one.reason(lang) in shown] == []


@pytest.mark.fault("page")
@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"step": "label", "label": "oficial"}, "unknown label 'oficial'"),
        ({"step": "label"}, ""),
        ({"step": "label", "label": ["official"]}, ""),
        ({"step": "mark", "what": "source", "first": 0, "last": 99}, "found words 1 to 100"),
        ({"step": "mark", "what": "text", "first": 0, "last": 0}, "unknown mark 'text'"),
        ({"step": "mark", "what": "source", "first": "a", "last": 0}, ""),
        ({"step": "reason", "english": "", "arabic": ""}, "found no reason in one language"),
        ({"step": "go"}, ""),
        ({"step": "card"}, ""),
        ({"step": 3}, ""),
        ({}, ""),
    ],
)
def test_a_page_can_do_nothing_but_the_steps(
    author: kit.Author, wish: dict[str, Any], told: str
) -> None:
    """What makes no sense is told or passed over, and changes nothing, here and on the disk."""
    before = author.lesson.entries
    state = send(author, **wish)
    assert told in state["notice"]
    assert bool(told) == bool(state["notice"])
    assert author.lesson.entries == before
    assert Store(author.folder, "en").load()[0].entries == before


@pytest.mark.fault("page")
def test_other_actions_are_dropped_and_counted(author: kit.Author) -> None:
    """As in every page of the kit."""
    panel = author.children[0]
    for message in ({"action": "take"}, "step", {"action": "step", "step": "undo", "evil": 1}):
        panel.receive(message)
    assert panel.dropped == 3
    assert panel.state["can_undo"] is False


def test_a_finished_lesson_writes_what_the_class_needs(author: kit.Author, tmp_path: Path) -> None:
    """With the last statement; afterwards Accept goes on and makes it anew."""
    for _ in range(2):
        assert send(author, step="accept")["notice"] == ""
    assert "All is decided. For the class: " in send(author, step="accept")["notice"]
    assert len(list((tmp_path / "port" / "class").iterdir())) == 5
    send(author, step="label", label="hearsay")
    assert kit.load_lesson("port", "en", tmp_path).entries[2].label == "hearsay"
    assert "All is decided" in send(author, step="accept")["notice"]
