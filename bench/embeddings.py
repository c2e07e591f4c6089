"""Does it help to start from word vectors learnt elsewhere? Reviews in Spanish and clothing, three shares, three seeds.

`python -m bench.embeddings --data DIR` trains what isn't done yet, one run after the other on one thread, and goes on
where an interruption left it; figures go to assets/embeddings/transfer.json, and, for the page, two embeddings as
fine-tuning left them.
"""

import argparse
import hashlib
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import torch
from safetensors.numpy import save_file

from bench.measure import ROOT
from model.baseline import tfidf_probabilities
from model.configuration import read_config
from model.datasets import HOUSE, Example, stable_hash
from model.evaluation import report
from model.files import write_whole
from model.mixture import mixture
from model.vectors.files import Limits, read_vectors
from model.vectors.shipped import shipped
from model.vectors.table import WordVectors
from model.vectors.transfer import ARMS, FIRST_WORD, Arm, Material, Plan, balanced_verdicts, material, run, share_of

FOLDER = ROOT / "assets" / "embeddings"
FIGURES = "transfer.json"
SETS = {"clothing": "en", "es_reviews": "es"}
SHARES = (0.01, 0.1, 1.0)
SEEDS = (0, 1, 2)
KEPT_WORDS = 4_000
PLAN = Plan()


class Texts(NamedTuple):
    train: list[Example]
    aside: list[Example]
    exam: list[Example]


def texts_of(name: str, folder: Path) -> Texts:
    """Whole reviews: the exam is what the set keeps for validation; of the rest a fixed part decides when to stop.

    Clothing's exam holds products that no training text is about. The Spanish ones are a mixture in which every
    domain is heard, as our Spanish networks were trained on.
    """
    if name == "es_reviews":
        split = mixture(read_config(ROOT / "configs" / "es.toml")["data"] | {"unaccented": 0.0}, "es", folder)
        whole = {"restaurant", "travel", "app", "film"}
    else:
        split, whole = HOUSE[name](folder), {name}
    exam = [row for row in split.valid if row.domain in whole]
    unseen = {row.text for row in exam}
    rest = sorted({row for row in split.train if row.domain in whole and row.text not in unseen})
    random.Random(0).shuffle(rest)
    chosen = [row for row in rest if stable_hash(row.text) % 1000 < 1000 * PLAN.aside]
    aside = chosen[: PLAN.most_aside]
    without = set(chosen)
    return Texts([row for row in rest if row not in without], aside, exam)


def bag_of_words(texts: Texts, labels: Sequence[str], share: float, seed: int) -> dict[str, Any]:
    """TF-IDF of 1- and 2-grams + logistic regression on the same texts as the networks of this share and seed."""
    began = time.perf_counter()
    train = [texts.train[row] for row in share_of(len(texts.train), share, seed)]
    present = sorted({row.label for row in train})
    found = tfidf_probabilities(train, [row.text for row in texts.exam], present)
    probabilities = np.zeros((len(texts.exam), len(labels)))
    probabilities[:, [labels.index(label) for label in present]] = found
    verdicts = balanced_verdicts(probabilities, [labels.index(row.label) for row in train])
    told = report([labels.index(row.label) for row in texts.exam], verdicts, labels)
    return {
        "texts": len(train),
        "macro_f1": round(told.macro_f1, 4),
        "accuracy": round(told.accuracy, 4),
        "interval": [round(end, 4) for end in told.macro_f1_interval],
        "seconds": round(time.perf_counter() - began, 1),
    }


def keep(name: str, arm: str, embedding: torch.Tensor, data: Material) -> None:
    """The embedding of the most frequent words that occurred in training, for the page's «before and after»."""
    counts = Counter(id_ for ids in data.train for id_ in ids if id_ >= FIRST_WORD)
    rows = np.array(sorted(id_ for id_, _ in counts.most_common(KEPT_WORDS)))
    kept = {"rows": (rows - FIRST_WORD).astype(np.int32), "vectors": embedding.numpy()[rows].astype(np.float16)}
    save_file(kept, FOLDER / f"{name}-{arm}.safetensors")
    (FOLDER / f"{name}-{arm}.safetensors").chmod(0o644)


def fingerprint(vectors: dict[str, WordVectors]) -> str:
    """Changes with the plan and the vectors, so that older figures aren't taken for new ones."""
    told = [
        asdict(PLAN),
        KEPT_WORDS,
        {name: hashlib.sha256(table.array.tobytes()).hexdigest() for name, table in vectors.items()},
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def write(report_: dict[str, Any]) -> None:
    """One line a run, so that a change can be read in a diff; all or nothing, also when killed meanwhile."""
    head = json.dumps({key: value for key, value in report_.items() if key != "runs"}, indent=1, ensure_ascii=False)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in report_["runs"])
    write_whole(FOLDER / FIGURES, f'{head[:-2]},\n"runs": [\n{lines}\n]}}\n')


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.embeddings", description="Do pre-trained vectors help?")
    parser.add_argument("--data", type=Path, required=True, help="the folder with the training data")
    parser.add_argument("--glove", type=Path, help="a file of GloVe vectors, to try on clothing as well")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    FOLDER.mkdir(exist_ok=True)
    vectors = {name: shipped(language) for name, language in SETS.items()}
    mark = fingerprint(vectors)
    kept = json.loads((FOLDER / FIGURES).read_text("utf-8")) if (FOLDER / FIGURES).is_file() else {}
    told: dict[str, Any] = {
        "fingerprint": mark,
        "plan": asdict(PLAN),
        "sets": kept.get("sets", {}),
        "versions": {package: version(package) for package in ("torch", "scikit-learn", "gensim")},
        "load_average": round(os.getloadavg()[0], 2),
        "runs": kept["runs"] if kept.get("fingerprint") == mark else [],
    }
    for name in SETS:
        examine(name, vectors[name], ("bag", *ARMS), "", arguments.data, told)
    if arguments.glove:
        glove = read_vectors(arguments.glove, limits=Limits(2**31, 400_000, 300, 10**9)).table
        examine("clothing", glove, ARMS[1:], "glove-", arguments.data, told)


def examine(
    name: str, vectors: WordVectors, arms: Sequence[str], prefix: str, folder: Path, told: dict[str, Any]
) -> None:
    """Run what isn't done yet on one set and write it into `told`, one run after the other."""
    done = {(row["set"], row["arm"], row["share"], row["seed"]) for row in told["runs"]}
    # Small shares of every seed first: whoever interrupts has whole curves of few texts, not one of many.
    ordered = [(arm, share, seed) for share in SHARES for seed in SEEDS for arm in arms]
    wanted = [run_ for run_ in ordered if (name, prefix + run_[0], *run_[1:]) not in done]
    if not wanted:
        return
    texts = texts_of(name, folder)
    data = material(*texts, vectors.words, PLAN)
    told["sets"][name] = {
        "train": len(texts.train),
        "aside": len(texts.aside),
        "exam": len(texts.exam),
        "labels": dict(sorted(Counter(row.label for row in texts.exam).items())),
    }
    for arm, share, seed in wanted:
        if arm == "bag":
            figures = bag_of_words(texts, data.labels, share, seed)
        else:
            figures, embedding = run(data, vectors.array, cast("Arm", arm), share, seed, PLAN)
            if not prefix and share == SHARES[-1] and seed == SEEDS[0] and arm != "frozen":
                keep(name, arm, embedding, data)
        told["runs"].append({"set": name, "arm": prefix + arm, "share": share, "seed": seed, **figures})
        write(told)
        print(json.dumps(told["runs"][-1]), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
