"""The word vectors that ship with the project, one folder a language."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from model.vectors.table import WordVectors

FOLDER = Path(__file__).parents[2] / "assets" / "vectors"
VECTORS, WORDS, ABOUT = "vectors.safetensors", "words.txt", "vectors.json"


def write(
    folder: Path,
    words: Sequence[str],
    counts: Sequence[int],
    vectors: NDArray[np.floating],
    maps: Mapping[str, NDArray[np.floating]],
    about: Mapping[str, Any],
) -> None:
    """Vectors [V, E] and maps [N, 2] as float16; `words`, by frequency, with how often each was read; `about` as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in maps.items()}
    save_file(tensors | {"vectors": np.ascontiguousarray(vectors, dtype=np.float16)}, folder / VECTORS)
    (folder / VECTORS).chmod(0o644)  # safetensors keeps them to their owner
    lines = (f"{word}\t{count}\n" for word, count in zip(words, counts, strict=True))
    (folder / WORDS).write_text("".join(lines), encoding="utf-8")
    (folder / ABOUT).write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def shipped(language: str) -> WordVectors:
    """Our own vectors of `language`, the most frequent word first."""
    words = [line.split("\t")[0] for line in (FOLDER / language / WORDS).read_text("utf-8").splitlines()]
    return WordVectors(words, load_file(FOLDER / language / VECTORS)["vectors"])
