"""How much is right, what was taken for what, and the two ways of being wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from kit.core.codebook import CHOICES, LABELS, OFF_RECORD, ON_RECORD, SCHEMES, STUDENT_VIEW
from kit.core.frames import check

if TYPE_CHECKING:
    from collections.abc import Callable

DOUBTED: Final = OFF_RECORD | {"unverified"}


class Share(NamedTuple):
    """A part of a whole, kept as two counts so that a reader sees how few there are."""

    part: int
    whole: int

    @property
    def rate(self) -> float:
        """The part divided by the whole; NaN when there is nothing to divide."""
        return self.part / self.whole if self.whole else float("nan")


class Guessed(NamedTuple):
    """What answering by chance gives, as shares from 0 to 1; NaN where there is nothing to count.

    Attributes
    ----------
    right, trust, doubt, mixed
        Right answers, over-trust, over-doubt, and official and named mixed up.
    """

    right: float
    trust: float
    doubt: float
    mixed: float


def answered(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `scores` that hold an answer."""
    check(scores, "scores")
    return scores.loc[scores["label"] != ""]


def sorting(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the answered rows of sorting."""
    given = answered(scores)
    return given.loc[given["scheme"].isin(["student", "codebook"])]


def accuracy(scores: pd.DataFrame) -> float:
    """Return the share of points reached, 0 to 1.

    ``sum(points) / sum(max_points)``. Unanswered rows, where the scores hold any
    (``complete=True``), count as 0 points. NaN when nothing could be reached.
    """
    check(scores, "scores")
    most = float(scores["max_points"].sum())
    return float(scores["points"].sum()) / most if most else float("nan")


def macro_f1(scores: pd.DataFrame) -> float:
    """Return the mean over answers of F1: each kind counts alike, however rare it is.

    ``F1 = 2 right / (expected + answered)`` for each answer of the scheme that the key expects
    somewhere; an accepted answer counts as the key's. NaN without answers.

    References
    ----------
    Sokolova & Lapalme (2009), Information Processing & Management 45, 427-437.
    """
    table = confusion(scores).to_numpy()
    there = [k for k in range(len(table)) if table[k].sum()]
    each = [2 * table[k, k] / (table[k].sum() + table[:, k].sum()) for k in there]
    return float(sum(each) / len(each)) if each else float("nan")


def confusion(scores: pd.DataFrame) -> pd.DataFrame:
    """Count what was answered (columns) where the key expected what (rows).

    Rows and columns stand in the fixed order of the scheme, also where they count nothing. When
    answers in the student's four words and in the codebook's six labels come together, all are
    counted in the student's words. An accepted answer stands on the diagonal, in the row of
    the key's first label: so a row sums to that label's statements, and everything off the
    diagonal is a mistake.
    """
    given = answered(scores)
    codebook = not given.empty and bool((given["scheme"] == "codebook").all())
    words = LABELS if codebook else CHOICES

    def seen(column: pd.Series[str]) -> pd.Series[str]:
        return column if codebook else column.replace(STUDENT_VIEW)

    expected = seen(given["expected"])
    chosen = seen(given["label"].mask(given["accepted"], given["expected"]))
    table = pd.crosstab(expected, chosen)
    table = table.reindex(index=list(words), columns=list(words), fill_value=0).astype("int64")
    return table.rename_axis(index="expected", columns="answered")


def trusted(scores: pd.DataFrame) -> Share:
    """Count the signal statements that were answered as official or named, of all answered."""
    given = answered(scores)
    signal = given.loc[given["expected"].isin(DOUBTED)]
    return Share(int((signal["label"].isin(ON_RECORD) & ~signal["accepted"]).sum()), len(signal))


def doubted(scores: pd.DataFrame) -> Share:
    """Count the noise statements that were answered as unnamed or hearsay, of all answered."""
    given = answered(scores)
    noise = given.loc[given["expected"].isin(ON_RECORD)]
    return Share(int((noise["label"].isin(DOUBTED) & ~noise["accepted"]).sum()), len(noise))


def over_trust(scores: pd.DataFrame) -> float:
    """Return P(answers official or named | the key says unnamed or hearsay).

    ``wrong trust / answered signal statements``, the miss rate of signal detection with two
    kinds of wrong answer told apart: taking a rumour for the outlet's own voice is a mistake,
    but no over-trust in a source. Accepted answers are no over-trust. NaN without any signal.

    References
    ----------
    Signal detection in misinformation studies: Modirrousta-Galian & Higham (2023); why both
    directions must be told: Pfänder & Altay (2025).
    """
    return trusted(scores).rate


def over_doubt(scores: pd.DataFrame) -> float:
    """Return P(answers unnamed or hearsay | the key says official or named).

    ``wrong doubt / answered noise statements``, the false-alarm rate of signal detection.
    Accepted answers are no over-doubt. NaN without any noise. References as in `over_trust`.
    """
    return doubted(scores).rate


def mixed_up(scores: pd.DataFrame) -> Share:
    """Count the noise statements of which official was answered for named, or named for official.

    Of all answered noise statements. `over_trust`, `over_doubt` and d' do not see this mistake, as
    both answers are on the record.
    """
    given = answered(scores)
    noise = given.loc[given["expected"].isin(ON_RECORD)]
    return Share(int((noise["label"].isin(ON_RECORD) & ~noise["accepted"]).sum()), len(noise))


def guessed(scores: pd.DataFrame) -> Guessed:
    """Return what choosing among all answers by chance gives, in the schemes that were answered in.

    With the four answers one in four is right, two in four trust and one in four doubts; of the two
    that trust, one takes official for named or named for official. Answers that a key accepts
    besides are not counted in, so chance may be a little luckier.
    """
    given = sorting(scores)

    def mean(rows: pd.DataFrame, chance: Callable[[str], float]) -> float:
        return float(rows["scheme"].map(chance).mean()) if len(rows) else float("nan")

    signal = given.loc[given["expected"].isin(DOUBTED)]
    noise = given.loc[given["expected"].isin(ON_RECORD)]
    return Guessed(
        right=mean(given, lambda scheme: 1 / len(SCHEMES[scheme])),
        trust=mean(signal, lambda scheme: _part(scheme, ON_RECORD)),
        doubt=mean(noise, lambda scheme: _part(scheme, DOUBTED)),
        mixed=mean(noise, lambda scheme: _part(scheme, ON_RECORD) / 2),
    )


def _part(scheme: str, among: frozenset[str]) -> float:
    return len(among.intersection(SCHEMES[scheme])) / len(SCHEMES[scheme])


def share_interval(share: Share, z: float = 1.959964) -> tuple[float, float]:
    """Return the 95 % interval of a share of independent answers; NaN where there are none.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    n, rate = share.whole, share.rate
    if not n:
        return float("nan"), float("nan")
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * (rate * (1 - rate) / n + z * z / (4 * n * n)) ** 0.5
    return middle - reach, middle + reach
