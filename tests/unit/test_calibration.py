"""Temperature scaling on worlds whose temperature is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import softmax

from model.calibration import calibrate, expected_error, reliability, temperature


def world(n: int, heat: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Scores that are `heat` times too loud for labels drawn from their softmax."""
    draw = np.random.default_rng(seed)
    scores = draw.normal(scale=2.0, size=(n, 3))
    truth = np.array([draw.choice(3, p=row) for row in softmax(scores, axis=1)])
    return heat * scores, truth


@pytest.mark.parametrize("heat", [0.5, 1.0, 3.0])
def test_the_temperature_is_found_and_makes_probabilities_true(heat: float) -> None:
    scores, truth = world(6000, heat)
    found = calibrate(scores, truth)
    assert found.temperature == pytest.approx(heat, rel=0.08)
    assert found.ece < 0.03
    assert sum(one.n for one in found.bins) == 6000
    if heat != 1.0:
        assert found.ece_before > 2 * found.ece


def test_no_label_changes_and_no_other_temperature_is_likelier() -> None:
    scores, truth = world(500, 2.0)
    best = temperature(scores, truth)

    def loss(t: float) -> float:
        return -np.log(softmax(scores / t, axis=1)[np.arange(len(truth)), truth]).mean()

    assert loss(best) <= min(loss(best * factor) for factor in (0.5, 0.9, 1.1, 2.0))
    assert np.array_equal(scores.argmax(axis=1), (scores / best).argmax(axis=1))


def test_a_text_is_judged_with_a_temperature_that_never_saw_it() -> None:
    scores, truth = world(400, 2.0)
    first = np.arange(400) % 2 == 0
    other = temperature(scores[~first], truth[~first])
    mine = reliability(softmax(scores[first] / other, axis=1), truth[first])
    assert expected_error(mine) == pytest.approx(calibrate(scores, truth).ece, abs=0.1)
    probabilities = np.empty(scores.shape)
    probabilities[first] = softmax(scores[first] / other, axis=1)
    probabilities[~first] = softmax(scores[~first] / temperature(scores[first], truth[first]), axis=1)
    assert calibrate(scores, truth).bins == reliability(probabilities, truth)


@given(st.integers(1, 80), st.integers(0, 2**32 - 1))
def test_the_error_is_what_counting_by_hand_gives(n: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    probabilities = draw.dirichlet([1, 1, 1], size=n)
    truth = draw.integers(0, 3, size=n)
    by_hand = 0.0
    for number in range(15):
        here = [
            row
            for row in range(n)
            if number / 15 <= probabilities[row].max() < (number + 1) / 15
            or (number == 14 and probabilities[row].max() == 1)
        ]
        if here:
            confidence = np.mean([probabilities[row].max() for row in here])
            accuracy = np.mean([probabilities[row].argmax() == truth[row] for row in here])
            by_hand += len(here) / n * abs(confidence - accuracy)
    assert expected_error(reliability(probabilities, truth)) == pytest.approx(by_hand)
