"""The laboratory's experiments, as data: a cell set up to show one thing, and another that shows the contrary."""

from dataclasses import dataclass, replace

from model.run import Check, Hold, Setup


@dataclass(frozen=True)
class Experiment:
    """The `setup` keeps every one of the `checks`; the `contrast` breaks at least one."""

    setup: Setup
    contrast: Setup
    checks: tuple[Check, ...]


def _only(step: int, steps: int) -> tuple[float, ...]:
    """1 at one step, 0 at the others."""
    return tuple(float(t == step) for t in range(1, steps + 1))


def _with(setup: Setup, changed: dict[str, float]) -> Setup:
    return replace(setup, weights={**setup.weights, **changed})


def _without(setup: Setup, *names: str) -> Setup:
    return replace(setup, weights={name: value for name, value in setup.weights.items() if name not in names})


# Three gates by hand: write at the first step, keep, and read at the last.
_HAND = Setup(
    "lstm",
    _only(1, 8),
    {"W.g": 2.0},
    holds=(
        *(Hold("i", 0.0), Hold("i", 1.0, 1)),
        *(Hold("f", 1.0), Hold("f", 0.0, 1)),
        *(Hold("o", 0.0), Hold("o", 1.0, 8)),
    ),
)

# Hochreiter & Schmidhuber 1997: no forget gate, a memory that only ever adds.
_CAROUSEL = Setup("lstm", _only(1, 16), {"W.i": 12.0, "b.i": -6.0, "W.g": 2.0, "b.o": 4.0}, holds=(Hold("f", 1.0),))

# All weights of f at 0, as they roughly are before training: f = σ(0) = ½.
_HALF = Setup("lstm", _only(1, 12), {"W.i": 12.0, "b.i": -6.0, "W.g": 2.0, "b.o": 4.0})

# Gers, Schmidhuber & Cummins 1999: two sequences in one stream; x < 0 says that the second one begins.
_TWO_STORIES = (1.0, 1.0, 1.0, 1.0, -1.0, 1.0, 1.0, 1.0, 1.0, -1.0, 1.0, 1.0)
_RESET = Setup("lstm", _TWO_STORIES, {"W.f": 12.0, "b.f": 6.0, "W.i": 12.0, "b.i": -6.0, "W.g": 2.0, "b.o": 4.0})

_NOISE = (1.0, 0.2, -0.15, 0.1, 0.25, -0.2, 0.2, 0.15, -0.1, 0.2, 0.25, -0.2)
_LATCH = Setup("lstm", _NOISE, {"W.f": 6.0, "b.f": 8.0, "W.i": 12.0, "b.i": -8.0, "W.g": 3.0, "b.o": 4.0})

_MARKS = (1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0)
_COUNT = Setup("lstm", _MARKS, {"b.i": 8.0, "b.f": 10.0, "W.g": 6.0, "b.o": 8.0})

_SWEEP = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
_SATURATED = Setup("lstm", _SWEEP, {"W.f": 1.0, "b.f": 8.0, "b.i": -6.0, "b.o": 4.0}, holds=(Hold("c", 1.0, 0),))

_ELMAN = Setup("rnn", _only(1, 14), {"W.h": 3.0, "U.h": 2.0})

_STREAM = (1.0,) * 16
_COUPLED = Setup("gru", _STREAM, {"b.z": 2.2, "b.r": 6.0, "W.n": 2.0})

# r closes at x < 0: the candidate is made as if nothing had come before.
_FRESH = Setup("gru", (1.0, 1.0, 1.0, -1.0, 0.0, 0.0), {"b.z": -3.0, "W.r": 8.0, "b.r": 4.0, "U.n": 4.0, "W.n": 1.0})

# Gers & Schmidhuber 2000: the gates see how far c has come, even while o hides it. It ticks by ½ and rings at 1½.
_TIMER = Setup("peephole", (1.0,) * 15, {"W.g": 0.55, "b.i": 8.0, "b.f": 25.0, "w_f": -20.0, "b.o": -25.0, "w_o": 20.0})

_PAUSE = (0.0, 0.0, 0.0, 0.0, 100.0, 0.0, 0.0, 0.0)
_WAIT = Setup(
    "time-aware", _only(1, 8), {"b.f": 8.0, "W.i": 12.0, "b.i": -6.0, "W.g": 2.0, "b.o": 4.0, "W_d": 3.0}, _PAUSE
)
_LONG_TERM = _without(_WAIT, "W_d")

EXPERIMENTS: dict[str, Experiment] = {
    "hand": Experiment(
        _HAND,
        replace(_HAND, holds=(*_HAND.holds, Hold("f", 0.0, 4))),
        (Check("h", 7, -0.001, 0.001), Check("c", 8, low=0.9), Check("h", 8, low=0.7)),
    ),
    "carousel": Experiment(
        _CAROUSEL, replace(_CAROUSEL, holds=(Hold("f", 0.9),)), (Check("c", 16, low=0.9), Check("h", 16, low=0.7))
    ),
    "half-life": Experiment(_HALF, _with(_HALF, {"b.f": 3.0}), (Check("c", 2, high=0.5), Check("c", 5, high=0.08))),
    "reset": Experiment(
        _RESET, replace(_RESET, holds=(Hold("f", 1.0),)), (Check("c", 4, low=3), Check("c", 5, high=0.1))
    ),
    "latch": Experiment(
        _LATCH,
        _with(_LATCH, {"b.i": 0.0}),
        (Check("c", 1, low=0.9), Check("c", 12, 0.9, 1.1)),
    ),
    "count": Experiment(
        _COUNT,
        Setup("gru", _MARKS, {"b.z": 2.2, "b.r": 6.0, "W.n": 6.0}),
        (Check("memory", 4, 2.9, 3.1), Check("memory", 12, 6.8, 7.2)),
    ),
    "saturation": Experiment(
        _SATURATED,
        _with(_SATURATED, {"b.f": 0.0}),
        (Check("f", 1, low=0.99), Check("f", 9, low=0.99)),
    ),
    "elman": Experiment(_ELMAN, _with(_ELMAN, {"U.h": 0.8}), (Check("h", 14, low=0.9),)),
    "coupled": Experiment(
        _COUPLED,
        Setup("lstm", _STREAM, {"b.f": 2.2, "b.i": 6.0, "W.g": 2.0, "b.o": 4.0}),
        (Check("memory", 16, 0.7, 1.0),),
    ),
    "fresh": Experiment(
        _FRESH,
        _with(_FRESH, {"W.r": 0.0}),
        (Check("h", 3, low=0.9), Check("h", 4, high=-0.5)),
    ),
    "timer": Experiment(
        _TIMER,
        _without(_TIMER, "w_f", "w_o"),
        (Check("h", 2, high=0.1), Check("h", 3, low=0.8), Check("h", 4, high=0.1), Check("h", 15, low=0.8)),
    ),
    "waiting": Experiment(_WAIT, replace(_WAIT, elapsed=()), (Check("c", 4, low=0.9), Check("c", 5, high=0.4))),
    "long-term": Experiment(_LONG_TERM, _WAIT, (Check("c", 4, low=0.9), Check("c", 8, low=0.9))),
}
