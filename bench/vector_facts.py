"""What our word vectors get right and wrong, beside GloVe's: analogies told both ways, and tests of bias.

`python -m bench.vector_facts [--glove FILE]` writes assets/embeddings/facts.json and the card of each folder of
assets/vectors; without --glove, what was measured of GloVe before is kept.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from bench.embeddings import FOLDER
from bench.measure import ROOT
from model.errors import InputError
from model.vectors.association import association
from model.vectors.faithful import kept_neighbours, nearest_among
from model.vectors.files import Limits, read_vectors
from model.vectors.shipped import ABOUT, LANGUAGES, questions, shipped, shipped_map
from model.vectors.shipped import FOLDER as VECTORS
from model.vectors.table import WordVectors

FACTS = FOLDER / "facts.json"
CARD = ROOT / "bench" / "vectors.md"


def analogies(table: WordVectors, language: str) -> dict[str, dict[str, int]]:
    """By kind and in all: questions that the table can be asked, right answers with the question's words excluded and
    included, and how often, included, one of them is the answer."""
    found: dict[str, dict[str, int]] = {}
    for kind, pairs in questions(language)["analogies"].items():
        known = [pair for pair in pairs if all(table.row(word) is not None for word in pair)]
        figures = dict.fromkeys(("n", "excluding", "including", "third"), 0)
        for a, b in known:
            for c, d in known:
                if (a, b) == (c, d):
                    continue
                free = table.analogy(a, b, c, 1, excluding=False)[0].word
                figures["n"] += 1
                figures["excluding"] += table.analogy(a, b, c, 1)[0].word == d
                figures["including"] += free == d
                figures["third"] += free in {a, b, c}
        found[kind] = figures
    return found | {
        "all": {name: sum(kind[name] for kind in found.values()) for name in ("n", "excluding", "including", "third")}
    }


def biases(table: WordVectors, language: str) -> dict[str, list[float]]:
    """Effect and p of each test that the table knows enough words for."""
    found = {}
    for test in questions(language)["bias"]:
        try:
            outcome = association(table, test["x"], test["y"], test["a"], test["b"])
        except InputError:
            continue
        found[test["id"]] = [round(outcome.effect, 4), round(outcome.p, 6)]
    return found


def facts(language: str) -> dict[str, Any]:
    table, drawn = shipped(language), shipped_map(language)
    truly = nearest_among(table.unit[: len(drawn.words)], 10)
    kept = {name: round(kept_neighbours(truly, points), 4) for name, points in drawn.points.items()}
    return {"analogies": analogies(table, language), "bias": biases(table, language), "map": kept}


def card(language: str, told: dict[str, Any]) -> str:
    """The README of a folder of vectors, made of its figures."""
    about = json.loads((VECTORS / language / ABOUT).read_text("utf-8"))
    read, cover, asked = about["settings"], about["coverage"], told["analogies"]
    kinds = "\n".join(
        f"| {kind} | {row['n']} | {row['excluding']} | {row['including']} | {row['third']} |"
        for kind, row in asked.items()
    )
    tests = "\n".join(f"| {name} | {effect:+.2f} | {p:.4f} |" for name, (effect, p) in told["bias"].items())
    return CARD.read_text("utf-8").format(
        language={"es": "Spanish", "en": "English"}[language],
        code=language,
        words=about["words"],
        size=about["size"],
        sets=", ".join(f"`{name}`" for name in about["sets"]),
        texts=about["texts"],
        read=about["words_read"],
        window=read["window"],
        negative=read["negative"],
        epochs=read["epochs"],
        seed=read["seed"],
        gensim=about["versions"]["gensim"],
        known=100 * cover["known"],
        validation=cover["validation_words"],
        different=cover["different"],
        different_known=100 * cover["different_known"],
        tsne=100 * told["map"]["tsne"],
        pca=100 * told["map"]["pca"],
        map=about["map"]["words"],
        analogies=kinds,
        bias=tests,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.vector_facts", description=__doc__.partition("\n")[0])
    parser.add_argument("--glove", type=Path, help="a file of GloVe vectors to measure beside ours")
    arguments = parser.parse_args()
    told: dict[str, Any] = json.loads(FACTS.read_text("utf-8")) if FACTS.is_file() else {}
    told |= {language: facts(language) for language in LANGUAGES}
    if arguments.glove:
        table = read_vectors(arguments.glove, limits=Limits(2**31, 400_000, 300, 10**9)).table
        told["glove"] = {
            "file": arguments.glove.name,
            "words": len(table),
            "analogies": analogies(table, "en"),
            "bias": biases(table, "en"),
        }
    FACTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for language in LANGUAGES:
        (VECTORS / language / "README.md").write_text(card(language, told[language]), encoding="utf-8")
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
