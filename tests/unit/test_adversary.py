"""The adversary finds the worst move of its size; that who learned from it stands firmer is shown in test_training."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model import Network
from model.adversary import steepest
from model.text import pad

TEXTS = ["Muy rico todo.", "No.", "La habitación era pequeña y el baño estaba sucio"]


def losses(network: Network, ids: torch.Tensor, mask: torch.Tensor, move: torch.Tensor | None = None) -> torch.Tensor:
    """Of each text [B], had the last label been right."""
    targets = torch.full((len(ids),), len(network.config.labels) - 1)
    return torch.nn.functional.cross_entropy(network(ids, mask, move), targets, reduction="none")


def slope(network: Network, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    still = torch.zeros(*ids.shape, network.config.embedding, requires_grad=True)
    (found,) = torch.autograd.grad(losses(network, ids, mask, still).sum(), still)
    return found


@pytest.fixture
def read(network: Network) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, mask and vectors of the texts."""
    ids, mask = pad(network.tokenizer.encode_many(TEXTS), length=30)
    return ids, mask, network.embedding(ids).detach()


@given(size=st.floats(1e-3, 10), seed=st.integers(0, 1000))
def test_a_move_is_that_share_of_its_text_however_long_text_and_slope_are(size: float, seed: int) -> None:
    torch.manual_seed(seed)
    x, found = torch.randn(3, 5, 4), torch.randn(3, 5, 4) * torch.tensor([1e-6, 1.0, 1e6])[:, None, None]
    mask = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 0, 0, 0], [0, 0, 0, 1, 1]]).bool()
    move = steepest(x, mask, found, size)
    for row in range(3):
        assert move[row].norm().item() == pytest.approx(size * x[row][mask[row]].norm().item(), rel=1e-5)
        cosine = torch.nn.functional.cosine_similarity(move[row].flatten(), found[row].flatten(), dim=0)
        assert cosine.item() == pytest.approx(1, abs=1e-5)


def test_a_text_without_a_slope_stays_where_it_is() -> None:
    long = torch.ones(1, 400, 64)
    assert (steepest(long, torch.ones(1, 400).bool(), torch.zeros_like(long), 0.1) == 0).all()


def test_no_move_is_the_text_itself_and_a_pad_is_never_moved(network, read) -> None:
    ids, mask, x = read
    assert torch.equal(losses(network, ids, mask, torch.zeros_like(x)), losses(network, ids, mask))
    assert (slope(network, ids, mask)[~mask] == 0).all()


def test_no_other_small_move_of_its_size_is_worse(network, read) -> None:
    ids, mask, x = read
    found = slope(network, ids, mask)
    size = 1e-3
    worst = steepest(x, mask, found, size)
    with torch.inference_mode():
        before = losses(network, ids, mask)
        climb = losses(network, ids, mask, worst) - before
        lengths = worst.flatten(1).norm(dim=1)
        assert torch.allclose(climb, lengths * found.flatten(1).norm(dim=1), rtol=0.1)
        assert (losses(network, ids, mask, -worst) < before).all()
        for seed in range(20):
            torch.manual_seed(seed)
            other = torch.randn_like(x) * mask.unsqueeze(-1)
            other *= (lengths / other.flatten(1).norm(dim=1))[:, None, None]
            assert (losses(network, ids, mask, other) - before < climb).all()
