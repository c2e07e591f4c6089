"""The score ledger sums to the scores."""

import pytest
import torch

from model import Clamp, InputError
from model.scores import score_ledger

TEXT = "No me gustó la espera, pero el producto es excelente 😀 y lo volvería a comprar."


def test_pooling_is_linear_in_the_states(network):
    trace = network.trace(TEXT)
    with torch.inference_mode():
        again = (network.score_weights(trace["h"]) * trace["h"]).sum((1, 2)) + network.head.bias
    assert torch.allclose(again, trace.scores[-1], atol=1e-5)


@pytest.mark.parametrize("clamps", [(), (Clamp("h", 0.0, unit=3),), (Clamp("h", 0.0, step=4, onward=True),)])
def test_the_score_ledger_sums_to_the_scores(network, clamps):
    trace = network.trace(TEXT, clamps)
    if network.config.cell == "rnn":
        with pytest.raises(InputError):
            score_ledger(network, trace)
        return
    if network.config.cell == "gru" and clamps:
        pytest.skip("in a GRU h is the memory itself: the clamp is in the ledger")
    ledger = score_ledger(network, trace)
    assert ledger.shape == (len(trace), 3, network.config.hidden)
    with torch.inference_mode():
        assert torch.allclose(ledger.sum((0, 2)) + network.head.bias, trace.scores[-1], atol=1e-5)


def test_a_word_that_writes_nothing_moves_no_score(network):
    writes = {"lstm": "i", "peephole": "i", "time-aware": "i"}.get(network.config.cell)
    if writes is None:
        pytest.skip("only an input gate can be shut for good")
    trace = network.trace(TEXT, [Clamp(writes, 0.0, step=3)])
    moved = score_ledger(network, trace).abs().sum((1, 2))
    assert float(moved[3]) == pytest.approx(0, abs=1e-6)
    assert float(moved.sum()) > 0
