"""What a full trace costs, against the bare fused layer and against the loops that people write. Prints JSON.

They take turns in one process. `nn.LSTMCell` hands out h and c but no gates, so that a loop over it that wants them
works them out beside it (`loop_with_gates`); who writes the whole step by hand from the cell's weights spares the
second product (`loop_by_hand`); who does without gates has the least (`loop`). How much faster than that anything can
be is up to the bare layer, which therefore stands beside. Where a processor's kernel keeps no gates that the trace can
read, it works them out by one product (`product`). All who have gates must give what the trace gives. Run with
`python -m bench.trace`.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.measure import alternate, figure, report
from model.cells import LSTM, Activations
from model.layer import Layer

STEPS, INPUTS = 400, 128
SIZES = (256, 64)
ROUNDS, WARM_UP = 60, 5
SAME = 1e-5
WITH_GATES = ("product", "loop_with_gates", "loop_by_hand", "stepwise")
LOOPS = {
    "loop_with_gates": "a loop over LSTMCell, the gates worked out beside it",
    "loop_by_hand": "a loop by hand over the cell's weights",
    "stepwise": "our own cell, step by step",
    "loop": "a loop over LSTMCell that keeps h and c only",
}


class KeepingNothing(LSTM):
    """An LSTM on a processor whose kernel keeps no gates that can be read."""

    def kept(self, x: Tensor) -> None:
        return None


def cell_loop(cell: nn.LSTMCell, x: Tensor) -> list[tuple[Tensor, Tensor]]:
    state = None
    states = []
    for x_t in x.unbind(dim=1):
        state = cell(x_t, state)
        states.append(state)
    return states


def gates(cell: nn.LSTMCell, x: Tensor, h: Tensor) -> Activations:
    sums = functional.linear(x, cell.weight_ih, cell.bias_ih) + functional.linear(h, cell.weight_hh, cell.bias_hh)
    i, f, g, o = sums.chunk(4, dim=1)
    return {"i": torch.sigmoid(i), "f": torch.sigmoid(f), "g": torch.tanh(g), "o": torch.sigmoid(o)}


def loop_with_gates(cell: nn.LSTMCell, x: Tensor) -> Activations:
    h = c = x.new_zeros(len(x), cell.hidden_size)
    run = []
    for x_t in x.unbind(dim=1):
        step = gates(cell, x_t, h)
        h, c = cell(x_t, (h, c))
        run.append({**step, "c": c, "h": h})
    return stacked(run)


def loop_by_hand(cell: nn.LSTMCell, x: Tensor) -> Activations:
    h = c = x.new_zeros(len(x), cell.hidden_size)
    run = []
    for x_t in x.unbind(dim=1):
        step = gates(cell, x_t, h)
        c = step["f"] * c + step["i"] * step["g"]
        h = step["o"] * torch.tanh(c)
        run.append({**step, "c": c, "h": h})
    return stacked(run)


def stacked(run: list[Activations]) -> Activations:
    return {name: torch.stack([step[name] for step in run], dim=1) for name in run[0]}


def difference(one: Activations, other: Activations) -> float:
    """The largest between two runs; infinite unless they name the same activations."""
    if one.keys() != other.keys():
        return float("inf")
    return max(float((one[name] - other[name]).abs().max()) for name in one)


def as_cell(lstm: nn.LSTM) -> nn.LSTMCell:
    cell = nn.LSTMCell(lstm.input_size, lstm.hidden_size)
    for theirs, ours in zip(cell.parameters(), lstm.parameters(), strict=True):
        theirs.copy_(ours)
    return cell


def measure(hidden: int) -> dict[str, Any]:
    bare = nn.LSTM(INPUTS, hidden, batch_first=True)
    layer, cell = Layer(LSTM.from_torch(bare)), as_cell(bare)
    x = torch.randn(1, STEPS, INPUTS)
    contenders: dict[str, Callable[[], Any]] = {
        "bare": partial(bare, x),
        "trace": partial(layer.activations, x),
        "product": partial(Layer(KeepingNothing.from_torch(bare)).activations, x),
        "loop": partial(cell_loop, cell, x),
        "loop_with_gates": partial(loop_with_gates, cell, x),
        "loop_by_hand": partial(loop_by_hand, cell, x),
        "stepwise": partial(layer.stepwise, x),
    }
    trace = contenders["trace"]()
    apart = {name: difference(trace, contenders[name]()) for name in WITH_GATES}
    if max(apart.values()) > SAME:
        raise RuntimeError(f"these are to give what the trace gives, within {SAME}: {apart}")
    median = alternate(contenders, ROUNDS, WARM_UP)
    return {
        "milliseconds": {name: round(value, 3) for name, value in median.items()},
        "over_bare": {name: median[name] / median["bare"] for name in median},
        "over_trace": {name: median[name] / median["trace"] for name in median},
        "largest_difference_from_torch": float((trace["h"] - bare(x)[0]).abs().max()),
        "largest_difference_from_trace": apart,
    }


@torch.inference_mode()
def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    sizes = {hidden: measure(hidden) for hidden in SIZES}
    goals = {"bare": {"at_most": 1.5}, "loop_with_gates": {"at_least": 5}}
    figures = []
    for hidden, times in sizes.items():
        bounds = goals if hidden == SIZES[0] else {}
        whole = f"every activation of a run, {hidden} units"
        figures.append(
            figure(
                f"Time of every activation of a run ÷ bare fused LSTM, {hidden} units",
                times["over_bare"]["trace"],
                **bounds.get("bare", {}),
            )
        )
        figures.append(
            figure(
                f"… where the kernel keeps no gates, by one product more, {hidden} units", times["over_bare"]["product"]
            )
        )
        figures += [
            figure(f"Time of {what} ÷ {whole}", times["over_trace"][name], **bounds.get(name, {}))
            for name, what in LOOPS.items()
        ]
    report(
        f"T={STEPS}, E={INPUTS}, batch 1, one thread, median of {ROUNDS} rounds in turns",
        figures,
        by_hidden_units=sizes,
        torch=torch.__version__,
    )


if __name__ == "__main__":
    main()
