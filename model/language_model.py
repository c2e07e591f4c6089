"""Learning to read before learning to judge: a recurrent network that guesses each next piece (Dai & Le 2015).

Its embedding and its cell are where a classifier of the same sizes starts.
"""

import math
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from model.cells import CELLS, FusedCell
from model.errors import InputError
from model.files import load_checkpoint, save_checkpoint
from model.hardware import autocast
from model.layer import Layer
from model.schedule import rate, shorten
from model.text import PAD_ID

END_OF_TEXT = PAD_ID
"""What stands after each text of the stream: a piece that no text has."""
State = dict[str, Tensor]


@dataclass(frozen=True)
class Pretraining:
    """How a language model learns.

    `batch` streams are read side by side, `steps` pieces at a time; the gradient reaches back no farther, the states
    are carried on. Adam's rate climbs over `warmup` (a share of all steps), then falls linearly to zero; reading stops
    after the share `until` of them. Each guess is among `negatives` pieces drawn anew for every step, or among all of
    them where `negatives` is 0. What is done is put away every `checkpoint` seconds. `unlabelled` names the sets that
    are read beside the training texts.
    """

    unlabelled: tuple[str, ...] = ()
    epochs: float = 2.5
    batch: int = 64
    steps: int = 128
    learning_rate: float = 3e-3
    betas: tuple[float, float] = (0.9, 0.99)
    warmup: float = 0.02
    until: float = 1.0
    clip: float = 1.0
    negatives: int = 1024
    checkpoint: float = 180.0
    seed: int = 0


class LanguageModel(nn.Module):
    """Embedding → recurrent layer → back to the embedding, whose vectors score every piece as the next one."""

    def __init__(self, cell: str, vocabulary: int, embedding: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding)
        nn.init.normal_(self.embedding.weight, std=embedding**-0.5)
        self.layer = Layer(CELLS[cell](embedding, hidden))
        self.projection = nn.Linear(hidden, embedding)
        self.bias = nn.Parameter(torch.zeros(vocabulary))
        if "f" in self.cell.blocks:
            nn.init.constant_(self.cell.b[self.cell.block("f")], 1.0)

    @property
    def cell(self) -> FusedCell:
        return cast("FusedCell", self.layer.cell)

    def start(self, batch: int) -> State:
        """States of zeros [B, H]."""
        return {name: self.bias.new_zeros(batch, self.cell.hidden) for name in self.cell.states}

    def forward(self, ids: Tensor, state: State) -> tuple[Tensor, State]:
        """What each piece of ids [B, T] makes expect, as a vector [B, T, E]; and the states after the last."""
        h, state = self.cell.carry(self.embedding(ids), state)
        return self.projection(h), {name: value.detach() for name, value in state.items()}


def sampled_softmax(
    expected: Tensor, weight: Tensor, bias: Tensor, targets: Tensor, drawn: Tensor, log_count: Tensor
) -> Tensor:
    """The mean cross-entropy of `targets` [N], the sum over all pieces estimated from those `drawn` [K].

    `expected` [N, E] meets the pieces' vectors `weight` [V, E] and `bias` [V]; `log_count` [V] is the logarithm of how
    often K draws give each piece on average, which is taken off its score, so that the estimate of the sum is right on
    average (importance sampling: Bengio & Senécal 2008). The target counts once, and not where it was drawn. With each
    piece drawn exactly once and `log_count` of zeros, it is the full softmax.
    """
    right = (expected * functional.embedding(targets, weight)).sum(dim=-1).float() + bias[targets]
    wrong = functional.linear(expected, functional.embedding(drawn, weight)).float() + (bias - log_count)[drawn]
    wrong = wrong.masked_fill(targets.unsqueeze(-1) == drawn, -torch.inf)
    return (torch.logaddexp(right, wrong.logsumexp(dim=-1)) - right).mean()


class Stream:
    """Texts one after the other, an end of text behind each, in `batch` streams of equal length.

    Every epoch has its own order, which depends on nothing but the seed and its number. Raises InputError `config`
    where the texts don't fill one step of all streams.
    """

    def __init__(self, texts: Sequence[Sequence[int]], plan: Pretraining) -> None:
        self.plan = plan
        self.texts = [np.array([*text, END_OF_TEXT], dtype=np.int32) for text in texts]
        self.pieces = sum(map(len, self.texts))
        self.length = (self.pieces - 1) // plan.batch // plan.steps
        if not self.length:
            needed = plan.batch * plan.steps + 1
            raise InputError("config", f"pretraining has {self.pieces} pieces to read; batch and steps need {needed}")
        self.epoch = -1
        self.order: NDArray[np.int32]

    def chunk(self, step: int) -> tuple[Tensor, Tensor, bool]:
        """Ids and targets [B, T] of a step (counted over all epochs), and whether an epoch begins there."""
        epoch, at = divmod(step, self.length)
        if epoch != self.epoch:
            shuffled = np.random.default_rng([self.plan.seed, epoch]).permutation(len(self.texts))
            self.order, self.epoch = np.concatenate([self.texts[row] for row in shuffled]), epoch
        rows = np.arange(self.plan.batch)[:, None] * self.length * self.plan.steps
        places = rows + at * self.plan.steps + np.arange(self.plan.steps + 1)
        piece = torch.from_numpy(self.order[places].astype(np.int64))
        return piece[:, :-1], piece[:, 1:], at == 0


class Reader:
    """A language model that learns, and that can be put away at any step and taken up again."""

    def __init__(self, net: LanguageModel, stream: Stream, device: torch.device) -> None:
        self.net, self.stream, self.plan = net.to(device), stream, stream.plan
        self.device = device
        self.optimizer = torch.optim.Adam(net.parameters(), self.plan.learning_rate, self.plan.betas, fused=True)
        self.total = max(1, int(self.plan.epochs * stream.length))
        self.until = math.ceil(self.plan.until * self.total)
        self.state = net.start(self.plan.batch)
        counts = np.bincount(np.concatenate(stream.texts), minlength=len(net.bias)).clip(min=1)
        self.share = torch.tensor(counts**0.75 / (counts**0.75).sum(), dtype=torch.float32)
        self.log_count = (self.plan.negatives * self.share).log().to(device)
        self.done = 0
        self.seconds = 0.0
        self.losses: list[float] = []

    def step(self) -> None:
        """One chunk: its loss, and the update from it."""
        started = time.perf_counter()
        ids, targets, begins = self.stream.chunk(self.done)
        if begins:
            self.state = self.net.start(self.plan.batch)
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.learning_rate * rate(self.done / self.total, self.plan.warmup)
        loss = self.loss(ids.to(self.device), targets.to(self.device))
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.losses = [*self.losses[-99:], float(loss.detach())]
        shorten(self.net.parameters(), self.plan.clip, self.losses[-1])
        self.optimizer.step()
        self.done += 1
        self.seconds += time.perf_counter() - started

    def loss(self, ids: Tensor, targets: Tensor) -> Tensor:
        with autocast(self.device):
            expected, self.state = self.net(ids, self.state)
            expected, targets, weight = expected.flatten(0, 1), targets.flatten(), self.net.embedding.weight
            if not self.plan.negatives:
                return functional.cross_entropy(functional.linear(expected, weight, self.net.bias).float(), targets)
            # A step's draw depends on nothing that came before it.
            draw = torch.Generator().manual_seed(self.plan.seed * 1_000_003 + self.done)
            drawn = torch.multinomial(self.share, self.plan.negatives, replacement=True, generator=draw)
            return sampled_softmax(expected, weight, self.net.bias, targets, drawn.to(self.device), self.log_count)

    def checkpoint(self, path: Path) -> None:
        state = {
            "network": self.net.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "state": self.state,
            "done": self.done,
            "seconds": self.seconds,
        }
        save_checkpoint(state, path)

    def restore(self, path: Path) -> None:
        if not path.is_file():
            return
        kept = load_checkpoint(path)
        self.net.load_state_dict(kept["network"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.state = {name: value.to(self.device) for name, value in kept["state"].items()}
        self.done, self.seconds = kept["done"], kept["seconds"]


def pretrain(
    net: LanguageModel, texts: Sequence[Sequence[int]], plan: Pretraining, checkpoint: Path, device: torch.device
) -> dict[str, float]:
    """Let `net` read `texts` (ids), taking up what `checkpoint` holds; returns what it cost.

    Killed at any moment, it loses at most `plan.checkpoint` seconds of work, and ends where it would have ended.
    """
    reader = Reader(net, Stream(texts, plan), device)
    reader.restore(checkpoint)
    told = saved = time.perf_counter()
    begun = reader.done
    while reader.done < reader.until:
        reader.step()
        now = time.perf_counter()
        if now - saved > plan.checkpoint:
            reader.checkpoint(checkpoint)
            saved = now
        if now - told > 20:
            told = now
            left = reader.seconds / reader.done * (reader.until - reader.done) / 60
            loss = sum(reader.losses) / len(reader.losses)
            print(f"reading {reader.done / reader.until:5.1%}  loss {loss:.3f}  {left:.1f} min left", file=sys.stderr)
    if reader.done > begun:
        reader.checkpoint(checkpoint)
    pieces = reader.done * plan.batch * plan.steps
    return {"pieces": pieces, "texts": len(texts), "minutes": round(reader.seconds / 60, 1)}


@torch.inference_mode()
def perplexity(net: LanguageModel, texts: Sequence[Sequence[int]]) -> float:
    """How many equally likely pieces the next one is among, on average over `texts` (ids), each read on its own."""
    device = net.bias.device
    total, pieces = 0.0, 0
    for text in texts:
        ids = torch.tensor([[*text, END_OF_TEXT]], device=device)
        if ids.shape[1] < 2:
            continue
        expected, _ = net(ids[:, :-1], net.start(1))
        scores = functional.linear(expected[0], net.embedding.weight, net.bias)
        total += float(functional.cross_entropy(scores, ids[0, 1:], reduction="sum"))
        pieces += ids.shape[1] - 1
    return math.exp(total / pieces)
