"""Every rule against the cases that linguists keep in ``cases/<lang>/*.txt``."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import kit
from kit.core.codebook import LABELS
from kit.core.frames import build, records
from kit.engine.rules import RULE_OF_ROLE, RULES, SOURCE_RULES, STATEMENT_RULES
from kit.languages.interface import translator

FOLDER = Path(__file__).parents[1] / "cases"
ROOT = Path(kit.__file__).parent
LANGUAGES = ("ar", "en", "es")
TITLE = {"ar": "أخبار اليوم", "en": "News of the day", "es": "Noticias del día"}
"""A headline for texts of several paragraphs that bring none, so that all of them are body."""

LINE = re.compile(
    r"(?P<rule>[A-Z]{2}-\d{3}) (?P<sign>[+~-]) (?:@(?P<number>[1-9]\d*) )?(?P<text>(?!@\d)\S.*?)"
    r"(?: => (?P<instead>[A-Z]{2}-\d{3}))?(?: \|\| (?P<fields>.+))?"
)
SLIP = re.compile(r"=>|\|\||(?<! )¶|¶(?! )|(?<!^)\[headline\]|^\[headline\](?! \S)")
"""Marks of the format that stand where they mean nothing."""
FIELDS = ("label", "source", "cue", "hedge", "carried", "polarity", "stance")
YES = {"yes": True, "no": False}


class CaseError(ValueError):
    """A line that is no case; says file, line number and the line."""


@dataclass(frozen=True)
class Case:
    """One line of a case file."""

    lang: str
    place: str
    rule: str
    hit: bool
    limit: bool
    number: int
    text: str
    instead: str
    fields: tuple[tuple[str, Any], ...]

    @property
    def article(self) -> str:
        """The text as an article, its headline first."""
        headline = self.text.startswith("[headline] ")
        parts = self.text.removeprefix("[headline] ").split(" ¶ ")
        if len(parts) > 1 and not headline:
            parts.insert(0, TITLE[self.lang])
        return "\n\n".join(parts)


def parse_case(line: str, lang: str, place: str) -> Case:
    """Return the case that a line states, or raise `CaseError`."""
    match = LINE.fullmatch(line)
    known = match and {match["rule"], match["instead"] or "OF-001"} <= set(RULES)
    if match is None or not known or SLIP.search(match["text"]):
        raise CaseError(f"{place}: found {line!r}, expected: RULE + text, or RULE - text")
    fields = []
    for field in (match["fields"] or "").split(" | ") if match["fields"] else ():
        name, sign, value = field.partition("=")
        value = value.strip()
        yes_no = name in {"hedge", "carried"}
        if name not in FIELDS or not sign or not value or (yes_no and value not in YES):
            raise CaseError(f"{place}: found field {field!r} in {line!r}, expected name=value")
        fields.append((name, YES[value] if yes_no else value))
    if match["instead"] and match["sign"] == "+":
        raise CaseError(f"{place}: found => after a hit in {line!r}, expected it after a near miss")
    return Case(
        lang, place, match["rule"], match["sign"] != "-", match["sign"] == "~", int(match["number"] or 0),
        match["text"], match["instead"] or "", tuple(fields),
    )  # fmt: skip


def read_cases(lang: str) -> list[Case]:
    """Return all cases of a language; comments and empty lines are passed over."""
    return [
        parse_case(line, lang, f"{lang}/{path.name}:{number}")
        for path in sorted((FOLDER / lang).glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]


LIMIT = pytest.mark.xfail(strict=True, reason="a limit that the case file states")
CASES = [case for lang in LANGUAGES for case in read_cases(lang)]


@cache
def suggestions(lang: str) -> dict[str, list[dict[str, Any]]]:
    """Suggest labels for all cases of a language at once, by place."""
    empty = dict.fromkeys(
        ("title", "publisher", "republished_from", "published", "url", "licence"), ""
    )
    articles = build(
        "articles",
        (
            {**empty, "article_id": c.place, "lang": lang, "constructed": True, "text": c.article}
            for c in CASES
            if c.lang == lang
        ),
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in records(kit.explain(articles).labels):
        found.setdefault(row["article_id"], []).append(row)
    return found


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c.place, marks=[LIMIT] if c.limit else []) for c in CASES],
)
def test_a_rule_decides_its_cases_and_leaves_the_near_misses(case: Case) -> None:
    """The rule printed first is the case's own, or for a near miss another one."""
    rows = suggestions(case.lang)[case.place]
    if case.number > len(rows):
        pytest.fail(f"{case.place}: found {len(rows)} statements, expected {case.number} or more")
    row = rows[case.number - 1] if case.number else rows[-1]
    told = f"{row['text']!r}: {row['rules']}, {row['why_en']}"
    if case.hit:
        assert row["rules"][0] == case.rule, told
    elif case.instead:
        assert row["rules"][0] == case.instead, told
    assert case.hit or row["rules"][0] != case.rule, told
    assert {name: row[name] for name, _ in case.fields} == dict(case.fields), told


@pytest.mark.parametrize("case", [c for c in CASES if " ¶ " in c.text], ids=lambda c: c.place)
def test_a_case_is_cut_as_it_is_written(case: Case) -> None:
    """The first paragraph is the headline; each mark begins a new paragraph."""
    rows = suggestions(case.lang)[case.place]
    assert rows[0]["zone"] == "headline"
    assert {r["paragraph"] for r in rows} == set(range(case.article.count("\n\n") + 1))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_hits_and_near_misses(rule: str, lang: str) -> None:
    """At least two sentences that a rule decides and two that look like it, in each language."""
    signs = Counter(c.hit for c in CASES if c.lang == lang and c.rule == rule)
    assert min(signs[True], signs[False]) >= 2, dict(signs)


def test_no_case_stands_twice() -> None:
    """A case that is repeated tests nothing new."""
    seen = Counter((c.lang, c.rule, c.number, c.text) for c in CASES)
    assert [key for key, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_case_file_states_its_format(lang: str) -> None:
    """The files begin with lines that a linguist can write new cases by."""
    names = {"official", "named", "unverified", "unattributed", "reference"}
    paths = list((FOLDER / lang).glob("*.txt"))
    assert {p.stem for p in paths} == names
    for path in paths:
        head = path.read_text(encoding="utf-8").split("\n\n")[0].splitlines()
        assert all(line.startswith("#") for line in head)
        assert any("RULE + text" in line for line in head), path.name


@pytest.mark.parametrize(
    "line",
    [
        "OF-001 + ",
        "OF-001 The minister said no.",
        "OF-1 + The minister said no.",
        "ZZ-999 + The minister said no.",
        "OF-001 * The minister said no.",
        "OF-001 + @0 The minister said no.",
        "OF-001 - The minister said no. => ZZ-999",
        "OF-001 + The minister said no. => NA-003",
        "OF-001 + The minister said no. || colour=red",
        "OF-001 + The minister said no. || hedge=perhaps",
        "OF-001 + The minister said no. || source=",
        "of-001 + The minister said no.",
        "OF-001 - The minister said no. =>NA-003",
        "OF-001 - The minister said no.=> NA-003",
        "OF-001 + The minister said no. ||label=official",
        "OF-001 + The minister said no. || ",
        "OF-001 + The minister said no.¶ He left.",
        "OF-001 + The minister said no. [headline] He left.",
        "  OF-001 + The minister said no.",
    ],
)
def test_a_malformed_case_fails_with_its_place(line: str) -> None:
    """No line is dropped in silence: file, line number and the line itself are named."""
    with pytest.raises(CaseError) as error:
        parse_case(line, "en", "en/official.txt:7")
    assert str(error.value).startswith("en/official.txt:7: ")
    assert repr(line) in str(error.value)


def test_rule_ids_are_unique_and_well_formed() -> None:
    """Ids are two letters and three digits, and no two rules share one."""
    listed = [rule.id for rule in (*SOURCE_RULES, *STATEMENT_RULES)]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(RULES)
    for rule_id, rule in RULES.items():
        assert rule.id == rule_id
        assert re.fullmatch(r"[A-Z]{2}-\d{3}", rule_id)
        assert rule.label in {"", *LABELS}


@pytest.mark.parametrize("rule_id", RULES)
def test_the_reason_of_a_rule_is_a_sentence_in_both_languages(rule_id: str) -> None:
    """English and Arabic hold the same fields, and both read as sentences once filled in."""
    why = RULES[rule_id].why
    arabic = translator("ar")(why)
    assert arabic != why, "no Arabic translation"
    fields = [{f for _, f, _, _ in Formatter().parse(text) if f} for text in (why, arabic)]
    assert fields[0] == fields[1] <= {"source", "cue", "hedge", "referent"}
    words = {"source": "a", "cue": "b", "hedge": "c", "referent": "d"}
    for text in (why, arabic):
        told = text.format(**words)
        assert told.endswith((".", "؟", "…"))
        assert "{" not in told
    assert re.search(r"[\u0620-\u064a]", arabic)


def test_rule_ids_stand_with_the_rules_alone() -> None:
    """Whoever needs a rule asks for it by name: a misspelt name fails, a misspelt id does not."""
    home = ROOT / "engine" / "rules"
    ids = re.compile("|".join(RULES))
    found = [
        f"{path.relative_to(ROOT)}: {node.value}"
        for path in sorted(ROOT.rglob("*.py"))
        if not path.is_relative_to(home)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and ids.fullmatch(node.value)
    ]
    assert found == []


def test_every_role_of_a_speaker_is_a_rules() -> None:
    """What a later pronoun can stand for is told by the rule behind the role."""
    roles = {rule.role for rule in SOURCE_RULES}
    assert set(RULE_OF_ROLE) == roles
    things = {rule.role for rule in SOURCE_RULES if rule.is_thing}
    assert things == {"reports", "media", "study", "body", "place", "outlet", "document"}
    assert {rule.role for rule in SOURCE_RULES if rule.is_alone} == {"office", "person"}
    assert {rule.role for rule in SOURCE_RULES if rule.has_name} == {"office", "person", "body"}
    assert {rule.role for rule in SOURCE_RULES if rule.hands_on} == {"outlet", "media"}
