"""The frozen layer: a visitor's vocabulary, its matrix, and the code that builds it, with their own numbers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from model.vectors.layer import embedding_matrix, frozen, looked_up, trainable
from model.vectors.table import Array, Coverage, WordVectors
from model.vocabulary import Vocabulary
from ui.table import to_csv
from ui.take_away import Files
from ui.texts import Texts
from ui.verdict import claim

SHOWN_ROWS, SHOWN_COLUMNS, MOST_EMPTY = 14, 8, 4
Row = tuple[int, str, bool]
"""Number, word, and whether the table has nothing for it."""


@dataclass(frozen=True, eq=False)
class Built:
    """A layer and how it was checked: parameters, those that learn, and the largest difference from the table."""

    vocabulary: Vocabulary
    matrix: Array
    parameters: int
    learning: int
    difference: float


def build(table: WordVectors, vocabulary: Vocabulary, lines: Sequence[str]) -> Built:
    """The layer over `vocabulary`, looked up with the sentences' own numbers and held against the table."""
    matrix = embedding_matrix(table, vocabulary)
    layer = frozen(matrix)
    difference = 0.0
    for line in lines:
        encoding = vocabulary.encode(line)
        if not encoding.ids:
            continue
        output = looked_up(layer, encoding.ids).numpy()
        for word, vector in zip(encoding.words, output, strict=True):
            if (row := table.row(word)) is not None:
                difference = max(difference, float(np.abs(vector - table.array[row].astype(np.float32)).max()))
    return Built(vocabulary, matrix, matrix.size, trainable(layer), difference)


def keras_code(built: Built, longest: int) -> str:
    """As the lecture writes it, with these numbers."""
    rows, size = built.matrix.shape
    return (
        "embedding_layer = Embedding(\n"
        f"    input_dim={rows},\n"
        f"    output_dim={size},\n"
        "    weights=[embedding_matrix],\n"
        f"    input_length={longest},\n"
        "    trainable=False,\n"
        ")"
    )


def pytorch_code(built: Built) -> str:
    """The same layer as our networks build it."""
    rows, size = built.matrix.shape
    return (
        f"# embedding_matrix: float32 [{rows}, {size}]\n"
        "embedding_layer = nn.Embedding.from_pretrained(\n"
        "    torch.from_numpy(embedding_matrix),\n"
        "    freeze=True,\n"
        "    padding_idx=0,\n"
        ")"
    )


def covered(t: Texts, found: Coverage) -> str:
    """How much of the text the table knows, as a bar and as a sentence."""
    share = found.known / found.read
    said = t(
        "embeddings-covered",
        known=found.known,
        read=found.read,
        percent=round(100 * share),
        different_known=found.different_known,
        different=found.different,
    )
    return (
        f'<div class="covered" aria-hidden="true"><b style="width:{100 * share:.1f}%"></b></div>'
        f'<p class="claim">{escape(said)}</p>'
    )


def picture(t: Texts, built: Built) -> str:
    """Some rows of the matrix: number, word, its first numbers tinted by sign and size."""
    names = [(0, t("embeddings-layer-padding"), True), (1, t("embeddings-layer-unknown"), True)]
    names += [(number, word, not built.matrix[number].any()) for word, number in built.vocabulary.numbers.items()]
    largest = float(np.abs(built.matrix).max()) or 1.0
    rows = []
    for number, word, empty in _telling(names):
        values = built.matrix[number, :SHOWN_COLUMNS]
        cells = "".join(
            f'<td style="--v:{min(1.0, abs(float(value)) / largest):.2f}" class="{"up" if value > 0 else "down"}">'
            f"{escape(t('embeddings-number', value=round(float(value), 2) + 0.0))}</td>"
            for value in values
        )
        rows.append(
            f"<tr{' class=empty' if empty else ''}><th>{number}</th><th><bdi>{escape(word[:24])}</bdi></th>{cells}"
            "<td>…</td></tr>"
        )
    more = len(names) - SHOWN_ROWS
    rest = f'<p class="claim">{escape(t("embeddings-layer-more", n=more))}</p>' if more > 0 else ""
    return (
        f'<div class="scrolling" tabindex="0" role="region" aria-label="{escape(t("embeddings-layer-matrix"))}">'
        f'<table class="weights">{"".join(rows)}</table></div>{rest}'
    )


def _telling(names: Sequence[Row]) -> list[Row]:
    """The first rows, and in the place of some of them the first empty ones of those that would not be seen."""
    empty = [row for row in names[SHOWN_ROWS:] if row[2]][:MOST_EMPTY]
    return [*names[: SHOWN_ROWS - len(empty)], *empty]


def claims(t: Texts, built: Built) -> str:
    tested = t(
        "embeddings-layer-tested",
        difference=f"{built.difference:.0e}" if built.difference else "0",
        learning=built.learning,
        parameters=built.parameters,
    )
    return claim(t("look-for"), t("embeddings-layer-look")) + claim(
        t("refuted-by"), f"{t('embeddings-layer-refuted')} {tested}"
    )


def files(built: Built) -> Files:
    words = ["", "", *built.vocabulary.numbers]

    def as_npz() -> bytes:
        file = io.BytesIO()
        np.savez_compressed(file, embedding_matrix=built.matrix, words=np.array(words))
        return file.getvalue()

    def as_csv() -> bytes:
        frame = pd.DataFrame(built.matrix, columns=[f"e{at}" for at in range(1, built.matrix.shape[1] + 1)])
        frame.insert(0, "word", words)
        return to_csv(frame)

    return {"npz": as_npz, "csv": as_csv}
