"""Weights as they ship: a byte each, and for each row the step that the byte counts."""

from collections.abc import Mapping

import torch
from torch import Tensor

LEVELS = 127
STEP = ".step"
SMALLEST = 2.0**-24
"""The smallest number above 0 that half precision has, for the step of a row of zeros."""


def packed(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Each [..., n] as int8, with a half-precision step [..., 1] under its name + STEP: value = level · step."""
    both = {}
    for name, values in weights.items():
        step = (values.detach().abs().amax(dim=-1, keepdim=True) / LEVELS).half().clamp(min=SMALLEST)
        both[name] = (values.detach() / step.float()).round().clamp(-LEVELS, LEVELS).to(torch.int8)
        both[name + STEP] = step
    return both


def unpacked(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The float32 values of what `packed` made. Packed once more, they stay what they are."""
    return {
        name: levels.float() * weights[name + STEP].float()
        for name, levels in weights.items()
        if not name.endswith(STEP)
    }
