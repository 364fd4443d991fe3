"""Tables of articles, as spreadsheets and programs save them."""

from __future__ import annotations

import csv
import json
import warnings
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.articles.files import read_articles
from kit.articles.making import Asked, Brought
from kit.articles.sheets import READERS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fault("loading")

NO = "The mayor said no."
EXPECTED = [("t#2", "Port", NO), ("t#3", "Bridge", 'She said:\n"no"; twice, in all.')]
ROWS = [["title", "text"], *([title, text] for _, title, text in EXPECTED)]


def put(path: Path, text: str | bytes) -> Path:
    """Write a table and return its path."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def written(delimiter: str = ",", end: str = "\r\n", *, quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Return the rows as a spreadsheet writes them."""
    from io import StringIO  # noqa: PLC0415

    held = StringIO(newline="")
    csv.writer(held, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(ROWS)
    return held.getvalue()


def told(path: Path, **asked: object) -> list[tuple[str, str, str]]:
    """Return name, title and text of the articles of a table, without a warning."""
    with warnings.catch_warnings(action="error"):
        frame = kit.load_articles(path, columns={"text": "text"}, **asked)  # type: ignore[arg-type]
    return list(frame[["article_id", "title", "text"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", written().encode()),
        ("t.csv", written().encode("utf-8-sig")),
        ("t.csv", written(";").encode("utf-8-sig")),
        ("t.csv", written("|").encode()),
        ("t.csv", written("\t").encode()),
        ("t.csv", b"sep=;\r\n" + written(";").encode()),
        ("t.csv", b"\xef\xbb\xbfsep=;\r\n" + written(";").encode()),
        ("t.csv", written("\t").encode("utf-16")),
        ("t.csv", written(end="\n").encode()),
        ("t.csv", written(end="\r").encode()),
        ("t.csv", written(quoting=csv.QUOTE_ALL).encode()),
        ("t.csv", b"\r\n" * 3 + written().encode() + b"\r\n\r\n"),
        ("t.CSV", written().encode()),
        ("t.tsv", written("\t").encode()),
        ("t.tsv", written("\t").encode("utf-16")),
        ("t.csv", written().replace("title,", " title ,").encode()),
    ],
)
def test_every_dialect_of_a_spreadsheet_loads(tmp_path: Path, name: str, content: bytes) -> None:
    """Delimiters, marks, line ends and quotation marks of one table, in any mixture."""
    found = told(put(tmp_path / name, content))
    shift = 3 if content.startswith(b"\r\n") else 0
    assert found == [
        (f"t#{n + shift}", *rest) for n, (_, *rest) in zip((2, 3), EXPECTED, strict=True)
    ]


def test_an_arabic_table_with_semicolons_loads(tmp_path: Path) -> None:
    """Names of columns in Arabic are known; what was guessed is said."""
    path = put(
        tmp_path / "أخبار.csv",
        "\ufeffالعنوان;المتن;الوسيلة;المحرر\r\nالباب;قال المدير إنه مغلق؛ ومضى.;المرفأ;منى\r\n",
    )
    with pytest.warns(kit.KitWarning) as caught:
        row = kit.load_articles(path, columns={"text": "المتن"}).iloc[0]
    said = (
        f"{path}: took 'العنوان' as title, 'الوسيلة' as publisher; say columns= if that is wrong; "
        "left the columns المحرر"
    )
    assert [str(one.message) for one in caught] == [said]
    found = (row["article_id"], row["lang"], row["title"], row["publisher"])
    assert found == ("أخبار#2", "ar", "الباب", "المرفأ")


@pytest.mark.parametrize("name", ["t.jsonl", "t.ndjson", "t.json"])
def test_objects_load_by_line_or_list(tmp_path: Path, name: str) -> None:
    """Values that are no words are written out; a line separator inside a value is text."""
    rows = [
        {"body": f"{NO}\u2028She left.", "title": "Port", "published": 2026, "constructed": True},
        {"body": NO, "title": None, "publisher": ["A", "B"], "lang": "en"},
    ]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"
    if name.endswith(".json"):
        text = json.dumps({"articles": rows}, ensure_ascii=False)
    frame = kit.load_articles(put(tmp_path / name, "\ufeff" + text), columns={"text": "body"})
    columns = ["article_id", "title", "publisher", "published", "constructed", "text"]
    assert frame[columns].to_numpy().tolist() == [
        ["t#1", "Port", "", "2026", True, f"{NO}\nShe left."],
        ["t#2", NO, "A, B", "", False, NO],
    ]


def test_each_row_tells_its_own_fields(tmp_path: Path) -> None:
    """Language, outlet, day and name may differ from row to row."""
    path = put(
        tmp_path / "t.csv",
        "article_id,lang,publisher,published,constructed,text\n"
        f"a,en,Post,2026-03-01,True,{NO}\nb,ar,,,no,قال المدير إنه مغلق.\n",
    )
    frame = kit.load_articles(path)
    columns = ["article_id", "lang", "publisher", "published", "constructed"]
    assert frame[columns].to_numpy().tolist() == [
        ["a", "en", "Post", "2026-03-01", True],
        ["b", "ar", "", "", False],
    ]


def test_what_the_kit_writes_it_reads(tmp_path: Path) -> None:
    """A frame written as CSV, JSON or JSON lines comes back, without a map of columns."""
    articles = kit.load_lesson("the-call", "ar").articles
    for name in ("a.csv", "a.json", "a.jsonl"):
        path = tmp_path / name
        if name.endswith(".csv"):
            articles.to_csv(path, index=False)
        else:
            articles.to_json(path, orient="records", lines=name.endswith("l"), force_ascii=False)
        pd.testing.assert_frame_equal(kit.load_articles(path), articles)


@pytest.mark.parametrize(
    ("content", "numbers"),
    [
        ("title,text\na,One.\nb\nc,Three.\n", {3: "1 cells, expected 2"}),
        ("title,text\na,One, and more.\nc,Two.\n", {2: "3 cells, expected 2"}),
        ("title,text\na,One.\nb,\nc,Three.\n", {3: "an empty text"}),
        (
            'title,text\na,One.\nb,x "y\nc,"Three" he said\nd,Four.\n',
            {4: "a quotation mark inside"},
        ),
        ('title,text\na,One.\nb,"Two.\nc,Three.\n', {3: "a quotation mark that is never closed"}),
        ("title,text\na,One.\nb,Tw\0o.\n", {3: "a NUL character in 'text'"}),
        ("title,text\na,One.\nb,<p>Two.</p>\n", {3: "an HTML page"}),
        ("article_id,text\nx,One.\nx,Two.\ny,Three.\n", {3: "article_id 'x', which row 2"}),
    ],
)
def test_bad_rows_are_told_by_number_and_the_sound_ones_load(
    tmp_path: Path, content: str, numbers: dict[int, str]
) -> None:
    """One row costs itself and no other."""
    path = put(tmp_path / "t.csv", content)
    articles, failures = read_articles(path, columns={"text": "text"})
    assert len(articles) >= 1
    assert "One." in "".join(articles["text"]) or 2 in numbers
    assert len(failures) == len(numbers)
    for failure, (number, said) in zip(failures, numbers.items(), strict=True):
        assert str(failure).startswith(f"{path}, row {number}")
        assert f"found {said}" in str(failure)


def test_bad_lines_of_json_are_told_by_number(tmp_path: Path) -> None:
    """Broken, cut, nested and other values are a line each; the sound ones load."""
    lines = ['{"text": "One."}', "{", "[1]", "7", "", "[" * 50_000, '{"text": {"a": 1}}',
             '{"title": "x"}', '{"text": "Two."}']  # fmt: skip
    path = put(tmp_path / "t.jsonl", "\n".join(lines))
    articles, failures = read_articles(path, columns={"text": "text"})
    assert list(articles["article_id"]) == ["t#1", "t#9"]
    rows = [str(failure).removeprefix(f"{path}, row ").split(":")[0] for failure in failures]
    assert rows == ["2", "3", "4", "6", "7", "8"]


def test_empty_rows_are_passed_over_and_said(tmp_path: Path) -> None:
    """Lines of delimiters are what a spreadsheet leaves below a table."""
    path = put(tmp_path / "t.csv", f"title;text\na;{NO}\n;\n\nb;{NO}\n; \n")
    with pytest.warns(kit.KitWarning, match="passed over empty rows: 3, 6$"):
        frame = kit.load_articles(path, columns={"text": "text"})
    assert list(frame["article_id"]) == ["t#2", "t#5"]


def test_a_long_cell_loads_and_the_limit_of_others_stays(tmp_path: Path) -> None:
    """An article may be longer than a cell usually is."""
    before = csv.field_size_limit()
    long = "The mayor said no. " * 20_000
    frame = kit.load_articles(put(tmp_path / "t.csv", f"text\n{long}\n"), columns={"text": "text"})
    assert frame.iloc[0]["text"] == long
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("name", "content", "columns", "said"),
    [
        ("t.csv", f"title,text\na,{NO}\n", None, "pass columns={'text': 'text'}, or --column text=text"),
        ("t.csv", f"Headline;Body\na;{NO}\n", None, "columns={'text': 'Body'}"),
        ("t.csv", f"العنوان,نص الخبر\na,{NO}\n", None, "columns={'text': 'نص الخبر'}"),
        ("t.csv", f"a,b\n1,{NO}\n", None, "with the columns a, b, .*'text': 'NAME'"),
        ("t.csv", NO, None, "found a table with the columns The mayor said no."),
        ("t.csv", f"title,body\na,{NO}\n", {"text": "bdoy"}, "unknown column 'bdoy'.*mean 'body'"),
        ("t.csv", f"title,body\na,{NO}\n", {"txt": "body"}, "unknown field 'txt'.*mean 'text'"),
        ("t.csv", f"text,text\na,{NO}\n", {"text": "text"}, "found two columns 'text'"),
        ("t.csv", "title,text\n", {"text": "text"}, "found no article"),
        ("t.csv", "\n \n", None, "found an empty table"),
        ("t.csv", "<!doctype html><table><tr><td>text</table>", None, "found an HTML page"),
        ("t.csv", "PK\x03\x04 xl/workbook.xml", None, "found a spreadsheet"),
        ("t.jsonl", '{"title": "a", "text": "b"}', None, "columns={'text': 'text'}"),
        ("t.jsonl", "no json", None, "row 1: found broken JSON"),
        ("t.jsonl", "\n\n", None, "found an empty file"),
        ("t.json", "[1, 2", None, "found broken JSON"),
        ("t.json", "[]", None, "found no list of objects"),
        ("t.json", "7", None, "found no list of objects"),
        ("t.json", "[" * 100_000, None, "nested too deeply"),
        ("t.csv", "x\n" * 100_002, None, "found 100,002 rows, expected at most 100,000"),
        ("t.csv", ",".join(f"c{n}" for n in range(1_001)), None, "found 1,001 columns"),
    ],
)  # fmt: skip
def test_a_table_that_gives_no_article_is_refused_in_one_line(
    tmp_path: Path, name: str, content: str, columns: dict[str, str] | None, said: str
) -> None:
    """Which column holds the text is never guessed in silence; the likeliest is named."""
    with pytest.raises(kit.ArticleError, match=said) as caught:
        kit.load_articles(put(tmp_path / name, content), columns=columns)
    assert "\n" not in str(caught.value)


def test_an_old_encoding_of_a_table_is_refused_with_the_right_one(tmp_path: Path) -> None:
    """A table is held to what a text is held to."""
    path = put(tmp_path / "t.csv", "title;text\nالباب;قال المدير إنه مغلق.\n".encode("cp1256"))
    with pytest.raises(kit.ArticleError, match=r"look like cp1256 \(“"):
        kit.load_articles(path, columns={"text": "text"})
    found = told(path, encoding="cp1256")
    assert found == [("t#2", "الباب", "قال المدير إنه مغلق.")]


def test_a_thousand_bad_rows_give_a_few_lines(tmp_path: Path) -> None:
    """The first ten are told one by one, the others by number."""
    path = put(tmp_path / "t.csv", f"title,text\na,{NO}\n" + "a\n" * 1_000)
    with pytest.warns(kit.KitWarning) as caught:
        assert len(kit.load_articles(path, columns={"text": "text"})) == 1
    assert len(caught) == 11
    assert str(caught[-1].message).startswith("990 more files or rows are no articles")


@given(
    st.text(st.sampled_from('a",;\t\n\r\0 \ufeffب{}[]:1'), max_size=80),
    st.sampled_from(sorted(READERS)),
)
def test_any_table_is_articles_or_lines(body: str, suffix: str) -> None:
    """Nothing but articles, notes and article errors leaves the reader of a table."""
    for text in (body, "text,title\n" + body):
        file = Brought(text.encode(), f"t{suffix}", "t")
        try:
            said = [str(one) for one in READERS[suffix](file, Asked(columns={"text": "text"}))]
        except kit.ArticleError as error:
            said = [str(error)]
        assert all(isinstance(one, str) for one in said)
