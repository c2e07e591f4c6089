"""Text → pieces → ids, and every piece back to the visitor's own characters."""

import html
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html.entities import html5
from itertools import chain
from pathlib import Path
from typing import Literal, get_args

import sentencepiece
import torch
from torch import Tensor

from model.errors import InputError

PAD_ID = 0
UNKNOWN_ID = 1

Side = Literal["pre", "post"]

EMOJI = (
    "😀😃😄😁😆😅😂🤣🙂😊😉😇🥰😍🤩😘😋😎🤗🥳👍👏🙌💪🙏👌❤♥💕💖💙😻💯🎉✨⭐🌟🔥✅🏆"
    "😐😑😶🤔🤷😏🙃😬😮😲🥺😴"
    "😒😞😔😟😕🙁☹😣😖😫😩😢😭😤😠😡🤬😱😨😰😓🙄🤢🤮💩👎💔🤦❌🚫🥱😪"
)
"""Pieces of their own, however rare in the training texts; other emoji fall back to bytes."""

_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,31};)")

# Only names of real elements: «<grin>» and «x <y and z> w» are what somebody wrote.
_ELEMENTS = (
    "a|abbr|article|aside|audio|b|big|blockquote|body|br|button|canvas|center|cite|code|dd|del|div|dl|dt|em|embed|"
    "figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|"
    "object|ol|option|p|param|picture|pre|q|s|script|section|select|small|source|span|strike|strong|style|sub|sup|"
    "svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|video"
)
_ATTRIBUTES = r"""(?:\s(?:(?:[^<>"']|"[^"]*"|'[^']*')*+>|[^<>]*>)|/?>)"""
_TAG = rf"</?(?:{_ELEMENTS}){_ATTRIBUTES}|<!--(?:(?!<!--|-->).)*+-->|<!doctype\b[^<>]*>|<\?[a-z][^<>]*>"
# Zero-width characters, direction marks, variation selectors, lone surrogates, skin tones, flags' tags.
_INVISIBLE = (
    r"\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
)
# Control characters, fillers that look like a space, characters that SentencePiece itself swallows, and the two that
# stand for a whole sentence each.
_SPACE = r"\x00-\x1f\x7f-\xa0\u115f\u1160\u2028\u2029\u2581\u2800\u3164\uffa0\ufffd\ufdfa\ufdfb"
_MORE = f"(?:[ {_SPACE}{_INVISIBLE}]|{_TAG})"
# A lone blank is no noise: it already is what it would become.
_NOISE = re.compile(
    f"(?P<invisible>[{_INVISIBLE}]+)|(?:[{_SPACE}]|{_TAG}){_MORE}*+| {_MORE}++", re.IGNORECASE | re.DOTALL
)
# Most texts have none, and are seen through in a third of the time.
_MAYBE_NOISE = re.compile(f"[<{_SPACE}{_INVISIBLE}]|  ")

_PLAIN = {
    typed: plain for plain, all_typed in (("'", "’‘‚‛ʼ´`′"), ('"', "“”„‟«»″"), ("-", "–—―‒−‐‑")) for typed in all_typed
}
"""Quotes, apostrophes and dashes that phones and word processors put for the plain ones."""
_CURLY = re.compile(f"[{''.join(_PLAIN)}]")


def _character(entity: re.Match[str]) -> str:
    """«&eacute;» → «é»; what only looks like an entity, as in «Tom&Jerry; bien», stays."""
    name = entity[1]
    return html.unescape(f"&{name}") if name[0] == "#" or name in html5 else entity[0]


def _plain(curly: re.Match[str]) -> str:
    return _PLAIN[curly[0]]


def _gap(noise: re.Match[str]) -> str:
    return "" if noise["invisible"] else " "


def clean(text: str) -> str:
    """`text` without what the web and keyboards leave in it.

    Entities become their character; each run of blanks, tags (`<br />`, also when escaped) and control characters one
    space; invisible characters (zero-width, direction marks, skin tones, lone surrogates) go; curly quotes and long
    dashes become the plain ones. Case and accents stay: SentencePiece lower-cases, and accents carry meaning.
    """
    decoded = _ENTITY.sub(_character, text)
    tidy = _NOISE.sub(_gap, decoded) if _MAYBE_NOISE.search(decoded) else decoded
    return _CURLY.sub(_plain, tidy)


def _clean_aligned(text: str) -> tuple[str, list[int], list[int]]:
    """`clean(text)` and, for each of its characters, where it starts and ends in `text`."""
    decoded, starts, ends = _aligned_sub(_ENTITY, _character, text)
    cleaned, first, last = _aligned_sub(_NOISE, _gap, decoded)
    return _CURLY.sub(_plain, cleaned), [starts[at] for at in first], [ends[at - 1] for at in last]


def _aligned_sub(
    pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], text: str
) -> tuple[str, list[int], list[int]]:
    """`pattern.sub(replacement, text)` and, for each of its characters, where it starts and ends in `text`."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kept = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        new = replacement(match)
        parts += text[kept:start], new
        starts += [*range(kept, start), *[start] * len(new)]
        ends += [*range(kept + 1, start + 1), *[end] * len(new)]
        if not new and ends:  # a skin tone stays with its thumb
            ends[-1] = end
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
        """Learn at most `vocab_size` pieces from `texts`. Id 0 is the padding, 1 the unknown (word dropout).

        Raises InputError if the texts have nothing to read.
        """
        cleaned = [text for text in map(clean, texts) if text.strip()]
        if not cleaned:
            raise InputError("empty", "there is no text to learn pieces from")
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(cleaned),
            model_writer=model,
            model_type="unigram",
            vocab_size=vocab_size,
            hard_vocab_limit=False,
            byte_fallback=True,
            user_defined_symbols=list(EMOJI),
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
        """The first `limit` pieces of `text` (all without a limit). Raises InputError for a limit below 1."""
        _check_length(limit)
        cleaned, starts, ends = _clean_aligned(text)
        encoded = self._pieces.encode(cleaned, return_type="offset_mapping")
        symbols: list[str] = encoded["pieces"][:limit]
        spans: list[tuple[int, int]] = []
        words: list[int] = []
        edge = 0
        for symbol, (first, last) in zip(symbols, encoded["offsets"], strict=False):
            inked = [at for at in range(first, last) if not cleaned[at].isspace()]
            # Two characters of one entity, or pieces of one emoji, share their place: the later has none left.
            start, end = (max(starts[inked[0]], edge), max(ends[inked[-1]], edge)) if inked else (edge, edge)
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
        _check_length(limit)
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
    for an empty list, a `length` below 1, or a side that is neither "pre" nor "post".
    """
    if not sequences:
        raise InputError("nothing-to-pad", "there is no sequence to pad")
    if not {padding, truncation} <= set(get_args(Side)):
        raise InputError("bad-side", 'the side to pad or cut must be "pre" or "post"')
    _check_length(length)
    if length is None:
        length = max(1, *map(len, sequences))
    kept = [sequence[:length] if truncation == "post" else sequence[-length:] for sequence in sequences]
    pieces = torch.tensor([len(sequence) for sequence in kept]).unsqueeze(-1)
    place = torch.arange(length)
    mask = place < pieces if padding == "post" else place >= length - pieces
    ids = torch.full(mask.shape, pad_id)
    ids[mask] = torch.tensor(list(chain.from_iterable(kept)), dtype=torch.long)
    return ids, mask


def _check_length(length: int | None) -> None:
    if length is not None and length < 1:
        raise InputError("bad-length", f"the length must be at least 1, not {length}", length=length)
