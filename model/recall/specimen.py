"""The networks of the recall task under the microscope: a sentence word by word, its verdict one of the answers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import torch
from torch import Tensor

from model.cells import CELLS
from model.errors import InputError
from model.layer import Layer
from model.recall.data import UNKNOWN, vocabulary
from model.recall.network import RecallNetwork
from model.recall.sentences import grammar, words_of
from model.recall.shipped import conditions, networks
from model.recall.waiting import TAUGHT
from model.text import Encoding
from model.trace import Clamp, Trace, clamped, traced

PREFIX = "recall"
LIMIT = 512
"""How many words of a text are read."""
_NAME = re.compile(rf"{PREFIX}-(?P<condition>[\w-]+?)-(?P<cell>{'|'.join(CELLS)})-(?P<seed>[1-9])", re.ASCII)
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Address:
    """Which of the shipped networks: «recall-up-to-10-lstm-1» is the first seed of the LSTM in condition up-to-10."""

    condition: str
    cell: str
    seed: int

    @classmethod
    def parse(cls, name: str) -> "Address | None":
        """None for what is no such name."""
        match = _NAME.fullmatch(name)
        return cls(match["condition"], match["cell"], int(match["seed"])) if match else None

    def __str__(self) -> str:
        return f"{PREFIX}-{self.condition}-{self.cell}-{self.seed}"


@dataclass(frozen=True, eq=False)
class RecallSpecimen:
    """A network of the recall task, which knows its words by their `language`."""

    network: RecallNetwork
    language: str
    task: ClassVar[str] = "recall"

    @property
    def layer(self) -> Layer:
        return self.network.layer

    @torch.inference_mode()
    def trace(self, text: str, clamps: Iterable[Clamp] = ()) -> Trace:
        """Everything that happens while the network reads `text`, one word a step.

        The labels are the answers, their scores those of the blank if it stood after each word. An answer at the end
        of the text stands in its blank and is not read. Raises InputError as `Specimen.trace` says.
        """
        answers = vocabulary(self.language).answers
        return traced(
            self.layer,
            encode(text, self.language),
            tuple(grammar(self.language).answers),
            self.network.embedded,
            lambda h: self.network.scores(h)[:, answers],
            clamps,
            TAUGHT,
        )

    @torch.inference_mode()
    def score_weights(self, h: Tensor) -> Tensor:
        """p [C, T, H] in score_k = b_k + Σ_t p_{k,t} · h_t: only the last h is asked, through projection and words."""
        answers = vocabulary(self.language).answers
        weights = h.new_zeros(len(answers), *h.shape)
        weights[:, -1] = self.network.embedding.weight[answers] @ self.network.projection.weight
        return weights


@cache
def specimen(name: str) -> RecallSpecimen:
    """The network that `name` addresses. Raises InputError for a name of none."""
    address = Address.parse(name)
    for language, condition in conditions():
        if address and address.condition == condition:
            seeds = networks(address.cell, language, condition)
            if address.seed <= len(seeds):
                return RecallSpecimen(seeds[address.seed - 1], language)
    known = ", ".join(f"{PREFIX}-{condition}-CELL-SEED" for _, condition in conditions())
    raise InputError("model-unknown", f"there is no model {name!r}; available: {known}", model=name, known=known)


def encode(text: str, language: str) -> Encoding:
    """The words of a text as `Grammar.read` finds them; the symbol of one that the networks don't know is ""."""
    spans: list[tuple[int, int]] = []
    words: list[str] = []
    for match in _LETTERS.finditer(text):
        for word in words_of(match[0]):
            words.append(word)
            spans.append(match.span() if not spans or spans[-1] != match.span() else (match.end(), match.end()))
    if words and words[-1] in {words_of(answer)[0] for answer in grammar(language).answers}:
        words.pop()
    ids = vocabulary(language).encode(words)[:LIMIT]
    return Encoding(
        ids=ids,
        symbols=[word if known != UNKNOWN else "" for word, known in zip(words, ids, strict=False)],
        pieces=[text[start:end] for start, end in spans[: len(ids)]],
        spans=spans[: len(ids)],
        words=list(range(len(ids))),
        total=len(words),
    )


def right_answer(text: str, language: str) -> str | None:
    """The answer that the one country in the text asks for; None where it names none, or several."""
    try:
        return grammar(language).read(text).answer
    except InputError:
        return None


@torch.inference_mode()
def by_country(net: RecallSpecimen, trace: Trace) -> dict[str, Tensor]:
    """h_T [H] at the blank, by country: the same sentence under the same clamps, with each of them in its place.

    Nothing where the sentence names none, or several.
    """
    words = [piece.lower() for piece in trace.tokens]
    spelled = {words_of(country)[0]: country for country in grammar(net.language).answer_of}
    mentioned = spelled.keys() & set(words)
    if len(mentioned) != 1:
        return {}
    places = [at for at, word in enumerate(words) if word in mentioned]
    ids = torch.tensor(trace.encoding.ids).repeat(len(spelled), 1)
    ids[:, places] = torch.tensor(vocabulary(net.language).encode(list(spelled))).unsqueeze(1)
    elapsed = None if trace.elapsed is None else trace.elapsed.expand(len(spelled), -1)
    h = net.layer.stepwise(net.network.embedded(ids), edit=clamped(trace.clamps), elapsed=elapsed)["h"][:, -1]
    return dict(zip(spelled.values(), h, strict=True))
