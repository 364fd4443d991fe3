"""What the READMEs and the guide for contributors say: links, commands and examples hold."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from typer.testing import CliRunner

import kit
from kit.checks import Inventory
from kit.cli import app
from kit.core.codebook import LOOKS
from kit.languages.interface import translator

ROOT = Path(__file__).parents[2]
READMES = {"en": ROOT / "README.md", "ar": ROOT / "README.ar.md"}
GUIDE = ROOT / "CONTRIBUTING.md"
PAGES = (*READMES.values(), GUIDE, ROOT / "CHANGELOG.md")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")


def blocks(page: Path, language: str) -> list[str]:
    """Return the code blocks of a page that are in a language, in order."""
    return [code for name, code in _BLOCK.findall(page.read_text("utf-8")) if name == language]


def links(page: Path) -> list[str]:
    """Return where the links and pictures of a page point to, code blocks apart."""
    text = _BLOCK.sub("", page.read_text("utf-8"))
    return [a or b for a, b in _LINK.findall(text)]


def lines(page: Path, first: str) -> list[str]:
    """Return the lines of a page's shell blocks that begin with a word, without their comments."""
    shell = [line for block in blocks(page, "sh") for line in block.splitlines()]
    return [shlex.join(shlex.split(s, comments=True)) for s in shell if s.startswith(f"{first} ")]


def anchors(page: Path) -> set[str]:
    """Return the names by which a page's headings can be linked to."""
    heads = re.findall(r"^#+ (.+)$", _BLOCK.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def repository() -> str:
    """Return the project's address, from the one place where it is written down."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["urls"]["Repository"])


KIT_LINES = [(lang, line) for lang, page in READMES.items() for line in lines(page, "kit")]
MAKE_LINES = sorted({line for page in PAGES for line in lines(page, "make")})


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    """Each relative link of a page points to a file, and to a heading if it names one."""
    missing = []
    for link in (link for link in links(page) if not urlsplit(link).scheme):
        path, _, anchor = link.partition("#")
        target = ROOT / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            missing.append(link)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_one_repository_address(page: Path) -> None:
    """Each address on GitHub, in links and commands, is the one in pyproject.toml."""
    found = re.findall(r"https?://github\.com/[\w.-]+/[\w.-]+", page.read_text("utf-8"))
    assert {repository()} >= set(found)


@pytest.mark.parametrize("lang", READMES)
def test_binder_badges(lang: str) -> None:
    """Each Binder link opens this repository at a notebook that exists, one of its language first."""
    owner_and_name = urlsplit(repository()).path
    opened = []
    for link in (urlsplit(link) for link in links(READMES[lang])):
        if link.netloc == "mybinder.org" and link.path.startswith("/v2/"):
            assert f"/v2/gh{owner_and_name}/HEAD" == link.path
            opened.append(parse_qs(link.query)["urlpath"][0].removeprefix("doc/tree/"))
    assert f"notebooks/{lang}/01-who-said-so.ipynb" == opened[0]
    assert [path for path in opened if not (ROOT / path).is_file()] == []


def test_the_english_first_screen_has_both_languages() -> None:
    """The English page opens the Arabic lesson too, and links to the Arabic page."""
    first = READMES["en"].read_text("utf-8").split("\n## ")[0]
    for words in ("make lab", "make test", "notebooks/ar/", "](README.ar.md)", 'dir="rtl"'):
        assert words in first


@pytest.mark.parametrize("lang", READMES)
def test_wall_times_are_given(lang: str) -> None:
    """Beside `make lab` and `make test` stands how long they take."""
    first = READMES[lang].read_text("utf-8")
    for target in ("lab", "test"):
        assert re.search(rf"^make {target} +#.*\d+ ?(s|min)\b", first, re.MULTILINE), target


@pytest.mark.parametrize("lang", READMES)
def test_pictures_have_words(lang: str) -> None:
    """Each picture of a README says in words what it shows."""
    text = READMES[lang].read_text("utf-8")
    pictures = re.findall(r"<img [^>]*>|!\[[^\]]*\]\([^)]+\)", text)
    wordless = [p for p in pictures if not re.search(r"alt=\"[^\"]{20,}\"|!\[[^\]]{10,}\]", p)]
    assert pictures
    assert wordless == []


@pytest.mark.parametrize("lang", READMES)
def test_labels_look_as_in_the_kit(lang: str) -> None:
    """The table shows every answer and label with its own mark and name."""
    text = READMES[lang].read_text("utf-8")
    say = translator(lang)
    assert [n for n, k in LOOKS.items() if f"| {k.mark} {say(k.name)} " not in text] == []


@pytest.mark.parametrize("lang", READMES)
def test_right_to_left_blocks_are_closed(lang: str) -> None:
    """Markdown inside a right-to-left block has blank lines round it, and code stands outside."""
    text = READMES[lang].read_text("utf-8")
    parts = re.findall(r'<div dir="rtl" lang="ar">\n\n(.*?)\n\n</div>', text, re.DOTALL)
    assert text.count("<div") == text.count("</div>") == len(parts) > 0
    assert [part for part in parts if "```" in part] == []


@pytest.mark.parametrize("lang", READMES)
def test_python_example_runs(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Python example works as it stands, in a folder that holds nothing but the stories."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    mpl.use("Agg")
    examples = blocks(READMES[lang], "python")
    assert examples
    for example in examples:
        exec(compile(example, READMES[lang].name, "exec"), {})  # noqa: S102  (our own page)
    plt.close("all")
    assert LOOKS["unnamed"].mark in capsys.readouterr().out


@pytest.mark.parametrize("lang", READMES)
def test_both_commands_are_shown(lang: str) -> None:
    """Each README shows how to open the lab, explain an article and make a page of a lesson."""
    assert {"lab", "explain", "lesson", "check"} == {
        line.split()[1] for at, line in KIT_LINES if at == lang
    }


@pytest.mark.parametrize(("lang", "line"), KIT_LINES)
def test_command_runs(
    lang: str,
    line: str,
    inventory: Inventory,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Each `kit` command in a README is accepted and ends well; Jupyter itself is not started."""
    opened = []
    monkeypatch.setattr("kit.checks.check_kit", lambda _folder=None: inventory)
    monkeypatch.setattr("kit.lab.open_lab", lambda *args, **kwargs: opened.append((args, kwargs)))
    monkeypatch.chdir(ROOT)
    _, command, *arguments = shlex.split(line)
    page = tmp_path / "page.html"
    if "--to" in arguments:
        at = arguments.index("--to") + 1
        page = tmp_path / arguments[at]
        arguments[at] = str(page)
    result = CliRunner().invoke(app, [command, *arguments])
    assert (result.exit_code, result.exception) == (0, None), result.output
    if command == "lab":
        assert len(opened) == 1
    elif command == "lesson":
        assert page.is_file()
    else:
        assert LOOKS["official"].mark in result.output or "official" in result.output, lang


@pytest.mark.parametrize("line", MAKE_LINES)
def test_make_target_exists(line: str) -> None:
    """Each `make` command that a page shows names a target of the Makefile."""
    rules = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert line.split()[1] in rules


def test_lesson_of_the_guide_loads(tmp_path: Path) -> None:
    """The little lesson that CONTRIBUTING.md spells out is a lesson."""
    home = tmp_path / "the-ferry"
    home.mkdir()
    (article,) = blocks(GUIDE, "markdown")
    key, evidence, items = blocks(GUIDE, "toml")
    for name, text in (
        ("article.en.md", article),
        ("key.en.toml", key),
        ("evidence.en.toml", evidence),
    ):
        (home / name).write_text(text, encoding="utf-8")
    lesson = kit.load_lesson("the-ferry", lang="en", folder=tmp_path)
    assert list(lesson.key["label"]) == ["outlet", "official"]
    assert list(lesson.evidence["card_id"]) == ["port-notice"]
    (tmp_path / "my-set.toml").write_text(items, encoding="utf-8")
    for lang in ("ar", "en"):
        assert list(kit.load_items("my-set", lang, tmp_path).key["label"]) == ["unnamed"]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_paths_in_prose_exist(page: Path) -> None:
    """Each file or folder of the project that prose names in code letters is there."""
    folders = "kit|seeds|notebooks|exercises|docs|tests|scripts"
    named = re.findall(rf"[`>]((?:{folders})/[\w./-]*)[`<]", page.read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []
