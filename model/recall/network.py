"""The networks of the recall task: embedding → cell → the embedding's own words.

All five cells get the same budget of parameters. The output layer shares the embedding's weights (Press & Wolf 2017),
behind a projection from H to E, so that the vocabulary weighs the same in every network whatever its H.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.func import functional_call

from model.cells import CELLS, FusedCell, linear
from model.errors import InputError
from model.layer import Layer

EMBEDDING = 16
LSTM_HIDDEN = 24
"""The LSTM's units; their parameters are the budget of every cell."""


def parameter_count(cell: str, hidden: int, inputs: int = EMBEDDING, outputs: int = EMBEDDING) -> int:
    """Parameters of the cell and of what reads its h: all but the embedding, which is equal for all cells."""
    return CELLS[cell].parameter_count(inputs, hidden) + hidden * outputs


def hidden_for(cell: str, lstm_hidden: int = LSTM_HIDDEN, inputs: int = EMBEDDING, outputs: int = EMBEDDING) -> int:
    """The number of units with which `cell` comes closest to the parameters of an LSTM with `lstm_hidden`.

    Raises InputError for a cell that isn't ours.
    """
    if cell not in CELLS:
        raise InputError("recall-cell", f"there is no cell {cell!r}; the cells are {', '.join(CELLS)}", cell=cell)
    budget = parameter_count("lstm", lstm_hidden, inputs, outputs)
    return min(
        range(1, 8 * lstm_hidden), key=lambda hidden: abs(parameter_count(cell, hidden, inputs, outputs) - budget)
    )


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

    def states(
        self, x: Tensor, mask: Tensor | None = None, elapsed: Tensor | None = None, *, fused: bool = True
    ) -> Tensor:
        """h [B, T, H] of x [B, T, E], by the fused kernel if there is one and `fused`.

        What the mask [B, T] leaves out is not read. For the time-aware cell every step takes one unit of time, unless
        `elapsed` [B, T] says otherwise.
        """
        if fused and isinstance(self.layer.cell, FusedCell):
            all_at_once: Tensor = self.layer(x, mask)
            return all_at_once
        return torch.stack(list(self._step_by_step(x, mask, elapsed)), dim=-2)

    def last_state(
        self, x: Tensor, mask: Tensor | None = None, elapsed: Tensor | None = None, *, fused: bool = True
    ) -> Tensor:
        """h [B, H] after the last step, of the same; step by step no other is kept, nor given a gradient of zeros."""
        if fused and isinstance(self.layer.cell, FusedCell):
            return self.states(x, mask)[..., -1, :]
        *_, h = self._step_by_step(x, mask, elapsed)
        return h

    def _step_by_step(self, x: Tensor, mask: Tensor | None, elapsed: Tensor | None) -> Iterator[Tensor]:
        """h [B, H] of each step."""
        cell = self.layer.cell
        state = dict.fromkeys(cell.states, x.new_zeros(*x.shape[:-2], cell.hidden))
        since = torch.ones_like(x[..., 0]) if elapsed is None else elapsed
        for t, x_t in enumerate(x.unbind(-2)):
            step = cell.step(x_t, state, elapsed=since[..., t, None])
            if mask is None:
                state = {name: step[name] for name in state}
            else:
                state = {name: torch.where(mask[..., t, None], step[name], state[name]) for name in state}
            yield state["h"]


class RecallNetwork(Reader):
    """Reads the ids of words, and scores every word of the vocabulary as the next one."""

    def __init__(
        self,
        cell: str,
        vocabulary: int,
        hidden: int | None = None,
        embedding: int = EMBEDDING,
        start: Start | None = None,
    ) -> None:
        super().__init__(cell, embedding, hidden or hidden_for(cell), start or Start())
        self.embedding = nn.Embedding(vocabulary, embedding)
        self.projection = nn.Linear(self.layer.cell.hidden, embedding, bias=False)
        self.bias = nn.Parameter(torch.zeros(vocabulary))

    def forward(self, ids: Tensor, mask: Tensor | None = None, *, every: bool = False, fused: bool = True) -> Tensor:
        """Scores [B, V] of the word after ids [B, T]; with `every`, [B, T, V] of the word after each.

        `mask` [B, T] leaves out pads, which must not be at the end.
        """
        read = self.states if every else self.last_state
        return self.scores(read(self.embedded(ids), mask, fused=fused))

    def embedded(self, ids: Tensor) -> Tensor:
        """ids [..., B, T] → x [..., B, T, E]."""
        table = self.embedding.weight
        if table.dim() == 3:  # one table for each of S networks: the rows of all, one after the other
            first = torch.arange(0, table.shape[0] * table.shape[1], table.shape[1])
            ids, table = ids + first[:, None, None], table.flatten(0, 1)
        return nn.functional.embedding(ids, table)

    def scores(self, h: Tensor) -> Tensor:
        """h [..., H] → [..., V]."""
        return multiplied(multiplied(h, self.projection.weight), self.embedding.weight, self.bias)


class Summer(Reader):
    """Reads steps of two numbers [B, T, 2] and answers with one, [B]."""

    def __init__(self, cell: str, hidden: int, start: Start) -> None:
        super().__init__(cell, 2, hidden, start)
        self.head = nn.Linear(hidden, 1)

    def forward(self, x: Tensor, fused: bool = True) -> Tensor:
        h = self.last_state(x, fused=fused)
        return multiplied(h, self.head.weight, self.head.bias).squeeze(-1)


class Judge(Reader):
    """Reads opinions and the days before each, [B, T, 2], and says how much it leans to the good ones, [B]."""

    def __init__(self, cell: str, inputs: int, hidden: int, start: Start) -> None:
        super().__init__(cell, inputs, hidden, start)
        self.head = nn.Linear(hidden, 1)

    def forward(self, x: Tensor, fused: bool = True) -> Tensor:
        opinions, days = x.chunk(2, dim=-1)
        read = torch.cat([opinions, days.log1p()], dim=-1) if self.layer.cell.inputs == 2 else opinions
        h = self.last_state(read, elapsed=days.squeeze(-1), fused=fused)
        return multiplied(h, self.head.weight, self.head.bias).squeeze(-1)


def multiplied(h: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """h [..., H] times one weight [N, H], or for S networks h [S, ..., H] times their weights [S, N, H]: [..., N]."""
    if weight.dim() == 2:
        return nn.functional.linear(h, weight, bias)
    return linear(h.flatten(1, -2), weight, bias).view(*h.shape[:-1], weight.shape[1])


def side_by_side(networks: Sequence[Reader], inputs: Tensor, **options: bool) -> Tensor:
    """What each of S networks of one shape says about its own inputs: [S, B, …] → [S, B, …].

    One alone runs on its fused kernel. Several run step by step with their weights stacked, each operation done for all
    at once: small networks leave a processor mostly idle.
    """
    if len(networks) == 1:
        alone: Tensor = networks[0](inputs[0], **options)
        return alone.unsqueeze(0)
    own = [dict(network.named_parameters()) for network in networks]
    stacked = {name: torch.stack([parameters[name] for parameters in own]) for name in own[0]}
    for name, parameter in stacked.items():
        if parameter.dim() == 2:  # vectors meet [S, B, H]
            stacked[name] = parameter.unsqueeze(1)
    together: Tensor = functional_call(networks[0], stacked, (inputs,), {**options, "fused": False})
    return together
