"""The badge that a page shows beside its numbers."""

from dataclasses import replace

import pytest

from model import Clamp
from model.proof import largest_deviation, largest_difference

TEXT = "No me gustó la espera, pero el producto es excelente."


def test_a_trace_is_torchs_own_within_rounding(network):
    difference = largest_difference(network, network.trace(TEXT))
    if network.config.cell in ("rnn", "lstm", "gru"):
        assert difference is not None
        assert difference <= 1e-6
    else:
        assert difference is None


def test_a_wrong_number_anywhere_is_found(network):
    trace = network.trace(TEXT)
    if largest_difference(network, trace) is None:
        return
    for name in trace.names:
        wrong = trace[name].clone()
        wrong[3, 2] += 0.01
        forged = replace(trace, activations={**trace.activations, name: wrong})
        assert largest_difference(network, forged) > 0.009


def test_what_torch_cannot_compute_is_not_claimed(network):
    assert largest_difference(network, network.trace(TEXT, [Clamp("h", 0.0, step=1)])) is None


CLAMPS = [(), (Clamp("h", 0.5, step=2, unit=(1, 4)), Clamp("h", -1.0, step=6, onward=True))]


@pytest.mark.parametrize("clamps", CLAMPS)
def test_the_equations_give_the_trace_again_clamped_or_not(network, clamps):
    trace = network.trace(TEXT, clamps)
    assert largest_deviation(trace) <= 1e-6
    assert not clamps or largest_deviation(replace(trace, clamps=())) > 0.1


@pytest.mark.parametrize("clamps", CLAMPS)
def test_the_equations_find_a_wrong_number_anywhere(network, clamps):
    trace = network.trace(TEXT, clamps)
    for name in trace.names:
        wrong = trace[name].clone()
        wrong[3, 2] += 0.01
        assert largest_deviation(replace(trace, activations={**trace.activations, name: wrong})) > 0.009
