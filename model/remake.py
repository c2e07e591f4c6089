"""Every model of the project again, from a folder with the data: `python -m model remake`."""

import json
import shutil
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from model.configuration import read_config
from model.errors import InputError
from model.files import FACTS
from model.network import CONFIG, TOKENIZER, WEIGHTS
from model.pretraining import SHIPPED as LANGUAGE_MODELS
from model.seeds import train_seeds
from model.teacher import SHIPPED as TEACHERS
from model.training import METRICS

HEAD = ("model", "texts", "accuracy", "macro-F1", "bag of words", "minutes")


def remake(
    configs: Path, data_dir: Path | None, out: Path, work: Path, names: Sequence[str] = ()
) -> dict[str, dict[str, Any]]:
    """Train what each file of `configs` describes (only `names`, where some are given); the metrics by name.

    What is done, and what is half done, lies in `work/NAME`; called again, it goes on from there. A model goes to
    `out/NAME` as soon as it is ready. Raises InputError for a name without a file, and what `train` raises.
    """
    known = {path.stem: path for path in sorted(configs.glob("*.toml")) if "cell" in read_config(path).get("model", {})}
    if strange := set(names) - known.keys():
        raise InputError("config", f"{configs} has no {', '.join(sorted(strange))}; it has {', '.join(known)}")
    told = {}
    for name in names or known:
        print(f"== {name}", file=sys.stderr, flush=True)
        told[name] = train_seeds(known[name], data_dir, work / name, resume=True)
        (out / name).mkdir(parents=True, exist_ok=True)
        for file in (CONFIG, WEIGHTS, TOKENIZER, METRICS):
            shutil.copyfile(work / name / file, out / name / file)
    return told


def costs(metrics: dict[str, Any], made: Collection[str] = ()) -> dict[str, float]:
    """Minutes by part: every seed, the language models, the teachers. A part that models share has one name in all.

    `made` are the keys of language models and teachers that need not be made again.
    """
    runs = metrics["seeds"]["runs"] if "seeds" in metrics else [metrics]
    told = metrics.get("teacher")
    return {
        metrics["name"]: sum(run["minutes"] for run in runs),
        **_reading(metrics, made),
        **(_teaching(told["facts"], made) if told else {}),
    }


def _teaching(facts: dict[str, Any], made: Collection[str]) -> dict[str, float]:
    """What those cost who taught, and those who had taught them."""
    if facts["key"] in made:
        return {}
    parts = {facts["key"]: sum(run["minutes"] for teacher in facts["teachers"] for run in teacher["networks"])}
    for teacher in facts["teachers"]:
        parts |= _reading(teacher, made) | (_teaching(teacher["taught"], made) if teacher["taught"] else {})
    return parts


def _reading(learner: dict[str, Any], made: Collection[str]) -> dict[str, float]:
    read = learner.get("pretraining")
    return {read["key"]: read["minutes"]} if read and read["key"] not in made else {}


def minutes(metrics: dict[str, Any], made: Collection[str] = ()) -> float:
    """What it takes to make a model where nothing has been made yet but what `made` names."""
    return float(sum(costs(metrics, made).values()))


def shipped() -> set[str]:
    """The keys of the language models and teachers that come with the project."""
    files = (file for home in (LANGUAGE_MODELS, TEACHERS) for file in home.glob(f"*/{FACTS}"))
    return {json.loads(file.read_text("utf-8"))["key"] for file in files}


def table(told: dict[str, dict[str, Any]]) -> str:
    """A line a model: figures on the validation texts with 95 % intervals, the bag of words beside them."""
    rows = [HEAD]
    for name, metrics in told.items():
        valid = metrics["validation"]
        figures = [
            f"{valid[kind]:.3f} ({low:.3f} to {high:.3f})"
            for kind in ("accuracy", "macro_f1")
            for low, high in [valid[f"{kind}_interval"]]
        ]
        bag = f"{metrics['baseline']['macro_f1']:.3f}"
        rows.append((name, f"{valid['n']:,}", figures[0], figures[1], bag, f"{minutes(metrics):.1f}"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
