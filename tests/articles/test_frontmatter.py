"""Front matter as other programs write it, and as nobody should."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.articles.frontmatter import split_front_matter

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fault("loading")


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ('title: "Port: closed"', {"title": "Port: closed"}),
        ("title: 'It''s shut'", {"title": "It's shut"}),
        ('title: "She said \\"no\\""', {"title": 'She said "no"'}),
        ("title: Port: closed", {"title": "Port: closed"}),
        ("title: The mayor's port: closed", {"title": "The mayor's port: closed"}),
        ("title: @port is shut", {"title": "@port is shut"}),
        ("title: 'Safe', they say", {"title": "'Safe', they say"}),
        ('title: "Safe": the mayor\'s word', {"title": '"Safe": the mayor\'s word'}),
        ("title: [Live] Port shut", {"title": "[Live] Port shut"}),
        ("title: *Urgent* Port shut", {"title": "*Urgent* Port shut"}),
        ("title: 50% of it", {"title": "50% of it"}),
        ("title: Port   # from the desk", {"title": "Port"}),
        ("# a note\ntitle: Port", {"title": "Port"}),
        ("title: >\n  Port\n  closed", {"title": "Port closed"}),
        ("title: |\n  Port\n  closed\n", {"title": "Port closed"}),
        ("title: Port\n  closed", {"title": "Port closed"}),
        ("publisher: [Harbour Post, Coast Radio]", {"publisher": "Harbour Post, Coast Radio"}),
        ("publisher:\n- Harbour Post\n- Coast Radio", {"publisher": "Harbour Post, Coast Radio"}),
        ("published: 2026-03-01", {"published": "2026-03-01"}),
        ("date: 2026-03-01T10:00:00+02:00", {"published": "2026-03-01T10:00:00+02:00"}),
        ("published: 1_000", {"published": "1_000"}),
        ("title: yes", {"title": "yes"}),
        ("title: 007", {"title": "007"}),
        ("title: ~\nlang: en", {"lang": "en"}),
        ("title:\nlang: en", {"lang": "en"}),
        ("Title: Port", {"title": "Port"}),
        ("license: CC0", {"licence": "CC0"}),
        ("{title: Port, lang: en}", {"title": "Port", "lang": "en"}),
        ("url: https://example.org/a?b=c", {"url": "https://example.org/a?b=c"}),
        ("title: «لا»: وزير", {"title": "«لا»: وزير"}),
    ],
)
@pytest.mark.parametrize("close", ["---\n", "...\n", "--- \n"])
def test_yaml_is_read_as_words(head: str, fields: dict[str, str], close: str) -> None:
    """Quotation marks, lists, folded lines and comments are YAML's; every value stays text."""
    found = split_front_matter(f"---\n{head}\n{close}Body.\n", "a.md")
    assert (found.fields, found.unused, found.text) == (fields, (), "Body.\n")


def test_a_page_of_a_site_builder_loads(tmp_path: Path) -> None:
    """Fields that articles have are taken; the others are said in one line."""
    path = tmp_path / "hugo.md"
    path.write_bytes(
        b'\xef\xbb\xbf---\r\ntitle: "Port: closed"\r\ndate: 2026-03-01\r\ndraft: false\r\n'
        b"tags: [port, news]\r\nauthor:\r\n  name: Ann\r\n---\r\nThe port is closed.\r\n"
    )
    with pytest.warns(kit.KitWarning, match="do not have: draft, tags, author$"):
        row = kit.load_articles(path).iloc[0]
    told = (row["title"], row["published"], row["text"])
    assert told == ("Port: closed", "2026-03-01", "The port is closed.\n")


def test_toml_between_pluses_is_front_matter_too(tmp_path: Path) -> None:
    """Dates and truths become the words that they are written with."""
    path = tmp_path / "hugo.md"
    path.write_text(
        '+++\ntitle = "Port"\ndate = 2026-03-01\nconstructed = true\n[params]\nx = 1\n+++\nBody.\n',
        encoding="utf-8",
    )
    with pytest.warns(kit.KitWarning, match="do not have: params$"):
        row = kit.load_articles(path).iloc[0]
    assert (row["title"], row["published"], row["constructed"]) == ("Port", "2026-03-01", True)


def test_a_note_of_a_note_book_loads(tmp_path: Path) -> None:
    """Lists of tags and aliases, an empty field, and links between notes in the text."""
    path = tmp_path / "note.md"
    path.write_text(
        "---\naliases:\n  - the port\ntags:\n  - news\ncssclasses:\n---\n"
        "[[Mayor|The mayor]] said no.\n",
        encoding="utf-8",
    )
    with pytest.warns(kit.KitWarning, match="do not have: aliases, tags, cssclasses$"):
        assert kit.load_articles(path).iloc[0]["text"] == "[[Mayor|The mayor]] said no.\n"


def test_the_same_of_many_files_is_said_once(tmp_path: Path) -> None:
    """A folder of a site builder gives one line and no hundred."""
    for number in range(4):
        (tmp_path / f"{number}.md").write_text("---\ntags: [a]\n---\nBody.\n", encoding="utf-8")
    with pytest.warns(kit.KitWarning) as caught:
        assert len(kit.load_articles(tmp_path)) == 4
    first = tmp_path / "0.md"
    assert [str(one.message) for one in caught] == [
        f"{first} and 3 more: left out front matter fields that articles do not have: tags"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\nA line of words\n---\nMore.\n",
        "---\nNote: a line.\nAnd one without.\n---\nMore.\n",
        "---\n\nThe mayor said no.\n",
        "---\ntitle: never closed\n",
        "----\ntitle: x\n----\n",
        "+++\nA line of words\n+++\nMore.\n",
        "***\ntitle: x\n***\n",
        "The mayor said no.\n---\ntitle: x\n---\n",
        "---\n«لا»، قال الوزير\n---\nوأضاف.\n",
    ],
)
def test_a_rule_of_signs_stays_text(text: str) -> None:
    """Nothing that is no field is taken away from an article."""
    assert split_front_matter(text, "a.md") == ({}, (), text)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("a: &x [y]\nb: *x", "an alias or an anchor .* in line 2"),
        ("title: Port\nlang: *x", "an alias or an anchor .* in line 3"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", "an alias or an anchor"),
        ("title: Port\n<<: *base", "an alias"),
        ("title: !!python/object/apply:os.system [ls]", r"a tag \(!\) in line 2"),
        ("title: !x y", "a tag"),
        ("title: !!binary aGk=", "a tag"),
        ("title: " + "[" * 50_000, "deeply nested"),
        ("title: " + "{a: " * 500, "deeply nested"),
        ('title: "never closed\nlang: en', "broken front matter .* in line"),
        ("title: [a, b\nlang: en", "broken front matter"),
        ("title: a\n\tlang: b", "broken front matter"),
        ("title: a\ntitle: b", "the field 'title' twice in line 3"),
        ("title: {a: b}", "a table in the front matter field 'title'"),
        ("title: a\x07b", "a character that YAML does not allow in line 2"),
        ("a: b\n" * 30_000, "front matter of 150,001 characters, expected at most 100,000"),
    ],
)
def test_broken_and_hostile_front_matter_is_refused_in_one_line(head: str, said: str) -> None:
    """Aliases, tags, depth and size are told with their line, in no time."""
    with pytest.raises(kit.ArticleError, match=said) as caught:
        split_front_matter(f"---\n{head}\n---\nBody.\n", "a.md")
    assert str(caught.value).startswith("a.md: found ")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('title = "never closed', r"broken front matter .* in line 2"),
        ("title = " + "[" * 40_000, "deeply nested"),
        ("a" + ".a" * 25 + " = 1", "deeply nested"),
        ("title = " + "1" * 20_000, "broken front matter"),
        ("title = 'a'\ntitle = 'b'", "broken front matter"),
    ],
)
def test_broken_toml_is_refused_in_one_line(head: str, said: str) -> None:
    """The other fence is held to the same."""
    with pytest.raises(kit.ArticleError, match=said) as caught:
        split_front_matter(f"+++\n{head}\n+++\nBody.\n", "a.md")
    assert "\n" not in str(caught.value)


@given(st.text(st.sampled_from("a:b -'\"[]{}&*!|>#\n\t.,?%@`~=+ب"), max_size=60))
def test_any_head_is_fields_text_or_one_line(head: str) -> None:
    """Nothing but an article's error leaves the reader of front matter."""
    for fence in ("---", "+++"):
        text = f"{fence}\n{head}\n{fence}\nBody.\n"
        try:
            with warnings.catch_warnings(action="error"):
                left = split_front_matter(text, "a.md").text
            said = ""
        except kit.ArticleError as error:
            left, said = "", str(error)
        assert "\n" not in said
        assert text.endswith(left)
