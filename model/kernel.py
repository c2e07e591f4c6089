"""The gates that oneDNN's LSTM works out anyway, and keeps for a backward pass.

PyTorch's LSTM hands out h and c alone. Where gradients are on, its kernel on the CPU also keeps every step's gates, in
a workspace whose layout nobody promises. Who reads it must check what it gives.
"""

from collections.abc import Sequence
from typing import Any, cast

import torch
from torch import Tensor

LINE = 16
"""Numbers in a line of the processor's cache: each row of the workspace begins with one."""
LSTM = 2
"""PyTorch's number for this kernel."""
_ONEDNN = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]


def run_with_gates(x: Tensor, weights: Sequence[Tensor]) -> tuple[Tensor, Tensor] | None:
    """h [T, H] of one sequence x [T, E] from zero states, and probably the i, f, g, o [4, T, H] that made it.

    `weights` are PyTorch's: W, U and both biases. None where there is no such kernel, or it keeps less than that.
    """
    if not (_ONEDNN and x.dtype is torch.float32 and x.device.type == "cpu"):
        return None
    steps, hidden = len(x), weights[1].shape[1]
    kernel = cast("Any", torch).mkldnn_rnn_layer
    with torch.inference_mode(mode=False), torch.enable_grad():
        start = torch.zeros(1, hidden)
        fixed = (weight.detach() for weight in weights)
        h, _, _, workspace = kernel(
            x.unsqueeze(1), *fixed, start, start, False, [], LSTM, hidden, 1, True, False, False, True
        )
    row = _row(4 * hidden)
    if workspace is None or workspace.nbytes < 4 * row * steps:
        return None
    rows = workspace[: 4 * row * steps].view(torch.float32).view(steps, row)
    return h.squeeze(1), rows[:, : 4 * hidden].unflatten(1, (4, hidden)).transpose(0, 1)


def _row(numbers: int) -> int:
    """The length of a row of so many: whole lines, one more where rows would meet in the same part of the cache."""
    row = -(-numbers // LINE) * LINE
    return row + LINE if row % 256 == 0 else row
