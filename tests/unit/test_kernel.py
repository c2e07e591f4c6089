"""The gates that the LSTM's kernel keeps are the ones of the equations, or nobody believes them."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model import cells
from model.cells import LSTM
from model.kernel import run_with_gates
from model.layer import Layer


@given(
    steps=st.integers(1, 40), inputs=st.integers(1, 40), hidden=st.integers(1, 140) | st.sampled_from([192, 256, 640])
)
@settings(max_examples=40, deadline=None)
def test_a_whole_run_is_its_steps(steps, inputs, hidden):
    torch.manual_seed(steps)
    layer = Layer(LSTM(inputs, hidden))
    x = torch.randn(1, steps, inputs)
    with torch.inference_mode():
        whole, stepwise = layer.activations(x), layer.stepwise(x)
    assert whole.keys() == stepwise.keys()
    for name, value in whole.items():
        assert torch.allclose(value, stepwise[name], atol=1e-6), name


@pytest.mark.parametrize(
    "spoil",
    [
        lambda gates: gates.flip(0),
        lambda gates: gates[[1, 0, 2, 3]],
        lambda gates: gates.roll(1, dims=1),
        lambda gates: gates.roll(1, dims=2),
        lambda gates: torch.full_like(gates, torch.nan),
        torch.zeros_like,
    ],
    ids=["backwards", "i for f", "a step late", "a unit off", "no numbers", "nothing"],
)
def test_a_workspace_laid_out_otherwise_is_not_believed(monkeypatch, spoil):
    torch.manual_seed(0)
    layer = Layer(LSTM(6, 16))
    x = torch.randn(1, 12, 6)
    with torch.inference_mode():
        gates = torch.stack([layer.stepwise(x)[name][0] for name in "ifgo"])
        right = layer(x)[0]
        monkeypatch.setattr(cells, "run_with_gates", lambda *_: (right, gates))
        assert layer.cell.kept(x) is not None
        monkeypatch.setattr(cells, "run_with_gates", lambda *_: (right, spoil(gates)))
        assert layer.cell.kept(x) is None
        assert torch.allclose(layer.activations(x)["f"][0], gates[1], atol=1e-6)


def test_what_the_kernel_does_not_keep_is_worked_out():
    layer = Layer(LSTM(3, 4))
    x = torch.randn(2, 5, 3)
    assert layer.cell.kept(x[:1]) is None  # with gradients on, the activations must be part of the graph
    with torch.inference_mode():
        assert layer.cell.kept(x) is None
        assert layer.cell.kept(x[:1, :1]) is None
        assert run_with_gates(x[0].double(), layer.double().cell.torch_weights()) is None
