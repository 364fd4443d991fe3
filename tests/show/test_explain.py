"""Explanations as text, as HTML and as data."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest

import kit
from kit.core.codebook import LABELS, LOOKS, POLARITIES, STANCES, ZONES
from kit.core.errors import ArticleError, FrameError
from kit.engine.rules import RULES
from kit.languages.interface import translator
from kit.show.explanation import SCHEMA

EN = (
    "Ferry may have been sold\n\n"
    'Mayor Lena Orsholt said: "The ferry is ours. It will stay." Sources said it was sold.\n\n'
    "It is said that the buyer is known. The ferry carries forty cars."
)
AR = (
    "بيع العبّارة\n\n"
    "قالت رئيسة البلدية هالة الديري: «العبّارة لنا. وستبقى». وقالت مصادر إنها بيعت.\n\n"
    "يقال إن المشتري معروف. تحمل العبّارة أربعين سيارة."
)
HOSTILE = (
    'Sources said </td><script>alert("x")</script> & <img src=x onerror=alert(1)> was sold. '
    "\"' onmouseover=alert(1) x='\" Police <b>said</b> &lt;no&gt;."
)

SPAN = {"start": int, "end": int, "text": str}
STATEMENT = {
    "statement_id": str, "start": int, "end": int, "text": str, "zone": str, "paragraph": int,
    "label": str, "carried": bool, "hedge": bool, "polarity": str, "sensational": bool,
    "chain": list, "source": dict, "cue": dict, "rules": list, "why": dict, "speaker": str,
}  # fmt: skip


class Tags(HTMLParser):
    """Collect the tags of a page, and complain of what does not close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.seen.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Hold that a tag closes the one that opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the words between tags."""
        self.text.append(data)


def page(text: str) -> Tags:
    """Parse the HTML form of an explanation."""
    tags = Tags()
    tags.feed(kit.explain(text)._repr_html_())
    tags.close()
    assert tags.open == []
    return tags


def exact(value: object, kind: type) -> bool:
    """Tell whether a value is of a type itself: True is no int, and no numpy number is one."""
    return type(value) is kind


@pytest.mark.parametrize("text", [EN, AR, HOSTILE], ids=["en", "ar", "hostile"])
def test_the_data_form_has_the_stated_fields(text: str) -> None:
    """One object with a schema number; each article and statement holds its fields, no others."""
    data = kit.explain(text).to_dict()
    assert list(data) == ["schema", "articles"]
    assert data["schema"] == SCHEMA == 1
    (article,) = data["articles"]
    assert set(article) == {"article_id", "lang", "title", "text", "statements", "speakers"}
    assert all(exact(article[name], str) for name in ("article_id", "lang", "title", "text"))
    assert article["text"] == text
    for statement in article["statements"]:
        assert list(statement) == list(STATEMENT)
        for name, kind in STATEMENT.items():
            if name == "speaker":
                assert statement[name] is None or exact(statement[name], kind)
            elif name in {"source", "cue"}:
                hold_span(statement, name, text)
            else:
                assert exact(statement[name], kind), (name, statement[name])
        assert text[statement["start"] : statement["end"]] == statement["text"]
        assert statement["label"] in LABELS
        assert statement["zone"] in ZONES
        assert statement["polarity"] in POLARITIES
        assert statement["rules"]
        assert set(statement["rules"]) <= set(RULES)
        assert all(exact(name, str) and name for name in statement["chain"])
        assert list(statement["why"]) == ["en", "ar"]
        assert all(statement["why"].values())


def hold_span(statement: dict[str, Any], name: str, text: str) -> None:
    """Hold that a source or cue is null, or a slice of the article inside its statement."""
    span = statement[name]
    if span is None:
        return
    assert set(span) == {*SPAN, "stance"} if name == "cue" else set(span) == set(SPAN)
    assert all(exact(span[key], kind) for key, kind in SPAN.items())
    assert statement["start"] <= span["start"] < span["end"] <= statement["end"]
    assert text[span["start"] : span["end"]] == span["text"]
    if name == "cue":
        assert span["stance"] in {"", *STANCES}


def test_source_and_cue_are_null_where_there_are_none() -> None:
    """The outlet's own voice and a colon have no words to point to."""
    colon, outlet = kit.explain("Police: the road is closed\n\nIt rained. It snowed.").to_dict()[
        "articles"
    ][0]["statements"][:2]
    assert colon["source"]["text"] == "Police"
    assert colon["cue"] is None
    assert outlet["source"] is None
    assert outlet["cue"] is None


@pytest.mark.parametrize("text", [EN, AR, HOSTILE], ids=["en", "ar", "hostile"])
def test_the_data_form_survives_json(text: str) -> None:
    """What is written to a file is what is read from it."""
    data = kit.explain(text).to_dict()
    assert json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False)) == data


def test_records_are_the_articles_one_by_one() -> None:
    """Many articles can be written line by line without holding them all."""
    told = kit.explain(EN)
    assert list(told.records()) == told.to_dict()["articles"]


def test_hostile_text_is_shown_and_never_run() -> None:
    """Markup in an article is text in the page, in statements, evidence and caption alike."""
    tags = page(HOSTILE)
    assert {tag for tag, _ in tags.seen}.isdisjoint({"script", "img", "b"})
    assert not any(name.startswith("on") for _, attrs in tags.seen for name in attrs)
    shown = "".join(tags.text)
    assert '<script>alert("x")</script>' in shown
    assert "&lt;no&gt;" in shown
    articles = kit.load_articles(text=HOSTILE).assign(title="<script>t</script>", article_id="<i>")
    html = kit.explain(articles)._repr_html_()
    assert "<script>" not in html
    assert "<i>" not in html
    assert "&lt;script&gt;t" in html


@pytest.mark.parametrize(("text", "lang", "way"), [(EN, "en", "ltr"), (AR, "ar", "rtl")])
def test_the_page_says_language_and_direction(text: str, lang: str, way: str) -> None:
    """The table and each statement carry lang and dir, so that marks fall on the right side."""
    tags = page(text)
    (table,) = [attrs for tag, attrs in tags.seen if tag == "table"]
    assert (table["lang"], table["dir"]) == (lang, way)
    cells = [attrs for tag, attrs in tags.seen if tag == "td" and "lang" in attrs]
    assert len(cells) == len(kit.explain(text).labels)
    assert {(a["lang"], a["dir"]) for a in cells} == {(lang, way)}


def test_a_text_in_a_third_language_keeps_its_own_language() -> None:
    """The page is English, the words stay Spanish."""
    html = kit.explain("La policía dijo que el puente está cerrado.", lang="es")._repr_html_()
    assert 'lang="es" dir="ltr"' in html
    assert 'class="kit-explain" lang="en" dir="ltr"' in html


@pytest.mark.parametrize(("text", "lang"), [(EN, "en"), (AR, "ar")])
def test_the_page_has_headers_and_never_colour_alone(text: str, lang: str) -> None:
    """Each column is headed, and each label is a word and a mark beside its colour."""
    tags = page(text)
    assert len([1 for tag, attrs in tags.seen if tag == "th" and attrs.get("scope") == "col"]) == 4
    shown = "".join(tags.text)
    for label in set(kit.explain(text).labels["label"]):
        assert translator(lang)(LOOKS[label].name) in shown
        assert LOOKS[label].mark in shown


def test_the_evidence_is_underlined_and_the_words_stay_whole() -> None:
    """Source, cue and hedge are marked in place; taking the marks away gives the statement."""
    text = "Police said the ferry may have been sold."
    html = kit.explain(text)._repr_html_()
    (cell,) = re.findall(r'<td lang="en" dir="ltr">(.*?)</td>', html)
    assert '<span class="kit-s">Police</span>' in cell
    assert '<span class="kit-c">said</span>' in cell
    assert '<span class="kit-h">' in cell
    assert re.sub(r"<.*?>", "", cell) == text


@pytest.mark.parametrize(("text", "lang"), [(EN, "en"), (AR, "ar")])
def test_the_text_form_has_label_statement_reason_and_rules(text: str, lang: str) -> None:
    """Two lines a statement, in the language of the article."""
    told = kit.explain(text)
    lines = str(told).splitlines()
    assert len(lines) == 2 * len(told.labels)
    for row, (first, second) in zip(
        told.labels.to_dict("records"), zip(lines[::2], lines[1::2], strict=True), strict=True
    ):
        look = LOOKS[row["label"]]
        assert first == f"{look.mark} {translator(lang)(look.name)}: {row['text']}"
        assert row[f"why_{lang}"] in second
        assert all(rule in second for rule in row["rules"])


def test_the_repr_is_short() -> None:
    """A frame inside another output does not print a whole article."""
    assert len(repr(kit.explain(EN))) < 80


def test_a_frame_of_articles_is_explained_article_by_article() -> None:
    """Each article has its table and its object, in the order of the frame."""
    both = pd.concat(
        [
            kit.load_articles(text=EN).assign(article_id="one"),
            kit.load_articles(text=AR).assign(article_id="two"),
        ]
    )
    told = kit.explain(both)
    assert [a["article_id"] for a in told.to_dict()["articles"]] == ["one", "two"]
    assert told._repr_html_().count("<table") == 2
    alone = [len(kit.explain(text).labels) for text in (EN, AR)]
    assert [len(a["statements"]) for a in told.to_dict()["articles"]] == alone


def test_the_language_may_be_told() -> None:
    """A text of names and figures says nothing about its language."""
    assert kit.explain("2031", lang="ar").articles["lang"][0] == "ar"
    assert kit.explain("2031", lang="en").articles["lang"][0] == "en"


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_an_empty_text_is_refused(text: str) -> None:
    """There is nothing to explain."""
    with pytest.raises(ArticleError):
        kit.explain(text)


def test_what_is_no_text_and_no_frame_is_refused_with_the_remedy() -> None:
    """The error says what was found and how to explain a file."""
    with pytest.raises(ArticleError, match=r"found list.*load_articles"):
        kit.explain(["a"])
    with pytest.raises(FrameError, match="articles: "):
        kit.explain(kit.explain(EN).labels)


@pytest.mark.parametrize("text", [EN, AR])
def test_explaining_is_the_same_as_taking_each_step(text: str) -> None:
    """One call or four: the frames are equal, and each is made once."""
    articles = kit.load_articles(text=text)
    statements = kit.split_statements(articles)
    cues = kit.find_cues(statements)
    found = kit.explain(articles)
    pd.testing.assert_frame_equal(found.articles, articles)
    pd.testing.assert_frame_equal(found.cues, cues)
    pd.testing.assert_frame_equal(found.labels, kit.suggest_labels(statements, cues, articles))
    assert found.labels is found.labels
