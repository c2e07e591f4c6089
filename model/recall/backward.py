"""How far back the right answer's gradient reaches: in trained networks and newborn ones, over radii and windows."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from model import gradients
from model.cells import Cell, Elman
from model.errors import InputError
from model.recall.data import vocabulary
from model.recall.network import RecallNetwork
from model.recall.sentences import Sentence, grammar
from model.recall.shipped import networks


def network(cell: str, language: str, seed: int, *, newborn: bool = False) -> RecallNetwork:
    """The shipped network of this seed, or with `newborn` the one that training began with.

    Raises InputError for a cell or a seed that there isn't.
    """
    trained = networks(cell, language)
    if not 0 <= seed < len(trained):
        message = f"the seeds go from 0 to {len(trained) - 1}, not {seed}"
        raise InputError("recall-seed", message, seed=seed, last=len(trained) - 1)
    if not newborn:
        return trained[seed]
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return RecallNetwork(cell, len(vocabulary(language))).eval()


@dataclass(frozen=True, eq=False)
class Question:
    """The last words of a sentence as `cell` reads them, in float64: x [T, E], and L = −ln P(right answer) of h_T."""

    cell: Cell
    x: Tensor
    loss: gradients.Loss

    def flow(self, window: int | None = None) -> gradients.Flow:
        return gradients.flow(self.cell, self.x, self.loss, torch.ones(len(self.x)).double(), window)

    def with_spectral_radius(self, radius: float) -> "Question":
        """The same question to an Elman cell whose U was scaled. Raises InputError for another cell."""
        if not isinstance(self.cell, Elman):
            raise InputError("no-radius", f"U of a {self.cell.kind} cell has several blocks")
        return Question(gradients.with_spectral_radius(self.cell, radius), self.x, self.loss)


def question(net: RecallNetwork, sentence: Sentence, language: str = "es", last: int | None = None) -> Question:
    """What `net` is asked at the blank of `sentence`, of which it reads all, or only the `last` words."""
    words = vocabulary(language)
    ids = torch.tensor(words.encode(sentence.words if last is None else sentence.words[-last:]))
    right = grammar(language).answers.index(sentence.answer)
    exact = _in_double(net)

    def loss(h: Tensor) -> Tensor:
        return -exact.scores(h)[..., words.answers].log_softmax(dim=-1)[..., right]

    return Question(exact.layer.cell, exact.embedded(ids).detach(), loss)


def _in_double(net: RecallNetwork) -> RecallNetwork:
    exact = RecallNetwork(net.layer.cell.kind, len(net.bias), hidden=net.layer.cell.hidden).double()
    exact.load_state_dict(net.state_dict())
    return exact.requires_grad_(True)


def reach(net: RecallNetwork, asked: Sequence[Sentence], language: str) -> dict[str, list[float]]:
    """For every sentence, by state: ‖∂L/∂s_t‖ at the country as a share of its size at the last word.

    A state through which nothing flows at the end, as c of a GRU, isn't there.
    """
    shares: dict[str, list[float]] = {}
    for sentence in asked:
        flow = question(net, sentence, language).flow()
        for state in flow.states:
            norms = flow.norms(state)
            shares.setdefault(state, []).append(float(norms[sentence.key] / norms[-1]))
    return shares


def weight_norms(asked: Question, radii: Sequence[float]) -> list[float]:
    """‖∂L/∂(all weights of the cell)‖ for each spectral radius of U."""
    return [gradients.clipped(asked.with_spectral_radius(radius).flow().weights, 1.0)[1] for radius in radii]


def window_agreements(asked: Question, windows: Sequence[int]) -> list[float]:
    """For each window of truncated backpropagation, the cosine between its weight gradient and the whole one."""
    whole = asked.flow().weights
    return [gradients.agreement(asked.flow(window).weights, whole) for window in windows]
