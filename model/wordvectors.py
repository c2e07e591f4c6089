"""Word vectors of pieces, learnt from the training texts: where a network's embedding starts."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


def train_vectors(
    sequences: Iterable[Sequence[int]], vocabulary: int, size: int, *, epochs: int = 5, seed: int = 0
) -> NDArray[np.float32]:
    """word2vec, skip-gram with negative sampling (Mikolov et al. 2013), over ids: [V, E], scaled to unit variance / 4.

    A piece that never occurs starts at random; the padding is zero. One worker, so that the same texts always give
    the same vectors. Needs gensim (requirements-dev.txt).
    """
    from gensim.models import Word2Vec

    sentences = [[str(piece) for piece in sequence] for sequence in sequences]
    learnt = Word2Vec(
        sentences,
        vector_size=size,
        window=5,
        min_count=2,
        sg=1,
        negative=5,
        sample=1e-4,
        epochs=epochs,
        seed=seed,
        workers=1,
        hashfxn=_stable_hash,
    ).wv
    vectors = np.random.default_rng(seed).normal(size=(vocabulary, size)).astype(np.float32)
    known = [int(piece) for piece in learnt.index_to_key]
    vectors[known] = learnt.vectors / learnt.vectors.std()
    vectors[0] = 0.0
    return vectors / np.float32(4)


def _stable_hash(piece: str) -> int:
    return int(piece)
