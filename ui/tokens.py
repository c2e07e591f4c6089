"""Sentences cut into words and into pieces, side by side, each number under its own characters."""

import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

import pandas as pd

from model.text import PAD_ID, UNKNOWN_ID, Encoding, Tokenizer
from model.vocabulary import Vocabulary, WordEncoding
from ui.table import to_csv
from ui.take_away import Files
from ui.texts import LOCALES, Texts
from ui.verdict import claim

LECTURE = {"a": 1, "am": 2, "as": 3}
SHOWN_CHIPS = 90
SHOWN_RANKS = 120


class Cut(NamedTuple):
    """A sentence, cut both ways."""

    text: str
    words: WordEncoding
    pieces: Encoding


def cut(texts: Iterable[str], vocabulary: Vocabulary, tokenizer: Tokenizer) -> list[Cut]:
    return [Cut(text, vocabulary.encode(text), tokenizer.encode(text)) for text in texts]


def side_by_side(t: Texts, cuts: Sequence[Cut], *, first: int = 1) -> str:
    """Each sentence as chips: words at the left, pieces at the right."""
    rows = []
    for number, (_, words, pieces) in enumerate(cuts, first):
        unknown = words.known.count(False)
        told = t("text-tokens-words", n=len(words.words))
        if unknown:
            told += f" · {t('text-tokens-unknown', n=unknown)}"
        rows.append(
            f'<div class="cut" role="group" aria-label="{escape(t("text-tokens-sentence", number=number))}">'
            f"<i>{number}</i>"
            f'<div><p class="chips">{_words(words)}</p><small>{escape(told)}</small></div>'
            f'<div><p class="chips">{_pieces(pieces)}</p>'
            f"<small>{escape(_rate(t, len(pieces.ids), len(words.words)))}</small></div></div>"
        )
    heads = "".join(f"<b>{escape(t(f'text-tokens-by-{level}'))}</b>" for level in ("words", "pieces"))
    return f'<div class="cuts"><div class="cut head" aria-hidden="true"><i></i>{heads}</div>{"".join(rows)}</div>'


def _rate(t: Texts, pieces: int, words: int) -> str:
    told = t("text-tokens-pieces", n=pieces)
    return f"{told} · {t('text-tokens-rate', rate=pieces / words)}" if words else told


def _words(encoding: WordEncoding) -> str:
    chips = [
        _chip(word, "–" if rank is None else rank, "" if known else "unknown")
        for word, rank, known in zip(encoding.words, encoding.ranks, encoding.known, strict=True)
    ]
    return _shortened(chips)


def _pieces(encoding: Encoding) -> str:
    chips = []
    before = -1
    for id_, face, piece, word in zip(encoding.ids, faces(encoding), encoding.pieces, encoding.words, strict=True):
        kinds = ["joined"] * (word == before) + ["byte"] * (not piece)
        chips.append(_chip(face, id_, " ".join(kinds)))
        before = word
    return _shortened(chips)


def faces(encoding: Encoding) -> list[str]:
    """What to show of each piece: its characters, or SentencePiece's spelling where it has none of its own."""
    return [piece or symbol for piece, symbol in zip(encoding.pieces, encoding.symbols, strict=True)]


def _chip(text: str, number: int | str, kind: str) -> str:
    return f'<span class="chip {kind}"><bdi>{escape(text)}</bdi><span>{number}</span></span>'


def _shortened(chips: Sequence[str]) -> str:
    more = len(chips) - SHOWN_CHIPS
    return "".join(chips[:SHOWN_CHIPS]) + (f'<span class="more">+ {more}</span>' if more > 0 else "")


def ranks(t: Texts, vocabulary: Vocabulary) -> str:
    """The table of ranks: number, word, how often."""
    reserved = [(PAD_ID, t("text-tokens-padding"))]
    if vocabulary.unknown:
        reserved.append((UNKNOWN_ID, t("text-tokens-unknown-word")))
    entries = [f'<li class="reserved"><b>{number}</b> <span>{escape(name)}</span></li>' for number, name in reserved]
    shown = list(enumerate(vocabulary.counts, vocabulary.first))[:SHOWN_RANKS]
    entries += [
        f"<li><b>{number}</b> <bdi>{escape(word)}</bdi>{f' <small>×{count}</small>' if count > 1 else ''}</li>"
        for number, (word, count) in shown
    ]
    more = len(vocabulary) - len(shown)
    if more > 0:
        entries.append(f'<li class="reserved">{escape(t("text-tokens-more", n=more))}</li>')
    return f'<ul class="ranks">{"".join(entries)}</ul>'


def begins_as_the_lectures(vocabulary: Vocabulary) -> bool:
    return list(vocabulary.numbers.items())[: len(LECTURE)] == list(LECTURE.items())


def rates(t: Texts, rows: Iterable[tuple[str, dict[str, float]]], own: str) -> str:
    """Pieces per word of several sets of texts, by tokenizer; the one that fits a set's language stands out."""
    head = "".join(f"<th>{escape(t('text-tokens-of', language=t(f'language-{name}')))}</th>" for name in LOCALES)
    body = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(f"<td>{escape(t('text-tokens-number', value=rate[tongue]))}</td>" for tongue in LOCALES)
        + "</tr>"
        for name, rate in rows
    )
    return f'<table class="figures"><tr><th>{escape(own)}</th>{head}</tr>{body}</table>'


def lost(cuts: Iterable[Cut]) -> tuple[int, int]:
    """How many characters the sentences have, blanks apart, and how many of them no piece stands over."""
    inked = left = 0
    for text, _, pieces in cuts:
        covered = {at for start, end in pieces.spans for at in range(start, end)}
        places = {at for at, character in enumerate(text) if not character.isspace()}
        inked += len(places)
        left += len(places - covered)
    return inked, left


def claims(t: Texts, cuts: Sequence[Cut]) -> str:
    inked, left = lost(cuts)
    tested = t("text-tokens-lost", n=left) if left else t("text-tokens-whole", n=inked)
    return claim(t("look-for"), t("text-tokens-look")) + claim(t("refuted-by"), f"{t('text-tokens-refuted')} {tested}")


def rates_claims(t: Texts) -> str:
    return claim(t("look-for"), t("text-tokens-rates-look")) + claim(t("refuted-by"), t("text-tokens-rates-refuted"))


def files(cuts: Sequence[Cut], vocabulary: Vocabulary) -> Files:
    def as_json() -> bytes:
        told = [
            {
                "text": text,
                "words": {"tokens": words.words, "spans": words.spans, "ids": words.ranks},
                "pieces": {"tokens": pieces.symbols, "spans": pieces.spans, "ids": pieces.ids},
            }
            for text, words, pieces in cuts
        ]
        return json.dumps({"vocabulary": vocabulary.numbers, "sentences": told}, ensure_ascii=False, indent=1).encode()

    def as_csv() -> bytes:
        rows = [
            (number, level, token, *span, id_)
            for number, (_, words, pieces) in enumerate(cuts, 1)
            for level, tokens, spans, ids in (
                ("word", words.words, words.spans, words.ranks),
                ("piece", pieces.symbols, pieces.spans, pieces.ids),
            )
            for token, span, id_ in zip(tokens, spans, ids, strict=True)
        ]
        return to_csv(pd.DataFrame(rows, columns=["sentence", "level", "token", "start", "end", "id"]))

    return {"json": as_json, "csv": as_csv}
