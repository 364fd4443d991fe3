"""Arabic of one hand: what the style sheet asks, wherever a test can see it."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
NOT_PROSE = re.compile(
    r"`[^`]*`|\]\([^)]*\)|<code.*?</code>|<[^>]*>|https?://\S+|[A-Za-z][\w.+#-]*( [\d.]+)?"
    r"|(?<=\[)\d\d-[a-z]+|(?<=المُصنَّف )4\.0"
)
LIST_NUMBER = re.compile(r"^\d+\. ")
LETTER = "ء-يًٌٍَُِّْ"
WHO = (
    "هو|هي|هم|هما|الذي|قال|قاله|قالها|رأى|ردّ|كان|كانت|كتبوا|نسأل|نتصل|تتصلون|تسألون|تتكلم|وقّعه"
    "|يقف|يقول|يقوله|يسأل|يُسأل|يتحدث|يتكلم|يتحمّل|يتحمّله|يخبرنا|يعرف|يعمل|يظن|يخمّن|يجيب|ينقل"
    "|القائل|الراوي|الغائب|المتكلم|المتحدث|المسؤول|المحق|المصيب|المستفيد|منهم|كتب|كتبه|كتبها"
    "|أخبر|أخبرنا|نشره|نسأله|أعطاكم|يحتاج|أدّوا|يحسنون"
)
"""What follows the word for who; after the preposition written alike stands a noun."""

OURS = {
    "who bears its vowel": rf"(?<!مسافة )(?<![{LETTER}])[وفبلك]?من (?=(?:{WHO})(?![{LETTER}]))",
    "who at the end of a question bears its vowel": rf"(?<![{LETTER}])[وفبلك]?من؟",
    "from and about are written onto who": rf"(?<![{LETTER}])(?:عن|من) مَن(?![{LETTER}])",
    "that not is one word": rf"(?<=[{LETTER}] )ألا (?=[يتنأ])",
    "in what is one word": rf"(?<![{LETTER}])[وف]?في ما ",
    "no shadda beside tanwin on a final ya": "يًّا",
    "a doubled last letter keeps its shadda": rf"(?<![{LETTER}])[وفب]?(?:حق|كل|صف|نص|ملف|شك|جد)ًا",
    "media literacy has one name": "الدراية الإعلامية",
    "a board is السبورة": r"(?<![ء-ي])[بلوك]?اللوح(?![ء-ي])",
    "a rumour is شائعة": "إشاع",
    "English is الإنجليزية": "إنكليز",
    "a learner and a teacher bear their shadda": rf"(?<![{LETTER}])[ولبك]?(?:ال|ل)?م(?:تع|ع)لم",
    "certainty is not trust": "نبرة واثقة|النبرة الواثقة|بثقة كبيرة|مدى ثقة",
    "readers are addressed in the plural": (
        rf"(?<![{LETTER}])(?:اضغط|اختر|اكتب|انظر|افتح|ابحث|احفظ|حاول|تابع)(?![{LETTER}])"
    ),
}
"""What no text of ours holds, by what holds instead; a story may speak as its outlet does."""

LEARNERS = {
    "an answer is إجابة": rf"(?<![{LETTER}])[وفبلك]?(?:ال|لل)?(?:جواب|أجوبة)",
    "the sorter is المصنّف": "أداة الفرز",
    "the course is الدورة": r"المقرّر(?![ء-ي])",
    "a story of the news is خبر": rf"(?<![{LETTER}])[وبل]?(?:ال)?(?:قصة|قصص)(?![ء-ي])",
}
"""The same for what learners and teachers read of the kit itself."""

EVERYWHERE = {
    "tanwin stands before its alif": "اً",
    "marks are Arabic": r"[ء-ي][;?]|[ء-ي],(?! ?[a-z])",
    "no space before a mark": r"[ء-ي] [،؛؟]",
}

MARKED = {"no italics": r"(?<!\*)\*(?![*\s])[^*\n]+\*(?!\*)", "quotation marks are «»": '[“”"]'}


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a Markdown text that are not code."""
    code = False
    for line in text.split("\n"):
        if line.startswith("```"):
            code = not code
        elif not code:
            yield line


def pages() -> Iterator[tuple[str, str]]:
    """Yield the lines of what learners and teachers read; stories and cards retold in it apart."""
    for path in sorted(ROOT.glob("*/ar/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown" and not re.match("story|cards", cell["id"]):
                for line in lines("".join(cell["source"])):
                    yield f"{path.name} {cell['id']}", line
    docs = ROOT / "docs"
    for path in [ROOT / "README.ar.md", *docs.glob("*.ar.md"), *docs.glob("*/ar/*.md")]:
        for line in lines(path.read_text(encoding="utf-8")):
            yield path.name, line


def messages() -> Iterator[tuple[str, str]]:
    """Yield what the interface says."""
    with (ROOT / "kit/languages/locales/ar/LC_MESSAGES/kit.po").open("rb") as file:
        for message in read_po(file, locale="ar"):
            if message.id:
                yield "kit.po", str(message.string)


def reasons() -> Iterator[tuple[str, str]]:
    """Yield reasons, hints and notes of the keys and cards, what they quote left out."""
    for path in sorted(ROOT.glob("seeds/*/*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in told.get("statement", []) + told.get("card", []):
            for field in ("reason", "hint", "note"):
                words = row.get(field, "")
                words = words.get("ar", "") if isinstance(words, dict) else words
                at = row.get("at", row.get("id"))
                yield f"{path.parent.name}/{path.name} {at} {field}", re.sub("«[^»]*»", "«»", words)
    for path in sorted(ROOT.glob("bank/*.toml")):
        for item in tomllib.loads(path.read_text(encoding="utf-8"))["item"]:
            for field in ("reason", "hint"):
                yield (
                    f"{path.name} {item['id']} {field}",
                    re.sub("«[^»]*»", "«»", item[field]["ar"]),
                )


def stories() -> Iterator[tuple[str, str]]:
    """Yield the lines of the stories, their cards and the single statements."""
    for path in sorted(ROOT.glob("seeds/*/article.ar.md")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            yield path.parent.name, line
    for path in sorted(ROOT.glob("seeds/*/evidence.ar.toml")):
        for card in tomllib.loads(path.read_text(encoding="utf-8"))["card"]:
            yield f"{path.parent.name} {card['id']}", card["text"]
    for path in sorted(ROOT.glob("bank/*.toml")):
        for item in tomllib.loads(path.read_text(encoding="utf-8"))["item"]:
            yield f"{path.name} {item['id']}", item["ar"]["text"]


def found(pattern: str, texts: Iterator[tuple[str, str]]) -> list[str]:
    """Return where a pattern stands outside code, links and Latin words."""
    bare = ((where, NOT_PROSE.sub("_", LIST_NUMBER.sub("", line))) for where, line in texts)
    return [
        f"{where}: …{line[max(0, hit.start() - 20) : hit.end() + 20]}…"
        for where, line in bare
        for hit in re.finditer(pattern, line)
    ]


@pytest.mark.parametrize("rule", OURS)
def test_our_own_texts(rule: str) -> None:
    """Pages, interface and reasons keep to one way of writing."""
    texts = [*pages(), *messages(), *reasons()]
    assert found(OURS[rule], iter(texts)) == []


@pytest.mark.parametrize("rule", LEARNERS)
def test_words_of_the_kit(rule: str) -> None:
    """One thing of the kit has one word on pages and in the interface."""
    assert found(LEARNERS[rule], iter([*pages(), *messages()])) == []


@pytest.mark.parametrize("rule", EVERYWHERE)
def test_every_text(rule: str) -> None:
    """Stories, cards and single statements are spelt and punctuated as everything else."""
    texts = [*pages(), *messages(), *reasons(), *stories()]
    assert found(EVERYWHERE[rule], iter(texts)) == []


@pytest.mark.parametrize("rule", MARKED)
def test_pages_are_marked_up_for_arabic(rule: str) -> None:
    """Pages use neither italics nor foreign quotation marks."""
    assert found(MARKED[rule], pages()) == []


def test_our_pages_count_with_arabic_digits() -> None:
    """What we write ourselves counts with ٠١٢; code, links and Latin names keep their own."""
    assert found("[0-9]", iter([*pages(), *messages()])) == []


def test_stories_count_with_latin_digits() -> None:
    """News texts and what speaks of their figures count with 012."""
    assert found("[٠-٩]", iter([*stories(), *reasons()])) == []


def test_what_is_not_prose_is_left_out() -> None:
    """Code, links, markup and Latin names are not read as Arabic, and slips beside them are."""
    texts = [("a", "1. اضغطوا `x 2` في [هنا](docs/3.md) على Python 3.11 <b>و5</b>")]
    assert found("[0-9]", iter(texts)) == ["a: … _ في [هنا_ على _ _و5_…"]
