"""Words numbered by rank: the oldest way from text to numbers, to set beside the pieces that our networks read."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from model.errors import InputError
from model.text import UNKNOWN_ID

Order = Literal["frequency", "alphabet"]

_WORD = re.compile(r"""[^\s!"#$%&()*+,./:;<=>?@\[\\\]^_`{|}~¡¿«»“”„…—–-]+""")


@dataclass(frozen=True)
class WordEncoding:
    """A text as words.

    `words` are the visitor's own characters, `spans` the half-open intervals where they stand, `ranks` their numbers;
    None stands for a word that the vocabulary neither knows nor has a number for. `known` says which it knows.
    """

    words: list[str]
    spans: list[tuple[int, int]]
    ranks: list[int | None]
    known: list[bool]

    @property
    def ids(self) -> list[int]:
        """What a network would be given: unknown words without a number are simply not there."""
        return [rank for rank in self.ranks if rank is not None]


@dataclass(frozen=True)
class Vocabulary:
    """Words and their numbers, as Keras's Tokenizer gives them (`fit_on_texts`, `texts_to_sequences`).

    `counts` holds each word and how often it occurred, by rank. 0 is the padding. With `unknown`, 1 stands for every
    word that the vocabulary lacks and the first rank is number 2; without, such words are left out and it is 1.
    """

    counts: tuple[tuple[str, int], ...]
    unknown: bool = True

    @classmethod
    def learn(
        cls, texts: Iterable[str], *, order: Order = "frequency", size: int | None = None, unknown: bool = True
    ) -> Self:
        """The words of `texts`, at most `size` of them: the most frequent, ties in order of appearance.

        `order` ranks those by frequency, or by the alphabet. Raises InputError for a `size` below 1.
        """
        if size is not None and size < 1:
            raise InputError("bad-size", f"a vocabulary has at least 1 word, not {size}", size=size)
        counted = Counter(word for text in texts for word in words_of(text))
        ranking = counted.most_common(size)
        if order == "alphabet":
            ranking.sort()
        return cls(tuple(ranking), unknown)

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def first(self) -> int:
        """The number of the first rank."""
        return UNKNOWN_ID + 1 if self.unknown else UNKNOWN_ID

    @property
    def numbers(self) -> dict[str, int]:
        return {word: number for number, (word, _) in enumerate(self.counts, self.first)}

    def encode(self, text: str) -> WordEncoding:
        """Every word of `text` with its number."""
        found = list(_WORD.finditer(text))
        numbers, missing = self.numbers, UNKNOWN_ID if self.unknown else None
        spelled = [_spelling(match[0]) for match in found]
        return WordEncoding(
            words=[match[0] for match in found],
            spans=[match.span() for match in found],
            ranks=[numbers.get(word, missing) for word in spelled],
            known=[word in numbers for word in spelled],
        )

    def decode(self, ids: Sequence[int]) -> list[str | None]:
        """The word behind each number; None for the padding, the unknown, and numbers beyond the last rank."""
        words = {number: word for word, number in self.numbers.items()}
        return [words.get(number) for number in ids]


def words_of(text: str) -> list[str]:
    """The words of `text` in order, spelled as vocabularies spell them."""
    return [_spelling(word) for word in _WORD.findall(text)]


def _spelling(word: str) -> str:
    return word.lower()
