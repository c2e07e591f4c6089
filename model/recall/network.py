"""The networks of the recall task: embedding → cell → the embedding's own words.

All five cells get the same budget of parameters. The output layer shares the embedding's weights (Press & Wolf 2017),
behind a projection from H to E, so that the vocabulary weighs the same in every network whatever its H.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.func import functional_call, vmap

from model.cells import CELLS, FusedCell
from model.errors import InputError
from model.layer import Layer

EMBEDDING = 16
LSTM_HIDDEN = 24
"""The LSTM's units; their parameters are the budget of every cell."""


def parameter_count(cell: str, hidden: int, embedding: int = EMBEDDING) -> int:
    """Parameters of the cell and the projection: all but the embedding, which is equal for all cells."""
    return CELLS[cell].parameter_count(embedding, hidden) + hidden * embedding


def hidden_for(cell: str, lstm_hidden: int = LSTM_HIDDEN, embedding: int = EMBEDDING) -> int:
    """The number of units with which `cell` comes closest to the parameters of an LSTM with `lstm_hidden`.

    Raises InputError for a cell that isn't ours.
    """
    if cell not in CELLS:
        raise InputError("recall-cell", f"there is no cell {cell!r}; the cells are {', '.join(CELLS)}", cell=cell)
    budget = parameter_count("lstm", lstm_hidden, embedding)
    return min(range(1, 8 * lstm_hidden), key=lambda hidden: abs(parameter_count(cell, hidden, embedding) - budget))


@dataclass(frozen=True)
class Start:
    """How a network's weights start: `forget_bias` where there is a forget gate, U orthogonal if asked for."""

    forget_bias: float = 1.0
    orthogonal: bool = False

    def apply(self, layer: Layer) -> None:
        cell = layer.cell
        if "f" in cell.blocks:
            nn.init.constant_(cell.b[cell.block("f")], self.forget_bias)
        if self.orthogonal:
            for block in cell.U.data.view(-1, cell.hidden, cell.hidden):
                nn.init.orthogonal_(block)


class Reader(nn.Module):
    """A recurrent layer over steps that know their time: what the networks of all tasks here share."""

    def __init__(self, cell: str, inputs: int, hidden: int, start: Start) -> None:
        super().__init__()
        self.layer = Layer(CELLS[cell](inputs, hidden))
        start.apply(self.layer)

    def states(self, x: Tensor, elapsed: Tensor | None = None, *, fused: bool = True) -> Tensor:
        """h [B, T, H] of x [B, T, E], by the fused kernel if there is one and `fused`.

        For the time-aware cell every step takes one unit of time, unless `elapsed` [B, T] says otherwise.
        """
        cell = self.layer.cell
        if fused and isinstance(cell, FusedCell):
            return self.layer(x)
        state = dict.fromkeys(cell.states, x.new_zeros(len(x), cell.hidden))
        since = torch.ones_like(x[..., 0]) if elapsed is None else elapsed
        h = []
        for x_t, since_t in zip(x.unbind(1), since.unbind(1), strict=True):
            step = cell.step(x_t, state, elapsed=since_t.unsqueeze(-1))
            state = {name: step[name] for name in cell.states}
            h.append(state["h"])
        return torch.stack(h, dim=1)


class RecallNetwork(Reader):
    """Reads the ids of words, and scores every word of the vocabulary as the next one."""

    def __init__(
        self, cell: str, vocabulary: int, hidden: int | None = None, embedding: int = EMBEDDING, start: Start | None = None
    ) -> None:
        super().__init__(cell, embedding, hidden or hidden_for(cell), start or Start())
        self.embedding = nn.Embedding(vocabulary, embedding)
        self.projection = nn.Linear(self.layer.cell.hidden, embedding, bias=False)
        self.bias = nn.Parameter(torch.zeros(vocabulary))

    def forward(self, ids: Tensor, every: bool = False, fused: bool = True) -> Tensor:
        """Scores [B, V] of the word after ids [B, T]; with `every`, [B, T, V] of the word after each."""
        h = self.states(self.embedding(ids), fused=fused)
        return self.scores(h if every else h[:, -1])

    def scores(self, h: Tensor) -> Tensor:
        """h [..., H] → [..., V]."""
        return nn.functional.linear(self.projection(h), self.embedding.weight, self.bias)


def side_by_side(networks: Sequence[nn.Module], inputs: Tensor, **options: bool) -> Tensor:
    """What each of S networks of one shape says about its own inputs: [S, B, …] → [S, B, …].

    One alone runs on its fused kernel. Several run step by step, their weights stacked, each operation done for all at
    once: small networks leave a processor mostly idle. Gradients reach every network's own parameters.
    """
    first = networks[0]
    if len(networks) == 1:
        output: Tensor = first(inputs[0], **options)
        return output.unsqueeze(0)
    own = [dict(network.named_parameters()) for network in networks]
    stacked = {name: torch.stack([parameters[name] for parameters in own]) for name in own[0]}

    def one(parameters: dict[str, Tensor], x: Tensor) -> Tensor:
        result: Tensor = functional_call(first, parameters, (x,), {**options, "fused": False})
        return result

    # The product that `linear` takes without gradients can't be done for several networks at once.
    with torch.enable_grad():
        together: Tensor = vmap(one)(stacked, inputs)
    return together
