"""What the benchmarks measure with: a corpus of distinct statements, and agreement."""

from pathlib import Path

import pytest

from benchmarks.corpus import articles, sentences
from benchmarks.labels import agreement, f1, kappa, own_stories, read_labelled
from benchmarks.speed import exponent, what_if
from kit.articles.statements import statements_of


@pytest.mark.parametrize("lang", ["ar", "en", "es"])
def test_the_corpus_is_the_same_each_time_and_repeats_no_statement(lang: str) -> None:
    """Nothing is gained by remembering a sentence, and two runs measure the same text."""
    texts = list(articles(lang, 30))
    assert texts == list(articles(lang, 30))
    assert texts != list(articles(lang, 30, seed=8))
    rows = [row.text for text in texts for row in statements_of(text, lang, "x")]
    assert len(rows) > 30 * 10
    assert len(set(rows)) > len(rows) * 0.98  # a short sentence inside a longer one may come back
    assert len(sentences(lang)) > 100


def test_kappa_and_f1_are_those_of_the_books() -> None:
    """Twenty of fifty by chance alone: the example that every textbook gives."""
    pairs = [("official", "official")] * 20 + [("official", "named")] * 5
    pairs += [("named", "official")] * 10 + [("named", "named")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert f1(pairs, "official") == pytest.approx(2 * 20 / (2 * 20 + 5 + 10))
    assert f1(pairs, "meta") == 0
    assert kappa([("meta", "meta")]) == 1


def test_accepted_labels_count_as_right_and_words_are_counted_once(tmp_path: Path) -> None:
    """One unit is accepted, one is wrong, and half of the source words are found."""
    path = tmp_path / "labelled.jsonl"
    text = "Police said no.\\n\\nIt rained."
    first = '{"start": 0, "end": 15, "label": "named", "accept": ["official"], "hedge": false, "source": "The Police"}'
    second = '{"start": 17, "end": 27, "label": "meta", "accept": [], "hedge": true, "source": ""}'
    path.write_text(f'{{"lang": "en", "text": "{text}", "units": [{first}, {second}]}}\n\n')
    found = agreement(read_labelled(path), "en")
    assert (found.units, found.hearsay, found.student) == (2, 0, 0.5 + 0.5)
    assert found.macro_f1 == pytest.approx(0.5)
    assert found.source_f1 == pytest.approx(2 / 3)
    assert found.hedge_f1 == 0


def test_the_rules_agree_with_the_projects_own_keys() -> None:
    """The two stories are the least that the rules must get right."""
    for lang in ("ar", "en"):
        found = agreement(own_stories(), lang)
        assert found.units == 33
        assert found.kappa == 1
        assert found.source_f1 > 0.8


def test_an_exponent_tells_linear_from_quadratic() -> None:
    """The slope of the last step on log scales."""
    assert exponent([(1, 9.0), (10, 1.0), (100, 10.0)]) == pytest.approx(1)
    assert exponent([(10, 1.0), (100, 100.0)]) == pytest.approx(2)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_edited_sentence_is_explained_while_it_is_typed(lang: str) -> None:
    """Ten milliseconds are the most that a swapped word may take; a slow machine gets some more."""
    assert what_if(lang, rounds=20) < 50
