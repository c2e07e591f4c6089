"""Does it help to start from vectors learnt elsewhere? One run: an LSTM over words, its embedding started in one way.

Every arm has the same network, texts, order and stopping rule; they differ in where the embedding starts and whether it
may move. A word that its embedding has no start for is the unknown word: in the random arm, one that the training texts
lack; with vectors, one that the table lacks.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from model.cells import CELLS
from model.datasets import Example
from model.evaluation import report
from model.layer import Layer
from model.network import POOLINGS
from model.text import UNKNOWN_ID, clean, pad
from model.training import bucketed, cut
from model.vocabulary import words_of

Arm = Literal["random", "frozen", "tuned"]
ARMS: tuple[Arm, ...] = get_args(Arm)
FIRST_WORD = UNKNOWN_ID + 1
SPREAD = 0.25
"""The standard deviation at which every embedding starts, random or learnt."""


@dataclass(frozen=True)
class Plan:
    """How each run is trained; `epochs` at most, by share of the training texts."""

    hidden: int = 64
    batch: int = 32
    learning_rate: float = 2e-3
    clip: float = 1.0
    dropout: float = 0.4
    embedding_dropout: float = 0.2
    word_dropout: float = 0.1
    patience: int = 2
    head: int = 64
    tail: int = 64
    epochs: tuple[tuple[float, int], ...] = ((0.01, 24), (0.1, 12), (1.0, 6))
    aside: float = 0.05
    most_aside: int = 1_000


@dataclass(frozen=True, eq=False)
class Material:
    """Texts as numbers of the table's words (0 for a word that it lacks, so far), with the index of their label."""

    train: list[list[int]]
    train_labels: list[int]
    aside: list[list[int]]
    aside_labels: list[int]
    exam: list[list[int]]
    exam_labels: list[int]
    labels: tuple[str, ...]


class WordReader(nn.Module):
    """Embedding → LSTM → mean ⊕ maximum ⊕ last state → labels."""

    def __init__(self, vectors: Tensor, labels: int, plan: Plan, *, frozen: bool) -> None:
        super().__init__()
        self.embedding: nn.Embedding = nn.Embedding.from_pretrained(  # type: ignore[no-untyped-call]
            vectors, freeze=frozen, padding_idx=0
        )
        self.layer = Layer(CELLS["lstm"](vectors.shape[1], plan.hidden))
        self.head = nn.Linear(len(POOLINGS) * plan.hidden, labels)
        self.dropout = nn.Dropout(plan.dropout)
        self.embedding_dropout = nn.Dropout(plan.embedding_dropout)
        self.word_dropout = plan.word_dropout
        cell = self.layer.cell
        nn.init.constant_(cell.b[cell.block("f")], 1.0)  # as our other networks start (Jozefowicz et al. 2015)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Logits [B, C] of padded ids [B, T]."""
        if self.training:
            ids = ids.masked_fill((torch.rand(ids.shape) < self.word_dropout) & mask, UNKNOWN_ID)
        h = self.layer(self.embedding_dropout(self.embedding(ids)), mask)
        pooled = torch.cat([pool(h, mask.unsqueeze(-1)) for pool in POOLINGS.values()], dim=-1)
        logits: Tensor = self.head(self.dropout(pooled))
        return logits


def material(
    train: Sequence[Example], aside: Sequence[Example], exam: Sequence[Example], words: Sequence[str], plan: Plan
) -> Material:
    """The texts as numbers, cut to the plan's first and last words."""
    numbers = {word: number for number, word in enumerate(words, FIRST_WORD)}
    labels = tuple(sorted({row.label for row in train}))

    def read(rows: Sequence[Example]) -> tuple[list[list[int]], list[int]]:
        ids = [[numbers.get(word, UNKNOWN_ID) for word in words_of(clean(row.text))] for row in rows]
        return [cut(row, plan.head, plan.tail) or [UNKNOWN_ID] for row in ids], [
            labels.index(row.label) for row in rows
        ]

    return Material(*read(train), *read(aside), *read(exam), labels)


def share_of(n: int, share: float, seed: int) -> list[int]:
    """Which of `n` training texts a run gets to see: shares of one seed contain each other."""
    rows = list(range(n))
    random.Random(seed).shuffle(rows)
    return rows[: max(1, round(share * n))]


def start_of(arm: Arm, vectors: NDArray[np.floating], seed: int) -> Tensor:
    """The embedding [V + 2, E] before training: padding, the unknown word (the mean of all), the words."""
    if arm == "random":
        table = np.random.default_rng(seed).normal(size=(len(vectors) + FIRST_WORD, vectors.shape[1]))
    else:
        scaled = np.asarray(vectors, dtype=np.float64)
        scaled = scaled / scaled.std()
        table = np.concatenate([np.zeros_like(scaled[:1]), scaled.mean(axis=0, keepdims=True), scaled])
    table[0] = 0.0
    return torch.from_numpy((SPREAD * table).astype(np.float32))


def balanced_verdicts(probabilities: NDArray[np.floating], labels: Sequence[int]) -> NDArray[np.floating]:
    """Probabilities [N, C] as if every label were equally frequent, since macro-F1 counts all labels alike.

    `labels` are those of the training texts, from whose frequencies a classifier learnt to expect some more.
    """
    frequency = np.bincount(labels, minlength=probabilities.shape[1]) + 1.0  # a label that is missing stays possible
    scores = probabilities / frequency
    return np.asarray(scores / scores.sum(axis=1, keepdims=True))


def run(
    data: Material, vectors: NDArray[np.floating], arm: Arm, share: float, seed: int, plan: Plan
) -> tuple[dict[str, Any], Tensor]:
    """Train one network; returns its figures on the exam texts, and its embedding [V + 2, E] as it ended."""
    began = time.perf_counter()
    torch.manual_seed(seed)
    rows = share_of(len(data.train), share, seed)
    seen = {id_ for row in rows for id_ in data.train[row]} if arm == "random" else None

    def known(sequences: Sequence[Sequence[int]]) -> list[list[int]]:
        if seen is None:
            return [list(ids) for ids in sequences]
        return [[id_ if id_ in seen else UNKNOWN_ID for id_ in ids] for ids in sequences]

    texts, targets = [data.train[row] for row in rows], [data.train_labels[row] for row in rows]
    aside, exam = known(data.aside), known(data.exam)
    net = WordReader(start_of(arm, vectors, seed), len(data.labels), plan, frozen=arm == "frozen")
    moving = [parameter for parameter in net.parameters() if parameter.requires_grad]
    optimizer = torch.optim.Adam(moving, plan.learning_rate, fused=True)
    course: list[float] = []
    best = {}
    for epoch in range(dict(plan.epochs)[share]):
        net.train()
        for batch in bucketed(list(map(len, texts)), plan.batch, 1000 * seed + epoch):
            logits = net(*pad([texts[row] for row in batch]))
            loss = nn.functional.cross_entropy(logits, torch.tensor([targets[row] for row in batch]))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(moving, plan.clip)
            optimizer.step()
        verdicts = balanced_verdicts(probabilities(net, aside), targets)
        course.append(report(data.aside_labels, verdicts, data.labels).macro_f1)
        if course[-1] == max(course):
            best = {name: tensor.clone() for name, tensor in net.state_dict().items()}
        elif len(course) - 1 - course.index(max(course)) >= plan.patience:
            break
    net.load_state_dict(best)
    told = report(data.exam_labels, balanced_verdicts(probabilities(net, exam), targets), data.labels)
    return {
        "texts": len(rows),
        "macro_f1": round(told.macro_f1, 4),
        "accuracy": round(told.accuracy, 4),
        "interval": [round(end, 4) for end in told.macro_f1_interval],
        "aside": [round(score, 4) for score in course],
        "unknown": round(_unknown(exam), 4),
        "seconds": round(time.perf_counter() - began, 1),
    }, net.embedding.weight.detach()


@torch.inference_mode()
def probabilities(net: WordReader, sequences: Sequence[Sequence[int]]) -> NDArray[np.floating]:
    """What the network thinks of each text: [N, C]."""
    net.eval()
    told = np.zeros((len(sequences), net.head.out_features))
    by_length = sorted(range(len(sequences)), key=lambda row: len(sequences[row]))
    for start in range(0, len(by_length), 64):
        rows = by_length[start : start + 64]
        told[rows] = net(*pad([sequences[row] for row in rows])).softmax(dim=-1).numpy()
    return told


def _unknown(sequences: Sequence[Sequence[int]]) -> float:
    """The share of words that the network reads as the unknown word."""
    return sum(ids.count(UNKNOWN_ID) for ids in map(list, sequences)) / sum(map(len, sequences))
