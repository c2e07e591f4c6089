"""An adversary, who moves what a network reads where its loss climbs most (Miyato, Dai & Goodfellow 2017).

A network that also learns from texts so moved can't rest its verdict on a hair.
"""

import torch
from torch import Tensor


@torch.no_grad()
def steepest(x: Tensor, mask: Tensor, slope: Tensor, size: float) -> Tensor:
    """By how much the vectors x [B, T, E] of each text are moved, [B, T, E]: along `slope`, the loss's gradient there.

    A move's norm is `size` times that of the text's vectors where the mask [B, T] is true, so that growing them is no
    escape. Where a text's slope is zero, it stays.
    """
    lengths = (x * mask.unsqueeze(-1)).flatten(1).norm(dim=1)
    slopes = slope.flatten(1).norm(dim=1).clamp(min=torch.finfo(slope.dtype).tiny)
    direction = slope / slopes[:, None, None]
    move: Tensor = size * lengths[:, None, None] * direction
    return move
