"""A lesson as a package for learning systems: its manifest, its bytes, and what it must not hold."""

from __future__ import annotations

import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from made import contrary

import kit
from kit.cli import main
from kit.export.classroom import export_lesson
from kit.export.page import LessonPage, export_page
from kit.export.scorm import MANIFEST, PAGE, manifest, packed

CONSUMERS = Path(sys.prefix, "consumers")
SCORM = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """Return ADL's schemas for a manifest of SCORM 1.2."""
    place = CONSUMERS / "adlcp_rootv1p2.xsd"
    assert place.is_file(), "found no schemas of ADL; run scripts/fetch_consumers.py"
    return etree.XMLSchema(etree.parse(place))


def saved(page: LessonPage, folder: Path) -> ZipFile:
    """Return a page's package."""
    return ZipFile(page.save(folder / "lesson.zip"))


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("kind", ["lesson", "exercise"])
def test_every_lesson_is_a_small_and_valid_package(
    lang: str, kind: str, schema: etree.XMLSchema, tmp_path: Path
) -> None:
    """ADL's schemas take the manifest, all files are those it names, and it is under 300 kB."""
    for at in range(1, 11):
        page = export_lesson(at, lang, kind=kind)
        package = saved(page, tmp_path)
        assert (tmp_path / "lesson.zip").stat().st_size < 100_000
        assert package.testzip() is None
        told = etree.fromstring(package.read(MANIFEST))
        schema.assertValid(told)
        resource = told.find("{*}resources/{*}resource")
        assert (resource.get("href"), resource.get(f"{SCORM}scormtype")) == (PAGE, "sco")
        assert [file.get("href") for file in resource.iter("{*}file")] == [PAGE]
        assert {title.text for title in told.iter("{*}title")} == {page.title}
        assert package.namelist() == [MANIFEST, PAGE]
        assert package.read(PAGE).decode() == page.html_for_system


@given(name=st.text(max_size=300), title=st.text(max_size=300))
def test_any_text_makes_a_valid_manifest(schema: etree.XMLSchema, name: str, title: str) -> None:
    """Whatever a lesson and its folder are called; two names are two packages."""
    told = etree.fromstring(manifest(name, title).encode())
    schema.assertValid(told)
    assert told.get("identifier") != etree.fromstring(manifest(f"{name}ع", title).encode()).get(
        "identifier"
    )


def test_a_package_can_be_made_again_byte_for_byte(tmp_path: Path) -> None:
    """The same lesson gives the same package, on whatever day."""
    one, two = (export_lesson(3, "ar").save(tmp_path / name) for name in ("one.zip", "two.ZIP"))
    assert sha256(one.read_bytes()).digest() == sha256(two.read_bytes()).digest()
    assert {info.date_time for info in ZipFile(one).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_graded_package_holds_nothing_of_the_key(lang: str) -> None:
    """It is the same whatever the key says."""
    lesson = kit.load_lesson("the-bridge", lang)
    pages = (export_page(one, verdicts=False) for one in (lesson, contrary(lesson)))
    one, two = (packed(page.name, page.title, page.html_for_system) for page in pages)
    assert one == two


@pytest.mark.parametrize("given", [["the-bridge"], ["--lesson", "3"]])
def test_the_command_writes_a_package(
    given: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A place that ends in .zip is enough; it says where the package is."""
    to = tmp_path / "lesson.zip"
    words = ["kit", "lesson", "export", *given, "--lang", "ar", "--to", str(to)]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code, capsys.readouterr().out) == (0, f"{to}\n")
    assert ZipFile(to).namelist() == [MANIFEST, PAGE]


def test_a_page_for_itself_speaks_to_no_system() -> None:
    """Only the page in a package looks for one."""
    page = export_page(kit.load_lesson("the-bridge"))
    assert "LMSInitialize" in page.html_for_system
    assert "LMS" not in page.html
    assert isinstance(packed("a", "b", page.html), bytes)
    assert ZipFile(BytesIO(packed("a", "b", page.html))).read(PAGE).decode() == page.html


def test_all_lessons_need_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No folder is called as a package would be; one line says what is wanted."""
    to = tmp_path / "all.zip"
    monkeypatch.setattr(sys, "argv", ["kit", "lesson", "export", "--all", "--to", str(to)])
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code, to.exists()) == (2, False)
    assert "found all.zip, expected a folder" in capsys.readouterr().err
