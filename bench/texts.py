"""The texts that a shipped network learned from, and those that judged it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model.datasets import Split
from model.mixture import mixture
from model.training import split_hash


def texts_of(metrics: Mapping[str, Any], folder: Path) -> Split:
    """The very texts of the network that `metrics` describe, from a folder with the sets.

    Stops where the folder has others: a network would be judged by texts that it learned.
    """
    split = mixture(metrics["config"]["data"], metrics["language"], folder)
    if split_hash(split) != metrics["data"]["sha256"]:
        raise SystemExit(f"{folder} doesn't have the texts that {metrics['name']} was trained on")
    return split
