"""The recall networks: equal budgets, equal sums whichever way they are computed."""

import pytest
import torch

from model.cells import CELLS
from model.errors import InputError
from model.recall.data import Recall
from model.recall.fading import Fading
from model.recall.network import RecallNetwork, Start, hidden_for, parameter_count, side_by_side
from model.recall.synthetic import Adding, Copy
from model.recall.training import Problem

PROBLEMS: list[Problem] = [
    Recall("es", (3,)),
    Recall("en", (3,), 0.5, "language-model"),
    Adding(6),
    Copy(2),
    Fading(),
    Fading(told=True),
]


def size(problem: Problem, cell: str) -> int:
    return sum(parameter.numel() for parameter in problem.network(cell, Start()).parameters())


def table(problem: Problem) -> int:
    """What every cell's network has alike: the embedding and the words' biases."""
    network = problem.network("lstm", Start())
    return sum(p.numel() for name, p in network.named_parameters() if name in {"bias", "embedding.weight"})


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("problem", PROBLEMS, ids=repr)
def test_every_cell_has_the_same_budget(cell, problem):
    """Within 5 %, also when what is equal by construction isn't counted."""
    shared = table(problem)
    assert size(problem, cell) - shared == pytest.approx(size(problem, "lstm") - shared, rel=0.05)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("lstm_hidden", [8, 24, 48])
def test_the_chosen_size_is_the_closest(cell, lstm_hidden):
    budget = parameter_count("lstm", lstm_hidden)
    hidden = hidden_for(cell, lstm_hidden)
    off = abs(parameter_count(cell, hidden) - budget)
    assert off <= abs(parameter_count(cell, hidden + 1) - budget)
    assert off <= abs(parameter_count(cell, hidden - 1) - budget)


def test_the_stated_count_is_the_networks():
    for cell in CELLS:
        network = RecallNetwork(cell, 50)
        assert parameter_count(cell, network.layer.cell.hidden) == size(Recall("es", (3,)), cell) - table(
            Recall("es", (3,))
        )


def test_an_unknown_cell_is_told():
    with pytest.raises(InputError) as error:
        hidden_for("transformer")
    assert error.value.code == "recall-cell"


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("problem", PROBLEMS, ids=repr)
def test_side_by_side_is_one_after_the_other(cell, problem):
    """Outputs and the gradients of every network's own parameters."""
    torch.manual_seed(1)
    networks = [problem.network(cell, Start()) for _ in range(3)]
    inputs, targets = problem.batch(3, 4, torch.Generator().manual_seed(2))
    alone = torch.stack([network(own, **problem.options) for network, own in zip(networks, inputs, strict=True)])
    problem.losses(alone, targets).sum().backward()
    expected = [[p.grad.clone() for p in network.parameters()] for network in networks]
    for network in networks:
        network.zero_grad()
    together = side_by_side(networks, inputs, **problem.options)
    assert torch.allclose(together, alone, atol=1e-5)
    problem.losses(together, targets).sum().backward()
    for network, gradients in zip(networks, expected, strict=True):
        for parameter, gradient in zip(network.parameters(), gradients, strict=True):
            assert torch.allclose(parameter.grad, gradient, atol=1e-5)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("fused", [True, False])
def test_pads_before_a_sentence_change_nothing(cell, fused):
    torch.manual_seed(3)
    network = RecallNetwork(cell, 30)
    ids = torch.randint(30, (1, 6))
    padded = torch.cat([torch.zeros(1, 4, dtype=torch.long), ids], dim=1)
    mask = torch.tensor([[False] * 4 + [True] * 6])
    assert torch.allclose(network(padded, mask, fused=fused), network(ids, fused=fused), atol=1e-6)
    assert not torch.allclose(network(padded, fused=fused), network(ids, fused=fused), atol=1e-4)


@pytest.mark.parametrize("cell", CELLS)
def test_the_last_of_all_scores_is_the_score(cell):
    network = RecallNetwork(cell, 30)
    ids = torch.randint(30, (2, 5))
    every = network(ids, every=True)
    assert every.shape == (2, 5, 30)
    assert torch.allclose(every[:, -1], network(ids), atol=1e-6)
    assert torch.allclose(every[:, 2], network(ids[:, :3]), atol=1e-6)


def test_only_the_time_aware_cell_hears_the_days():
    torch.manual_seed(4)
    task = Fading()
    (inputs,), _ = task.exam("test", 5)
    moved = inputs.clone()
    moved[..., 1] *= 3
    for cell, hears in (("lstm", False), ("time-aware", True)):
        network = task.network(cell, Start())
        assert torch.equal(network(inputs), network(moved)) != hears
    told = Fading(told=True).network("lstm", Start())
    assert not torch.equal(told(inputs), told(moved))


@pytest.mark.parametrize("bias", [0.0, 1.0, 3.0])
def test_the_forget_gates_bias_starts_where_it_is_put(bias):
    for cell in ("lstm", "peephole", "time-aware"):
        inner = RecallNetwork(cell, 30, start=Start(forget_bias=bias)).layer.cell
        assert (inner.b[inner.block("f")] == bias).all()
        assert not (inner.b[inner.block("i")] == bias).any()


@pytest.mark.parametrize("cell", CELLS)
def test_an_orthogonal_start_keeps_lengths(cell):
    inner = RecallNetwork(cell, 30, start=Start(orthogonal=True)).layer.cell
    for block in inner.U.detach().view(-1, inner.hidden, inner.hidden):
        assert torch.allclose(block @ block.T, torch.eye(inner.hidden), atol=1e-5)
