"""Text → pieces → ids, and every piece back to the visitor's own characters."""

import html
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import sentencepiece
import torch
from torch import Tensor

from model.errors import InputError

PAD_ID = 0
UNKNOWN_ID = 1

Side = Literal["pre", "post"]

_TAG = r"(?:<|&(?:amp;)*lt;)/?[a-z!][^<>&]{0,300}(?:>|&(?:amp;)*gt;)"
_ENTITY = r"&(?:amp;)*(?P<entity>\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});"
_BREAK = r"[\x00-\x20\x7f-\xa0\u2028\u2029]+"
_INVISIBLE = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff\ud800-\udfff]+"
_NOISE = re.compile(f"{_TAG}|{_ENTITY}|(?P<invisible>{_INVISIBLE})|{_BREAK}", re.IGNORECASE)


def _replacement(noise: re.Match[str]) -> str:
    if noise["entity"]:
        character = html.unescape(f"&{noise['entity']};")
        return " " if _NOISE.fullmatch(character) else character
    return "" if noise["invisible"] else " "


def clean(text: str) -> str:
    """`text` without what the web and keyboards leave in it.

    Tags (`<br />`, also when escaped) and control characters become a space, entities become their character,
    invisible characters (zero-width, direction marks, lone surrogates) go. Case and accents stay: SentencePiece
    lower-cases, and accents carry meaning.
    """
    return _NOISE.sub(_replacement, text)


def _clean_aligned(text: str) -> tuple[str, list[int], list[int]]:
    """`clean(text)` and, for each of its characters, where it starts and ends in `text`."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kept = 0
    for noise in _NOISE.finditer(text):
        start, end = noise.span()
        replacement = _replacement(noise)
        parts += text[kept:start], replacement
        starts += [*range(kept, start), *[start] * len(replacement)]
        ends += [*range(kept + 1, start + 1), *[end] * len(replacement)]
        kept = end
    parts.append(text[kept:])
    starts += range(kept, len(text))
    ends += range(kept + 1, len(text) + 1)
    return "".join(parts), starts, ends


@dataclass(frozen=True)
class Encoding:
    """A text as T pieces.

    `ids` are the model's numbers; `symbols` SentencePiece's own spelling («▁no»); `spans` the half-open intervals
    of the visitor's text, in order and disjoint; `pieces` the characters in them (an emoji that falls back to bytes
    stands in its last piece, the others are empty); `words` the index of the word that each piece belongs to.
    `total` counts the pieces before truncation.
    """

    ids: list[int]
    symbols: list[str]
    pieces: list[str]
    spans: list[tuple[int, int]]
    words: list[int]
    total: int


class Tokenizer:
    """A SentencePiece unigram model with byte fallback: nothing is unknown (Kudo & Richardson 2018)."""

    def __init__(self, model: bytes) -> None:
        try:
            self._pieces = sentencepiece.SentencePieceProcessor()
            self._pieces.load_from_serialized_proto(model)
        except RuntimeError as error:
            raise InputError("model-corrupt", "the tokenizer's file is not a SentencePiece model") from error
        self.bytes = model

    @classmethod
    def load(cls, path: Path) -> "Tokenizer":
        return cls(path.read_bytes())

    @classmethod
    def train(cls, texts: Iterable[str], vocab_size: int) -> "Tokenizer":
        """Learn at most `vocab_size` pieces from `texts`. Id 0 is the padding, 1 the unknown (word dropout)."""
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=(clean(text) for text in texts),
            model_writer=model,
            model_type="unigram",
            vocab_size=vocab_size,
            hard_vocab_limit=False,
            byte_fallback=True,
            normalization_rule_name="nmt_nfkc_cf",
            character_coverage=0.9998,
            max_sentence_length=20_000,
            pad_id=PAD_ID,
            unk_id=UNKNOWN_ID,
            bos_id=-1,
            eos_id=-1,
            num_threads=2,
            minloglevel=2,
        )
        return cls(model.getvalue())

    def __len__(self) -> int:
        return int(self._pieces.get_piece_size())

    def encode(self, text: str, limit: int | None = None) -> Encoding:
        """The first `limit` pieces of `text` (all without a limit)."""
        cleaned, starts, ends = _clean_aligned(text)
        encoded = self._pieces.encode(cleaned, return_type="offset_mapping")
        symbols: list[str] = encoded["pieces"][:limit]
        spans: list[tuple[int, int]] = []
        words: list[int] = []
        edge = 0
        for symbol, (first, last) in zip(symbols, encoded["offsets"], strict=False):
            inked = [at for at in range(first, last) if not cleaned[at].isspace()]
            start, end = (starts[inked[0]], ends[inked[-1]]) if inked else (edge, edge)
            spans.append((start, end))
            edge = end
            begins_word = symbol.startswith("▁") or not words
            words.append(words[-1] + begins_word if words else 0)
        return Encoding(
            ids=encoded["ids"][:limit],
            symbols=symbols,
            pieces=[text[start:end] for start, end in spans],
            spans=spans,
            words=words,
            total=len(encoded["ids"]),
        )

    def encode_many(self, texts: Iterable[str], limit: int | None = None) -> list[list[int]]:
        """Only the ids of each text's first `limit` pieces."""
        return [ids[:limit] for ids in self._pieces.encode([clean(text) for text in texts])]


def pad(
    sequences: Sequence[Sequence[int]],
    *,
    length: int | None = None,
    padding: Side = "post",
    truncation: Side = "post",
    pad_id: int = PAD_ID,
) -> tuple[Tensor, Tensor]:
    """Sequences of unequal length as one matrix.

    Returns ids [B, T] and a mask [B, T], true where there is a piece. T is `length`, or the longest sequence's.
    `padding` and `truncation` name the side at which pads are added and surplus pieces dropped. Raises InputError
    for an empty list or a `length` below 1.
    """
    if not sequences:
        raise InputError("nothing-to-pad", "there is no sequence to pad")
    if length is None:
        length = max(1, *map(len, sequences))
    if length < 1:
        raise InputError("bad-length", f"the length must be at least 1, not {length}", length=length)
    ids = torch.full((len(sequences), length), pad_id, dtype=torch.long)
    mask = torch.zeros(len(sequences), length, dtype=torch.bool)
    for row, sequence in enumerate(sequences):
        kept = sequence[:length] if truncation == "post" else sequence[-length:]
        place = slice(None, len(kept)) if padding == "post" else slice(length - len(kept), None)
        ids[row, place] = torch.as_tensor(kept, dtype=torch.long)
        mask[row, place] = True
    return ids, mask
