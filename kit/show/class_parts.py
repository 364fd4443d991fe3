"""The parts of the report on a class, each as values that its template, or a text, lays out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import CHOICES, CONFIDENCES, LABELS, LOOKS
from kit.core.streams import printable
from kit.core.text import one_line, visible
from kit.languages.interface import decimal, number, translator
from kit.languages.messages import messages
from kit.measures import confusion
from kit.measures.changes import GAIN
from kit.measures.classes import ENOUGH
from kit.measures.items import item_figures, spread
from kit.measures.shares import Share
from kit.show.advice import next_step
from kit.show.html import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from markupsafe import Markup

    from kit.measures.changes import Change
    from kit.measures.classes import Mean

SAID: Final = messages("show", "class")
_STEPS: Final = ("guessing", "unsure", "fairly sure", "certain")
_FEW_ANSWERS: Final = 6
"""Answers; with fewer, one slip would decide what is said of a learner."""
_Z: Final = 1.645
_FALL: Final = 0.5
_MOST: Final = {"discuss": 3, "faulty": 4, "help": 8}
_RANGES: Final = {"d_prime": (-1.0, 4.0), "criterion": (-2.0, 2.0), "office": (-1.0, 4.0)}


class Teller:
    """Tells figures of a class in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words = SAID
        self._say = translator(lang)

    def said(self, name: str) -> str:
        """Return a message of the report."""
        return self._say(SAID[name])

    def figures(self, means: Mapping[str, Mean]) -> list[dict[str, Any]]:
        """Return a row a figure: its name, mean, interval, what guessing gives, and a meaning."""
        rows = []
        for name, mean in means.items():
            low, high = _RANGES.get(name, (0.0, 1.0))
            wide = high - low

            def place(value: float, low: float = low, wide: float = wide) -> float:
                return round(100 * min(1.0, max(0.0, (value - low) / wide)), 1)

            known = mean.learners > 0
            interval = mean.low == mean.low
            rows.append(
                {
                    "name": self.said(name),
                    "note": self.said(f"{name}_note"),
                    "value": self._figure(name, mean.value) if known else "–",
                    "interval": self.said("from_to").format(
                        low=self._figure(name, mean.low), high=self._figure(name, mean.high)
                    )
                    if interval
                    else "–",
                    "guess": self._figure(name, mean.guess) if known else "–",
                    "at": place(mean.value) if known else None,
                    "from": place(mean.low) if interval else None,
                    "to": place(mean.high) if interval else None,
                    "chance": place(mean.guess) if known else None,
                }
            )
        return rows

    def _figure(self, name: str, value: float) -> str:
        if name in _RANGES:
            return self.signed(value, name)
        return self.percent(value)

    def signed(self, value: float, name: str = "") -> str:
        """Write a figure that may lie below 0."""
        sign = (
            "−" if round(value, 1) < 0 else "+" if name == "criterion" and round(value, 1) else ""
        )
        return f"{sign}{decimal(abs(value), self.lang)}"

    def percent(self, share: float) -> str:
        """Write a share from 0 to 1."""
        told = self.said("percent").format(percent=round(100 * min(1.0, max(0.0, share))))
        return number(told, self.lang)

    def confusion(self, given: pd.DataFrame) -> Markup:
        """Return the table of what was answered where the key says what."""
        table = confusion(given)
        words = [str(word) for word in table.index]
        rows = [
            (
                word,
                [
                    ("none" if not n else "right" if word == one else "wrong", number(n, self.lang))
                    for one, n in zip(words, row, strict=True)
                ],
            )
            for word, row in zip(words, table.to_numpy().tolist(), strict=True)
        ]
        return render(
            "confusion.html",
            caption=self._say("What was answered (columns) where the key says (rows)"),
            looks=LOOKS,
            say=self._say,
            words=words,
            rows=rows,
        )

    def certainty(self, given: pd.DataFrame) -> list[dict[str, Any]]:
        """Return a row a step of certainty: how often it was chosen, and how often it was right."""
        rows = []
        for step, name in zip(CONFIDENCES, _STEPS, strict=True):
            own = given.loc[given["confidence"] == step]
            if len(own):
                right = float(own["accepted"].mean())
                rows.append(
                    {
                        "name": self._say(name),
                        "right": self.percent(right),
                        "at": round(100 * right, 1),
                        "answers": number(len(own), self.lang),
                    }
                )
        return rows

    def discuss(self, given: pd.DataFrame, texts: Mapping[str, str]) -> list[dict[str, Any]]:
        """Return the statements on which the class differs most, with how it answered."""
        if given["learner_id"].nunique() < 2:  # noqa: PLR2004  (nobody differs from nobody)
            return []
        most = spread(given).head(_MOST["discuss"])
        return [self._statement(str(name), given, texts) for name, bits in most.items() if bits > 0]

    def _statement(
        self, name: str, given: pd.DataFrame, texts: Mapping[str, str]
    ) -> dict[str, Any]:
        own = given.loc[given["statement_id"] == name]
        often = Counter(map(str, own["label"]))
        order = CHOICES if set(often) <= set(CHOICES) else LABELS
        return {
            "id": name,
            "text": visible(one_line(texts.get(name, name))),
            "key": self._say(LOOKS[str(own["expected"].iloc[0])].name),
            "bars": [
                {
                    "label": label,
                    "mark": LOOKS[label].mark,
                    "name": self._say(LOOKS[label].name),
                    "times": number(often[label], self.lang),
                    "wide": round(100 * often[label] / len(own), 2),
                }
                for label in dict.fromkeys((*order, *often))
                if often[label]
            ],
        }

    def faulty(self, given: pd.DataFrame, texts: Mapping[str, str]) -> list[dict[str, Any]]:
        """Return statements whose key, or wording, may be at fault: the able miss them more often.

        Their correlation with the rest lies below ``-1.645 / sqrt(learners)``, where that of a
        statement which measures nothing lies once in twenty.
        """
        if given["learner_id"].nunique() < ENOUGH:
            return []
        found = item_figures(given)
        chance = -_Z / found["learners"].astype(float) ** 0.5
        bad = found.loc[(found["learners"] >= ENOUGH) & (found["item_rest"] < chance)]
        rows = []
        for row in bad.sort_values("item_rest").head(_MOST["faulty"]).itertuples():
            told = self.said("faulty_why").format(
                percent=self.percent(float(row.difficulty)),  # type: ignore[arg-type]
                r=self.signed(float(row.item_rest), "item_rest"),  # type: ignore[arg-type]
            )
            name = str(row.statement_id)
            rows.append({"text": visible(one_line(texts.get(name, name))), "why": told})
        return rows

    def helping(
        self, given: pd.DataFrame, figures: pd.DataFrame, called: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        """Return who is right in less than half of enough answers, the lowest first, and what helps."""
        known = figures.loc[(figures["answers"] >= _FEW_ANSWERS) & (figures["right"] < _FALL)]
        rows = []
        for name in known.sort_values("right", kind="stable").index[: _MOST["help"]]:
            own = given.loc[given["learner_id"] == name]
            wrong = confusion(own)
            pairs = [
                (str(key), str(label), int(times))
                for key, row in zip(wrong.index, wrong.to_numpy().tolist(), strict=True)
                for label, times in zip(wrong.columns, row, strict=True)
                if key != label and times
            ]
            right = Share(int(own["accepted"].sum()), len(own))
            told = self._say("{part} of {whole} ({percent}%)").format(
                part=right.part, whole=right.whole, percent=round(100 * right.rate)
            )
            rows.append(
                {
                    "name": visible(one_line(called[str(name)])),
                    "right": number(told, self.lang),
                    "advice": next_step(right, pairs, self._say),
                }
            )
        return rows

    def change(self, tests: Change) -> list[str]:
        """Return before and after in sentences."""
        d = "d_prime"
        told = [
            self.said("before_after").format(
                learners=tests.learners,
                before=self.signed(tests.before.value, d),
                after=self.signed(tests.after.value, d),
            )
        ]
        if tests.effect.size == tests.effect.size:
            told.append(
                self.said("effect").format(
                    size=self.signed(tests.effect.size, d),
                    low=self.signed(tests.effect.low, d),
                    high=self.signed(tests.effect.high, d),
                )
            )
        told.append(
            self.said("power").format(
                gain=decimal(GAIN, self.lang), percent=self.percent(tests.power)
            )
        )
        return [number(one, self.lang) for one in told]

    def limits(self, given: pd.DataFrame, learners: int, tests: Change | None) -> Sequence[str]:
        """Return what the class is too small, or has answered too little, to show."""
        few = number(learners, self.lang)
        told = []
        if learners < 3:  # noqa: PLR2004  (as kit.measures.classes.FEW)
            told.append(self.said("no_interval").format(learners=few))
        elif learners < ENOUGH:
            told.append(self.said("wide_interval").format(learners=few))
        if learners < ENOUGH:
            told.append(self.said("no_items").format(learners=number(ENOUGH, self.lang)))
        if given["confidence"].isna().all():
            told.append(self.said("no_certainty"))
        if tests is None:
            told.append(self.said("no_change"))
        return told

    def text(self, counted: str, titles: Sequence[str], parts: Mapping[str, Any]) -> str:
        """Return the report as plain text."""
        lines = [f"{self.said('head')} · {' · '.join(titles)}", counted]
        lines += [
            f"{row['name']}: {row['value']} "
            f"({row['interval']}{self._say('; ')}{self.said('guessing')}: {row['guess']})"
            for row in parts["figures"]
        ]
        for name in ("discuss", "faulty", "apart", "help", "reach"):
            if parts[name]:
                lines.append(f"{self.said(name)}:")
                lines += [f"  {_line(row)}" for row in parts[name]]
        lines += [*parts["change"], *parts["limits"]]
        return printable("\n".join(lines))


def _line(row: Mapping[str, Any] | str) -> str:
    return row if isinstance(row, str) else str(row.get("name") or row["text"])
