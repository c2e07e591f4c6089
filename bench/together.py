"""How far all readers of the same texts get together, which tells how much of what is missing is in the texts.

`python -m bench.together --data DIR` measures it, keeps it in assets/together.json and writes docs/together.md. Without
`--data` it only writes the page.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from bench.behaviour import metrics
from bench.measure import ROOT
from bench.readme import difference, interval, table
from bench.texts import texts_of
from model.evaluation import probabilities
from model.files import write_whole
from model.said import balance_of
from model.training import beside, figures, opponents
from model.zoo import available, load

RECORDS = ROOT / "assets" / "together.json"
PAGE = ROOT / "docs" / "together.md"
HEAD = """# All together

Would a better network help, or is the rest in the texts and their labels? Here all networks and both bags of words that
learned from the same texts judge the validation texts together: the mean of their probabilities, no weight fitted.
On a kind of text where even they are hardly ahead of one bag of words (TF-IDF), more of the same will not help; it is
no proof, for another kind of network could know what none of these does. In brackets, 95 % intervals; those of the
difference are paired, text by text. In «all» our own phrases don't count.

`python -m bench.together --data DIR` writes this page.
"""


def groups() -> list[list[str]]:
    """The shipped networks that learned from the same texts, where there are several."""
    known: dict[str, list[str]] = {}
    for name in available():
        known.setdefault(metrics(name)["data"]["sha256"], []).append(name)
    return [names for names in known.values() if len(names) > 1]


def measure(names: list[str], folder: Path) -> dict[str, Any]:
    told = metrics(names[0])
    labels = told["labels"]
    split = texts_of(told, folder)
    texts = [row.text for row in split.valid]
    bags = opponents(split, labels, balance_of(told))
    everyone = np.mean([*(probabilities(load(name), texts, labels) for name in names), *bags.values()], axis=0)
    return {
        "networks": names,
        "validation": figures(split.valid, everyone, labels),
        "advantage": beside(split.valid, everyone, bags, labels)["advantage"]["baseline"],
    }


def page(records: list[Mapping[str, Any]]) -> str:
    text = HEAD
    for record in records:
        names = record["networks"]
        alone = {name: metrics(name) for name in names}
        bag = alone[names[0]]["baseline"]
        best = max(names, key=lambda name: float(alone[name]["validation"]["macro_f1"]))
        parts = (bag, alone[best]["validation"], record["validation"], record["advantage"])
        kinds = [("**all**", *parts)]
        kinds += [(kind, *(part["domains"][kind] for part in parts)) for kind in record["validation"]["domains"]]
        rows = [
            (kind, f"{mine['n']:,}", f"{theirs['macro_f1']:.3f}", f"{ours['macro_f1']:.3f}", interval(mine, "macro_f1"),
             difference(ahead, "macro_f1"))
            for kind, theirs, ours, mine, ahead in kinds
        ]  # fmt: skip
        head = ("kind of text", "texts", "TF-IDF", best, "all together", "all together − TF-IDF")
        text += f"\n## {', '.join(names)} and two bags of words\n\n{table(head, rows)}"
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder with the training data")
    data = parser.parse_args().data
    if data:
        records = [measure(names, data) for names in groups()]
        write_whole(RECORDS, json.dumps(records, indent=1, ensure_ascii=False) + "\n")
    PAGE.write_text(page(json.loads(RECORDS.read_text("utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
