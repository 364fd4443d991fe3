"""An article of the learner's own: what becomes of it, what is told where it cannot be read."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kit
from kit.articles import kinds
from kit.exercises.frame import contract
from kit.exercises.frame.assets import _read
from kit.exercises.frame.wording import Words
from kit.exercises.own import face, reading
from kit.exercises.own.reading import MAX_LETTERS, Unread, read
from kit.exercises.own.widget import OwnArticle
from kit.languages.interface import LANGUAGES
from kit.languages.messages import messages

TEXTS = {lang: kit.load_lesson("the-bridge", lang).text for lang in LANGUAGES}
PAGE = """<html lang="en"><head><title>Bridge shut</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Bridge shut</h1><p>The minister said the bridge was shut.</p>
<p>Residents fear a long winter.</p></article></body></html>"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def send(own: OwnArticle, data: bytes | str = b"", **wish: object) -> dict[str, Any]:
    """Ask as the page does, and return what it then sees."""
    data = data.encode() if isinstance(data, str) else data
    own.children[0].receive({"action": "read", **wish}, [data] if data else [])
    return dict(own.children[0].state)


def document(*paragraphs: str) -> bytes:
    """Return a Word document of some paragraphs."""
    made, file = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pasted_article_is_marked_at_once(lang: str) -> None:
    """Its language is told by itself, and the exercise asked for stands below the box."""
    own = OwnArticle(lang, "owl-7")
    state = send(own, TEXTS[lang])
    assert (state["notice"], state["told"], state["chosen"]) == ("", lang, "highlighter")
    assert own.lesson is not None
    assert own.lesson.text == TEXTS[lang]
    assert own.children[1:] == (own.exercise,)
    assert repr(own) == f"OwnArticle(lang={lang!r})"


def test_any_exercise_can_follow_and_keeps_its_answers() -> None:
    """Each is opened on the same text; one that is opened again is where it was left."""
    own = OwnArticle("en", "owl-7", start="sorter")
    state = send(own, TEXTS["en"])
    sorter = own.exercise
    assert sorter is not None
    sorter.receive({"action": "commit", "statement_id": sorter.state["at"], "label": "named"})
    names = [option["label"] for option in state["options"]]
    assert names == list(messages("exercises/own", "exercises"))
    shown = [type(own.exercise).__name__ for name in names[:-2] if send(own, action="take", want=name)]  # fmt: skip
    assert shown == ["Highlighter", "Sorter", "Sorter", "HeadlineCheck", "ChainBuilder", "Rewrite"]
    send(own, action="take", want="sorter")
    assert own.exercise is sorter
    assert list(own.answers["label"]) == ["named"]
    assert list(own.scores["statement_id"]) == list(own.answers["statement_id"])
    again = OwnArticle("en", "owl-7", start="sorter")
    send(again, TEXTS["en"])
    assert list(again.answers["label"]) == ["named"]


def test_only_exercises_that_find_something_to_ask_are_offered() -> None:
    """A single sentence has no headline and no chain."""
    own = OwnArticle("en", "owl-7", start="headline")
    state = send(own, "The bridge is shut.")
    offered = [option["label"] for option in state["options"]]
    assert "headline" not in offered
    assert state["chosen"] == "sorter"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_engine_speaks_after_the_learner(lang: str) -> None:
    """Its view of all statements opens once they are sorted, and is called a second opinion."""
    own = OwnArticle(lang, "owl-7", start="sorter")
    send(own, TEXTS[lang])
    state = send(own, action="take", want="engine")
    assert own.exercise is not None
    total = len(own.exercise.state["strip"])
    assert state["notice"] == face.told(lang, "first", done=0, total=total)
    assert state["chosen"] == "sorter"
    wish = [{"statement_id": item, "label": "outlet"} for item, _ in own.exercise.fixed["items"]]
    own.exercise.receive({"action": "commit", "answers": wish})
    state = send(own, action="take", want="engine")
    assert (state["notice"], state["chosen"]) == ("", "engine")
    assert "<table" in own.children[1].value


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["sorter", "highlighter", "headline", "chain", "rewrite"])
def test_no_verdict_calls_a_learner_right_or_wrong(lang: str, name: str) -> None:
    """Without a key there is nothing correct: the engine thinks so, or otherwise, and gives no points."""
    own, say = OwnArticle(lang, "owl-7", start=name), Words(lang).say
    send(own, TEXTS[lang])
    exercise = own.exercise
    assert exercise is not None
    answers = {"label": "outlet"} if name == "sorter" else {"label": "open", "given": []}
    if name == "chain":
        answers = {"given": [exercise.fixed["hands"][0][0]]}
    if name == "rewrite":
        answers = {"given": ["The minister said so."]}
    told = []
    for item, _ in exercise.fixed["items"]:
        exercise.receive({"action": "commit", "statement_id": item, **answers})
        exercise.receive({"action": "goto", "statement_id": item})
        assert exercise.state["mode"] == "verdict", exercise.state["notice"]
        told.append(exercise.state["verdict"]["head"])
        assert exercise.state["verdict"]["tone"] in ("right", "part")
    exercise.receive({"action": "next", "statement_id": item})
    told.append(exercise.state["result"])
    assert [one for one in exercise.state["strip"] if one.get("right") is False] == []
    assert say("is_wrong") not in exercise.state["strip_label"]
    assert all(one["right"] or one["points"] >= 0.5 for one in exercise.state["items"])
    assert "✗" not in exercise._repr_mimebundle_()[0]["text/html"]
    judged = [say(one, answer="", share="", right="", total="", points="").strip(" .:%") for one in ("right", "wrong", "all_right", "not_yet")]  # fmt: skip
    assert [line for line in told for words in judged if line.startswith(words)] == []


def test_a_report_follows_the_exercise_that_is_shown() -> None:
    """Before a text, after each answer, in another exercise, and with another text."""
    own = OwnArticle("en", "owl-7", start="sorter")
    report = kit.report(own)
    assert "No answers yet" in report.html
    send(own, TEXTS["en"])
    sorter = own.exercise
    assert sorter is not None
    for done, (item, _) in enumerate(sorter.fixed["items"][:2], start=1):
        sorter.receive({"action": "commit", "statement_id": item, "label": "outlet"})
        assert report.now.right.whole == done
        assert str(report.now) == str(kit.report(sorter).now)
    assert sorter.title in report.html
    send(own, action="take", want="highlighter")
    assert "No answers yet" in report.html
    send(own, action="take", want="sorter")
    assert report.now.right.whole == 2
    send(own, TEXTS["ar"])
    assert 'lang="ar"' in report.html
    assert sorter.title not in report.html


def test_a_file_is_read_by_the_reader_of_its_kind() -> None:
    """A Word document, a page, Markdown with front matter: their words are shown in the box."""
    own = OwnArticle("en", "owl-7")
    words = "The minister said the bridge was shut."
    found = {
        name: send(own, data, name=name)["text"]
        for name, data in {
            "a.docx": document("Bridge shut", words),
            "b.html": PAGE,
            "c.md": f"---\ntitle: Bridge\n---\n{words}",
        }.items()
    }
    assert found == {
        "a.docx": f"Bridge shut\n\n{words}",
        "b.html": f"Bridge shut\n\n{words}\n\nResidents fear a long winter.",
        "c.md": words,
    }
    assert send(own, words, name="d.txt")["text"] == ""


def test_a_pasted_source_is_read_as_the_page() -> None:
    """What looks like HTML is never sorted as tags."""
    own = OwnArticle("en", "owl-7")
    send(own, PAGE)
    assert own.lesson is not None
    assert [row.text for row in own.lesson.statement_rows] == [
        "Bridge shut",
        "The minister said the bridge was shut.",
        "Residents fear a long winter.",
    ]


BAD: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("", b"", "empty"),
    "blanks": ("", b" \n\t ", "empty"),
    "digits": ("", b"12 34.", "empty"),
    "a PDF": ("news.txt", b"%PDF-1.7\n%...", "other"),
    "a PDF by name": ("news.pdf", b"x", "other"),
    "a picture": ("photo.jpg", b"\xff\xd8\xff\xe0", "other"),
    "an archive": ("all.zip", b"PK\x03\x04rest", "other"),
    "a table": ("rows.csv", b"a,b\n1,2", "other"),
    "a broken document": ("news.docx", b"PK\x03\x04rest", "damaged"),
    "binary": ("news.txt", bytes(range(256)) * 20, "letters"),
    "an old encoding": ("news.txt", "قال الوزير إن الجسر مغلق.".encode("cp1256"), "letters"),
    "a page without words": ("page.html", b"<html><body></body></html>", "page"),
    "a language of another script": ("", "部长说大桥已经关闭。".encode(), "foreign"),
    "5 MB": ("", b"The minister said the bridge was shut. " * 130_000, "long"),
    "more than a file may have": ("big.txt", b"x" * 10_000_001, "large"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_told_in_a_line_and_nothing_is_lost(lang: str, case: str) -> None:
    """The line is in the language of the page; the article that was there stays, with its answers."""
    name, data, said = BAD[case]
    own = OwnArticle(lang, "owl-7")
    before = send(own, TEXTS[lang])
    exercise = own.exercise
    state = send(own, data, name=name)
    with pytest.raises(Unread) as no:
        read(data, name)
    assert no.value.name == said
    assert state["notice"] == face.told(lang, said, **no.value.fields)
    assert "\n" not in state["notice"]
    assert (state["found"], own.exercise) == (before["found"], exercise)


@pytest.mark.parametrize(
    ("package", "name", "data", "said"),
    [
        ("docx", "a.docx", document("The bridge is shut."), "word_layer"),
        ("trafilatura", "a.html", PAGE.encode(), "page_layer"),
    ],
)
def test_a_missing_package_is_told_in_plain_words(
    package: str, name: str, data: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A learner is told how to go on, and what to tell the teacher."""
    monkeypatch.setattr(reading, "find_spec", lambda asked: None if asked == package else True)
    state = send(OwnArticle("en", "owl-7"), data, name=name)
    assert state["notice"] == face.told("en", said)
    assert "paste them here" in state["notice"]


def test_the_language_can_be_changed() -> None:
    """A text is read anew in the language that was chosen, and again as it tells itself."""
    own = OwnArticle("en", "owl-7")
    send(own, "Fuentes cercanas dijeron que el puente está cerrado, según la policía.")
    told = [send(own, action="tongue", tongue=tongue)["told"] for tongue in ("en", "ar", "")]
    assert told == ["en", "ar", "es"]


def test_nothing_but_answers_is_written(tmp_path: Path) -> None:
    """A text of somebody else's stays in memory."""
    own = OwnArticle("en", "owl-7")
    send(own, TEXTS["en"])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert TEXTS["en"][:40] not in own.printed()


def test_every_kind_of_file_has_its_arabic() -> None:
    """What a file is can be said in both languages."""
    known = {one.name for one in vars(kinds).values() if isinstance(one, kinds.Kind)}
    known |= {kind.name for kind in kinds._BY_SUFFIX.values()}  # noqa: SLF001  (the table itself)
    said = set(messages("exercises/own", "kinds").values())
    assert said == known - {"a Word document", "an HTML page"} | {"a table"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_that_the_box_sends_is_declared(lang: str) -> None:
    """Fixed and every state have the declared fields, of the right types."""
    own = OwnArticle(lang, "owl-7")
    panel = own.children[0]
    assert contract.validate(dict(panel.fixed), face.OwnFixed) == []
    states = [panel.state, send(own), send(own, TEXTS[lang]), send(own, action="take", want="x")]
    assert [contract.validate(dict(state), face.OwnState) for state in states] == [[]] * 4


def test_the_script_reads_and_sends_what_is_declared() -> None:
    """No name, word or action of the script is one that Python does not know, and none is idle."""
    script = _read(Path(face.__file__).with_name("face.js"))
    fixed = set(re.findall(r"\bfixed\.(\w+)", script)) | {"words"}
    state = set(re.findall(r"\bnow\(\)\.(\w+)", script))
    for taken in re.findall(r"const \{ ([^}]+) \} = now\(\)", script):
        state |= {part.partition(":")[0] for part in taken.split(", ")}
    assert fixed == set(contract.fields(face.OwnFixed))
    assert state == set(contract.fields(face.OwnState))
    assert set(re.findall(r"\bwords\.(\w+)", script)) == set(messages("exercises/own", "asked"))
    assert set(re.findall(r'\bsend\("(\w+)"', script)) == contract.actions(face.ACTIONS)


@pytest.mark.fault("page")
@pytest.mark.parametrize(
    "message",
    [
        None, [], "read", {"action": "explode"}, {"action": ["read"]}, {"action": "commit"},
        {"action": "take"}, {"action": "take", "want": {}}, {"action": "tongue", "tongue": "xx"},
        {"action": "read", "name": 7, "tongue": [1], "want": {"a": 1}},
        {"action": "read", "name": "x" * 3_000_000},
    ],
)  # fmt: skip
def test_what_makes_no_sense_changes_nothing(message: object) -> None:
    """No message of a page raises; the article that was there stays."""
    own = OwnArticle("en", "owl-7")
    before = send(own, TEXTS["en"])
    own.children[0].receive(message)
    assert own.children[0].state["found"] == before["found"]
    assert own.exercise is not None


@pytest.mark.fault("page")
def test_more_bytes_than_a_page_may_send_are_dropped() -> None:
    """They never reach a reader; whatever else a page says of the widgets is not taken."""
    own = OwnArticle("en", "owl-7")
    panel = own.children[0]
    data = {"method": "custom", "content": {"action": "read"}}
    panel._handle_msg({"content": {"data": data}, "buffers": [b"x" * 10_000_001]})  # noqa: SLF001  (ipywidgets' own door)
    assert panel.dropped == 1
    update = {"method": "update", "state": {"children": [], "box_style": "danger"}}
    own._handle_msg({"content": {"data": update}, "buffers": []})  # noqa: SLF001  (as above)
    assert own.children == (panel,)
    assert own.dropped == 2


def test_what_is_left_is_closed() -> None:
    """Another text takes the place of the exercises on the one before, also among all widgets."""
    own = OwnArticle("en", "owl-7")
    send(own, TEXTS["en"])
    first = own.exercise
    assert first is not None
    send(own, TEXTS["ar"])
    assert own.exercise is not first
    assert first.comm is None
    own.close()
    assert [one.comm for one in (own, own.children[0])] == [None, None]


SIGNS = st.text(
    st.one_of(
        st.sampled_from("قالإن الوزير.؟«»\"'<>/&;=- \n\r\t\u2028\u202e\0#@0123456789"),
        st.characters(),
    ),
    max_size=300,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=SIGNS, name=st.sampled_from(["", "a.txt", "a.md", "a.html", "a.docx"]))
def test_any_text_becomes_an_article_or_a_line(text: str, name: str) -> None:
    """Whatever is pasted or dropped, one of the two is seen, and plain JSON goes to the page."""
    own = OwnArticle("ar", "owl-7")
    state = send(own, text.encode("utf-8", "replace"), name=name)
    assert bool(state["notice"]) is not bool(state["found"])
    assert own.lesson is None or len(own.lesson.text) <= MAX_LETTERS
    json.dumps(state, allow_nan=False)
    own.close()
