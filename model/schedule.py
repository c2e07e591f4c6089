"""How far a step of training goes."""

import math
from collections.abc import Iterable

from torch import Tensor, nn

from model.errors import InputError


def rate(progress: float, warmup: float) -> float:
    """The share of the learning rate at `progress` (0 to 1): up in a line, down in a line."""
    up = (progress + 1e-3) / warmup if warmup > 0 else 1.0
    down = (1 - progress) / (1 - warmup) if warmup < 1 else 1.0
    return min(up, down, 1.0)


def shorten(weights: Iterable[Tensor], longest: float, loss: float) -> None:
    """Shorten the gradient of `weights` to `longest`.

    Raises InputError `config` where it, or the `loss`, is no finite number: the step would leave none in the weights.
    """
    length = float(nn.utils.clip_grad_norm_(weights, longest))
    if not math.isfinite(loss + length):
        reason = f"the loss is {loss:g} and its gradient {length:g} long"
        raise InputError("config", f"the training has lost its way: {reason}; a smaller learning_rate may help")
