"""How a claim is held against another source: the card, its words, and what it finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypedDict

from kit.core.codebook import FINDINGS
from kit.core.text import detect_lang, direction, visible
from kit.exercises.frame import contract
from kit.exercises.frame.face import Answered, Face
from kit.exercises.frame.marks import quoted, read_marks, tokens
from kit.exercises.frame.passage import cut
from kit.exercises.frame.printed import question
from kit.exercises.task import Choice
from kit.languages.interface import number, translator
from kit.languages.messages import messages
from kit.show.pages import numbered, paragraph, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.exercises.frame.wishes import Sent
    from kit.exercises.lateral.task import Checking
    from kit.lessons.lesson import Lesson

MISTAKES: Final = messages("exercises/lateral", "mistakes")
"""By ``chosen_key``: why a finding fails."""
_WEB: Final = re.compile(r"https?://[\w!-~]+\Z")
_WORDS_FOR: Final = {finding: finding for finding in FINDINGS} | {"open": "not_found"}
"""By finding, the name of its words."""


class Card(contract.Text):
    """Another source: who published it and when, who vouches for it, and its address, if any."""

    publisher: str
    published: str
    vouches: str
    url: str


class LateralFixed(TypedDict):
    """The findings to choose from."""

    options: list[contract.Option]


class LateralAsk(TypedDict):
    """The claim, the card, and the card's words one by one."""

    statement: contract.Statement
    card: Card
    tokens: list[contract.Word]


class LateralTold(TypedDict):
    """The claim, the card, and its text with the words that decide marked."""

    statement: contract.Statement
    card: Card
    words: list[contract.CardPiece]


class LateralReadingFace(Face):
    """Claims of an article and what other sources said."""

    kind = "lateral"
    rounds = True
    adds = contract.Adds(LateralFixed, LateralAsk, LateralTold)
    nothing = "no_cards"
    task: Checking

    def __init__(self, lesson: Lesson, task: Checking) -> None:
        super().__init__(lesson, task)
        self.retries = True  # cards have findings of their own, whoever labelled the story

    def printed(self) -> str:
        """Return the article, its cards and the question as HTML without scripts."""
        lang, cards = self.words.lang, []
        for item in self.items:
            card = self._card(item)
            claim = list(self.rows).index(self.task.claim(item)) + 1
            cards.append(paragraph(f"<strong>{number(claim, lang)}</strong> · ", lang))
            cards += question(card["publisher"], [card["text"]])
        ask = question(self.ask_words["ask"], self.words.meanings(_WORDS_FOR.values()))
        return sheet(self.lesson.title, [*numbered(self.lesson, lang), *cards, *ask], lang)

    def fixed(self) -> LateralFixed:
        """Return the findings."""
        return {"options": self.words.others({label: _WORDS_FOR[label] for label in FINDINGS})}

    def _card(self, item: str) -> Card:
        card: dict[str, Any] = self.task.card(item)
        lang, url = detect_lang(card["text"]), str(card["url"])
        return {
            "publisher": visible(str(card["publisher"])),
            "published": visible(str(card["published"])),
            "vouches": visible(str(card["vouches"])),
            "text": visible(str(card["text"])),
            "url": url if _WEB.match(url) else "",
            "lang": lang,
            "dir": direction(lang),
        }

    def ask(self, item: str) -> LateralAsk:
        """Return the claim and the card."""
        return {
            "statement": self.statement(self.task.claim(item)),
            "card": self._card(item),
            "tokens": tokens(self._text(item)),
        }

    def _text(self, item: str) -> str:
        return str(self.task.card(item)["text"])

    def read(self, sent: Sent) -> Choice:
        """Return the finding, and the words that were marked for it."""
        marks = read_marks(self._text(sent.item), sent.fields.get("given", []), ("source",))
        return Choice(sent.label(self.task.scheme), marks)

    def choices(self, item: str) -> Iterator[Choice]:
        """Yield the findings; the words that may be marked besides have no end."""
        del item
        yield from map(Choice, FINDINGS)

    def shown_again(self, answered: Answered) -> contract.Part:
        """Return the claim, and the card with the words that the learner marked."""
        item = answered.item
        own = [(a, b) for _, a, b in answered.choice.given]
        return {
            "statement": self.statement(self.task.claim(item)),
            "card": self._card(item),
            "words": cut(self._text(item), own),
        }

    def why_not(self, answered: Answered) -> str:
        """Say why a finding fails, by the one chosen and the key's."""
        chosen = answered.choice.label
        said = MISTAKES[f"{chosen}_{answered.mark.expected}"]
        return translator(self.words.lang)(said).format(answer=self._named(chosen))

    def tell(self, answered: Answered) -> contract.Part:
        """Return the claim, the card with the words that decide, and the verdict."""
        if answered.second:
            return self.tell_second(answered, answered.second)
        item, choice, mark, say = answered.item, answered.choice, answered.mark, self.words.say
        text = self._text(item)
        wanted = [(span.start, span.end) for span in self.task.wanted(item).values()]
        found = self._named(mark.expected)
        marked = visible(quoted(text, choice, self.words.lang))
        own = " · ".join(filter(None, [self._named(choice.label), marked]))
        head = say("right" if mark.accepted else "found_not", answer=found)
        verdict = self.verdict(mark, head, mark.lines)
        verdict["label"], verdict["own_said"] = mark.expected, say("own", answer=own)
        return {
            "statement": self.statement(self.task.claim(item)),
            "card": self._card(item),
            "words": cut(text, wanted or [(a, b) for _, a, b in choice.given]),
            "verdict": verdict,
        }

    def _named(self, finding: str) -> str:
        return self.words.answer(_WORDS_FOR[finding]) if finding else ""

    def answer_in_words(self, item: str, choice: Choice) -> str:
        """Return the finding in words."""
        del item
        return self._named(choice.label)

    def key_in_words(self, answered: Answered) -> str:
        """Return the key's finding in words, if the answer was another."""
        if answered.choice.label == answered.mark.expected:
            return ""
        return self.words.say("key", answer=self._named(answered.mark.expected))

    def line(self, item: str) -> contract.Text:
        """Return the card in one line."""
        card = self._card(item)
        said = f"{card['publisher']}: {card['text']}"
        return {"text": said, "lang": card["lang"], "dir": card["dir"]}
