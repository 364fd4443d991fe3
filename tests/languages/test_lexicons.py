"""The word tables of each language: they parse, state their format, and hold no slips."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import kit
from kit.core.errors import LexiconError
from kit.engine.rules import RULES
from kit.exercises.cuelab.task import FORMAT as SLOTS_FORMAT
from kit.exercises.cuelab.task import SLOTS
from kit.languages.formats import FORMATS
from kit.languages.lexicon import Word, load_lexicon, tokens_of
from kit.languages.tables import language_or_default, languages, parse_lexicon, read_lexicon

FOLDER = Path(kit.__file__).parent / "languages" / "lexicons"
TABLES = [(p.parent.name, p.stem) for p in sorted(FOLDER.glob("*/*.tsv"))]


def test_every_language_has_the_same_tables() -> None:
    """No language lacks a kind of word that another one has."""
    names = {lang: {name for found, name in TABLES if found == lang} for lang in languages()}
    assert set(map(frozenset, names.values())) == {frozenset(FORMATS)}


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_a_table_states_its_format_and_where_its_words_come_from(lang: str, name: str) -> None:
    """The first lines tell an editor what may stand in the table; then come the column names."""
    lines = (FOLDER / lang / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert lines[: len(head)] == head
    assert any("Format:" in line for line in head)
    assert tuple(lines[len(head)].split("\t")) in FORMATS[name].columns
    if name not in {"grammar", "places"}:
        told = " ".join(head)
        kinds = {row["kind"] for row in read_lexicon(lang, name)}
        assert all(re.search(rf"\b{kind}\b", told) for kind in kinds), kinds
    if name != "grammar":
        assert any("Words:" in line for line in head)


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_every_line_of_a_table_can_be_used(lang: str, name: str) -> None:
    """Every phrase has a kind and words to match."""
    for row in read_lexicon(lang, name):
        if name == "grammar":
            continue
        assert row["kind"], row
        for phrase in row.get("phrase", row.get("lemma", row.get("past", ""))).split("|"):
            assert tokens_of(phrase), row


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_no_phrase_stands_twice_in_a_table(lang: str, name: str) -> None:
    """A word has one line, so that a correction reaches it."""
    if name == "verbs":
        column = "lemma" if lang == "en" else "past"
        found = [(row[column],) for row in read_lexicon(lang, name)]
    else:
        first = "setting" if name == "grammar" else "phrase"
        found = [
            (row.get("where", ""), row["kind"] if row.get("where") else "", phrase)
            for row in read_lexicon(lang, name)
            for phrase in set(row[first].split("|"))
        ]
    assert [key for key, times in Counter(found).items() if times > 1] == []


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_no_line_carries_stray_space(lang: str, name: str) -> None:
    """Space around a field or at the end of a line is a slip that no eye sees."""
    text = (FOLDER / lang / f"{name}.tsv").read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            continue
        parts = [part for field in line.split("\t") for part in field.split("|")]
        assert all(p == p.strip() and "  " not in p for p in parts), (number, line)


@pytest.mark.parametrize(
    "line",
    ["one", "one\ttwo\tthree", "\tperson", " \tperson", "one two  person", "one\ttwo\t"],
)
def test_a_malformed_line_fails_with_file_line_and_text(line: str) -> None:
    """Too few or too many fields, or an empty first one: the error says where and shows the line."""
    text = f"# Titles.\nphrase\tkind\nminister\toffice\n{line}\n"
    with pytest.raises(LexiconError) as error:
        parse_lexicon(text, "en/titles.tsv")
    assert str(error.value).startswith("en/titles.tsv:4: ")
    assert repr(line) in str(error.value)
    assert "phrase, kind" in str(error.value)


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("verbs", "say\tsaid\tsays\tsaying\t-\tneutral\tsya", "unknown kind 'sya'.*'say'"),
        ("verbs", "say\tsaid\tsays\tsaying\t-\tneutrl\tsay", "unknown stance 'neutrl'.*'neutral'"),
        ("verbs", "say\tsaid\tsays\tsaying\t-\t-\tsay", "unknown stance ''.*assertive"),
        ("phrases", "according to\taccordin\tneutral", "unknown kind 'accordin'.*'according'"),
        ("phrases", "according to\taccording\tneutra", "unknown stance 'neutra'.*'neutral'"),
        ("boilerplate", "read also\tnote\topen", "unknown where 'open'.*'opens'"),
        ("boilerplate", "read also\tnotes\topens", "unknown kind 'notes'.*'note'"),
        ("unnamed", "a source\tsources", "unknown kind 'sources'.*'source'"),
        ("titles", "minister\t-", "unknown kind ''.*office, person"),
        ("places", "Kalmora\ttown", "unknown kind 'town'.*country"),
    ],
)
def test_a_misspelt_kind_stance_or_place_fails_with_file_line_text_and_the_nearest(
    name: str, line: str, told: str
) -> None:
    """`say` mistyped as `sya` would switch a verb off, and nobody would see it."""
    columns = FORMATS[name].columns[0]
    text = "# A table.\n{}\n\n{}\n".format("\t".join(columns), line)
    with pytest.raises(LexiconError) as error:
        parse_lexicon(text, f"en/{name}.tsv", FORMATS[name])
    assert str(error.value).startswith(f"en/{name}.tsv:4: in {line!r} ")
    assert re.search(told, str(error.value))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("change", ["misspelt", "missing", "twice"])
def test_a_header_of_other_columns_fails_with_file_line_and_what_was_expected(
    name: str, change: str
) -> None:
    """A column that is misspelt, missing or there twice is found before any word is read."""
    *before, last = FORMATS[name].columns[0]
    ends = {"misspelt": [f"{last}x"], "missing": [], "twice": [last, last]}
    columns = [*before, *ends[change]]
    text = "\t".join(columns) + "\n" + "\t".join("a" for _ in columns) + "\n"
    with pytest.raises(LexiconError) as error:
        parse_lexicon(text, f"en/{name}.tsv", FORMATS[name])
    found, expected = ", ".join(columns), ", ".join([*before, last])
    said = f"en/{name}.tsv:1: found the columns {found}, expected {expected}"
    assert str(error.value).startswith(said)
    assert (f"did you mean {last!r}" in str(error.value)) is (change == "misspelt")


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_a_table_tells_no_kind_that_would_be_refused(lang: str, name: str) -> None:
    """Each kind that the first lines name, as "kind: note (...), caption (...)", may stand there."""
    lines = (FOLDER / lang / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    head = " ".join(line.lstrip("# ") for line in lines if line.startswith("#"))
    told = re.search(r"kind: ([^.]+)\.", re.sub(r" \([^)]*\)", "", head))
    if told is None:
        assert name in {"grammar", "places"}
        return
    kinds = set(re.split(r", | and ", told[1]))
    assert kinds <= set(FORMATS[name].closed["kind"]), told[1]


def test_a_table_without_entries_fails() -> None:
    """An empty table is a slip, not a language without words."""
    for text in ("", "# Titles.\n", "# Titles.\nphrase\tkind\n"):
        with pytest.raises(LexiconError, match=r"en/titles\.tsv"):
            parse_lexicon(text, "en/titles.tsv")


def test_a_table_that_is_not_there_fails_with_the_nearest_name() -> None:
    """The error offers the table that was probably meant."""
    with pytest.raises(LexiconError, match="titles"):
        read_lexicon("en", "title")


def test_comments_empty_lines_and_dashes_are_read_as_the_header_says() -> None:
    """Lines with # and empty lines are passed over; a dash stands for nothing."""
    rows = parse_lexicon("# A.\n\nphrase\tkind\n# B.\nsay\t-\n\n", "x")
    assert rows == ({"phrase": "say", "kind": ""},)


def test_a_language_without_words_is_read_with_the_english_ones() -> None:
    """A text in another language gets cues that a reader can still judge."""
    assert language_or_default("fr") == "en"
    assert load_lexicon("fr") is load_lexicon("fr")
    assert load_lexicon("fr").roots == load_lexicon("en").roots


def words_at(lang: str, token: str) -> tuple[Word, ...]:
    """Return the entries of one word."""
    node = load_lexicon(lang).roots.get(token)
    return node.words if node else ()


@pytest.mark.parametrize(
    "form", ["قال", "قالت", "يقول", "تقول", "وقال", "فقالت", "وأضاف", "أضافت", "أعلنا", "أكدوا"]
)
def test_arabic_verbs_are_found_in_the_persons_and_tenses_of_news(form: str) -> None:
    """One line of the table stands for all its forms, with and without a conjunction."""
    (token,) = tokens_of(form)
    words = [w for w in words_at("ar", token) if w.table == "verbs"]
    assert words
    assert words[0].joined is (form[0] in "وف")


@pytest.mark.parametrize("form", ["الوزارة", "وزارة", "لوزارة", "للوزارة", "وللوزارة", "بوزارة"])
def test_arabic_nouns_are_found_with_the_article_and_what_is_written_onto_them(form: str) -> None:
    """A ministry is a ministry with a conjunction, a preposition or the article."""
    (token,) = tokens_of(form)
    assert any(w.table == "bodies" for w in words_at("ar", token))


@pytest.mark.parametrize(
    ("form", "kind"),
    [("said", "past"), ("says", "present"), ("saying", "participle"), ("wrote", "past"),
     ("written", "past"), ("agreeing", "participle"), ("dubbed", "past"), ("slammed", "past"),
     ("slamming", "participle"), ("signalled", "past")],
)  # fmt: skip
def test_english_verbs_are_found_in_the_spellings_that_papers_use(form: str, kind: str) -> None:
    """The table lists the forms as they are printed, not as a rule would make them."""
    words = [w for w in words_at("en", form) if w.table == "verbs"]
    assert words, f"{form} is not in the table"
    assert words[0].form == kind


def test_spelling_variants_are_one_word() -> None:
    """Alef with and without hamza, vowel signs, and final ya or alef maqsura do not matter."""
    words = load_lexicon("ar").roots
    for one, other in (("أعلن", "اعلن"), ("أَعْلَنَ", "أعلن"), ("مستشفى", "مستشفي")):
        (first,), (second,) = tokens_of(one), tokens_of(other)
        assert first in words
        assert second in words


def test_hedges_and_markers_belong_to_rules() -> None:
    """The rule ids that cues carry are ids of rules, or the two that only mark words."""
    cues = kit.find_cues(
        kit.split_statements(
            kit.load_articles(text='It is said that "he may go". Sources said so. Note: cut.')
        )
    )
    assert set(cues["rule_id"]) <= {*RULES, "HG-001", "QU-000"}
    assert {"hedge", "quote", "cue", "source"} <= set(cues["kind"]) | {"hedge"}


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"grammar"}))
def test_no_kind_is_idle(name: str) -> None:
    """A kind that no language has would be work for a contributor who looks for its meaning."""
    used = {row["kind"] for lang in languages() for row in read_lexicon(lang, name)}
    assert used == set(FORMATS[name].closed["kind"])


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_slots_of_the_cue_lab_are_checked_as_well(lang: str) -> None:
    """A misspelt slot would be missing from the page."""
    path = Path(kit.__file__).parent / "exercises" / "cuelab" / "slots" / f"{lang}.tsv"
    text = path.read_text(encoding="utf-8")
    assert {row["slot"] for row in parse_lexicon(text, "x", SLOTS_FORMAT)} == {*SLOTS}
    with pytest.raises(LexiconError, match=r"unknown slot 'hegde'.*did you mean 'hedge'"):
        parse_lexicon(text.replace("\nhedge\t", "\nhegde\t"), "x", SLOTS_FORMAT)
