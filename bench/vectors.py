"""Word vectors of our own: learnt from the training texts of a folder, drawn as a map, written to assets/vectors.

`python -m bench.vectors --data DIR es` (or `en`): minutes on one core. No text that a set keeps for validation is read.
The same texts, versions and seed give the same vectors: one worker, and a hash of words that no environment changes.
"""

import argparse
import json
import os
import sys
import time
import zlib
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.datasets import HOUSE, Example
from model.text import clean
from model.vectors.shipped import FOLDER, write
from model.vocabulary import words_of

SETS = {"es": ("es_reviews",), "en": ("imdb", "clothing", "sst")}
UNLABELLED = {"en": "imdb_unsup.csv.gz"}
SIZE, WORDS, MAP = 100, 30_000, 3_000
SEED = 0
SETTINGS: dict[str, Any] = {
    "vector_size": SIZE,
    "window": 5,
    "min_count": 5,
    "sg": 1,
    "negative": 10,
    "sample": 1e-4,
    "seed": SEED,
    "workers": 1,
}
EPOCHS = {"es": 6, "en": 3}


def texts_of(language: str, folder: Path) -> tuple[list[str], list[Example]]:
    """What the vectors of `language` are learnt from, each text once, and the texts that they must not have seen."""
    splits = [HOUSE[name](folder) for name in SETS[language]]
    aside = [row for split in splits for row in split.valid]
    texts = [row.text for split in splits for row in split.train]
    if language in UNLABELLED:
        texts += pd.read_csv(folder / UNLABELLED[language], dtype=str)["text"].dropna().tolist()
    unseen = {row.text for row in aside}
    return [text for text in dict.fromkeys(texts) if text not in unseen], aside


def tokenised(texts: Iterable[str]) -> list[list[str]]:
    return [[sys.intern(word) for word in words_of(clean(text))] for text in texts]


def learnt(sentences: Sequence[Sequence[str]], epochs: int) -> tuple[list[str], list[int], NDArray[np.float32]]:
    """word2vec, skip-gram with negative sampling (Mikolov et al. 2013): words by frequency, counts, vectors [V, E]."""
    from gensim.models import Word2Vec

    model = Word2Vec(
        sentences, **SETTINGS, max_final_vocab=WORDS, epochs=epochs, hashfxn=lambda word: zlib.crc32(word.encode())
    )
    words = list(model.wv.index_to_key)[:WORDS]
    counts = [int(model.wv.get_vecattr(word, "count")) for word in words]
    return words, counts, np.asarray(model.wv.vectors[: len(words)], dtype=np.float32)


def maps(vectors: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """The directions of the most frequent words in two dimensions: [MAP, 2] by principal components and by t-SNE
    (van der Maaten & Hinton 2008), each scaled to [-1, 1]."""
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE

    unit = vectors[:MAP] / np.linalg.norm(vectors[:MAP], axis=1, keepdims=True)
    pca = PCA(2, random_state=SEED).fit(unit)
    flat = pca.transform(unit)
    tsne = TSNE(2, metric="cosine", init="pca", perplexity=30, random_state=SEED, n_jobs=1).fit_transform(unit)
    found = {"pca": flat, "tsne": tsne}
    centred = {name: points - (points.max(0) + points.min(0)) / 2 for name, points in found.items()}
    return {name: (points / np.abs(points).max()).astype(np.float32) for name, points in centred.items()} | {
        "explained": pca.explained_variance_ratio_.astype(np.float32)
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.vectors", description="Learn word vectors of our own.")
    parser.add_argument("language", choices=SETS)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the training data")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the folder of the language goes")
    arguments = parser.parse_args()
    language: str = arguments.language

    texts, aside = texts_of(language, arguments.data)
    sentences = tokenised(texts)
    print(f"{len(sentences)} texts, {sum(map(len, sentences))} words …", file=sys.stderr, flush=True)
    start = time.perf_counter()
    words, counts, vectors = learnt(sentences, EPOCHS[language])
    seconds = time.perf_counter() - start
    print(f"{len(words)} vectors in {seconds:.0f} s; the map …", file=sys.stderr, flush=True)
    drawn = maps(vectors)
    known = set(words)
    read = [word for row in aside for word in words_of(clean(row.text))]
    about = {
        "language": language,
        "sets": [*SETS[language], *([UNLABELLED[language]] if language in UNLABELLED else [])],
        "texts": len(sentences),
        "words_read": sum(map(len, sentences)),
        "words": len(words),
        "size": SIZE,
        "settings": SETTINGS | {"epochs": EPOCHS[language]},
        "seconds": round(seconds),
        "load_average": round(os.getloadavg()[0], 2),
        "coverage": {
            "validation_words": len(read),
            "known": round(sum(word in known for word in read) / len(read), 4),
            "different": len(set(read)),
            "different_known": round(len(set(read) & known) / len(set(read)), 4),
        },
        "map": {"words": MAP, "pca_explained": [round(float(share), 4) for share in drawn.pop("explained")]},
        "versions": {package: version(package) for package in ("gensim", "numpy", "scikit-learn")},
    }
    write(arguments.out / language, words, counts, vectors, drawn, about)
    print(json.dumps(about, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
