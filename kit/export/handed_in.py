"""What was handed in as codes, read back into answers; and a learner's answers as such a code."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final

from kit.core.errors import AnswerError, KitWarning, unknown
from kit.core.frames import build, rows_of
from kit.core.rows import Answer
from kit.core.text import quoted
from kit.exercises.scoring import TASKS, tasks_of
from kit.exercises.task import exercise_of
from kit.export.codes import KINDS, code_of, first_of, opened, sheet_of, take_answers
from kit.export.finding import codes_in
from kit.export.shelf import Shelf
from kit.export.signs import GROUP, HEAD, grouped, is_sound
from kit.export.wrong import what_is_wrong

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.export.finding import Found
    from kit.lessons.lesson import Lesson

_TOLD: Final = 3
_LIKE: Final = "KXXX-XXXX-XXXX"


def write_code(answers: pd.DataFrame, lesson: Lesson, exercise: str = "") -> str:
    """Return the hand-in code of one learner's answers to one exercise on a lesson.

    It carries the learner's name, the exercise, the edition of its text, and the first answer to each
    item with its certainty: labels (sorting, the headline check, lateral reading) and orders (the
    chain builder). Times, later rounds, and words marked besides stay behind; answers that are words
    or sentences (the highlighter, the cue lab, rewriting) and Compare's are handed in as files.

    Parameters
    ----------
    answers
        A frame ``answers``; other exercises' are left aside.
    lesson
        What was worked on.
    exercise
        ``""`` for sorting, or the last part of the exercise's id, such as ``"headline"``.

    Returns
    -------
    str
        Groups of four signs with hyphens between them: about nine for 17 statements. It reads from
        left to right also within right-to-left text.

    Raises
    ------
    AnswerError
        If there are no such answers, or those of several learners, or no code can carry them.
    FrameError
        If `answers` is not a frame of answers.
    """
    if exercise not in TASKS:
        raise AnswerError(unknown("exercise", exercise, TASKS))
    name = exercise_of(lesson.exercise_id, exercise)
    rows = [row for row in rows_of(answers, Answer) if row.exercise_id == name]
    learners = sorted({row.learner_id for row in rows})
    if len(learners) != 1:
        found = f"those of {', '.join(map(quoted, learners[:_TOLD]))}" if learners else "none"
        raise AnswerError(f"found {found} to {name}, expected one learner's answers; pick them")
    last = rows[-1].scheme
    task = tasks_of(exercise, lesson).get(last)
    if task is None:
        raise AnswerError(
            f"found answers of scheme {last!r} to {name}, expected another; the answers were edited"
        )
    sheet = sheet_of(lesson, task)
    own = (row for row in rows if row.text_hash in ("", lesson.text_hash) and row.scheme == last)
    return grouped(code_of(sheet, learners[0], first_of(own)))


def read_code(
    text: str, lesson: Lesson | None = None, *, folder: str | Path | None = None
) -> pd.DataFrame:
    """Read hand-in codes: one by itself, or all that stand in a text, such as the export of a chat.

    Spaces, hyphens and small letters, digits of any script, signs that look alike, marks of
    right-to-left text and an Arabic keyboard that was not changed over are all read. A wrong sign, two
    that changed places, one missing or one too many are found, and told with their place.

    Parameters
    ----------
    text
        What was handed in.
    lesson
        The lesson that was answered; without it, any of the kit's, of the project's, and of `folder`.
    folder
        Where your own lessons are.

    Returns
    -------
    pandas.DataFrame
        The frame ``answers``, in the order of the codes. A code carries no time: `answered_at` is NaT.
        Whose code has no name goes by who sent it, or else by its last group.

    Raises
    ------
    AnswerError
        If there is no code in the text, or none that can be read; of several, those that cannot be
        read are told of in one `KitWarning` with line and sender, and passed over.
    """
    found = codes_in(text)
    if not found:
        raise AnswerError(no_code(text))
    shelf = Shelf(lesson, folder)
    rows: list[Answer] = []
    faults: list[str] = []
    for one in found:
        try:
            rows += answers_in(one, shelf)
        except AnswerError as error:
            if len(found) == 1:
                raise
            by = f", {one.sender}" if one.sender else ""
            faults.append(f"line {one.line}{by}: {error}")
    if faults and not rows:
        raise AnswerError(_counted(faults))
    if faults:
        warnings.warn(_counted(faults), KitWarning, stacklevel=2)
    return build("answers", rows)


def no_code(text: str) -> str:
    """Say that a text holds no code, and what one looks like."""
    found = quoted(text.strip())
    return f"found no hand-in code in {found}, expected one such as {_LIKE}; copy all of it"


def _counted(faults: list[str]) -> str:
    first = "; ".join(faults[:_TOLD])
    return first if len(faults) <= _TOLD else f"{len(faults)} codes, the first {_TOLD}: {first}"


def answers_in(found: Found, shelf: Shelf) -> list[Answer]:
    """Return the answers of a code; raises AnswerError with what is wrong with it."""
    code = _mended_order(found.code)
    if not is_sound(code):
        raise AnswerError(what_is_wrong(found))
    shown = f"{code[:GROUP]}-…"
    try:
        kind, learner, rest = opened(code)
        scheme = KINDS[kind][0]
    except ValueError as error:
        raise AnswerError(
            f"{shown}: found {error}, which a newer kit writes; update this one"
        ) from None
    signs, edition = code[1:4], code[4:HEAD]
    names = shelf.names(signs)
    wanted = [name for name in names if shelf.is_wanted(name)]
    who = f" of {quoted(learner)}" if learner else ""
    if not wanted:
        known = f"to {names[0]}" if names else "to no exercise that is known here"
        needed = (
            f"some to {shelf.wanted}" if shelf.wanted else "some to a lesson of the kit or of yours"
        )
        remedy = (
            "load the lesson that was answered" if names else "name the folder of your own lessons"
        )
        raise AnswerError(f"{shown}: found answers{who} {known}, expected {needed}; {remedy}")
    sheets = [sheet for name in wanted for sheet in shelf.sheets(name) if sheet.kind == kind]
    fitting = [sheet for sheet in sheets if sheet.edition_signs == edition]
    for sheet in fitting:
        try:
            answers = take_answers(sheet, rest.copy())
        except ValueError:
            continue
        learner = learner or found.sender or f"…{code[-GROUP:]}"
        return [
            Answer(
                learner, sheet.exercise_id, item, one.label, scheme, one.given, one.confidence,
                None, sheet.text_hash,
            )
            for item, one in answers.items()
        ]  # fmt: skip
    current = " or ".join(dict.fromkeys(sheet.edition_signs for sheet in sheets)) or "none"
    raise AnswerError(
        f"{shown}: found answers{who} to another edition of {wanted[0]} ({edition}), expected {current}; "
        "bring back the article as it was answered, or answer again"
    )


def _mended_order(code: str) -> str:
    """Return a code whose groups were copied from the right to the left in their right order."""
    if is_sound(code) or len(code) % GROUP:
        return code
    groups = [code[at : at + GROUP] for at in range(0, len(code), GROUP)]
    turned = "".join(reversed(groups))
    return turned if is_sound(turned) else code
