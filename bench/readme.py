"""The README's tables, made from bench/results.json and the models' metrics.json: `python -m bench.readme`.

A test compares them, so that no figure in the README is typed by hand or outlives what it was measured on.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.measure import ROOT
from model.remake import costs, shipped

README = ROOT / "README.md"
RESULTS = ROOT / "bench" / "results.json"
MODELS = ROOT / "assets" / "models"


def updated(text: str) -> str:
    return replaced(text, {"speed": speed(json.loads(RESULTS.read_text("utf-8"))), "models": models(MODELS)})


def replaced(text: str, tables: Mapping[str, str]) -> str:
    """`text` with what stands between `<!-- NAME -->` and `<!-- /NAME -->` made anew."""
    for name, table in tables.items():
        text, found = re.subn(
            rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)",
            lambda marks, table=table: f"{marks[1]}{table}{marks[2]}",
            text,
            flags=re.DOTALL,
        )
        if found != 1:
            raise ValueError(f"the text has {found} places for the table «{name}»")
    return text


def speed(results: dict[str, Any]) -> str:
    rows = []
    for name, result in results.items():
        for figure in result["figures"]:
            goal = figure.get("goal", "")
            reached = "" if not goal else "yes" if figure["met"] else "**no**"
            rows.append((f"`{name}`", figure["what"], f"{figure['value']:g} {figure['unit']}", goal, reached))
    where = next(iter(results.values()))
    load = [result["load_average"] for result in results.values()]
    note = (
        f"{where['cores']} cores ({where['machine']}), Python {where['python']}, torch {where['torch']}; "
        f"load average while measuring {min(load):g} to {max(load):g}."
    )
    return table(("bench", "what", "measured", "goal", "reached"), rows) + f"\n{note}\n"


def models(folder: Path) -> str:
    """A row a model, and what it takes to train them all again."""
    rows = []
    spent: dict[str, float] = {}
    remaining: dict[str, float] = {}
    made = shipped()
    for path in sorted(folder.glob("*/metrics.json")):
        metrics = json.loads(path.read_text("utf-8"))
        name = f"[{metrics['name']}](assets/models/{metrics['name']}/README.md)"
        trainings = len(metrics["seeds"]["runs"]) if "seeds" in metrics else 1
        ahead = difference(metrics["advantage"]["baseline"], "macro_f1")
        others = (
            f"{metrics['baseline']['accuracy']:.3f}",
            f"{metrics['baseline']['macro_f1']:.3f}",
            ahead,
            f"{metrics['calibration']['ece']:.3f}",
            str(trainings),
        )
        rows.append((name, *_report(metrics["validation"]), *others))
        spent |= costs(metrics)
        remaining |= costs(metrics, made)
    head = (
        "model", "texts", "accuracy", "macro-F1", "baseline: accuracy", "macro-F1", "difference in macro-F1",
        "calibration error", "trainings",
    )  # fmt: skip
    hours, fewer = sum(spent.values()) / 60, sum(remaining.values()) / 60
    again = (
        f"`make models DATA=…` trains all of them again: {fewer:.1f} hours on one thread (`OMP_NUM_THREADS=1`) with "
        f"the language models and the teacher's opinions that ship, {hours:.1f} hours where these are to be made "
        "again, too (remove them from `assets`); by the clock of a busy machine, pauses included."
    )
    return table(head, rows) + f"\n{again}\n"


def _report(report: dict[str, Any]) -> tuple[str, ...]:
    return f"{report['n']:,}", *(interval(report, figure) for figure in ("accuracy", "macro_f1"))


def interval(report: dict[str, Any], figure: str) -> str:
    low, high = report[f"{figure}_interval"]
    return f"{report[figure]:.3f} ({low:.3f} to {high:.3f})"


def difference(report: dict[str, Any], figure: str) -> str:
    low, high = report[f"{figure}_interval"]
    return f"{report[figure]:+.3f} ({low:+.3f} to {high:+.3f})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.strip() for cell in line)} |\n" for line in lines)


def main() -> None:
    README.write_text(updated(README.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
