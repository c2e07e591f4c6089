"""The bags of words are no straw men."""

from collections.abc import Callable

import numpy as np
import pytest

from model.baseline import Floats, nb_svm_probabilities, tfidf_probabilities
from model.datasets import Example
from model.phrases import phrases

BAGS = pytest.mark.parametrize("bag", [tfidf_probabilities, nb_svm_probabilities], ids=["tf-idf", "nb-svm"])
LABELS = ("neg", "neu", "pos")


def right(bag: Callable[..., Floats], train: list[Example], valid: list[Example]) -> float:
    probabilities = bag(train, [row.text for row in valid], LABELS)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)
    verdicts = [LABELS[best] for best in probabilities.argmax(axis=1)]
    return float(np.mean([verdict == row.label for verdict, row in zip(verdicts, valid, strict=True)]))


@BAGS
def test_it_learns_our_own_phrases(bag: Callable[..., Floats]) -> None:
    split = phrases("en", train=1500, valid=300)
    assert right(bag, split.train, split.valid) > 0.6, "a guess is right in a third"


@BAGS
def test_two_words_together_are_heard(bag: Callable[..., Floats]) -> None:
    said = {"not good": "neg", "good": "pos", "bad": "neg", "not bad": "pos", "a table": "neu", "not a table": "neu"}
    train = [Example(f"{text} {number}", label) for text, label in said.items() for number in range(40)]
    assert right(bag, train, train) == 1


@BAGS
def test_balance_lets_rare_labels_be_said_more_often(bag: Callable[..., Floats]) -> None:
    draw = np.random.default_rng(0)
    train = [
        Example(" ".join(draw.choice(["so", "it", "was", label], size=3, p=[0.3, 0.3, 0.3, 0.1])), label)
        for label in ["pos"] * 400 + ["neg"] * 60 + ["neu"] * 60
    ]
    texts = [row.text for row in train]
    rare = [bag(train, texts, LABELS, balance)[:, :2].sum(axis=1).mean() for balance in (0.0, 0.5, 1.0)]
    assert rare == sorted(rare)
    assert rare[2] > rare[0] + 0.1


def test_nb_svm_treats_mirrored_texts_as_mirrors() -> None:
    train = [Example("yes x" if at < 3 else "no x", "pos") for at in range(4)]
    train += [Example("no x" if at < 3 else "yes x", "neg") for at in range(4)]
    yes, no, neither = nb_svm_probabilities(train, ["yes x", "no x", "x"], ("neg", "pos"))
    assert yes[1] > 0.5 > no[1]
    np.testing.assert_allclose(yes, no[::-1], atol=1e-3)
    np.testing.assert_allclose(neither, [0.5, 0.5], atol=1e-3)
