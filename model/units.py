"""What a unit answers to: how much of it the head sees in many texts, and in which texts most and least."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from model.network import Network
from model.text import pad


@torch.inference_mode()
def responses(net: Network, texts: Sequence[str], batch_size: int = 64) -> Tensor:
    """Each unit's mean h over each text: [N, H]; NaN where there is nothing to read.

    Texts are read up to the network's own limit.
    """
    sequences = net.tokenizer.encode_many(texts, net.config.limit)
    answered = torch.full((len(sequences), net.config.hidden), torch.nan)
    readable = sorted((row for row, sequence in enumerate(sequences) if sequence), key=lambda row: len(sequences[row]))
    for start in range(0, len(readable), batch_size):
        rows = readable[start : start + batch_size]
        ids, mask = pad([sequences[row] for row in rows])
        h = net.layer(net.embedding(ids), mask)
        answered[rows] = h.mul(mask.unsqueeze(-1)).sum(dim=1) / mask.sum(dim=1, keepdim=True)
    return answered


@dataclass(frozen=True)
class Extremes:
    """Rows of a table of responses [N, H] by unit: `most` and `least` are [H, count], the farthest first."""

    most: Tensor
    least: Tensor


def extremes(answered: Tensor, count: int) -> Extremes:
    """The texts that drive each unit highest and lowest; unreadable ones are in neither."""
    unreadable = answered.isnan()
    count = min(count, int((~unreadable[:, 0]).sum()))
    most = answered.masked_fill(unreadable, -torch.inf).topk(count, dim=0).indices.T
    least = answered.masked_fill(unreadable, torch.inf).topk(count, dim=0, largest=False).indices.T
    return Extremes(most, least)


def histogram(answered: Tensor, low: Tensor, high: Tensor, bins: int) -> Tensor:
    """How many of the texts [N, H] fall into each of `bins` equal bins from `low` to `high` [H]: [H, bins].

    What lies outside counts in the outermost bin.
    """
    readable = answered[~answered.isnan().any(dim=1)]
    place = ((readable - low) / (high - low).clamp(min=1e-9) * bins).long().clamp(0, bins - 1)
    return torch.nn.functional.one_hot(place, bins).sum(dim=0)
