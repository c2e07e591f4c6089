"""The word vectors that ship with the project, one folder a language, and what they are asked."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save_file

from model.errors import InputError
from model.vectors.table import Array, WordVectors

ASSETS = Path(__file__).parents[2] / "assets"
FOLDER = ASSETS / "vectors"
VECTORS, WORDS, ABOUT = "vectors.safetensors", "words.txt", "vectors.json"
LANGUAGES = ("es", "en")


@dataclass(frozen=True, eq=False)
class WordMap:
    """The most frequent words [N] in two dimensions [N, 2], from −1 to 1, by each projection («tsne», «pca»)."""

    words: list[str]
    points: dict[str, Array]


def write(
    folder: Path,
    words: Sequence[str],
    counts: Sequence[int],
    vectors: NDArray[np.floating],
    maps: Mapping[str, NDArray[np.floating]],
    about: Mapping[str, Any],
) -> None:
    """Vectors [V, E] and maps [N, 2] as float16; `words` by frequency, with their counts; `about` as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in maps.items()}
    save_file(tensors | {"vectors": np.ascontiguousarray(vectors, dtype=np.float16)}, folder / VECTORS)
    (folder / VECTORS).chmod(0o644)  # safetensors keeps them to their owner
    lines = (f"{word}\t{count}\n" for word, count in zip(words, counts, strict=True))
    (folder / WORDS).write_text("".join(lines), encoding="utf-8")
    (folder / ABOUT).write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def shipped(language: str) -> WordVectors:
    """Our own vectors of `language`, the most frequent word first. Raises InputError `vectors-not-here`."""
    try:
        return WordVectors(_words(language), load_file(FOLDER / language / VECTORS)["vectors"])
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise _not_here(language) from error


def shipped_map(language: str) -> WordMap:
    """Our own vectors' map. Raises InputError `vectors-not-here`."""
    try:
        with safe_open(FOLDER / language / VECTORS, framework="numpy") as file:
            points = {name: file.get_tensor(name).astype(np.float32) for name in ("tsne", "pca")}
        return WordMap(_words(language)[: len(points["tsne"])], points)
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise _not_here(language) from error


def _words(language: str) -> list[str]:
    return [line.split("\t")[0] for line in (FOLDER / language / WORDS).read_text("utf-8").splitlines()]


def _not_here(language: str) -> InputError:
    message = f"the word vectors of {language!r} are missing or damaged"
    return InputError("vectors-not-here", message, language=language)


@cache
def questions(language: str) -> dict[str, Any]:
    """What vectors of `language` are asked: words, analogies, opposites, tests of bias."""
    return tomllib.loads((ASSETS / "embeddings" / f"{language}.toml").read_text("utf-8"))
