"""The whole way of a batch through a network as one drawing: shapes, parameters and bytes of each stage."""

import json
import math
from collections.abc import Sequence
from html import escape

from model.pipeline import Stage
from ui.take_away import Files
from ui.texts import Texts
from ui.verdict import claim, ink, likeliest, percent

SYMBOLS = {"ids": "[B, T]", "embedding": "[B, T, E]", "layer": "[B, T, H]", "pooling": "[B, 3·H]", "head": "[B, C]"}
COLOURS = {"embedding": "i", "layer": "h", "head": "o"}


def size(t: Texts, count: int) -> str:
    """Bytes as people read them."""
    for unit, name in ((2**20, "megabytes"), (2**10, "kilobytes")):
        if count >= unit:
            return t(f"text-pipe-{name}", n=count / unit)
    return t("text-pipe-bytes", n=count)


def drawing(t: Texts, lines: Sequence[str], stages: Sequence[Stage], cell: str) -> str:
    """Text and stages from left to right, on a phone from top to bottom."""
    characters = sum(map(len, lines))
    said = (
        t("text-pipe-characters", n=characters),
        t("text-pipe-takes", size=size(t, sum(len(line.encode("utf-8", "replace")) for line in lines))),
    )
    text = (
        f'<li><h3>{escape(t("text-pipe-text"))}</h3><div class="block quote"><q>{escape(lines[0][:90])}</q></div>'
        f"<code>B = {len(lines)}</code>{_facts(said)}</li>"
    )
    return f'<ol class="pipe">{text}{"".join(_stage(t, stage, cell) for stage in stages)}</ol>'


def _stage(t: Texts, stage: Stage, cell: str) -> str:
    batch, *inner = stage.shape
    rows, columns = (1, inner[0]) if len(inner) == 1 else inner
    if stage.name == "ids":
        rows, columns = columns, 1
    # Sizes differ by orders of magnitude: the drawing keeps their order, not their ratio.
    width, height = (round(8 + 11 * math.log2(1 + side)) for side in (rows, columns))
    name = t(f"text-pipe-{stage.name}", cell=t(f"reader-cell-{cell}"))
    facts = [
        t("text-pipe-parameters", n=stage.parameters) if stage.parameters else t("text-pipe-no-parameters"),
        t("text-pipe-weighs", size=size(t, stage.weight_bytes)) if stage.parameters else "",
        t("text-pipe-takes", size=size(t, stage.bytes)),
    ]
    colour = ink(COLOURS[stage.name]) if stage.name in COLOURS else "currentcolor"
    layers = "".join(
        f'<i style="width:{min(width, 104)}px;height:{min(height, 104)}px;translate:{5 * at}px {-5 * at}px"></i>'
        for at in reversed(range(min(batch, 4)))
    )
    return (
        f'<li style="--stage:{colour}"><h3>{escape(name)}</h3>'
        f'<div class="block" aria-hidden="true">{layers}</div>'
        f"<code>{escape(SYMBOLS[stage.name])}</code><code><b>{escape(shape(t, stage))}</b></code>"
        f"{_facts(facts)}<p>{escape(t(f'text-pipe-{stage.name}-does'))}</p></li>"
    )


def shape(t: Texts, stage: Stage) -> str:
    return "[" + ", ".join(t("text-pipe-number", n=side) for side in stage.shape) + "]"


def _facts(facts: Sequence[str]) -> str:
    return "".join(f"<small>{escape(fact)}</small>" for fact in facts if fact)


def shares(t: Texts, stages: Sequence[Stage], cell: str) -> str:
    """Where the parameters live, as one bar."""
    total = sum(stage.parameters for stage in stages)
    parts = [stage for stage in stages if stage.parameters]
    bar = "".join(f'<i style="flex:{stage.parameters};background:{ink(COLOURS[stage.name])}"></i>' for stage in parts)
    legend = "".join(
        f'<span><i style="background:{ink(COLOURS[stage.name])}"></i>'
        f"{escape(t(f'text-pipe-{stage.name}', cell=t(f'reader-cell-{cell}')))} "
        f"{escape(t('text-zeros-percent', value=100 * stage.parameters / total))}</span>"
        for stage in parts
    )
    return f'<div class="shares" aria-hidden="true">{bar}</div><p class="legend">{legend}</p>'


def verdicts(t: Texts, lines: Sequence[str], probabilities: Sequence[dict[str, float]]) -> str:
    """What leaves the pipe: each sentence's likeliest label."""
    rows = "".join(
        f"<tr><td>{number}</td><td>{escape(line[:140])}</td>"
        f'<td style="color:{ink(label)}">{escape(t(f"verdict-{label}"))}</td>'
        f"<td>{escape(t('verdict-percent', percent=percent(said[label])))}</td></tr>"
        for number, (line, said) in enumerate(zip(lines, probabilities, strict=True), 1)
        for label in [likeliest(said)]
    )
    return f'<table class="figures outcome">{rows}</table>'


def claims(t: Texts, stages: Sequence[Stage], whole: int, wasted: float) -> str:
    """What to look for, and the drawing's sums held against the network's own count."""
    drawn = sum(stage.parameters for stage in stages)
    largest = max(stages, key=lambda stage: stage.parameters)
    tested = t("text-pipe-tested", drawn=drawn, whole=whole, same="yes" if drawn == whole else "no")
    look = t("text-pipe-look", percent=round(100 * largest.parameters / whole), wasted=round(100 * wasted))
    return claim(t("look-for"), look) + claim(t("refuted-by"), f"{t('text-pipe-refuted')} {tested}")


def files(
    model: str, lines: Sequence[str], stages: Sequence[Stage], probabilities: Sequence[dict[str, float]]
) -> Files:
    def as_json() -> bytes:
        told = {
            "model": model,
            "stages": [
                {
                    "name": stage.name,
                    "shape": stage.shape,
                    "parameters": stage.parameters,
                    "weight_bytes": stage.weight_bytes,
                    "bytes": stage.bytes,
                }
                for stage in stages
            ],
            "verdicts": [
                {"text": line} | {label: round(p, 4) for label, p in said.items()}
                for line, said in zip(lines, probabilities, strict=True)
            ],
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode()

    return {"json": as_json}
