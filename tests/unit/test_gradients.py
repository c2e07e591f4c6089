"""Gradients against finite differences, forecasts against what they claim."""

import pytest
import torch
from torch import Tensor

from model.cells import CELLS, LSTM, Cell, Elman
from model.errors import InputError
from model.gradients import (
    agreement,
    bound,
    clipped,
    flow,
    jacobians,
    occlusion,
    saliency,
    spectral_radius,
    transport,
    with_spectral_radius,
)
from model.layer import Layer

STEPS, INPUTS, HIDDEN = 7, 3, 4
NUDGE = 1e-6


@pytest.fixture(params=CELLS)
def cell(request) -> Cell:
    torch.manual_seed(4)
    return CELLS[request.param](INPUTS, HIDDEN).double()


@pytest.fixture
def x() -> Tensor:
    torch.manual_seed(5)
    return torch.randn(STEPS, INPUTS).double()


@pytest.fixture
def elapsed() -> Tensor:
    return torch.tensor([0.0, 3.0, 1.0, 40.0, 0.0, 2.0, 7.0]).double()


def loss(h: Tensor) -> Tensor:
    """Something curved, in which no two units weigh the same."""
    return (h * torch.arange(1, HIDDEN + 1)).sin().sum()


def value(cell: Cell, x: Tensor, elapsed: Tensor, nudges: dict[tuple[int, str, int], float]) -> float:
    """L when some units of some states are nudged at some steps."""

    def edit(t: int, name: str, activation: Tensor) -> Tensor:
        for (at, state, unit), amount in nudges.items():
            if (at, state) == (t, name):
                activation = activation + amount * torch.eye(HIDDEN)[unit].double()
        return activation

    with torch.no_grad():
        run = Layer(cell).stepwise(x[None], edit=edit, elapsed=elapsed[None])
        return float(loss(run["h"][0, -1]))


def slope(of) -> float:
    return (of(NUDGE) - of(-NUDGE)) / (2 * NUDGE)


def test_states_gradients_are_the_slopes(cell, x, elapsed):
    followed = flow(cell, x, loss, elapsed)
    for state in cell.states:
        for t in range(STEPS):
            for unit in range(HIDDEN):
                expected = slope(lambda by, t=t, s=state, u=unit: value(cell, x, elapsed, {(t, s, u): by}))
                assert followed.states[state][t, unit].item() == pytest.approx(expected, rel=1e-5, abs=1e-9)


def test_weights_gradients_are_the_slopes(cell, x, elapsed):
    followed = flow(cell, x, loss, elapsed)
    assert followed.weights.keys() == dict(cell.named_parameters()).keys()
    for name, parameter in cell.named_parameters():
        flat = parameter.data.view(-1)
        for at in range(0, len(flat), 5):

            def nudged(by: float, flat=flat, at=at) -> float:
                kept = flat[at].item()
                flat[at] = kept + by
                result = value(cell, x, elapsed, {})
                flat[at] = kept
                return result

            assert followed.weights[name].view(-1)[at].item() == pytest.approx(slope(nudged), rel=1e-5, abs=1e-9)


def test_the_run_is_the_layers(cell, x, elapsed):
    run = Layer(cell).stepwise(x[None], elapsed=elapsed[None])
    followed = flow(cell, x, loss, elapsed)
    assert all(torch.equal(followed.run[name], run[name][0]) for name in cell.names)


def test_the_forecast_is_the_truth_where_gates_hear_nothing(x):
    """Without U no later gate hears of h_t: then nothing but the product of the forget gates is left."""
    torch.manual_seed(6)
    lstm = LSTM(INPUTS, HIDDEN).double()
    with torch.no_grad():
        lstm.U.zero_()
    followed = flow(lstm, x, loss)
    assert torch.allclose(followed.through_gates(), torch.zeros(STEPS, HIDDEN).double(), atol=1e-15)
    forget = followed.run["f"]
    by_hand = forget[3:].prod(0) * followed.states["c"][-1]
    assert torch.allclose(followed.forecast()[2], by_hand, atol=1e-15)
    assert followed.norms("c")[0] > 0


def test_with_gates_that_hear_the_forecast_and_the_rest_are_the_truth(cell, x, elapsed):
    followed = flow(cell, x, loss, elapsed)
    if isinstance(cell, Elman):
        with pytest.raises(InputError, match="nothing is kept"):
            followed.forecast()
        return
    truth = followed.states[cell.memory]
    assert torch.allclose(followed.forecast() + followed.through_gates(), truth)
    assert followed.through_gates()[:-1].abs().max() > 1e-4
    assert not followed.through_gates()[-1].any()


def test_truncation_silences_what_is_earlier_and_nothing_else(cell, x, elapsed):
    whole = flow(cell, x, loss, elapsed)
    short = flow(cell, x, loss, elapsed, window=3)
    for state in cell.states:
        assert not short.states[state][: STEPS - 3].any()
        assert torch.allclose(short.states[state][STEPS - 3 :], whole.states[state][STEPS - 3 :])
    assert agreement(whole.weights, short.weights) < 0.9999
    for window in (STEPS, STEPS + 5):
        long = flow(cell, x, loss, elapsed, window=window)
        assert all(torch.equal(long.weights[name], whole.weights[name]) for name in whole.weights)
    assert agreement(whole.weights, whole.weights) == pytest.approx(1)


@pytest.mark.parametrize("window", [0, -1])
def test_no_window_is_no_window(cell, x, window):
    with pytest.raises(InputError) as error:
        flow(cell, x, loss, window=window)
    assert error.value.code == "gradient-window"


def test_nothing_read_has_no_gradient(cell, x):
    with pytest.raises(InputError) as error:
        flow(cell, x[:0], loss)
    assert error.value.code == "empty"


# ---------------------------------------------------------------------------------------------------------------- Elman


@pytest.fixture
def elman() -> Elman:
    torch.manual_seed(7)
    return Elman(INPUTS, HIDDEN).double()


def test_the_jacobians_chain_to_the_gradient(elman, x):
    followed = flow(elman, x, loss)
    gradient = followed.states["h"][-1]
    for t, jacobian in reversed(list(enumerate(jacobians(elman, followed.run["h"])))):
        assert torch.allclose(followed.states["h"][t], gradient, atol=1e-14)
        gradient = gradient @ jacobian


@pytest.mark.parametrize("radius", [0.2, 0.9, 1.5, 4.0])
def test_no_gradient_exceeds_what_is_transported_and_that_not_its_bound(elman, x, radius):
    scaled = with_spectral_radius(elman, radius)
    assert spectral_radius(scaled) == pytest.approx(radius)
    followed = flow(scaled, x, loss)
    h, norms = followed.run["h"], followed.norms("h")
    assert (norms <= transport(scaled, h) * norms[-1] + 1e-12).all()
    assert (transport(scaled, h) <= bound(scaled, h) * (1 + 1e-12)).all()


def test_a_small_radius_vanishes_and_a_large_one_explodes(elman):
    quiet = torch.zeros(30, INPUTS).double()  # h stays near 0, where tanh lets everything through
    with torch.no_grad():
        elman.b.zero_()
    for radius, low, high in ((0.5, 0.0, 1e-6), (1.5, 1e3, float("inf"))):
        scaled = with_spectral_radius(elman, radius)
        gain = flow(scaled, quiet, torch.sum).norms("h")
        assert low <= gain[0] / gain[-1] <= high


def test_scaling_leaves_the_original_alone(elman):
    before = elman.U.detach().clone()
    with_spectral_radius(elman, 3.0)
    assert torch.equal(elman.U, before)


@pytest.mark.parametrize("radius", [-0.1, float("nan"), float("inf")])
def test_no_radius_is_no_radius(elman, radius):
    with pytest.raises(InputError) as error:
        with_spectral_radius(elman, radius)
    assert error.value.code == "gradient-radius"


def test_clipping_keeps_the_direction_and_caps_the_norm(cell, x):
    weights = flow(cell, x, loss).weights
    short, norm = clipped(weights, 0.01)
    assert norm == pytest.approx(float(torch.cat([w.flatten() for w in weights.values()]).norm()))
    assert clipped(short, 1.0)[1] == pytest.approx(0.01)
    assert agreement(weights, short) == pytest.approx(1)
    untouched, _ = clipped(weights, 2 * norm)
    assert all(torch.equal(untouched[name], weights[name]) for name in weights)


@pytest.mark.parametrize("threshold", [0.0, -1.0, float("nan")])
def test_no_threshold_is_no_threshold(threshold):
    with pytest.raises(InputError) as error:
        clipped({}, threshold)
    assert error.value.code == "gradient-clip"


# ------------------------------------------------------------------------------------------------ which words mattered


def test_saliency_is_the_norm_of_the_slopes(cell, x):
    def score(x: Tensor) -> Tensor:
        return loss(Layer(cell).stepwise(x[None])["h"][0, -1])

    told = saliency(x, score)
    for t in range(STEPS):
        slopes = []
        for at in range(INPUTS):

            def nudged(by: float, t=t, at=at) -> float:
                moved = x.clone()
                moved[t, at] += by
                return float(score(moved).detach())

            slopes.append(slope(nudged))
        assert told[t].item() == pytest.approx(float(torch.tensor(slopes).norm()), rel=1e-5, abs=1e-9)
    assert not x.requires_grad


def test_occlusion_is_what_leaving_the_word_out_changes(cell):
    torch.manual_seed(8)
    words = torch.randn(9, INPUTS).double()
    ids = torch.tensor([3, 1, 4, 1, 5])

    def score(ids: Tensor, mask: Tensor) -> Tensor:
        return Layer(cell).stepwise(words[ids], mask)["h"][:, -1].sum(-1)

    def bare(ids: Tensor) -> Tensor:
        return Layer(cell).stepwise(words[ids][None])["h"][0, -1].sum()

    for t, fall in enumerate(occlusion(ids, score)):
        without = torch.cat([ids[:t], ids[t + 1 :]])
        assert fall.item() == pytest.approx(float((bare(ids) - bare(without)).detach()), abs=1e-12)
