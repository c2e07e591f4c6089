"""How much a full trace costs: against the bare fused layer, and against the usual LSTMCell loop. Prints JSON.

Run with `python -m bench.trace`. The three alternate in one process, so that noise hits all alike.
"""

import json
import platform
import statistics
import time
from collections.abc import Callable

import torch
from torch import Tensor, nn

from model.cells import LSTM
from model.layer import Layer

STEPS, INPUTS, HIDDEN = 400, 128, 256
ROUNDS = 60


def cell_loop(cell: nn.LSTMCell, x: Tensor) -> list[tuple[Tensor, Tensor]]:
    state = None
    states = []
    for x_t in x.unbind(dim=1):
        state = cell(x_t, state)
        states.append(state)
    return states


def milliseconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)


@torch.inference_mode()
def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    bare = nn.LSTM(INPUTS, HIDDEN, batch_first=True)
    loop = nn.LSTMCell(INPUTS, HIDDEN)
    layer = Layer(LSTM.from_torch(bare))
    x = torch.randn(1, STEPS, INPUTS)
    contenders = {
        "bare_lstm": lambda: bare(x),
        "trace": lambda: layer.activations(x),
        "lstm_cell_loop": lambda: cell_loop(loop, x),
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for round_ in range(ROUNDS + 5):
        for name, run in contenders.items():
            elapsed = milliseconds(run)
            if round_ >= 5:
                times[name].append(elapsed)
    median = {name: statistics.median(values) for name, values in times.items()}
    h, _ = bare(x)
    result = {
        "what": f"LSTM, T={STEPS}, E={INPUTS}, H={HIDDEN}, batch 1, one thread, median of {ROUNDS} rounds",
        "milliseconds": {name: round(value, 3) for name, value in median.items()},
        "trace_over_bare": round(median["trace"] / median["bare_lstm"], 3),
        "loop_over_trace": round(median["lstm_cell_loop"] / median["trace"], 2),
        "largest_difference_from_torch": float((layer.activations(x)["h"] - h).abs().max()),
        "processor": platform.processor() or platform.machine(),
        "torch": torch.__version__,
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
