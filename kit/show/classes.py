"""The report on a class, for its teacher: two printed pages, in the language of the class."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.core.codebook import LOOKS, PAPER
from kit.core.errors import FrameError
from kit.core.frames import check
from kit.core.names import ANONYMOUS, friendly_names, tidy_name
from kit.core.text import direction, one_line, visible
from kit.languages.interface import LANGUAGES, check_language, number, translator
from kit.measures.changes import change
from kit.measures.classes import class_means, learner_figures
from kit.measures.shares import sorting
from kit.show.class_parts import Teller
from kit.show.class_reach import languages, reach, too_few
from kit.show.html import made, plain, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd
    from markupsafe import Markup

    from kit.measures.changes import Change
    from kit.measures.classes import Mean


@dataclass(frozen=True)
class ClassReport:
    """What a class can do and what to do with it next; shows itself in a notebook.

    Attributes
    ----------
    lang
        Language that the report is written in.
    learners, answers
        How many there are.
    means
        ``right, trust, doubt, mixed, d_prime, criterion, office``: the class's means with their
        intervals and what guessing gives.
    discuss
        Ids of the statements on which the class differs most, three at most.
    help
        Who needs help, by the names of the report.
    change
        Before and after; None where there are no two tests of three learners.
    names
        What each learner is called in the report: a made-up name unless names were asked for.
    """

    lang: str
    learners: int
    answers: int
    means: Mapping[str, Mean] = field(repr=False)
    discuss: tuple[str, ...]
    help: tuple[str, ...]
    change: Change | None = field(repr=False)
    names: Mapping[str, str] = field(repr=False)
    html: str = field(repr=False)
    text: str = field(repr=False)

    def __str__(self) -> str:
        """Return the report as plain text."""
        return self.text

    def _repr_html_(self) -> str:
        return self.html

    def save(self, path: str | Path) -> Path:
        """Write the report as a page of its own, which any browser prints on two sheets.

        Raises
        ------
        FrameError
            If the file cannot be written.
        """
        place = Path(path)
        page = render(
            "page-class.html",
            lang=self.lang,
            dir=direction(self.lang),
            title=made(plain(Teller(self.lang).said("head"))),
            body=made(self.html),
            dark=render("class-colours.css", looks=LOOKS, paper=PAPER, theme="dark"),
        )
        try:
            place.write_text(page, encoding="utf-8")
        except OSError as error:
            raise FrameError(
                f"{place}: cannot be written ({error.strerror or error}); choose another place"
            ) from error
        return place


def report_class(
    scores: pd.DataFrame,
    lang: str | None = None,
    *,
    names: bool = False,
    titles: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> ClassReport:
    """Sum up a class; see `kit.class_report`, which knows titles and texts.

    Parameters
    ----------
    scores
        A frame ``scores``; it is not changed.
    lang
        ``"ar"`` or ``"en"``; without it the language of most answers.
    names
        Whether learners stand in it by their names.
    titles, texts
        What exercises are called, by id, and what statements say.

    Raises
    ------
    FrameError
        If `scores` is not a frame of scores.
    KitError
        If the interface does not speak `lang`.
    """
    check(scores, "scores")
    lang = check_language(lang) if lang is not None else _language(scores["exercise_id"])
    everyone = sorted({tidy_name(str(one)) for one in scores["learner_id"].unique()})
    called = {one: one for one in everyone} if names else pseudonyms(everyone)
    given, figures, means = sorting(scores), learner_figures(scores), class_means(scores)
    teller = Teller(lang)
    titles = titles or {}
    shown = [
        one_line(titles.get(one, one)) for one in dict.fromkeys(map(str, scores["exercise_id"]))
    ]
    discuss = teller.discuss(given, texts or {})
    needing = teller.helping(given, figures, called)
    tests = change(scores)
    counted = number(
        teller.said("counted").format(learners=len(everyone), answers=len(given)), lang
    )
    parts: dict[str, object] = {
        "figures": teller.figures(means),
        "confusion": teller.confusion(given) if len(given) else "",
        "certainty": teller.certainty(given),
        "discuss": discuss,
        "faulty": teller.faulty(given, texts or {}),
        "help": needing,
        "groups": _by_advice(needing),
        "apart": languages(teller, given, texts or {}),
        "change": teller.change(tests) if tests else [],
        "reach": reach(teller, given, len(everyone), tests, titles),
        "limits": [*teller.limits(given, len(everyone), tests), *too_few(teller, given)],
    }
    html = render(
        "class.html",
        lang=lang,
        dir=direction(lang),
        style=_style(),
        said={name: translator(lang)(words) for name, words in teller.words.items()},
        titles=[visible(one) for one in shown],
        counted=counted,
        looks=LOOKS,
        say=translator(lang),
        **parts,
    )
    return ClassReport(
        lang=lang,
        learners=len(everyone),
        answers=len(given),
        means=means,
        discuss=tuple(str(one["id"]) for one in discuss),
        help=tuple(str(one["name"]) for one in needing),
        change=tests,
        names=called,
        html=str(html),
        text=teller.text(counted, shown, parts),
    )


def _by_advice(needing: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Return those whom the same would help together, with what would."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for one in needing:
        groups.setdefault(str(one["advice"]), []).append(one)
    return list(groups.items())


def pseudonyms(names: Iterable[str]) -> dict[str, str]:
    """Return a made-up name for each learner, the same in every report on the same class."""
    ids = {
        name: ANONYMOUS + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        for name in names
    }
    friendly = friendly_names(ids.values())
    return {name: friendly[one] for name, one in ids.items()}


def _language(exercises: pd.Series[str]) -> str:
    found = exercises.str.split(".").str[1].value_counts()
    return next((str(lang) for lang in found.index if lang in LANGUAGES), "en")


@cache
def _style() -> Markup:
    """Return the style of the report."""
    light = render("class-colours.css", looks=LOOKS, paper=PAPER, theme="light")
    return render("style.html", css=made(f"{light}{render('class.css')}"))
