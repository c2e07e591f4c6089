"""A training step of the recall task, against the same sums in a bare torch loop. Prints JSON.

Ours draws its sentences, hides words, notices divergence and can be put away; the bare loop gets its batches ready-made
and has torch.nn.LSTM, GRU or RNN, Adam and clipping. Fifteen networks side by side are how `recall train` works: their
time is per network. Run with `python -m bench.recall`.
"""

import itertools
from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from bench.measure import alternate, figure, report
from model.cells import CELLS, FusedCell
from model.recall.data import Recall, vocabulary
from model.recall.network import RecallNetwork, Start
from model.recall.training import BATCH, CLIP, Training

DISTANCE, TOGETHER = 40, 15
ROUNDS, ROUNDS_TOGETHER = 400, 20
TASK = Recall("es", (DISTANCE,))


class Bare(nn.Module):
    """What one would write without any of ours: the same sums with torch.nn alone."""

    def __init__(self, network: RecallNetwork, cell: FusedCell) -> None:
        super().__init__()
        self.embedding = nn.Embedding(*network.embedding.weight.shape)
        self.layer = cell.to_torch()
        self.projection = nn.Linear(cell.hidden, network.embedding.embedding_dim, bias=False)
        self.bias = nn.Parameter(torch.zeros(network.embedding.num_embeddings))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        h, _ = self.layer(self.embedding(ids))
        return self.projection(h[:, -1]) @ self.embedding.weight.T + self.bias


def bare_step(network: RecallNetwork, cell: FusedCell) -> Callable[[], float]:
    net = Bare(network, cell)
    parameters = list(net.parameters())
    optimizer = torch.optim.Adam(parameters, 1e-3, fused=True)
    generator = torch.Generator().manual_seed(0)
    batches = itertools.cycle([TASK.batch(1, BATCH, generator) for _ in range(20)])

    def step() -> float:
        ids, targets = next(batches)
        loss = nn.functional.cross_entropy(net(ids[0]), targets[0])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, CLIP)
        optimizer.step()
        return loss.item()

    return step


def measure(cell: str) -> dict[str, Any]:
    def network() -> RecallNetwork:
        return RecallNetwork(cell, len(vocabulary("es")), start=Start())

    contenders: dict[str, Callable[[], object]] = {"ours": Training(TASK, [network()], [1e-3]).step}
    one = network()
    if isinstance(one.layer.cell, FusedCell):
        contenders["bare"] = bare_step(one, one.layer.cell)
    median = alternate(contenders, ROUNDS, 10)
    together = Training(TASK, [network() for _ in range(TOGETHER)], [1e-3] * TOGETHER).step
    median |= alternate({"together": together}, ROUNDS_TOGETHER)
    figures = {name: round(value, 3) for name, value in median.items()}
    return {
        "hidden": one.layer.cell.hidden,
        "milliseconds": {**figures, "together": round(median["together"] / TOGETHER, 3)},
        "over_bare": round(median["ours"] / median["bare"], 3) if "bare" in median else None,
    }


def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    cells = {cell: measure(cell) for cell in CELLS}
    names = {"lstm": "LSTM", "gru": "GRU", "rnn": "Elman network"}
    report(
        f"Sentences of {DISTANCE} words to remember over, batches of {BATCH}, one thread, "
        f"median of {ROUNDS} rounds in turns",
        [
            figure(f"Training step ÷ bare torch loop, {name}", cells[cell]["over_bare"], at_most=1.15)
            for cell, name in names.items()
        ]
        + [
            figure("Training step of one network of fifteen side by side, LSTM", together, "ms")
            for together in [cells["lstm"]["milliseconds"]["together"]]
        ],
        cells=cells,
        torch=torch.__version__,
    )


if __name__ == "__main__":
    main()
