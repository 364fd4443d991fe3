"""Every way to name a language, at every door through which one comes."""

from __future__ import annotations

import inspect
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import kit
import kit.lab
from kit.cli import app
from kit.core.errors import KitError
from kit.exercises.cuelab.task import Swapping
from kit.languages.interface import check_language, day, decimal, number, translator
from kit.languages.tables import languages
from kit.languages.tags import language_of
from kit.lessons.items import item_set

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.fault("tags")

AR = "السد سليم\n\nقال وزير الطاقة إن السد سليم. وقالت مصادر مطلعة إنه يتصدع.\n"
AR_LABELS = ["outlet", "official", "unnamed"]
ARABIC = (
    "ar", "AR", "Ar", " ar ", "ar-EG", "ar_EG", "AR-eg", "ar-Arab-EG", "ar-arab", "ar-001",
    "ar_EG.UTF-8", "ar-u-nu-latn", "ara", "arb", "Arabic", "ARABIC", "arabic", "عربي", "عربى",
    "عربية", "العربية", "العربيه", "اللغة العربية", "árabe", "arabe", "Modern Standard Arabic",
)  # fmt: skip
ENGLISH = (
    "EN", "en-GB", "en_US", "EN_us", "en-US-x-school", "en_GB@euro", "eng", "English", "ENGLISH",
    "الإنجليزية", "إنجليزي", "انجليزية", "inglés", "ingles", "British English", "American English",
)  # fmt: skip
SPANISH = ("ES", "es-419", "es_MX", "spa", "Spanish", "español", "espanol", "إسباني", "الإسبانية")
UNKNOWN = (
    "fr", "FR-ca", "French", "fa", "Klingon", "xx", "ar-", "-ar", "ar EG", "ar,en", "x-ar",
    "a", "arabi c", "🙂", "ar\nen", "en" * 500,
)  # fmt: skip
NO_TEXT = (5, 0, True, b"ar", ["ar"], 1.5)


@pytest.mark.parametrize(
    ("tag", "lang"),
    [(t, "ar") for t in ARABIC] + [(t, "en") for t in ENGLISH] + [(t, "es") for t in SPANISH],
)
def test_tags_and_names_come_to_one_short_name(tag: str, lang: str) -> None:
    """Capitals, regions, scripts, three letters, and names in each of the languages."""
    assert language_of(tag) == lang
    assert language_of(normalize("NFD", tag)) == lang


@pytest.mark.parametrize("tag", [*UNKNOWN, *NO_TEXT, "", "  "], ids=lambda t: repr(t)[:20])
def test_what_is_no_language_of_the_kit_is_refused_in_one_line(tag: object) -> None:
    """The message says what was found and what would do, and is never as long as the input."""
    with pytest.raises(KitError, match=r"unknown language of text .*: expected .*ar, en, es") as it:
        language_of(tag)  # type: ignore[arg-type]
    assert "\n" not in str(it.value)
    assert len(str(it.value)) < 200


@pytest.mark.parametrize(
    ("tag", "near"),
    [
        ("arr", "ar"), ("Arabik", "ar"), ("العربيّةة", "ar"), ("Englisch", "en"), ("Spanisch", "es"),
        ("anglish", "en"), ("إنكليزي", "en"),
    ],
)  # fmt: skip
def test_the_nearest_language_is_named(tag: str, near: str) -> None:
    """A slip in a name is met with the tag that was probably meant."""
    with pytest.raises(KitError, match=f"did you mean {near!r}"):
        language_of(tag)


@given(st.text(max_size=80))
def test_any_text_is_a_known_language_or_one_line(tag: str) -> None:
    """Nothing else can come of a tag."""
    try:
        assert language_of(tag) in languages()
    except KitError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017  (either will do)


def articles(lang: str) -> pd.DataFrame:
    """Return a frame of one article that says its language so."""
    return kit.load_articles(text=AR, lang="ar").assign(lang=lang)


def statements(lang: str) -> pd.DataFrame:
    """Return its statements, each of which says its language so."""
    return kit.split_statements(articles("ar")).assign(lang=lang)


def suggestions(lang: str) -> pd.DataFrame:
    """Return its suggestions, each of which says its language so."""
    return kit.explain(articles("ar")).labels.assign(lang=lang)


def lesson(lang: str) -> kit.Lesson:
    """Return a lesson made by hand."""
    made = kit.draft_lesson(AR)
    return kit.Lesson(
        made.lesson_id, lang, made.title, made.article_rows, made.statement_rows, made.entries
    )


def scores() -> pd.DataFrame:
    """Return a score."""
    story = kit.load_lesson("the-call", "ar")
    sorter = kit.Sorter(story, "a")
    item = story.statement_rows[0].statement_id
    sorter.receive({"action": "commit", "statement_id": item, "label": "official"})
    return kit.score(sorter.answers, story)


def asked_for_file(tmp: Path, name: str, head: str = "") -> pd.DataFrame:
    """Return what is read of a file."""
    (tmp / name).write_text(head + AR, encoding="utf-8")
    return kit.load_articles(tmp / name)


TEXT_DOORS: dict[str, Callable[[str, Path], object]] = {
    "load_articles, text": lambda t, _: kit.load_articles(text=AR, lang=t)["lang"].item(),
    "load_articles, front matter": lambda t, p: asked_for_file(p, "a.md", f"---\nlang: {t}\n---\n")[
        "lang"
    ].item(),
    "explain, text": lambda t, _: list(kit.explain(AR, lang=t).labels["label"]) == AR_LABELS and "ar",
    "explain, frame": lambda t, _: list(kit.explain(articles(t)).labels["label"]) == AR_LABELS
    and "ar",
    "split_statements": lambda t, _: kit.split_statements(articles(t))["lang"].unique().item(),
    "find_cues": lambda t, _: kit.find_cues(statements(t)).equals(kit.find_cues(statements("ar")))
    and "ar",
    "suggest_labels": lambda t, _: kit.suggest_labels(statements(t), kit.find_cues(statements("ar")))[
        "lang"
    ]
    .unique()
    .item(),
    "Author": lambda t, p: kit.Author(text=AR, lang=t, to=p / "own").lesson.lang,
    "draft_lesson, text": lambda t, _: kit.draft_lesson(AR, t).lang,
    "draft_lesson, frame": lambda t, _: kit.draft_lesson(articles(t)).lang,
    "Lesson": lambda t, _: lesson(t).lang,
    "with_frames, articles": lambda t, _: lesson("ar").with_frames(articles=articles(t)).articles[
        "lang"
    ].item(),
    "with_frames, statements": lambda t, _: lesson("ar").with_frames(statements=statements(t))
    .statements["lang"].unique().item(),
    "Sorter of a frame": lambda t, _: kit.Sorter(articles(t), "a").fixed["lang"],
    "load_lesson": lambda t, _: kit.load_lesson("the-call", t).lang,
    "plot_sourcing, frame": lambda t, _: kit.plot_sourcing(suggestions(t)).lang,
    "describe_sourcing, frame": lambda t, _: kit.describe_sourcing(suggestions(t))
    == kit.describe_sourcing(suggestions("ar"))
    and "ar",
}  # fmt: skip
"""Where the language of a text comes in, and the language that it is then known by."""
FACE_DOORS: dict[str, Callable[[str, Path], object]] = {
    "load_items": lambda t, _: kit.load_items("items-01", t).lang,
    "item_set": lambda t, _: item_set("items-01", t)["lang"].unique().item(),
    "item_bank": lambda t, _: kit.item_bank(t)["lang"].unique().item(),
    "plot_sourcing": lambda t, _: kit.plot_sourcing(suggestions("ar"), lang=t).lang,
    "plot_shares": lambda t, _: kit.plot_shares(counts(), lang=t).lang,
    "describe_sourcing": lambda t, _: kit.describe_sourcing(suggestions("ar"), lang=t)
    == kit.describe_sourcing(suggestions("ar"), lang="ar") and "ar",
    "report": lambda t, _: kit.report(scores(), t).lang,
    "class_report": lambda t, _: kit.class_report(scores(), t).lang,
    "skill_map": lambda t, _: kit.skill_map(kit.Sorter("a. b.", "a").answers, t).lang,
    "SkillMap": lambda t, _: kit.SkillMap(kit.skill_map(
        kit.Sorter("a. b.", "a").answers).figures, t).lang,
    "Practice": lambda t, p: kit.Practice(t, "a", folder=p).fixed["lang"],
    "CueLab": lambda t, _: kit.CueLab("", "a", lang=t).fixed["lang"],
    "Swapping": lambda t, _: "ar" if Swapping(t).slots == Swapping("ar").slots else "",
    "Compare": lambda t, _: kit.Compare([AR, AR + "\n\nنهاية.\n"], "a", lang=t).fixed["lang"],
    "OwnArticle": lambda t, _: repr(kit.OwnArticle(t, "a"))[-4:-2],
    "Form": lambda t, _: repr(kit.Form(t, "a"))[-4:-2],
    "Header": lambda t, _: repr(kit.Header(t))[-4:-2],
    "check_language": lambda t, _: check_language(t),
    "translator": lambda t, _: "ar" if translator(t)("Why") == translator("ar")("Why") else "",
    "number": lambda t, _: "ar" if number(12, t) == "١٢" else "",
    "decimal": lambda t, _: "ar" if decimal(1.5, t) == decimal(1.5, "ar") else "",
}  # fmt: skip
"""Where the language of the interface comes in."""
DOORS = TEXT_DOORS | FACE_DOORS


def counts() -> pd.DataFrame:
    """Return a row of counts."""
    return pd.DataFrame({"official": [1], "unverified": [2]}, index=["x"])


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are kept in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("tag", ["AR", "ar-EG", "ar_EG.UTF-8", " ar ", "Arabic", "عربي"])
@pytest.mark.parametrize("door", DOORS)
def test_every_door_takes_tags_and_names(door: str, tag: str, tmp_path: Path) -> None:
    """Whatever Arabic is called, it is read and answered as Arabic."""
    assert DOORS[door](tag, tmp_path) == "ar"


@pytest.mark.parametrize("tag", ["Klingon", "fr-CA", "arr"])
@pytest.mark.parametrize("door", DOORS)
def test_every_door_refuses_what_is_unknown(door: str, tag: str, tmp_path: Path) -> None:
    """One line names what was found and what would do."""
    with pytest.raises(KitError, match=f"unknown .*{tag}.*expected .*ar, en") as it:
        DOORS[door](tag, tmp_path)
    assert len(str(it.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("door", "error"),
    [
        ("load_articles, text", kit.ArticleError), ("load_articles, front matter", kit.ArticleError),
        ("explain, text", kit.ArticleError), ("explain, frame", kit.FrameError),
        ("split_statements", kit.FrameError), ("draft_lesson, text", kit.ArticleError),
        ("load_lesson", kit.LessonError), ("load_items", kit.LessonError),
        ("item_bank", kit.LessonError), ("Lesson", kit.LessonError),
    ],
)  # fmt: skip
def test_each_door_raises_its_own_error(door: str, error: type[KitError], tmp_path: Path) -> None:
    """Who catches the errors of a door catches this one."""
    with pytest.raises(error):
        DOORS[door]("Klingon", tmp_path)


@pytest.mark.parametrize(
    "name", ["x.ar.md", "x.AR.md", "x.ar-EG.md", "x.ar_EG.txt", "x.Arabic.md", "x.عربي.txt"]
)
def test_a_file_name_may_hold_any_tag(tmp_path: Path, name: str) -> None:
    """The name decides, also against the letters."""
    (tmp_path / name).write_text("Police said so.\n", encoding="utf-8")
    assert kit.load_articles(tmp_path / name)["lang"].item() == "ar"


@pytest.mark.parametrize("tag", ["AR", "ar-EG", "ar_EG", "Arabic", "fr"])
def test_a_saved_page_says_its_language_in_any_way(tmp_path: Path, tag: str) -> None:
    """What the kit has no words for is no error in a page: the text tells it."""
    page = f'<html lang="{tag}"><body><article><h1>السد سليم</h1><p>{AR * 5}</p></article></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert kit.load_articles(tmp_path / "a.html")["lang"].item() == "ar"


@pytest.mark.parametrize("name", ["x.v2.txt", "ar.txt", "x.final.md", "x.2026.md", "x.fr.md"])
def test_other_parts_of_a_file_name_say_nothing(tmp_path: Path, name: str) -> None:
    """A draft's number is no language; then the text tells it."""
    (tmp_path / name).write_text("Police said so.\n", encoding="utf-8")
    assert kit.load_articles(tmp_path / name)["lang"].item() == "en"


@pytest.mark.parametrize("lang", [None, "", " "])
def test_nothing_said_is_told_by_the_text(lang: str | None) -> None:
    """No language is not an unknown one."""
    assert kit.load_articles(text=AR, lang=lang)["lang"].item() == "ar"
    assert list(kit.explain(AR, lang=lang).labels["label"]) == AR_LABELS


def test_an_unknown_language_is_told_once_and_not_for_each_file(tmp_path: Path) -> None:
    """A folder is not read at all for a language that there is not."""
    (tmp_path / "a.txt").write_text(AR, encoding="utf-8")
    (tmp_path / "b.txt").write_text(AR, encoding="utf-8")
    with pytest.raises(kit.ArticleError, match="unknown language of text 'xx'"):
        kit.load_articles(tmp_path, lang="xx")


def test_spanish_is_read_and_shown_in_english() -> None:
    """There are words of Spanish to read with, and none to speak with."""
    text = "La policía dijo que el puente está cerrado."
    assert kit.explain(text, lang="Spanish").labels["lang"].unique().item() == "es"
    figure = kit.plot_sourcing(kit.explain(text, lang="es-MX").labels)
    assert figure.lang == "en"
    with pytest.raises(KitError, match="unknown interface language 'Spanish'"):
        check_language("Spanish")


@pytest.mark.parametrize("tag", ["AR", "ar-EG", "Arabic", "عربي"])
def test_the_command_takes_tags_and_names(tmp_path: Path, tag: str) -> None:
    """`kit explain --lang` reads as Arabic what it is told is Arabic."""
    (tmp_path / "a.txt").write_text(AR, encoding="utf-8")
    result = CliRunner().invoke(app, ["explain", "a.txt", "--lang", tag, "--format", "jsonl"])
    assert (result.exit_code, '"lang": "ar"' in result.output) == (0, True)


@pytest.mark.parametrize("tag", ["AR", "ar_EG.UTF-8", "Arabic", "العربية"])
def test_the_lab_opens_in_the_language_that_is_meant(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tag: str
) -> None:
    """The folder of notebooks is that of the short name, by the function and the command."""
    seen: list[list[str]] = []

    def serve(command: list[str], *_: object) -> int:
        seen.append(command)
        return 0

    monkeypatch.setattr(kit.lab, "serve", serve)
    monkeypatch.setattr(kit.lab, "find_home", lambda _: tmp_path)
    assert kit.lab.open_lab(tag, browser=False) == 0
    assert CliRunner().invoke(app, ["lab", "--no-browser", "--lang", tag]).exit_code == 0
    assert [any("/notebooks/ar/" in word for word in command) for command in seen] == [True, True]


def test_no_door_is_forgotten() -> None:
    """Each public name that takes a language stands among the doors."""
    public = [value for name in kit.__all__ if callable(value := getattr(kit, name))]
    plain = [
        v for v in public if not (isinstance(v, type) and issubclass(v, BaseException | Warning))
    ]
    takes = {v.__name__ for v in plain if "lang" in inspect.signature(v).parameters}
    # A report is made by `report`, which is among the doors, a page by `export_page`.
    made = {"Report", "LessonPage"}
    assert takes - {door.split(",")[0] for door in DOORS} == made


def test_days_are_written_in_the_language_that_is_meant() -> None:
    """A day is written alike for a tag and for the short name."""
    moment = date(2026, 11, 24)
    assert day(moment, "ar-EG") == day(moment, "ar")
