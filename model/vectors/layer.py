"""An embedding layer built from word vectors, frozen, as the lecture builds one in Keras."""

import numpy as np
import torch
from torch import Tensor, nn

from model.vectors.table import Array, WordVectors
from model.vocabulary import Vocabulary


def embedding_matrix(table: WordVectors, vocabulary: Vocabulary) -> Array:
    """Row k is the vector of the word with number k: [V + first, E].

    The padding, the unknown word and words without a vector stay zero: a layer that doesn't learn can't make them up.
    """
    matrix = np.zeros((len(vocabulary) + vocabulary.first, table.size), dtype=np.float32)
    for word, number in vocabulary.numbers.items():
        if (row := table.row(word)) is not None:
            matrix[number] = table.array[row]
        elif table.compose:
            matrix[number] = table.compose(word)
    return matrix


def frozen(matrix: Array) -> nn.Embedding:
    """An embedding layer with `matrix` as weights that training leaves alone."""
    layer: nn.Embedding = nn.Embedding.from_pretrained(  # type: ignore[no-untyped-call]
        torch.from_numpy(matrix), freeze=True, padding_idx=0
    )
    return layer


def trainable(layer: nn.Module) -> int:
    """How many of a layer's parameters learn."""
    return sum(parameter.numel() for parameter in layer.parameters() if parameter.requires_grad)


def looked_up(layer: nn.Embedding, ids: list[int]) -> Tensor:
    """What the layer gives for a sentence of numbers: [T, E]."""
    with torch.inference_mode():
        output: Tensor = layer(torch.tensor(ids, dtype=torch.long))
    return output
