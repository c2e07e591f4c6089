"""Who stands near whom: neighbours, two words, and analogies with and without the words of the question."""

import json
from collections.abc import Sequence
from html import escape

import pandas as pd

from model.vectors.table import Near, WordVectors
from ui.table import to_csv
from ui.take_away import Files
from ui.texts import Texts
from ui.verdict import claim

SHOWN = 10


def ladder(t: Texts, title: str, near: Sequence[Near], marked: Sequence[str] = ()) -> str:
    """Words with a bar for their cosine; `marked` are words of the question."""
    rows = "".join(
        f"<li{_class(item.word, marked)}><bdi>{escape(item.word[:60])}</bdi>"
        f'<i aria-hidden="true"><b style="width:{100 * max(0.0, item.cosine):.0f}%"></b></i>'
        f"<span>{escape(t('embeddings-cosine', value=round(item.cosine, 3)))}</span></li>"
        for item in near
    )
    return f'<section class="ladder"><h4>{escape(title)}</h4><ol>{rows}</ol></section>'


def _class(word: str, marked: Sequence[str]) -> str:
    return ' class="asked"' if word in {asked.lower() for asked in marked} | set(marked) else ""


def side_by_side(*ladders: str) -> str:
    return f'<div class="ladders">{"".join(ladders)}</div>'


def neighbour_claims(t: Texts, word: str, near: Sequence[Near]) -> str:
    tested = t("embeddings-near-tested", word=word, nearest=near[0].word, cosine=round(near[0].cosine, 2))
    return claim(t("look-for"), t("embeddings-near-look")) + claim(
        t("refuted-by"), f"{t('embeddings-near-refuted')} {tested}"
    )


def pair(t: Texts, table: WordVectors, one: str, other: str) -> str:
    """The cosine of two words on a scale from −1 to 1, and how many words stand nearer to the first."""
    cosine = table.similarity(one, other)
    nearer = int((table.unit @ table.direction(one) > cosine + 1e-6).sum()) - (table.row(one) is not None)
    said = t("embeddings-pair-said", one=one, other=other, cosine=round(cosine, 3), nearer=max(0, nearer))
    return (
        f'<div class="pair" aria-hidden="true"><span>−1</span><i><b style="left:{50 + 50 * cosine:.1f}%"></b></i>'
        f'<span>1</span></div><p class="claim">{escape(said)}</p>'
    )


def analogy_claims(t: Texts, measured: dict[str, int] | None, a: str, b: str, c: str, free: Sequence[Near]) -> str:
    """What to look for, and how often the trick works on all our questions, told both ways."""
    first = free[0].word
    asked = "yes" if first in {a.lower(), b.lower(), c.lower()} else "no"
    tested = t("embeddings-analogy-here", first=first, asked=asked)
    if measured:
        figures = {name: measured[name] for name in ("n", "excluding", "including", "third")}
        tested += " " + t("embeddings-analogy-measured", **figures)
    return claim(t("look-for"), t("embeddings-analogy-look")) + claim(
        t("refuted-by"), f"{t('embeddings-analogy-refuted')} {tested}"
    )


def files(source: str, word: str, found: dict[str, Sequence[Near]]) -> Files:
    rows = [
        (source, question, rank, near.word, round(near.cosine, 4))
        for question, ladder_ in found.items()
        for rank, near in enumerate(ladder_, 1)
    ]
    columns = ["vectors", "question", "rank", "word", "cosine"]

    def as_json() -> bytes:
        told = [dict(zip(columns, row, strict=True)) for row in rows]
        return json.dumps({"word": word, "answers": told}, ensure_ascii=False, indent=1).encode()

    return {"json": as_json, "csv": lambda: to_csv(pd.DataFrame(rows, columns=columns))}
