"""One sentence read by several networks of a cell at once, as `reading.read` reads it by one."""

from collections.abc import Sequence

import torch

from model.cells import FusedCell
from model.recall.data import vocabulary
from model.recall.network import RecallNetwork, side_by_side
from model.recall.reading import Reading
from model.recall.sentences import Sentence, grammar


@torch.inference_mode()
def read_by_all(networks: Sequence[RecallNetwork], sentence: Sentence, language: str = "es") -> list[Reading]:
    """The reading of each of S networks of one shape, in their order."""
    words = vocabulary(language)
    ids = torch.tensor([words.encode(sentence.words)])
    if isinstance(networks[0].layer.cell, FusedCell):  # one sentence is read sooner by each kernel in turn
        scores = torch.cat([network(ids, every=True) for network in networks])
    else:
        scores = side_by_side(networks, ids.expand(len(networks), 1, -1), every=True)[:, 0]
    probabilities = scores[..., words.answers].softmax(dim=-1)
    return [Reading(sentence, grammar(language).answers, own) for own in probabilities]


def unknown(sentence: Sentence, language: str = "es") -> list[int]:
    """The places of the words that the networks never met."""
    return [at for at, known in enumerate(vocabulary(language).encode(sentence.words)) if not known]
