"""How far the numbers of a trace are from the same numbers, computed in another way."""

from copy import deepcopy

import torch
from torch import Tensor

from model.arithmetic import equation, evaluated, operands
from model.cells import FusedCell
from model.trace import Specimen, Trace, clamped


@torch.inference_mode()
def largest_difference(net: Specimen, trace: Trace) -> float | None:
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


@torch.inference_mode()
def worked_out(trace: Trace) -> dict[str, Tensor]:
    """Every activation [T, H] again in float64, from the equations as the page shows them, under the same clamps.

    A plain loop that evaluates what the cell states in LaTeX, and so knows nothing of the code that made the trace.
    """
    cell = deepcopy(trace.cell).double()
    hold = clamped(trace.clamps)
    state = dict.fromkeys(cell.states, torch.zeros(1, cell.hidden, dtype=torch.float64))
    series: dict[str, list[Tensor]] = {name: [] for name in cell.names}
    for t, x in enumerate(trace.x.double()):
        elapsed = None if trace.elapsed is None else trace.elapsed[t].double().view(1, 1)
        now: dict[str, Tensor] = {}
        for name in cell.names:
            known = operands(cell, name, x.unsqueeze(0), now, state, elapsed)
            _, form, places = equation(cell.equations[name], tuple(known))
            now[name] = hold(t, name, evaluated(form, [known[operand] for operand in places]))
            series[name].append(now[name])
        state = {name: now[name] for name in cell.states}
    return {name: torch.cat(values) for name, values in series.items()}


@torch.inference_mode()
def largest_deviation(trace: Trace) -> float:
    """The largest |Δ| between the trace and its equations worked out in float64, clamped or not."""
    return max(float((trace[name] - value).abs().max()) for name, value in worked_out(trace).items())
