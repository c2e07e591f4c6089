"""What the benches share: how to time, how to state a figure, and what else must be known to read it."""

import csv
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def milliseconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)


def alternate(contenders: Mapping[str, Callable[[], object]], rounds: int, warm_up: int = 3) -> dict[str, float]:
    """Median milliseconds of each, taking turns in one process so that noise hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for round_ in range(-warm_up, rounds):
        for name, run in contenders.items():
            elapsed = milliseconds(run)
            if round_ >= 0:
                times[name].append(elapsed)
    return {name: statistics.median(values) for name, values in times.items()}


def spread(values: Iterable[float]) -> dict[str, float | int]:
    ordered = sorted(values)
    return {
        "n": len(ordered),
        "median": round(statistics.median(ordered), 3),
        "p95": round(ordered[round(0.95 * (len(ordered) - 1))], 3),
        "worst": round(ordered[-1], 3),
    }


def figure(
    what: str, value: float, unit: str = "", *, at_most: float | None = None, at_least: float | None = None
) -> dict[str, Any]:
    """One figure to three digits, for a reader who knows nothing else, and the goal that it was to reach."""
    stated: dict[str, Any] = {"what": what, "value": float(f"{value:.3g}"), "unit": unit}
    if at_most is not None:
        stated |= {"goal": f"at most {at_most:g}", "met": value <= at_most}
    if at_least is not None:
        stated |= {"goal": f"at least {at_least:g}", "met": value >= at_least}
    return stated


def circumstances() -> dict[str, Any]:
    """The machine, and how busy it was in the last minute: more than a bench's own one or two means noise."""
    return {
        "cores": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 2),
        "machine": platform.machine(),
        "python": platform.python_version(),
    }


def report(what: str, figures: list[dict[str, Any]], **more: Any) -> None:
    """Print what was measured, how, and where, as JSON."""
    print(json.dumps({"what": what, "figures": figures, **more, **circumstances()}, indent=2, ensure_ascii=False))


def probes(language: str) -> list[str]:
    """The hand-written sentences that the tests also read."""
    with (ROOT / "tests" / "probes" / f"{language}.csv").open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]
