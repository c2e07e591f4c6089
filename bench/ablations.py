"""What each ingredient of a recipe is worth: the same training without it.

`python -m bench.ablations --data DIR` trains what configs/ablations describe and has not been trained yet, keeps the
figures in assets/ablations.json and writes docs/ablations.md. Without `--data` it only writes the page.
"""

import argparse
import json
from collections.abc import Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

from bench.measure import ROOT
from bench.readme import interval, table
from model.files import write_whole
from model.seeds import FIGURES, train_seeds
from model.teacher import whole
from model.zoo import available, models_folder

CONFIGS = ROOT / "configs" / "ablations"
RECORDS = ROOT / "assets" / "ablations.json"
PAGE = ROOT / "docs" / "ablations.md"
HEAD = """# Ablations

Each row is a training like that of the shipped network above it, but for what the row says, on the same texts and
judged by the same validation texts: with seed 0, where it names no others. In brackets, 95 % intervals of the sample
of texts. The difference is to the mean of the shipped network's seeds; their standard deviation stands beside its
name, and a difference that is not a few times as large may be luck of the start. Where the seeds share a teacher or a
language model, they lie closer together than networks that share nothing, and the yardstick is too short. The settings
are in [configs/ablations](../configs/ablations).

`python -m bench.ablations --data DIR` trains what is missing and writes this page.
"""


def ablations() -> dict[str, list[Path]]:
    """The configurations of `CONFIGS` by the shipped model that each takes something away from."""
    named = {name: sorted(CONFIGS.glob(f"{name}-*.toml"), key=attrgetter("stem")) for name in available()}
    longest_first = sorted(named, key=len, reverse=True)
    taken: set[Path] = set()
    for name in longest_first:  # «clothing-rating» must not lose its own to «clothing»
        named[name] = [path for path in named[name] if path not in taken]
        taken |= set(named[name])
    return {name: paths for name, paths in named.items() if paths}


def without(path: Path) -> str:
    """What is taken away: the comment that opens the configuration."""
    return path.read_text("utf-8").splitlines()[0].removeprefix("# ")


def figures(metrics: Mapping[str, Any]) -> dict[str, Any]:
    """What a record keeps of a training: with several seeds, their mean."""
    if "seeds" in metrics:
        return metrics["seeds"]["mean"] | {"seeds": len(metrics["seeds"]["runs"])}
    kept = (*FIGURES, *(f"{figure}_interval" for figure in FIGURES), "n")
    return {name: metrics["validation"][name] for name in kept}


def shipped(name: str) -> tuple[dict[str, float], float, int]:
    """The mean figures of a shipped model's seeds, the deviation of their macro-F1, and how many there are."""
    seeds = json.loads((models_folder() / name / "metrics.json").read_text("utf-8"))["seeds"]
    return seeds["mean"], seeds["deviation"]["macro_f1"], len(seeds["runs"])


def page(records: Mapping[str, Any]) -> str:
    text = HEAD
    for name, paths in ablations().items():
        told, deviation, trainings = shipped(name)
        rows = [(f"**as shipped**{_mean_of(trainings)}", *_row(told), "")]
        for path in paths:
            if record := records.get(path.stem):
                lost = record["macro_f1"] - told["macro_f1"]
                rows.append((without(path) + _mean_of(record.get("seeds", 1)), *_row(record), f"{lost:+.3f}"))
        text += f"\n## {name} (standard deviation of its seeds: {deviation:.3f})\n\n"
        text += table(("what is different", "accuracy", "macro-F1", "difference"), rows)
    return text


def _mean_of(trainings: int) -> str:
    return f" (mean of {trainings} seeds)" if trainings > 1 else ""


def _row(told: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(interval(told, one) if f"{one}_interval" in told else f"{told[one]:.3f}" for one in FIGURES)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder with the training data")
    parser.add_argument("--only", nargs="*", help="names of configurations; default: all")
    arguments = parser.parse_args()
    records = json.loads(RECORDS.read_text("utf-8")) if RECORDS.is_file() else {}
    for paths in ablations().values():
        for path in paths:
            if arguments.data and path.stem not in records and path.stem in (arguments.only or [path.stem]):
                metrics = train_seeds(path, arguments.data, Path("runs") / "ablations" / path.stem, resume=True)
                more = {kind: metrics[kind] for kind in ("minutes", "pretraining")}
                records[path.stem] = figures(metrics) | more | {"config": whole(path)}
                write_whole(RECORDS, json.dumps(records, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
    PAGE.write_text(page(records), encoding="utf-8")


if __name__ == "__main__":
    main()
