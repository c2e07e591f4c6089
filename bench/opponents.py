"""The bags of words again, and what each shipped network is ahead of them: `python -m bench.opponents --data DIR`.

No network is trained: the bags are fitted on the texts of the network's configuration, both judge the validation
texts, and assets/models/*/metrics.json gets their figures.
"""

import argparse
import json
from pathlib import Path

from bench.texts import texts_of
from model.evaluation import probabilities
from model.files import write_whole
from model.said import balance_of
from model.training import METRICS, beside, figures, opponents
from model.zoo import available, load, models_folder


def measure(name: str, folder: Path) -> None:
    path = models_folder() / name / METRICS
    metrics = json.loads(path.read_text("utf-8"))
    labels = metrics["labels"]
    split = texts_of(metrics, folder)
    ours = probabilities(load(name), [row.text for row in split.valid], labels)
    said = figures(split.valid, ours, labels)
    was = metrics["validation"]["macro_f1"]
    print(f"{name}: macro-F1 {said['macro_f1']:.4f} here, {was:.4f} when it was trained")
    bags = opponents(split, labels, balance_of(metrics))
    # Product and rounding differ a little from machine to machine: the network is judged where the bags are.
    metrics |= {"validation": said, **beside(split.valid, ours, bags, labels)}
    write_whole(path, json.dumps(metrics, indent=1, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=available())
    parser.add_argument("--data", type=Path, required=True)
    asked = parser.parse_args()
    for name in asked.names:
        measure(name, asked.data)


if __name__ == "__main__":
    main()
