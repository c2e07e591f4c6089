"""Sentences of unequal length as one matrix of numbers, pads and cuts in sight."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd
from torch import Tensor

from model.text import PAD_ID, Side, pad
from ui.table import to_csv
from ui.take_away import Files
from ui.texts import Texts
from ui.verdict import claim

LECTURE = [[2, 6, 3, 7, 8], [0, 2, 9, 3, 4], [0, 0, 0, 5, 10], [0, 0, 0, 5, 4]]
SHOWN_COLUMNS = 60


@dataclass(frozen=True, eq=False)
class Matrix:
    """ids and mask [B, T]; `names` [B][T] what each number stands for, "" for pads; `dropped` what was cut off."""

    ids: Tensor
    mask: Tensor
    names: list[list[str]]
    dropped: list[list[str]]
    side: Side
    cut: Side
    pad_id: int

    @property
    def zeros(self) -> int:
        return int((~self.mask).sum())

    @property
    def is_the_lectures(self) -> bool:
        return self.ids.tolist() == LECTURE

    @property
    def clash(self) -> str | None:
        """A word whose number is the padding's: without the mask nobody can tell them apart."""
        return next(
            (
                name
                for row, names, mask in zip(self.ids.tolist(), self.names, self.mask.tolist(), strict=True)
                for id_, name, kept in zip(row, names, mask, strict=True)
                if kept and id_ == self.pad_id
            ),
            None,
        )


def matrix(
    tokens: Sequence[Sequence[tuple[int, str]]], *, length: int | None, side: Side, cut: Side, pad_id: int = PAD_ID
) -> Matrix:
    """The matrix of sentences given as (number, name) each. Raises InputError as `model.text.pad` does."""
    ids, mask = pad(
        [[id_ for id_, _ in sentence] for sentence in tokens],
        length=length,
        padding=side,
        truncation=cut,
        pad_id=pad_id,
    )
    names: list[list[str]] = []
    dropped: list[list[str]] = []
    for row, sentence in zip(mask.tolist(), tokens, strict=True):
        surplus = len(sentence) - sum(row)
        kept = iter(sentence[surplus:] if cut == "pre" else sentence[: len(sentence) - surplus])
        names.append([next(kept)[1] if there else "" for there in row])
        gone = sentence[:surplus] if cut == "pre" else sentence[len(sentence) - surplus :]
        dropped.append([name for _, name in gone])
    return Matrix(ids, mask, names, dropped, side, cut, pad_id)


def picture(t: Texts, m: Matrix) -> str:
    """The matrix as a table: each number over its word, pads hatched, what was cut off struck through."""
    width = m.ids.shape[1]
    shown = min(width, SHOWN_COLUMNS)
    cuts = any(m.dropped)
    outside = f"<th>{escape(t('text-matrix-outside'))}</th>" if cuts else ""
    head = "".join(f"<th>{at}</th>" for at in range(1, shown + 1)) + ("<th>…</th>" if shown < width else "")
    body = []
    for number, (row, names, kept, dropped) in enumerate(
        zip(m.ids.tolist(), m.names, m.mask.tolist(), m.dropped, strict=True), 1
    ):
        cells = "".join(
            f"<td><b>{id_}</b><bdi>{escape(name)}</bdi></td>"
            if there
            else f'<td class="pad"><b>{id_}</b><span>{escape(t("text-matrix-pad"))}</span></td>'
            for id_, name, there in zip(row[:shown], names, kept, strict=False)
        )
        cells += "<td>…</td>" if shown < width else ""
        struck = f'<td class="out"><s>{escape(" ".join(dropped[:12]))}</s></td>' if cuts else ""
        line = struck + cells if m.cut == "pre" else cells + struck
        body.append(f"<tr><th>{number}</th>{line}</tr>")
    heads = outside + head if m.cut == "pre" else head + outside
    return (
        f'<div class="scrolling" tabindex="0" role="region" aria-label="{escape(t("text-matrix-title"))}">'
        f'<table class="matrix{" dense" if width > 12 else ""}"><tr><td></td>{heads}</tr>{"".join(body)}</table></div>'
    )


def said(t: Texts, m: Matrix) -> str:
    rows, columns = m.ids.shape
    told = t(
        "text-matrix-said", rows=rows, columns=columns, zeros=m.zeros, percent=round(100 * m.zeros / (rows * columns))
    )
    lost = sum(map(len, m.dropped))
    return f"{told} {t('text-matrix-cut', n=lost)}" if lost else told


def claims(t: Texts, m: Matrix) -> str:
    kept = int(m.mask.sum())
    tested = t("text-matrix-clash", id=m.pad_id, word=m.clash) if m.clash else t("text-matrix-found", n=kept)
    return claim(t("look-for"), t("text-matrix-look")) + claim(t("refuted-by"), f"{t('text-matrix-refuted')} {tested}")


def as_numpy(m: Matrix) -> str:
    """As numpy prints it, and as the lecture shows it."""
    return np.array2string(m.ids.numpy(), threshold=1_000_000, max_line_width=1_000_000)


def files(m: Matrix) -> Files:
    def as_json() -> bytes:
        told = {"ids": m.ids.tolist(), "mask": m.mask.tolist(), "words": m.names, "cut_off": m.dropped}
        settings = {"padding": m.side, "truncation": m.cut, "pad_id": m.pad_id}
        return json.dumps(settings | told, ensure_ascii=False).encode()

    def as_csv() -> bytes:
        return to_csv(pd.DataFrame(m.ids.numpy(), columns=[f"t{at}" for at in range(1, m.ids.shape[1] + 1)]))

    def as_npz() -> bytes:
        file = io.BytesIO()
        np.savez_compressed(file, ids=m.ids.numpy(), mask=m.mask.numpy())
        return file.getvalue()

    return {"json": as_json, "csv": as_csv, "npz": as_npz}
