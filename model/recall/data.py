"""Sentences as ids: vocabularies, and batches in which every sentence has the same length, so that none is padded."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import torch
from torch import Tensor, nn

from model.recall.sentences import Grammar, Sentence, Split, grammar, words_of

Form = Literal["answer", "language-model"]
UNKNOWN = 0
POOL = 4096
"""Sentences of one distance that a training draws from."""
WORD_DROPOUT = float(__import__("os").environ.get("WD","0.03"))
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

    def hide(self, ids: Tensor, share: float, generator: torch.Generator) -> Tensor:
        """`ids` with a share of the words, but no names, replaced by the unknown one."""
        hidden = torch.rand(ids.shape, generator=generator) < share
        return ids.masked_fill(hidden & ~self.names[ids], UNKNOWN)


@cache
def vocabulary(language: str) -> Vocabulary:
    return Vocabulary(grammar(language))


@dataclass(frozen=True, eq=False)
class Group:
    """Sentences of one length: `ids` [n, T] and `answers` [n], the place of each answer among the answers."""

    ids: Tensor
    answers: Tensor

    def __len__(self) -> int:
        return len(self.ids)


def grouped(sentences: Sequence[Sentence], language: str) -> list[Group]:
    """The sentences by length, shortest first."""
    words, answers = vocabulary(language), grammar(language).answers
    by_length: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_length.setdefault(len(sentence.words), []).append(sentence)
    return [
        Group(
            torch.tensor([words.encode(sentence.words) for sentence in alike]),
            torch.tensor([answers.index(sentence.answer) for sentence in alike]),
        )
        for _, alike in sorted(by_length.items())
    ]


@lru_cache(maxsize=512)
def pool(language: str, split: Split, distance: int, distractors: float, size: int) -> list[Group]:
    """`size` sentences of one distance, a share of them with distractors; the same ones every time."""
    draw = random.Random(f"{language} {split} {distance} {distractors}")
    sentences = [
        grammar(language).sentence(
            distance, draw, split=split, distractors=distance > 0 and draw.random() < distractors
        )
        for _ in range(size)
    ]
    return grouped(sentences, language)


@dataclass(frozen=True)
class Recall:
    """The task as a problem to train on: a batch has one distance, drawn from `distances`."""

    language: str
    distances: tuple[int, ...]
    distractors: float = 0.0
    form: Form = "answer"

    @property
    def options(self) -> dict[str, bool]:
        return {"every": self.form == "language-model"}

    def batch(self, networks: int, size: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Ids [S, B, T] for S networks, each its own sentences; the id of each next word [S, B, T] or answer [S, B]."""
        at = int(torch.randint(len(self.distances), (), generator=generator))
        share = max(POOL // len(self.distances), 256)
        groups = pool(self.language, "train", self.distances[at], self.distractors, share)
        weights = torch.tensor([float(len(group)) for group in groups])
        group = groups[int(torch.multinomial(weights, 1, generator=generator))]
        rows = torch.randint(len(group), (networks, size), generator=generator)
        words = vocabulary(self.language)
        ids, answers = group.ids[rows], words.answers[group.answers[rows]]
        targets = torch.cat([ids[..., 1:], answers.unsqueeze(-1)], dim=-1) if self.form == "language-model" else answers
        return words.hide(ids, WORD_DROPOUT, generator), targets

    def losses(self, scores: Tensor, targets: Tensor) -> Tensor:
        """The mean cross-entropy of each network, [S]."""
        each = nn.functional.cross_entropy(scores.flatten(0, -2), targets.flatten(), reduction="none")
        return each.view(len(scores), -1).mean(dim=1)
