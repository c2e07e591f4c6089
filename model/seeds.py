"""The same training with several seeds, so that luck can be told from merit."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from model.files import write_whole
from model.network import CONFIG, TOKENIZER, WEIGHTS
from model.plan import planned
from model.training import METRICS, train

FIGURES = ("accuracy", "macro_f1")


def train_seeds(
    config_path: Path,
    data_dir: Path | None = None,
    out: Path | None = None,
    *,
    resume: bool = False,
    seeds: Sequence[int] | None = None,
) -> dict[str, Any]:
    """Train what `config_path` describes with each of `seeds`; in `out`, what did best on the validation texts.

    Each seed has its folder `out/seed-N`. The metrics are the best one's, with every seed's figures, their mean and
    standard deviation under `seeds`. Without `seeds` here or in the configuration it is trained once. Raises
    what `train` raises.
    """
    out = out or Path("runs") / config_path.stem
    seeds = seeds or planned(config_path).seeds
    if not seeds:
        return train(config_path, data_dir, out, resume=resume)
    runs = {seed: train(config_path, data_dir, out / f"seed-{seed}", resume=resume, seed=seed) for seed in seeds}
    best = max(runs, key=lambda seed: float(runs[seed]["validation"]["macro_f1"]))
    metrics = runs[best] | {"seeds": summary(runs)}
    if (out / f"seed-{best}").is_dir():  # of several processes only the first writes, maybe on another machine
        for name in (CONFIG, WEIGHTS, TOKENIZER):
            shutil.copyfile(out / f"seed-{best}" / name, out / name)
        write_whole(out / METRICS, json.dumps(metrics, indent=1, ensure_ascii=False) + "\n")
    return metrics


def summary(runs: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """Each seed's figures, and their mean and standard deviation (of a sample)."""
    told = [
        {
            "seed": seed,
            **{figure: run["validation"][figure] for figure in FIGURES},
            "domains": {
                domain: {figure: report[figure] for figure in FIGURES}
                for domain, report in run["validation"]["domains"].items()
            },
            "minutes": run["minutes"],
        }
        for seed, run in runs.items()
    ]
    values = {figure: [one[figure] for one in told] for figure in FIGURES}
    spread = {figure: float(np.std(values[figure], ddof=1)) if len(told) > 1 else None for figure in FIGURES}
    return {"runs": told, "mean": {figure: float(np.mean(values[figure])) for figure in FIGURES}, "deviation": spread}
