"""Any TOML value in any field: it loads, or one line says what belongs there."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kit
from kit.lessons.fields import CARD, ITEM, ITEM_TEXTS, KEY, STORY

pytestmark = pytest.mark.fault("hostile")

SEEDS = Path(__file__).parents[2] / "seeds"
BANK = Path(__file__).parents[2] / "bank"
ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def toml(value: object) -> str:
    """Write a value as TOML does, tables on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{text(name)} = {toml(v)}" for name, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    return repr(value)


def text(value: str) -> str:
    """Write a text in quotation marks."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


ONES = st.one_of(
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.sampled_from(
        [
            "",
            " ",
            "\x1b[2J\x1b]0;owned\x07",
            "\u202e12 dead\u202c",
            "x" * 5_000,
            "a\nb",
            "\x1b" * 99,
            "\U000e0001" * 99,
        ]
    ),
    st.dates(date(1, 1, 1)),
    st.datetimes(datetime(1, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  (hypothesis adds the zone)
    st.times(),
)
VALUES = st.recursive(
    ONES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["ar", "en", "fr", "a b", "\x1b"]), inner, max_size=3),
    ),
    max_leaves=6,
)


def lesson(home: Path, **changed: object) -> Path:
    """Write a story of one sentence, with some of its fields changed, and return its folder."""
    folder = home / "one"
    folder.mkdir(exist_ok=True)
    (folder / "article.en.md").write_text("The port said that it would rest.\n", encoding="utf-8")
    told = {"en": "Why.", "ar": "لماذا."}
    key: dict[str, Any] = {
        "at": 1, "text": "The port said that it would rest.", "label": "official", "reason": told,
    }  # fmt: skip
    card: dict[str, Any] = {
        "id": "notice", "publisher": "Port", "finding": "open", "statements": [1], "text": "It rests.",
    }  # fmt: skip
    story: dict[str, Any] = {"desk": "local", "anatomy": "denial", "difficulty": 1}
    for name, value in changed.items():
        kind, _, field = name.partition("_")
        {"key": key, "card": card, "story": story}[kind][field] = value
    for name, body in (
        ("key.en", f"statement = [{toml(key)}]"),
        ("evidence.en", f"card = [{toml(card)}]"),
        ("story", "\n".join(f"{field} = {toml(value)}" for field, value in story.items())),
    ):
        (folder / f"{name}.toml").write_text(f"schema = 1\n{body}\n", encoding="utf-8")
    return folder


def shortly(line: str, file: str = "") -> None:
    """Hold that a message is one short line that names its file and steers nothing."""
    assert file in line
    assert len(line) <= 480
    assert ACTING.findall(line) == []


@pytest.mark.parametrize(
    "field", [*(f"key_{n}" for n in KEY), *(f"card_{n}" for n in CARD), *(f"story_{n}" for n in STORY if n != "schema")]
)  # fmt: skip
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=VALUES)
def test_any_value_in_any_field_of_a_lesson(tmp_path: Path, field: str, value: object) -> None:
    """Keys, cards and stories; what loads is of the kinds that the rows state."""
    lesson(tmp_path, **{field: value})
    try:
        found = kit.load_lesson("one", folder=tmp_path)
    except kit.LessonError as error:
        shortly(str(error), ".toml: ")
    else:
        for row in (*found.entries, *found.cards, *([found.story] if found.story else [])):
            for name in row.__dataclass_fields__:
                assert_kind(row, name)


def assert_kind(row: object, name: str) -> None:
    """Hold that a field of a row is what the row states."""
    value = getattr(row, name)
    stated = str(type(row).__dataclass_fields__[name].type)  # type: ignore[attr-defined]
    expected: type = {"bool": bool, "int": int}.get(stated, tuple if "tuple" in stated else str)
    assert type(value) is expected, (name, value)
    if expected is tuple:
        assert all(type(one) is str for one in value)


@pytest.mark.parametrize("field", [*ITEM, *(f"en.{name}" for name in ITEM_TEXTS), "title"])
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=VALUES)
def test_any_value_in_any_field_of_an_item(tmp_path: Path, field: str, value: object) -> None:
    """The bank's own first item, with one field changed."""
    data = tomllib.loads((BANK / "items-01.toml").read_text(encoding="utf-8"))
    item: dict[str, Any] = data["item"][0]
    place, _, name = field.rpartition(".")
    changed: dict[str, Any] = data if field == "title" else item[place] if place else item
    changed[name] = value
    body = f"schema = 1\ntitle = {toml(data['title'])}\nitem = [{toml(item)}]\n"
    (tmp_path / "mine.toml").write_text(body, encoding="utf-8")
    try:
        found = kit.load_items("mine", "en", tmp_path)
    except kit.LessonError as error:
        shortly(str(error), "mine.toml: ")
    else:
        for row in found.entries:
            for one in row.__dataclass_fields__:
                assert_kind(row, one)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("key_label", ["named"], "found label = ['named'], expected a text; put it in quotation marks"),
        ("key_chain", [{"name": "Port"}], "expected a list of at most 50 names; write it as"),
        ("key_chain", ["Port", " "], "expected a list of at most 50 names; write it as"),
        ("key_chain", ["Port"] * 10_000, "expected a list of at most 50 names; write it as"),
        ("key_chain", "Port", "found chain = 'Port', expected a list of at most 50 names"),
        ("key_accept", {"named": 1}, "expected a list of texts"),
        ("key_dropped", [1], "found dropped = [1], expected a list of texts"),
        ("key_hedge", 1, "found hedge = 1, expected true or false; write one of them"),
        ("key_reason", {"en": "Why.", "ar": 3}, "expected an .ar and an .en; write a text for each"),
        ("key_headline_why", "Why.", "found headline_why = 'Why.', expected an .ar and an .en"),
        ("key_note", ["a"], "found note = ['a'], expected a text"),
        ("card_publisher", {"name": "Port"}, "found publisher = {'name': 'Port'}, expected a text"),
        ("card_published", "yesterday", "found published = 'yesterday', expected a date such as 2026-03-01"),
        ("card_published", "2026-02-30", "expected a date such as 2026-03-01; write it as year-month-day"),
        ("card_published", 2026, "found published = 2026, expected a date"),
        ("card_published", time(12), "expected a date such as"),
        ("card_url", "javascript:alert(1)", "found url = 'javascript:alert(1)', expected a web address"),
        ("card_url", "https://", "expected a web address that begins with https://; copy it whole"),
        ("card_url", "https://a.example/\u202egpj", "expected a web address"),
        ("card_url", "https://[::1", "expected a web address"),
        ("card_url", 3, "found url = 3, expected a web address"),
        ("card_note", True, "found note = True, expected a text"),
        ("card_vouches", 1.5, "found vouches = 1.5, expected a text"),
        ("card_id", 7, "found id = 7, expected a name of 1 to 200 characters on one line"),
        ("card_id", "a\nb", "expected a name of 1 to 200 characters on one line; write a short one"),
        ("card_statements", {"1": 1}, "expected a list of numbers"),
        ("card_statements", [1, "1"], "found statement '1', expected numbers from 1 to 1"),
        ("card_claim", True, "found claim = True, expected a number"),
        ("story_difficulty", True, "found difficulty = True, expected a number; write one such as 1"),
        ("story_difficulty", 2.0, "found difficulty = 2.0, expected a number"),
        ("story_difficulty", 4, "unknown difficulty 4: expected one of 1, 2, 3"),
        ("story_event", ["bridge"], "found event = ['bridge'], expected a name"),
        ("story_event", "a\x1b[2J", "found event = 'a\\x1b[2J', expected a name"),
        ("story_desk", {}, "found desk = {}, expected a text"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_told(
    tmp_path: Path, field: str, value: object, said: str
) -> None:
    """File, entry, field, what was found, what is expected, and the remedy."""
    lesson(tmp_path, **{field: value})
    with pytest.raises(kit.LessonError) as caught:
        kit.load_lesson("one", folder=tmp_path)
    assert said in str(caught.value)
    shortly(str(caught.value))


@pytest.mark.parametrize("field", ["key_label", "key_source", "key_polarity", "card_finding", "card_words", "story_desk"])  # fmt: skip
@pytest.mark.parametrize("words", ["w" * 500_000, "\x1b[2J" * 100_000, "سر " * 150_000])
def test_a_long_value_is_not_quoted_whole(tmp_path: Path, field: str, words: str) -> None:
    """Half a megabyte of label ends in a line of a few words."""
    lesson(tmp_path, **{field: words})
    with pytest.raises(kit.LessonError) as caught:
        kit.load_lesson("one", folder=tmp_path)
    shortly(str(caught.value))


@pytest.mark.parametrize(
    ("name", "old"), [("key.en", '"at" = 1'), ("evidence.en", "[1]"), ("story", "difficulty = 1")]
)
def test_a_long_number_is_not_quoted_whole(tmp_path: Path, name: str, old: str) -> None:
    """A number that Python itself would not write."""
    path = lesson(tmp_path) / f"{name}.toml"
    body = path.read_text(encoding="utf-8")
    assert old in body
    path.write_text(body.replace(old, old.replace("1", f"0x{'f' * 9_000}")), encoding="utf-8")
    with pytest.raises(kit.LessonError, match="a very long int") as caught:
        kit.load_lesson("one", folder=tmp_path)
    shortly(str(caught.value))


@pytest.mark.parametrize("value", ["2026-03-01", "2026-03-01 14:05", "2026-03-01T14:05:00Z", "", date(2026, 3, 1)])  # fmt: skip
def test_a_date_may_be_written_as_text_or_as_toml_does(tmp_path: Path, value: object) -> None:
    """Either way the card shows the same."""
    lesson(tmp_path, card_published=value)
    assert kit.load_lesson("one", folder=tmp_path).cards[0].published == str(value)


@pytest.mark.parametrize("field", ["chain", "accept", "dropped"])
@pytest.mark.parametrize("value", [({"name": "Port"},), (3,), ["named"], {"named": 1}, "named", 3])
def test_a_frame_holds_no_other_kinds_than_a_file(field: str, value: object) -> None:
    """An edited key with a table where a name belongs is refused before an exercise is made of it."""
    lesson = kit.load_lesson("the-call")
    key = lesson.key.assign(**{field: [value] * len(lesson.key)})
    with pytest.raises(kit.FrameError, match=rf"key\.{field}: found .*, expected (tuples|object)"):
        lesson.with_frames(key=key)
