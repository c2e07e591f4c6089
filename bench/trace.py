"""What a full trace costs, against the bare fused layer and against the usual LSTMCell loop. Prints JSON.

They take turns in one process. The loop keeps h and c but no gates, so it is the least that a step-by-step reading
costs; our own cell, step by step, computes what the trace does. How much faster than the loop anything can be is up
to the bare layer, which therefore stands beside. Run with `python -m bench.trace`.
"""

from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from bench.measure import alternate, figure, report
from model.cells import LSTM
from model.layer import Layer

STEPS, INPUTS = 400, 128
SIZES = (256, 64)
ROUNDS, WARM_UP = 60, 5


def cell_loop(cell: nn.LSTMCell, x: Tensor) -> list[tuple[Tensor, Tensor]]:
    state = None
    states = []
    for x_t in x.unbind(dim=1):
        state = cell(x_t, state)
        states.append(state)
    return states


def measure(hidden: int) -> dict[str, Any]:
    bare = nn.LSTM(INPUTS, hidden, batch_first=True)
    layer = Layer(LSTM.from_torch(bare))
    x = torch.randn(1, STEPS, INPUTS)
    median = alternate(
        {
            "bare": partial(bare, x),
            "trace": partial(layer.activations, x),
            "loop": partial(cell_loop, nn.LSTMCell(INPUTS, hidden), x),
            "stepwise": partial(layer.stepwise, x),
        },
        ROUNDS,
        WARM_UP,
    )
    return {
        "milliseconds": {name: round(value, 3) for name, value in median.items()},
        "trace_over_bare": median["trace"] / median["bare"],
        "loop_over_trace": median["loop"] / median["trace"],
        "stepwise_over_trace": median["stepwise"] / median["trace"],
        "loop_over_bare": median["loop"] / median["bare"],
        "largest_difference_from_torch": float((layer.activations(x)["h"] - bare(x)[0]).abs().max()),
    }


@torch.inference_mode()
def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    sizes = {hidden: measure(hidden) for hidden in SIZES}
    large, small = sizes[256], sizes[64]
    report(
        f"T={STEPS}, E={INPUTS}, batch 1, one thread, median of {ROUNDS} rounds in turns",
        [
            figure(
                "Time of every activation of a run ÷ bare fused LSTM, 256 units", large["trace_over_bare"], at_most=1.5
            ),
            figure(
                "Time of a loop over LSTMCell ÷ every activation of a run, 256 units",
                large["loop_over_trace"],
                at_least=5,
            ),
            figure(
                "Time of the same activations, step by step ÷ every activation of a run, 256 units",
                large["stepwise_over_trace"],
            ),
            figure(
                "Time of the loop over LSTMCell ÷ bare fused LSTM: the most that can be had, 256 units",
                large["loop_over_bare"],
            ),
            figure("Time of every activation of a run ÷ bare fused LSTM, 64 units", small["trace_over_bare"]),
            figure("Time of a loop over LSTMCell ÷ every activation of a run, 64 units", small["loop_over_trace"]),
        ],
        by_hidden_units=sizes,
        torch=torch.__version__,
    )


if __name__ == "__main__":
    main()
