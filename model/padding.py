"""What padding does to a network: the same text read with zeros after it, before it, or behind a mask."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import torch
from torch import Tensor

from model.errors import InputError
from model.network import POOLINGS_SO_FAR, Network
from model.text import PAD_ID, pad

Regime = Literal["post", "pre", "masked"]
REGIMES: tuple[Regime, ...] = get_args(Regime)


def laid_out(sequences: Sequence[Sequence[int]], pads: int, regime: Regime) -> tuple[Tensor, Tensor]:
    """Each sequence with `pads` zeros of its own, as a network of that regime gets them.

    Returns ids [B, T] and what is read of them [B, T]. In "post" and "pre" the network takes the zeros after or
    before the text for pieces; "masked" has the ids of "post", and only the text is read. What evens out the batch is
    never read. Raises InputError for an empty list, a sequence without pieces, fewer than 0 pads, another regime.
    """
    if regime not in REGIMES:
        raise InputError("bad-regime", f"the regime must be one of {', '.join(REGIMES)}, not {regime!r}")
    if pads < 0:
        raise InputError("bad-length", f"there can be no {pads} zeros", length=pads)
    if not all(map(len, sequences)):
        raise InputError("empty", "a sequence has nothing to read")
    zeros = [PAD_ID] * pads
    ids, mask = pad([[*zeros, *sequence] if regime == "pre" else [*sequence, *zeros] for sequence in sequences])
    if regime == "masked":
        lengths = torch.tensor(list(map(len, sequences)))
        mask = torch.arange(ids.shape[1]) < lengths[:, None]
    return ids, mask


@dataclass(frozen=True, eq=False)
class PaddedReading:
    """One text of N pieces read with P zeros: T = N + P positions, H units, C classes.

    `is_text` [T] is true at the text's own pieces; `h` [T, H] the state after each position; `probabilities` [T, C]
    the verdict if everything ended there; `likeness` [T] the cosine between h_t and the state that the bare text ends
    with: 1 where the state is what it would be without any padding.
    """

    ids: list[int]
    is_text: Tensor
    h: Tensor
    probabilities: Tensor
    likeness: Tensor


@torch.inference_mode()
def read(net: Network, sequence: Sequence[int], pads: int, regime: Regime) -> PaddedReading:
    """`net` reading `sequence` with `pads` zeros, position by position. Raises InputError as `laid_out` does."""
    ids, mask = laid_out([sequence], pads, regime)
    h = net.layer(net.embedding(ids), mask)
    held = mask[0].cumsum(dim=0) - 1  # where nothing is read, all stays as it was
    so_far = [POOLINGS_SO_FAR[name](h[:, mask[0]]) for name in net.config.pooling]
    bare = net.layer(net.embedding(torch.tensor([sequence])))[:, -1:]
    place = torch.arange(ids.shape[1]) - (pads if regime == "pre" else 0)
    return PaddedReading(
        ids=ids[0].tolist(),
        is_text=(place >= 0) & (place < len(sequence)),
        h=h[0],
        probabilities=net.head(torch.cat(so_far, dim=-1))[0, held].softmax(dim=-1),
        likeness=torch.cosine_similarity(h, bare, dim=-1)[0],
    )
