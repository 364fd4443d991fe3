"""Articles from files, folders, globs and pasted text; and what is refused."""

from pathlib import Path

import pytest

import kit
from kit.articles.files import read_articles

STORY = "Fire at the port\n\nFire spread to the port on Monday, police said.\n"


def put(path: Path, text: str | bytes) -> Path:
    """Write a file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_becomes_one_row(tmp_path: Path) -> None:
    """The text is the file's; name, title and language are told by it."""
    articles = kit.load_articles(put(tmp_path / "port.txt", STORY))
    row = articles.iloc[0]
    assert row["text"] == STORY
    assert (row["article_id"], row["title"], row["lang"]) == ("port", "Fire at the port", "en")
    assert not row["constructed"]


def test_front_matter_is_told_apart_from_the_text(tmp_path: Path) -> None:
    """Fields keep colons in their values; the text begins below the second fence."""
    path = put(
        tmp_path / "a.md",
        "---\ntitle: Kremlin: a call\nlang: en\npublished: 2025-02-12\nconstructed: true\n---\n\nBody.\n",
    )
    row = kit.load_articles(path).iloc[0]
    assert row["title"] == "Kremlin: a call"
    assert row["published"] == "2025-02-12"
    assert row["constructed"]
    assert row["text"] == "\nBody.\n"


def test_a_rule_of_dashes_is_no_front_matter(tmp_path: Path) -> None:
    """A text that begins with dashes keeps them."""
    text = "---\nA line that is no field\n---\nMore.\n"
    assert kit.load_articles(put(tmp_path / "a.txt", text)).iloc[0]["text"] == text


def test_an_unknown_field_names_the_nearest_one(tmp_path: Path) -> None:
    """A misspelt field is left out and said, and the article loads."""
    path = put(tmp_path / "a.md", "---\ntitel: Fire\n---\nBody.\n")
    with pytest.warns(kit.KitWarning, match=r"do not have: titel \(did you mean title\?\)"):
        assert kit.load_articles(path).iloc[0]["title"] == "Body."


def test_line_ends_are_levelled_and_nothing_else(tmp_path: Path) -> None:
    """Every line end becomes LF; a byte order mark goes; other characters stay."""
    path = put(tmp_path / "a.txt", "\ufeffعنوان\r\n\r\nأعلن\u200f الناطق.\r".encode())
    assert kit.load_articles(path).iloc[0]["text"] == "عنوان\n\nأعلن\u200f الناطق.\n"


def test_a_folder_is_read_with_its_subfolders_in_order(tmp_path: Path) -> None:
    """Names come from paths; README files, hidden folders and other kinds are passed over."""
    put(tmp_path / "b.txt", STORY)
    put(tmp_path / "the-port/article.en.md", STORY)
    put(tmp_path / "the-port/article.ar.md", "حريق في الميناء\n\nقالت الشرطة إن الحريق امتد.\n")
    put(tmp_path / "README.md", "not an article")
    put(tmp_path / ".git/x.txt", "not an article")
    put(tmp_path / "notes.doc", "not an article")
    with pytest.warns(kit.KitWarning, match=r"passed over one file .*: notes\.doc$"):
        articles = kit.load_articles(tmp_path)
    assert list(articles["article_id"]) == ["b", "the-port.ar", "the-port.en"]
    assert list(articles["lang"]) == ["en", "ar", "en"]


def test_globs_and_lists_are_read(tmp_path: Path) -> None:
    """A pattern stands for its files, and several sources may be given at once."""
    one, two = put(tmp_path / "one.txt", STORY), put(tmp_path / "two.md", STORY)
    assert list(kit.load_articles(str(tmp_path / "*.txt"))["article_id"]) == ["one"]
    assert list(kit.load_articles([one, two])["article_id"]) == ["one", "two"]


def test_files_of_one_name_in_two_folders_both_load(tmp_path: Path) -> None:
    """A name that is taken gives way to the path."""
    one, two = put(tmp_path / "x/a.txt", STORY), put(tmp_path / "y/a.txt", STORY)
    assert list(kit.load_articles([one, two])["article_id"]) == ["a", two.as_posix()]


def test_sound_files_load_beside_a_broken_one(tmp_path: Path) -> None:
    """In a folder each broken file is named in a warning and the rest is there."""
    put(tmp_path / "good.txt", STORY)
    put(tmp_path / "empty.txt", "")
    with pytest.warns(kit.KitWarning, match=r"empty\.txt: found an empty text"):
        articles = kit.load_articles(tmp_path)
    assert list(articles["article_id"]) == ["good"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "found an empty text, expected an article"),
        (b" \n\t\n", "found an empty text"),
        ("قال الناطق باسم الوزارة إن المفاوضات ستستمر في الأسبوع المقبل. ".encode("cp1256") * 9,
         r"found bytes that look like cp1256 \(“قال.*, expected utf-8; save .* encoding='cp1256'"),
        ("text".encode("utf-16"), "found bytes that look like utf-16 \\(“text”\\), expected utf-8"),
        (bytes(range(64)), "found binary data, expected plain text"),
        (b"word " * 4_000_000, "found 20 MB, expected at most 10 MB"),
        (b"---\nlang: en\n---\n \n", "found no words below the front matter"),
    ],
    ids=["empty", "blank", "cp1256", "utf-16", "binary", "20 MB", "only front matter"],
)  # fmt: skip
def test_a_file_that_is_no_article_is_refused_in_one_line(
    tmp_path: Path, content: bytes, said: str
) -> None:
    """Found, expected, remedy; and the file is named."""
    path = put(tmp_path / "a.txt", content)
    with pytest.raises(kit.ArticleError, match=said) as caught:
        kit.load_articles(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_encoding_that_the_error_names_reads_the_file(tmp_path: Path) -> None:
    """The remedy works."""
    text = "أعلنت الوزارة نتائج المسابقة."
    path = put(tmp_path / "old.txt", text.encode("cp1256"))
    assert kit.load_articles(path, encoding="cp1256").iloc[0]["text"] == text


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    """Missing files, bare folders, web addresses and missing arguments each have their line."""
    put(tmp_path / "story.txt", STORY)
    with pytest.raises(kit.ArticleError, match=r"found no such file.*did you mean 'story\.txt'"):
        kit.load_articles(tmp_path / "storry.txt")
    (tmp_path / "bare").mkdir()
    with pytest.raises(kit.ArticleError, match=r"found no \.txt or \.md file in this folder"):
        kit.load_articles(tmp_path / "bare")
    with pytest.raises(kit.ArticleError, match="found a web address, expected a file"):
        kit.load_articles("https://example.org/a.html")
    with pytest.raises(kit.ArticleError, match="found both or neither"):
        kit.load_articles()
    with pytest.raises(kit.ArticleError, match="unknown encoding 'utf-9'"):
        kit.load_articles(tmp_path / "story.txt", encoding="utf-9")


def test_each_failure_is_returned_beside_the_sound_articles(tmp_path: Path) -> None:
    """`read_articles` loses neither the articles nor the errors."""
    good = put(tmp_path / "good.txt", STORY)
    articles, failures = read_articles([good, tmp_path / "gone.txt", put(tmp_path / "e.txt", "")])
    assert len(articles) == 1
    assert len(failures) == 2


def test_pasted_text_is_taken_as_it_is() -> None:
    """Lone surrogates, which no frame can hold, become U+FFFD of the same length; NUL stays."""
    row = kit.load_articles(text="a\ud800b\0c").iloc[0]
    assert row["text"] == "a\ufffdb\0c"
