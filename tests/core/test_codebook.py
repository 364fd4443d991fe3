"""Labels, and a look that reads without colour."""

import pytest

from kit.core.codebook import CHOICES, LABELS, LOOKS, PAPER, STUDENT_VIEW, student_view


def luminance(colour: str) -> float:
    """Return the relative luminance of a hex colour (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", PAPER)
@pytest.mark.parametrize("label", LOOKS)
def test_every_colour_is_readable_on_its_paper(label: str, theme: str) -> None:
    """Contrast is at least 4.5 : 1 in both themes."""
    look = LOOKS[label]
    lights = sorted([luminance(getattr(look, theme)), luminance(PAPER[theme])], reverse=True)
    assert (lights[0] + 0.05) / (lights[1] + 0.05) >= 4.5


def test_marks_tell_answers_apart() -> None:
    """Four answers, four shapes; the six labels differ too, except for the student's pair."""
    assert len({LOOKS[choice].mark for choice in CHOICES}) == len(CHOICES)
    assert len({LOOKS[label].mark for label in LABELS}) == len(LABELS)


def test_hatches_tell_answers_apart() -> None:
    """A plot on a grey printer has four fills, and the six labels five, as marks do in a terminal."""
    assert len({LOOKS[choice].hatch for choice in CHOICES}) == len(CHOICES)
    assert len({LOOKS[label].hatch for label in LABELS}) == len(LABELS)


def test_every_answer_has_a_look_and_none_is_left_over() -> None:
    """Six labels and four answers share names where they mean the same."""
    assert set(LOOKS) == {*LABELS, *CHOICES}
    assert len({look.name for look in LOOKS.values()}) == len(LOOKS)


def test_each_label_belongs_to_one_answer() -> None:
    """The student's view covers the codebook and nothing else."""
    assert tuple(STUDENT_VIEW) == LABELS
    assert {student_view(label) for label in LABELS} == set(CHOICES)
    with pytest.raises(KeyError):
        student_view("rumour")
