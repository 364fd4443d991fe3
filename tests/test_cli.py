"""The command `kit`, as it is typed: what it prints, and the code it leaves with."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import kit
from kit import cli

ENGLISH = (
    'Port fire\n\nFire spread to the port, police said. "It was, well, loud," said Ann Hill.\n'
)
ARABIC = "حريق في الميناء\n\nقالت الشرطة إن الحريق امتد إلى الميناء. وأكدت مصادر مطلعة ذلك.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with an article in each language."""
    (tmp_path / "fire.en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "fire.ar.txt").write_text(ARABIC, encoding="utf-8")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: object, stdin: bytes = b"") -> int:
    """Run the command and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["kit", *map(str, words)])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


def test_json_is_what_the_schema_says(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One object, with offsets that lead back into the text."""
    assert run(monkeypatch, "explain", desk, "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    assert [a["article_id"] for a in data["articles"]] == ["fire.ar", "fire.en"]
    for article in data["articles"]:
        assert set(article) == {"article_id", "lang", "title", "text", "statements", "speakers"}
        for statement in article["statements"]:
            assert set(statement) == {
                "statement_id", "start", "end", "text", "zone", "paragraph", "label", "carried",
                "hedge", "polarity", "sensational", "chain", "source", "cue", "rules", "why",
                "speaker",
            }  # fmt: skip
            assert set(statement["why"]) == {"en", "ar"}
            for span in (statement, statement["source"], statement["cue"]):
                if span is not None:
                    assert article["text"][span["start"] : span["end"]] == span["text"]
    first = data["articles"][1]["statements"][1]
    assert (first["label"], first["source"]["text"]) == ("official", "police")
    assert first["cue"]["stance"] == "neutral"


def test_jsonl_is_one_article_a_line(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line stands alone."""
    assert run(monkeypatch, "explain", desk, "--format", "jsonl") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["lang"] for line in lines] == ["ar", "en"]


def test_a_file_and_stdin_go_together(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pasted article comes first, the file keeps its name."""
    words = ("explain", "-", desk / "fire.en.txt", "--format", "jsonl")
    assert run(monkeypatch, *words, stdin=ARABIC.encode()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["article_id"] for line in lines] == ["stdin", "fire.en"]


def test_the_language_can_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `--lang` says goes before what the letters say."""
    path = tmp_path / "x.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    assert run(monkeypatch, "explain", path, "--lang", "ar", "--format", "jsonl") == 0
    assert json.loads(capsys.readouterr().out)["lang"] == "ar"


def test_a_language_that_nobody_has_measured_is_said_to_be_experimental(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once a run, on stderr, so that what reads the output is not disturbed."""
    for name in ("uno", "dos"):
        (desk / f"{name}.es.txt").write_text("Fuentes oficiales dijeron que no.", encoding="utf-8")
    assert (
        run(monkeypatch, "explain", desk / "uno.es.txt", desk / "dos.es.txt", "--format", "jsonl")
        == 0
    )
    out, err = capsys.readouterr()
    assert [json.loads(line)["statements"][0]["label"] for line in out.splitlines()] == [
        "unnamed"
    ] * 2
    assert err.splitlines() == ["kit: the words for 'es' are experimental; check each label"]


def test_an_old_encoding_is_read_when_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused with the option that reads it, and read with that option."""
    path = tmp_path / "x.txt"
    path.write_bytes(ARABIC.encode("cp1256"))
    assert run(monkeypatch, "explain", path) == 1
    assert "found bytes that look like cp1256 (“حريق في" in capsys.readouterr().err
    assert run(monkeypatch, "explain", path, "--encoding", "cp1256", "--format", "jsonl") == 0
    assert json.loads(capsys.readouterr().out)["text"] == ARABIC


@pytest.mark.parametrize("how", ["table", "json"])
def test_the_installed_command_writes_utf8_on_an_old_console(desk: Path, how: str) -> None:
    """`kit`, as pip put it there, writes Arabic where the locale knows only ASCII."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    kit_command = shutil.which("kit", path=sysconfig.get_path("scripts"))
    assert kit_command, "found no command `kit` beside this Python; install the project"
    command = [kit_command, "explain", str(desk), "--format", how]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "الشرطة" in done.stdout.decode("utf-8")


def test_csv_keeps_commas_and_quotation_marks(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A spreadsheet reads back the very text."""
    assert run(monkeypatch, "explain", desk / "fire.en.txt", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[2]["text"] == '"It was, well, loud," said Ann Hill.'
    assert rows[2]["label"] == "named"


@pytest.mark.fault("output")
@pytest.mark.parametrize(
    ("words", "begins"), [([], "\ufeffarticle_id"), (["--excel"], "\ufeffa"), (["--no-excel"], "a")]
)
def test_a_csv_opens_in_a_spreadsheet_unless_it_is_for_a_program(
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    begins: str,
) -> None:
    """Without the mark of UTF-8 Excel shows Arabic as Latin letters with accents."""
    assert run(monkeypatch, "explain", desk, "--format", "csv", *words) == 0
    assert capsys.readouterr().out.startswith(begins)


def test_html_is_a_page_and_escapes_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Markup in an article is text."""
    path = tmp_path / "x.txt"
    path.write_text("<script>alert(1)</script> said <b>Ann</b> & co.", encoding="utf-8")
    assert run(monkeypatch, "explain", path, "--format", "html") == 0
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_an_arabic_table_runs_from_the_right(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The number stands at the right, each cell is isolated, and no border is."""
    assert run(monkeypatch, "explain", desk / "fire.ar.txt") == 0
    lines = capsys.readouterr().out.splitlines()
    heads = next(line for line in lines if "الرقم" in line)
    assert heads.index("التعليل") < heads.index("العبارة") < heads.index("الرقم")
    assert "\u2067الرقم\u2069" in heads
    assert all("\u2067" not in line for line in lines if "─" in line or "━" in line)
    assert any("مصدر غير مسمّى" in line for line in lines)
    assert any("\u2067١\u2069" in line for line in lines), "statements are counted as Arabic counts"


def test_an_english_table_runs_from_the_left(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Number, statement, label, reason."""
    assert run(monkeypatch, "explain", desk / "fire.en.txt", "--width", "90") == 0
    out = capsys.readouterr().out
    heads = next(line for line in out.splitlines() if "Statement" in line)
    assert heads.index("No.") < heads.index("Statement") < heads.index("Why")
    assert "● Official" in out
    assert max(map(len, out.splitlines())) <= 90


def test_stdin_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A dash stands for it."""
    code = run(monkeypatch, "explain", "-", "--format", "json", stdin=ARABIC.encode())
    assert code == 0
    assert json.loads(capsys.readouterr().out)["articles"][0]["article_id"] == "stdin"


def test_a_broken_file_does_not_stop_the_others(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named on stderr in one line, the rest is done, and the code is 1."""
    (desk / "empty.txt").write_bytes(b"")
    (desk / "picture.txt").write_bytes(b"\x89PNG\x00\x01")
    assert run(monkeypatch, "explain", desk, "--format", "jsonl") == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert [line.split(": ")[1].rsplit("/", 1)[-1] for line in err.splitlines()] == [
        "empty.txt", "picture.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words", "said"),
    [
        (ARABIC.encode("cp1256"), [], "stdin: found bytes that look like cp1256 (“حريق في الميناء"),
        (b"\x89P\x00\x01\x02\x03", [], "stdin: found binary data, expected plain text"),
        (ARABIC.encode(), ["--encoding", "utf-88"], "stdin: unknown encoding 'utf-88'"),
    ],
    ids=["other encoding", "binary", "unknown encoding"],
)
def test_stdin_is_held_to_what_a_file_is(
    data: bytes,
    words: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same bytes get the same answer, whichever way they come."""
    assert run(monkeypatch, "explain", "-", *words, stdin=data) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_stdin_loses_its_byte_order_mark_and_front_matter(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A story sent through a pipe is the story that a file would be."""
    story = b"\xef\xbb\xbf---\ntitle: Fire\n---\n" + ENGLISH.encode()
    assert run(monkeypatch, "explain", "-", "--format", "jsonl", stdin=story) == 0
    article = json.loads(capsys.readouterr().out)
    assert (article["title"], article["text"]) == ("Fire", ENGLISH)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["explain", "gone.txt"], 1, "found no such file or folder"),
        (["explain", "-"], 1, "kit: stdin: found an empty text, expected an article"),
        (["explain", "https://example.org/a"], 1, "found a web address, expected a file"),
        (["explain"], 2, "Missing argument"),
        (["explain", "x.txt", "--lang", "fr"], 2, "unknown language of text 'fr'"),
        (["explain", "x.txt", "--format", "xml"], 2, "'xml' is not one of"),
        (["explain", "x.txt", "--width", "9"], 2, "'--width'"),
        (["explain", "-", "-x"], 2, "No such option"),
        (["explian"], 2, "No such command"),
        (["lab", "--lang", "fr"], 2, "'fr'"),
        (["lab", "--port", "99999", "--no-browser"], 2, "'--port'"),
        (["lab", "--port", "-1", "--no-browser"], 2, "'--port'"),
        (["explain", ""], 1, "found no such file or folder"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else None,
)
def test_mistakes_are_told(
    words: list[str],
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """1 for input that failed, 2 for wrong usage, and never a traceback."""
    assert run(monkeypatch, *words) == code
    out, err = capsys.readouterr()
    assert said in " ".join(err.split())
    assert out == ""
    assert "Traceback" not in err


def test_the_version_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit --version`."""
    assert run(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"kit {kit.__version__}\n"


HOSTILE = (
    "\x1b]0;owned\x07Fire \x1b[2J [red]in[/nothing] :smile: \u202e12 dead\u202c\n\n"
    "Police \x9b31m said that the \x1b[31mfire\x1b[0m spread\rbad.\n"
)
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.fault("hostile")
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "html"])
def test_an_article_cannot_steer_the_terminal(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not by its text, its title or the name of its file, in whatever form it is written."""
    (tmp_path / "a\x1b[31m\u202e.en.txt").write_text(HOSTILE, encoding="utf-8", newline="")
    (tmp_path / "b\x1b[2J\nb.txt").write_bytes(b"\0")
    assert run(monkeypatch, "explain", tmp_path, "--format", form) == 1
    out, err = capsys.readouterr()
    assert ACTING.findall(out + err) == []
    assert len(err.splitlines()) == 1
    if form == "jsonl":
        assert json.loads(out)["text"] == HOSTILE.replace("\r", "\n")
    if form == "table":
        assert "[red]in[/nothing]" in out
        assert ":smile:" in out


@pytest.mark.fault("hostile")
def test_a_folder_of_lessons_cannot_steer_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit check` names a folder and what is wrong in it, one line each."""
    seed = Path(kit.__file__).parents[1] / "seeds" / "the-bridge"
    mine = Path(shutil.copytree(seed, tmp_path / "a\x1b[2J\u202e"))
    other = Path(shutil.copytree(seed, tmp_path / "b\nb"))
    key = mine / "key.en.toml"
    key.write_text(key.read_text(encoding="utf-8").replace('"official"', '"named"', 1), "utf-8")
    (other / "key.en.toml").write_text('schema = "\\u001b[2J"', encoding="utf-8")
    assert run(monkeypatch, "check", tmp_path) == 1
    out, err = capsys.readouterr()
    assert ACTING.findall(out + err) == []
    assert len(err.splitlines()) == 2


@pytest.mark.fault("loading")
def test_a_table_is_explained_by_its_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--column` says which column holds the text; what was left is one line on stderr."""
    path = tmp_path / "t.csv"
    path.write_text("body;views\nThe mayor said no.;7\n", encoding="utf-8")
    words = ("--format", "jsonl", "--column", "text=body")
    assert run(monkeypatch, "explain", path, *words) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["text"] == "The mayor said no."
    assert err == f"kit: {path}: left the columns views\n"


@pytest.mark.fault("loading")
def test_a_folder_says_on_stderr_what_it_passes_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line without Python's own words, and exit code 0: nothing has failed."""
    for name in ("a.txt", "b.pdf"):
        (tmp_path / name).write_text("The mayor said no.", encoding="utf-8")
    assert run(monkeypatch, "explain", tmp_path, "--format", "csv") == 0
    said = "passed over one file of kinds that are not read, or saved beside a page: b.pdf"
    assert capsys.readouterr().err == f"kit: {tmp_path}: {said}\n"


@pytest.mark.fault("loading")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--column", "body"], 2, "'body', expected a field"),
        (["--column", "text="], 2, "'text=', expected a field"),
        (["--column", "txt=body"], 1, "kit: columns=: unknown field 'txt'"),
        (["--column", "text=bdoy"], 1, "did you mean 'body'?"),
        ([], 1, "--column text=body"),
    ],
    ids=["no sign", "no column", "no field", "misspelt", "none"],
)
def test_a_wrong_column_is_told(  # noqa: PLR0913, PLR0917  (a case, and what pytest brings)
    words: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Wrong use is exit code 2, a table that does not fit is 1."""
    path = tmp_path / "t.csv"
    path.write_text("body,views\nThe mayor said no.,7\n", encoding="utf-8")
    assert run(monkeypatch, "explain", path, *words) == code
    assert said in " ".join(capsys.readouterr().err.replace("│", " ").split())


@pytest.mark.fault("loading")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!doctype html><p>The mayor said no.</p>", "stdin: found an HTML page"),
        (b"%PDF-1.4", "stdin: found a PDF"),
        (b"{\\rtf1 x}", "stdin: found an RTF document"),
    ],
    ids=["page", "pdf", "rtf"],
)
def test_a_page_through_a_pipe_is_refused(
    data: bytes,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What has no name is told by its bytes."""
    assert run(monkeypatch, "explain", "-", stdin=data) == 1
    assert said in capsys.readouterr().err


@pytest.mark.fault("hostile")
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "html"])
def test_a_name_that_is_no_text_is_written(
    form: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    """A name in bytes that are not UTF-8, as old disks hold them, stops no form."""
    (tmp_path / os.fsdecode(b"a\xff.txt")).write_text(ENGLISH, encoding="utf-8")
    assert run(monkeypatch, "explain", tmp_path, "--format", form) == 0
    out, err = capfdbinary.readouterr()
    assert err == b""
    told = out.decode("utf-8")
    if form == "jsonl":
        assert json.loads(told)["article_id"] == "a\udcff"


def test_help_is_read_in_the_language_of_who_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As `--lang` says, else as the machine does; every word of it but names, and nothing of it stays."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    for machine, words in (("", ["--lang", "ar"]), ("ar_EG.UTF-8", [])):
        monkeypatch.setenv("LANG", machine)
        for command in ([], ["explain"], ["lab"], ["check"], ["study"], ["study", "sheets"], ["study", "compare"], ["lesson"]):  # fmt: skip
            assert run(monkeypatch, *words, *command, "--help") == 0
            shown = capsys.readouterr().out
            assert "الاستعمال: " in shown
            assert "عرض هذه الرسالة والخروج." in shown
            under = "".join(shown.splitlines()[2:]).replace("int range", "")
            assert re.findall(r"[a-z]{3,} [a-z]{2,}", under) == []
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert run(monkeypatch, "lab", "--help") == 0
    shown = capsys.readouterr().out
    assert "Usage: " in shown
    assert "Open JupyterLab at the first lesson." in shown


def test_answers_of_a_class_are_put_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every folder of the course has its own moved, and is told; a second time there is nothing."""
    logs = [tmp_path / place / "answers" / "a" / "owl.jsonl" for place in ("en", "ar/deep")]
    for log in logs:
        log.parent.mkdir(parents=True)
        log.write_text("{}\n", encoding="utf-8")
    assert run(monkeypatch, "answers", "aside", tmp_path) == 0
    places = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [place.parent for place in places] == [tmp_path / "ar/deep", tmp_path / "en"]
    assert [place / "a" / "owl.jsonl" for place in places if not (place / "a" / "owl.jsonl").is_file()] == []  # fmt: skip
    assert not any(log.exists() for log in logs)
    for word in (tmp_path, tmp_path / "nowhere"):
        assert run(monkeypatch, "answers", "aside", word) == 1
        told = capsys.readouterr().err
        assert told.startswith(f"kit: {word}: found no ")
        assert told.count("\n") == 1


def test_codes_are_read_from_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As they were typed, or from a file; printed, or written as a frame that is read back."""
    lesson = kit.load_lesson("bridge-brief", lang="en")
    log = kit.AnswerLog(tmp_path / "mona.jsonl")
    for entry in lesson.entries:
        row = {"learner_id": "mona", "exercise_id": lesson.exercise_id, "label": "outlet"}
        row |= {"scheme": "student", "text_hash": lesson.text_hash, "confidence": 0.5}
        log.append(row | {"statement_id": entry.statement_id})
    written = kit.write_code(log.read(), lesson)
    assert run(monkeypatch, "answers", "read", *written.lower().split("-")) == 0
    printed = capsys.readouterr().out
    file = tmp_path / "chat.txt"
    file.write_text(f"mona: {written}\nben: {written[:-9]}\n", encoding="utf-8")
    assert run(monkeypatch, "answers", "read", str(file), "--to", str(tmp_path / "a.csv")) == 1
    done = capsys.readouterr()
    assert done.out == f"{tmp_path / 'a.csv'}\n"
    assert done.err.startswith(f"kit: {file}, line 2, ben: ")
    assert (tmp_path / "a.csv").read_bytes().decode("utf-8-sig") == printed
    assert kit.read_frame(tmp_path / "a.csv", "answers").equals(kit.read_code(written))
    assert run(monkeypatch, "answers", "read", "hello", str(tmp_path / "none.txt")) == 1
    done = capsys.readouterr()
    assert (done.out, done.err.splitlines()) == (
        "",
        [
            f"kit: {tmp_path / 'none.txt'}: found no such file or folder; check the name",
            "kit: code: found no hand-in code in 'hello', expected one such as KXXX-XXXX-XXXX; copy all of it",
        ],
    )


def test_a_class_is_graded_and_reported_from_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each says what it wrote; what could not be read is one line, and ends with code 1."""
    lesson = kit.load_lesson("bridge-brief", lang="en")
    folder, to = tmp_path / "in", tmp_path / "grades"
    log = kit.AnswerLog(folder / "mona.jsonl")
    for entry in lesson.entries:
        row = {"learner_id": "mona", "exercise_id": lesson.exercise_id, "label": "outlet"}
        row |= {"scheme": "student", "text_hash": lesson.text_hash}
        log.append(row | {"statement_id": entry.statement_id})
    code = run(monkeypatch, "grade", str(folder), "--to", str(to), "--out-of", "20")
    done = capsys.readouterr()
    files = "".join(f"{to / name}\n" for name in ("moodle.csv", "canvas.csv", "feedback"))
    assert (code, done.out, done.err) == (
        0, f"1 logs, 1 new, 0 marked anew\n{files}", "",
    )  # fmt: skip
    (folder / "torn.jsonl").write_text("{", encoding="utf-8")
    code = run(monkeypatch, "grade", str(folder), "--to", str(to), "--count", "best")
    done = capsys.readouterr()
    assert (code, done.err.count("\n")) == (1, 1)
    assert "torn.jsonl: found no answer" in done.err
    code = run(monkeypatch, "grade", str(folder), "--to", str(to), "--count", "worst")
    done = capsys.readouterr()
    assert (code, "found policy 'worst'" in done.err) == (1, True)
    page = tmp_path / "class.html"
    code = run(monkeypatch, "report", str(folder / "mona.jsonl"), "--to", str(page), "--lang", "ar")
    done = capsys.readouterr()
    assert (code, done.out) == (0, f"{page}\n")
    assert "تقرير الصف" in page.read_text(encoding="utf-8")


def test_a_sheet_is_written_from_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a story, a folder or an article; what will not do is one line and ends with code 1."""
    place = tmp_path / "sheet.docx"
    words = ("lesson", "sheet", "the-bridge", "--to", place, "--lang", "ar", "--six", "--no-key")
    assert run(monkeypatch, *words) == 0
    assert capsys.readouterr().out == f"{place}\n"
    article = tmp_path / "fire.txt"
    article.write_text(ENGLISH, encoding="utf-8")
    words = ("lesson", "sheet", article, "--to", tmp_path / "fire.pdf", "--paper", "letter")
    assert run(monkeypatch, *words) == 0
    assert (tmp_path / "fire.pdf").read_bytes().startswith(b"%PDF-")
    assert run(monkeypatch, "lesson", "sheet", article, "--to", place, "--paper", "a5") == 1
    assert capsys.readouterr().err == "kit: unknown paper 'a5': expected one of a4, letter\n"
