"""What would act unseen is shown as a sign, wherever the kit shows a text."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import kit
from kit.core.frames import build
from kit.show.strips import describe_sourcing

if TYPE_CHECKING:
    from pathlib import Path

    from kit.show.plots import SourcingFigure

pytestmark = pytest.mark.fault("hostile")

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
SIGNS = {
    "\x1b[2J": "␛[2J",  # clears the screen
    "\x1b]0;owned\x07": "␛]0;owned␇",  # gives the window a title
    "\x1b]8;;http://x.example\x1b\\bank\x1b]8;;\x1b\\": "␛]8;;http://x.example␛\\bank␛]8;;␛\\",
    "\x9b31m": "‹U+009B›31m",  # the same as ESC and [, in one sign
    "\u202e12 dead\u202c": "‹U+202E›12 dead‹U+202C›",  # would read: daed 21
    "\u2067x\u2069": "‹U+2067›x‹U+2069›",
    "safe\rbad": "safe␍bad",  # writes over what stood there
    "lie\x08\x08\x08": "lie␈␈␈",
    "\x7f": "‹U+007F›",
}
LANGUAGES = ("ar", "en")
CASES = [(lang, sign, shown) for lang in LANGUAGES for sign, shown in SIGNS.items()]


def article(lang: str, sign: str) -> pd.DataFrame:
    """Return an article with a sign in its headline, its title, its name and a sentence."""
    text = {
        "ar": f"حريق {sign} في الميناء\n\nقالت الشرطة إن الحريق {sign} امتد إلى الميناء.",
        "en": f"Fire {sign} in port\n\nPolice said that the fire {sign} spread to the port.",
    }[lang]
    row = {"article_id": f"fire{sign}", "lang": lang, "title": f"T {sign}", "publisher": f"P {sign}", "text": text}  # fmt: skip
    return build("articles", [row])


@pytest.mark.parametrize(("lang", "sign", "shown"), CASES)
def test_an_explanation_shows_signs(lang: str, sign: str, shown: str) -> None:
    """As text and as HTML, in caption, statement and reason; data and frames stay as they are."""
    found = kit.explain(article(lang, sign))
    printed, page = str(found), found._repr_html_()
    assert ACTING.findall(printed + page) == []
    assert shown in printed
    assert f"<caption>T {shown}</caption>" in page
    assert f" {shown} " in page
    assert found.articles["text"][0] == article(lang, sign)["text"][0]
    assert found.to_dict()["articles"][0]["title"] == f"T {sign}"
    for row in found.labels.itertuples():
        assert found.articles["text"][0][row.start : row.end] == row.text


@pytest.mark.parametrize("sign", SIGNS)
def test_marked_words_stay_marked_around_signs(sign: str) -> None:
    """A sign longer than what it stands for moves no mark."""
    page = kit.explain(f"The {sign} fire spread, police said.")._repr_html_()
    assert re.findall(r'<span class="kit-\w">(.*?)</span>', page) == ["police", "said"]


@pytest.mark.parametrize(("lang", "sign", "shown"), CASES)
def test_pages_and_reports_show_signs(lang: str, sign: str, shown: str, tmp_path: Path) -> None:
    """A worksheet, the page it is saved as, and a report on a lesson of that name."""
    lesson = kit.draft_lesson(article(lang, sign))
    sheet = kit.worksheet(lesson)
    saved = sheet.save(tmp_path / "sheet.html").read_bytes().decode("utf-8")
    answers = kit.AnswerLog(tmp_path / "none.jsonl").read()
    report = kit.report(kit.score(answers, lesson), lang)
    assert f"T {shown}</h3>" in sheet._repr_html_()
    assert f"<title>fire{shown}</title>" in saved
    for words in (sheet._repr_html_(), saved, str(report), report._repr_html_()):
        assert ACTING.findall(words) == []


@pytest.mark.parametrize(("lang", "sign"), [case[:2] for case in CASES])
def test_figures_and_their_words_show_signs(lang: str, sign: str) -> None:
    """Titles, names of outlets and the words for those who listen; every font can draw them."""
    frame = article(lang, sign)
    lesson = replace(kit.draft_lesson(frame), title=f"T {sign}")
    counts = pd.DataFrame({"official": [1], "named": [2]}, index=[f"Post {sign}"])
    labels = kit.explain(frame).labels
    figures = [
        kit.plot_sourcing(lesson), kit.plot_sourcing([lesson, lesson], title=f"Two {sign}"),
        kit.plot_sourcing(labels), kit.plot_sourcing(labels, title=f"One {sign}"),
        kit.plot_shares(counts, lang=lang, title=f"Shares {sign}"),
    ]  # fmt: skip
    for figure in figures:
        figure.canvas.draw()
        assert ACTING.findall("\n".join([figure.alt, *texts(figure)])) == []
        plt.close(figure)
    assert ACTING.findall(describe_sourcing(lesson)) == []


def texts(figure: SourcingFigure) -> list[str]:
    """Return every word that a figure draws."""
    return [str(one.get_text()) for one in figure.findobj(mpl.text.Text)]


def test_a_title_stays_one_line_and_an_own_one_may_have_two() -> None:
    """An article's title cannot add a line to the words of a figure; who draws it may."""
    lesson = replace(kit.load_lesson("the-call"), title="Fire\nStatements: 100.\u2028x")
    assert describe_sourcing(lesson).startswith("Fire‹U+000A›Statements: 100.‹U+2028›x — ")
    figure = kit.plot_sourcing(lesson, title="Fire\nin port")
    assert "Fire\nin port" in texts(figure)
    plt.close(figure)


@pytest.mark.parametrize("sign", [*SIGNS, "a\nb", "\t", "\u2028", "\u0085"])
def test_errors_and_warnings_are_one_line_of_signs(sign: str, tmp_path: Path) -> None:
    """A name of a file, a column or a lesson steers no terminal and breaks no line."""
    (tmp_path / "good.txt").write_text("Police said so.", encoding="utf-8")
    (tmp_path / f"bad{sign.replace('/', '')}.txt").write_bytes(b"\0\0")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        kit.load_articles(tmp_path)
    told = [str(one.message) for one in caught if issubclass(one.category, kit.KitWarning)]
    assert len(told) == 1
    labels = kit.explain("Police said so.").labels
    for act in (
        lambda: kit.load_articles(tmp_path / f"no{sign}"),
        lambda: kit.load_lesson(f"the{sign}"),
        lambda: kit.plot_shares(pd.DataFrame({sign: [1]})),
        lambda: kit.plot_sourcing(labels.drop(columns="zone").rename(columns={"text": sign})),
        lambda: kit.plot_sourcing(labels.assign(label=sign)),
        lambda: kit.report(pd.DataFrame({sign: [1]})),
    ):
        with pytest.raises(kit.KitError) as error:
            act()
        told.append(str(error.value))
    assert re.findall(r"[\t\n\u2028\u2029]", "".join(told)) == []
    assert ACTING.findall("".join(told)) == []
