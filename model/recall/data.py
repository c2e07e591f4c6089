"""Sentences as ids: vocabularies, and batches in which every sentence has the same length, so that none is padded."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import torch
from torch import Tensor, nn

from model.recall.network import Reader, RecallNetwork, Start
from model.recall.sentences import Grammar, Sentence, Split, grammar, words_of
from model.text import pad

Form = Literal["answer", "language-model"]
UNKNOWN = 0
POOL = 8192
"""Sentences of one distance that a training draws from."""
WORD_DROPOUT = 0.15
"""The share of words that training hides, so that the unknown word is one that the networks know how to read."""


class Vocabulary:
    """Words ↔ ids; id 0 is any word that the training sentences don't have."""

    def __init__(self, grammar: Grammar) -> None:
        self.words = grammar.vocabulary
        self._ids = {word: at for at, word in enumerate(self.words)}
        self.answers = torch.tensor([self._ids[words_of(answer)[0]] for answer in grammar.answers])
        """The ids of the answers, in the grammar's order."""
        self.names = torch.zeros(len(self.words), dtype=torch.bool)
        """True for countries and answers, which are never hidden."""
        self.names[self.answers] = True
        self.names[[self._ids[words_of(country)[0]] for country in grammar.answer_of]] = True

    def __len__(self) -> int:
        return len(self.words)

    def encode(self, words: Sequence[str]) -> list[int]:
        return [self._ids.get(word, UNKNOWN) for word in words]

    def encode_answers(self, sentences: Sequence[Sentence]) -> Tensor:
        """The ids of the sentences' answers, [n]."""
        return torch.tensor([self._ids[words_of(sentence.answer)[0]] for sentence in sentences])

    def hide(self, ids: Tensor, share: float, generator: torch.Generator) -> Tensor:
        """`ids` with a share of the words, but no names, replaced by the unknown one."""
        hidden = torch.rand(ids.shape, generator=generator) < share
        return ids.masked_fill(hidden & ~self.names[ids], UNKNOWN)


@cache
def vocabulary(language: str) -> Vocabulary:
    return Vocabulary(grammar(language))


@lru_cache(maxsize=512)
def sentences(language: str, split: Split, distance: int, distractors: float, count: int) -> list[Sentence]:
    """`count` sentences of one distance, a share of them with distractors; the same ones every time."""
    draw = random.Random(f"{language} {split} {distance} {distractors}")
    return [
        grammar(language).sentence(
            distance, draw, split=split, distractors=distance > 0 and draw.random() < distractors
        )
        for _ in range(count)
    ]


@lru_cache(maxsize=512)
def pool(language: str, distance: int, distractors: float, count: int) -> list[tuple[Tensor, Tensor]]:
    """Training sentences by length: ids [n, T] and ids of the answers [n]."""
    by_length: dict[int, list[Sentence]] = {}
    for sentence in sentences(language, "train", distance, distractors, count):
        by_length.setdefault(len(sentence.words), []).append(sentence)
    words = vocabulary(language)
    return [
        (torch.tensor([words.encode(sentence.words) for sentence in alike]), words.encode_answers(alike))
        for _, alike in sorted(by_length.items())
    ]


def padded(asked: Sequence[Sentence], language: str) -> tuple[Tensor, Tensor]:
    """Ids [n, T] and a mask that leaves out the pads before the shorter sentences: all end at the blank."""
    return pad([vocabulary(language).encode(sentence.words) for sentence in asked], padding="pre")


@dataclass(frozen=True)
class Recall:
    """The task as a problem to train on: a batch has one distance, drawn from `distances`."""

    language: str
    distances: tuple[int, ...]
    distractors: float = 0.0
    form: Form = "answer"

    def network(self, cell: str, start: Start) -> Reader:
        return RecallNetwork(cell, len(vocabulary(self.language)), start=start)

    @property
    def chance(self) -> float:
        return 1 / len(grammar(self.language).answers)

    @property
    def options(self) -> dict[str, bool]:
        return {"every": self.form == "language-model"}

    @property
    def length(self) -> float:
        """About how many words a sentence has before its blank."""
        return sum(self.distances) / len(self.distances) + 5

    def batch(self, networks: int, size: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Ids [S, B, T] for S networks, each its own sentences; the id of each next word [S, B, T] or answer [S, B]."""
        at = int(torch.randint(len(self.distances), (), generator=generator))
        share = max(POOL // len(self.distances), 256)
        groups = pool(self.language, self.distances[at], self.distractors, share)
        weights = torch.tensor([float(len(ids)) for ids, _ in groups])
        ids, answers = groups[int(torch.multinomial(weights, 1, generator=generator))]
        rows = torch.randint(len(ids), (networks, size), generator=generator)
        ids, targets = ids[rows], answers[rows]
        if self.form == "language-model":
            targets = torch.cat([ids[..., 1:], targets.unsqueeze(-1)], dim=-1)
        return vocabulary(self.language).hide(ids, WORD_DROPOUT, generator), targets

    def losses(self, scores: Tensor, targets: Tensor) -> Tensor:
        """The mean cross-entropy of each network, [S]."""
        each = nn.functional.cross_entropy(scores.flatten(0, -2), targets.flatten(), reduction="none")
        return each.view(len(scores), -1).mean(dim=1)

    def exam(self, split: Split, count: int) -> tuple[tuple[Tensor, ...], Tensor]:
        """About `count` sentences, (ids, mask) [n, T] and ids of the answers [n], from up to three of the distances."""
        least, most = self.distances[0], self.distances[-1]
        distances = sorted({least, self.distances[len(self.distances) // 2], most})
        share = count // len(distances)
        asked = [
            sentence
            for distance in distances
            for sentence in sentences(self.language, split, distance, self.distractors, share)
        ]
        return padded(asked, self.language), vocabulary(self.language).encode_answers(asked)

    def right(self, scores: Tensor, targets: Tensor) -> Tensor:
        """Is the right answer the likeliest of the answers? Scores [n, V], or the last of [n, T, V]; targets [n]."""
        answers = vocabulary(self.language).answers
        scores = scores if scores.dim() == 2 else scores[:, -1]
        return answers[scores[..., answers].argmax(dim=-1)] == targets
