"""What a teacher thinks of texts, for a student to learn from beside the labels (Hinton et al. 2015).

The teacher is the mean of networks that learned from the same texts and of the two bags of words that students are
held to. It also speaks of texts that the student has no labels for. Its networks may have been taught themselves.
"""

import hashlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from safetensors.torch import load_file, save
from torch import Tensor

from model.baseline import Floats, nb_svm_probabilities, tfidf_probabilities
from model.configuration import read_config
from model.datasets import Example, Split
from model.evaluation import probabilities
from model.files import FACTS, alone_in, made, write_whole
from model.network import Network
from model.pretraining import unlabelled

SHIPPED = Path(__file__).parent.parent / "assets" / "teachers"
OPINIONS = "opinions.safetensors"
Bag = Callable[[Sequence[Example], Sequence[str], Sequence[str]], Floats]
Opinions = dict[str, Floats]
"""By «train», «valid» and «beyond»: [N, C]."""
BAGS: tuple[Bag, ...] = (tfidf_probabilities, nb_svm_probabilities)


@dataclass(frozen=True)
class Teaching:
    """Who teaches, and how.

    `configs` are the configurations of the teacher's networks, seen from the student's folder. Where a text has a
    label, the student's target is that label and, to the part `share`, the teacher's opinion; the texts of
    `unlabelled` (how many of which set) have the opinion alone. `bags` is how much of an opinion is the bags of words'.
    Of training texts they speak after having been fitted on the other `folds`, or not at all where that is 0.
    """

    configs: tuple[str, ...]
    share: float = 0.5
    bags: float = 0.4
    folds: int = 4
    unlabelled: Mapping[str, int] = field(default_factory=dict)
    seed: int = 0


class Lessons(NamedTuple):
    """Texts without labels, the teacher's opinion [N, C] of all texts, and what the teacher is."""

    texts: list[str]
    train: Tensor
    valid: Tensor
    beyond: Tensor
    facts: dict[str, Any]

    def targets(self, labels: Tensor, share: float) -> Tensor:
        """What a student learns, [N, C]: of the labelled texts, whose `labels` are [N], then of the others."""
        own = torch.nn.functional.one_hot(labels, self.train.shape[1]).float()
        return torch.cat([own.lerp(self.train, share), self.beyond])


def lessons(
    plan: Teaching, home: Path, split: Split, labels: Sequence[str], folder: Path | None, cache: Path
) -> Lessons:
    """The teacher's opinions, from `cache` or assets/teachers if it has spoken of the same texts before.

    Otherwise its networks are trained first, in `cache`; half trained, they are taken up again.
    """
    configs = [whole(home / name) for name in plan.configs]
    texts = texts_beyond(plan, split, folder)
    spoken_of = [[row.text for row in split.train], [row.text for row in split.valid], texts]
    known = [configs, plan.bags, plan.folds, list(labels), [row.label for row in split.train], spoken_of]
    key = hashlib.sha256(json.dumps(known).encode()).hexdigest()
    own = cache / f"teacher-{key[:16]}"
    with alone_in(own):
        if done := made(key, own, SHIPPED):
            return Lessons(texts, **_read(done.folder / OPINIONS), facts=done.facts)
        from model.seeds import train_seeds  # which trains, and so comes here

        bags = _kept(own / "bags.safetensors", lambda: _bags(split, texts, labels, plan.folds))
        folders = [own / "networks" / f"{at}-{Path(name).stem}" for at, name in enumerate(plan.configs)]
        told = [
            train_seeds(home / name, folder, out, resume=True) for name, out in zip(plan.configs, folders, strict=True)
        ]
        said = [_networks(out, spoken_of, labels) for out in folders]
        networks = {name: np.mean([one[name] for one in said], axis=0) for name in said[0]}
        _write(own / OPINIONS, {name: _blend(networks[name], bags.get(name), plan.bags) for name in networks})
        facts = {"key": key, "teachers": [_facts(*one) for one in zip(configs, told, strict=True)]}
        write_whole(own / FACTS, json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
    return Lessons(texts, **_read(own / OPINIONS), facts=facts)


def whole(path: Path) -> dict[str, Any]:
    """A configuration in which its teachers' configurations stand in place of their names."""
    config = read_config(path)
    if "teacher" not in config:
        return config
    named = config["teacher"]["configs"]
    return config | {"teacher": config["teacher"] | {"configs": [whole(path.parent / name) for name in named]}}


def _facts(config: dict[str, Any], metrics: dict[str, Any]) -> dict[str, Any]:
    """What one of the teacher's networks is, what each of its seeds reached, and what it learned from."""
    alone = {**metrics["validation"], "minutes": metrics["minutes"]}
    runs = metrics["seeds"]["runs"] if "seeds" in metrics else [alone]
    return {
        "networks": [{name: run[name] for name in ("accuracy", "macro_f1", "minutes")} for run in runs],
        "pretraining": metrics["pretraining"],
        "taught": metrics["teacher"] and metrics["teacher"]["facts"],
        "config": config,
    }


def texts_beyond(plan: Teaching, split: Split, folder: Path | None) -> list[str]:
    """Texts that are in no part of `split`, drawn from the unlabelled sets in an order that the seed decides."""
    known = {row.text for side in split for row in side}
    chosen: list[str] = []
    for name, count in plan.unlabelled.items():
        fresh = [text for text in dict.fromkeys(unlabelled(name, folder)) if text not in known and text.strip()]
        random.Random(plan.seed).shuffle(fresh)
        chosen += fresh[:count]
    return chosen


def out_of_fold(train: Sequence[Example], fitted: Bag, labels: Sequence[str], folds: int) -> Floats:
    """What a bag of words thinks of its own training texts [N, C], each time fitted on the other folds.

    Of texts that it was fitted on, it would only repeat the labels.
    """
    opinions = np.zeros((len(train), len(labels)))
    for fold in range(folds):
        others = [row for at, row in enumerate(train) if at % folds != fold]
        opinions[fold::folds] = fitted(others, [row.text for row in train[fold::folds]], labels)
    return opinions


def _bags(split: Split, texts: Sequence[str], labels: Sequence[str], folds: int) -> Opinions:
    asked = [*(row.text for row in split.valid), *texts]
    said = np.mean([fitted(split.train, asked, labels) for fitted in BAGS], axis=0)
    opinions = {"valid": said[: len(split.valid)], "beyond": said[len(split.valid) :]}
    if folds:
        opinions["train"] = np.mean([out_of_fold(split.train, fitted, labels, folds) for fitted in BAGS], axis=0)
    return opinions


def _networks(folder: Path, spoken_of: Sequence[Sequence[str]], labels: Sequence[str]) -> Opinions:
    nets = [Network.load(path) for path in sorted(folder.glob("seed-*")) or [folder]]
    parts = zip(("train", "valid", "beyond"), spoken_of, strict=True)
    return {name: np.mean([probabilities(net, texts, labels) for net in nets], axis=0) for name, texts in parts}


def _blend(networks: Floats, bags: Floats | None, share: float) -> Floats:
    return networks if bags is None else (1 - share) * networks + share * bags


def _kept(path: Path, compute: Callable[[], Opinions]) -> Opinions:
    if not path.is_file():
        _write(path, compute())
    return {name: tensor.numpy() for name, tensor in _read(path).items()}


def _write(path: Path, opinions: Opinions) -> None:
    write_whole(path, save({name: torch.from_numpy(one).half() for name, one in opinions.items()}))


def _read(path: Path) -> dict[str, Tensor]:
    return {name: tensor.float() for name, tensor in load_file(path).items()}
