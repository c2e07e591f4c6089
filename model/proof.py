"""How far the numbers of a trace are from PyTorch's own."""

import torch

from model.cells import FusedCell
from model.network import Network
from model.trace import Trace


@torch.inference_mode()
def largest_difference(net: Network, trace: Trace) -> float | None:
    """The largest |Δ| between the trace of a text and two other ways to compute the same numbers.

    One is `torch.nn.RNN`, `LSTM` or `GRU` with a copy of the weights (h_1 … h_T, and c_T where it has one); the other
    our own cell, one step after the other (every activation). None for a cell that PyTorch doesn't have, and for a
    clamped trace, which PyTorch can't compute.
    """
    cell = net.layer.cell
    if trace.clamps or not isinstance(cell, FusedCell):
        return None
    x = trace.x.unsqueeze(0)
    h, last = cell.to_torch()(x)
    pairs = [(trace["h"], h[0])]
    if isinstance(last, tuple):
        pairs.append((trace["c"][-1], last[1].flatten()))
    pairs += [(trace[name], value[0]) for name, value in net.layer.stepwise(x).items()]
    return max(float((ours - theirs).abs().max()) for ours, theirs in pairs)
