"""The five cells beside each other: what they state of themselves, as cards and as a table of costs."""

from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from model.cells import CELLS
from model.run import holdable
from ui import palette
from ui.component import module
from ui.texts import Texts

_ASSETS = Path(__file__).parents[1] / "assets"
REFERENCE = "lstm"
DRAWING = ("player/dom.js", "microscope/cell.js", "cells/formula.js", "cells/markup.js")
STYLES = ("microscope/cell.css", "cells/formula.css")
"""The scripts that draw cells and equations, each after those it needs."""


def told(kind: str) -> dict[str, Any]:
    """A cell as the browser reads it: its names, and its equations in LaTeX."""
    cell = CELLS[kind]
    return {
        "kind": kind,
        "names": cell.names,
        "states": cell.states,
        "memory": cell.memory,
        "blocks": cell.blocks,
        "equations": dict(cell.equations),
        "holdable": holdable(kind),
    }


def cards(t: Texts, inputs: int, units: int) -> None:
    """Draw the five cards, with their costs for `inputs` inputs and `units` units."""
    reference = CELLS[REFERENCE].equations
    _COMPONENT(
        key="cards",
        data={
            "cells": [
                told(kind)
                | {
                    "name": t(f"cells-kind-{kind}"),
                    "source": t(f"cells-source-{kind}"),
                    "diagram": t("cells-diagram", cell=t(f"cells-kind-{kind}")),
                    "differs": t(f"cells-differs-{kind}"),
                    "shared": [
                        name for name in cell.names if kind != REFERENCE and reference.get(name) == cell.equations[name]
                    ],
                    "facts": [
                        (t("cells-parameters"), t("cells-count", n=cell.parameter_count(inputs, units))),
                        (t("cells-multiplications"), t("cells-count", n=cell.multiplications(inputs, units))),
                        (t("cells-carries"), t("cells-count", n=len(cell.states) * units)),
                    ],
                }
                for kind, cell in CELLS.items()
            ],
            "strings": {name: t(f"cells-{name}") for name in ("cards", "equations", "shared")},
        },
        height="content",
    )


def units_within(kind: str, inputs: int, parameters: int) -> int:
    """The most units with which the cell has at most so many parameters."""
    units = 0
    while CELLS[kind].parameter_count(inputs, units + 1) <= parameters:
        units += 1
    return units


def costs(t: Texts, inputs: int, units: int) -> str:
    """What a step of each cell costs, as HTML: parameters, multiplications, and units for the LSTM's parameters."""
    budget = CELLS[REFERENCE].parameter_count(inputs, units)
    usual = CELLS[REFERENCE].multiplications(inputs, units)
    most = max(cell.multiplications(inputs, units) for cell in CELLS.values())
    head = "".join(
        f"<th scope='col'>{escape(t(f'cells-costs-{name}'))}</th>"
        for name in ("cell", "parameters", "multiplications", "relative", "units")
    )
    rows = []
    for kind, cell in CELLS.items():
        products = cell.multiplications(inputs, units)
        numbers = [
            t("cells-count", n=cell.parameter_count(inputs, units)),
            t("cells-count", n=products),
            f"<i><b style='width: {100 * products / most:.1f}%'></b></i>"
            + t("cells-costs-times", n=round(products / usual, 2)),
            t("cells-count", n=units_within(kind, inputs, budget)),
        ]
        cells = "".join(f"<td>{number}</td>" for number in numbers)
        rows.append(f"<tr><th scope='row'>{escape(t(f'cells-kind-{kind}'))}</th>{cells}</tr>")
    return f"<table class='figures costs'><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


_COMPONENT = st.components.v2.component(
    "cards",
    css=palette.css() + "".join((_ASSETS / name).read_text("utf-8") for name in (*STYLES, "cells/cards.css")),
    js=module(*(_ASSETS / name for name in (*DRAWING, "cells/cards.js"))),
)
