"""The zone in which a network is unsure is the one that its own bins show."""

import numpy as np
import pytest

from model.calibration import reliability
from model.sureness import BINS, ENOUGH, unsure


def test_the_zone_is_counted_again_from_the_verdicts_themselves() -> None:
    draw = np.random.default_rng(0)
    probabilities = draw.dirichlet([0.6, 0.6, 0.6], size=4000)
    truth = np.array([draw.choice(3, p=row) for row in probabilities])  # calibrated by construction
    found = unsure([vars(one) for one in reliability(probabilities, truth, BINS)])
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth
    here = confidence < found.below
    assert found.n == here.sum()
    assert found.accuracy == pytest.approx(right[here].mean())
    assert abs(found.below - ENOUGH) <= 2 / BINS, "who is calibrated is unsure below about 60 %"


def test_who_is_always_right_is_never_unsure_and_who_never_is_always_is() -> None:
    bins = [{"n": 10, "confidence": 0.4, "accuracy": 1.0}, {"n": 10, "confidence": 0.99, "accuracy": 1.0}]
    assert unsure(bins) is None
    assert unsure([]) is None
    assert unsure([{**one, "accuracy": 0.0} for one in bins]) == (1.0, 0.0, 20)
