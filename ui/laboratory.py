"""The laboratory of one unit: what its address says, and the component that computes and draws it in the browser."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st

from model.cells import CELLS
from model.laboratory import EXPERIMENTS
from model.run import Check, Hold, Setup, holdable, knobs
from ui import palette
from ui.cells import DRAWING, STYLES, told
from ui.component import module
from ui.texts import Texts

LIMITS = {"weight": 30.0, "x": 3.0, "elapsed": 1000.0, "state": 10.0}
MOST_STEPS = 24
FIRST = next(iter(EXPERIMENTS))
NOTHING = "0"
"""How the address writes that there is nothing of a kind: no weight but 0, no wait, nothing held."""
_HOLD = re.compile(r"(\w+)=([^@]+)(?:@(\d{1,4}))?", re.ASCII)

_STRINGS: dict[str, tuple[str, ...]] = {  # Fluent keys after "cells-", and what the browser fills in later
    **dict.fromkeys((f"kind-{kind}" for kind in CELLS), ()),
    **dict.fromkeys(
        (f"{part}-{name}" for name in EXPERIMENTS for part in ("experiment", "look", "refuted", "contrast")), ()
    ),
    **dict.fromkeys(("laboratory", "experiments", "checks", "missing", "prepared", "prepared-show", "as-prepared"), ()),
    **dict.fromkeys(("cell", "steps", "sequence", "player", "first", "back", "play", "pause", "forward", "last"), ()),
    **dict.fromkeys(("sums", "by-hand", "held", "keys", "gates", "weights", "scope", "scope-always"), ()),
    **dict.fromkeys(("scope-here", "release", "table", "table-show"), ()),
    "broken": ("wanted",),
    **dict.fromkeys(("kept", "written", "faded", "sum"), ()),
    "contrast-show": ("what",),
    "diagram": ("cell",),
    "number": ("name",),
    "release-of": ("name",),
    "this-step": ("step",),
    "status": ("step", "steps", "name", "value"),
}
_ASSETS = Path(__file__).parents[1] / "assets"


@dataclass(frozen=True)
class State:
    """What the laboratory shows: an experiment, as prepared or changed by hand, at one step (from 1)."""

    experiment: str
    setup: Setup
    step: int

    def address(self) -> dict[str, str]:
        """The query that restores it: the experiment unless it is the first one, and only what differs from it."""
        setup, prepared = self.setup, EXPERIMENTS[self.experiment].setup
        written = {
            "experiment": (self.experiment, FIRST),
            "cell": (setup.cell, prepared.cell),
            "x": (_numbers(setup.x), _numbers(prepared.x)),
            "dt": (_waits(setup), _waits(prepared)),
            "weights": (_weights(setup), _weights(prepared)),
            "hold": (_holds(setup), _holds(prepared)),
            "step": (str(self.step), str(len(setup.x))),
        }
        return {name: now for name, (now, then) in written.items() if now != then}


def _numbers(values: Iterable[float]) -> str:
    return ",".join(map(_number, values))


def _number(value: float) -> str:
    return f"{value:.10g}"


def _waits(setup: Setup) -> str:
    return _numbers(setup.elapsed) if any(setup.elapsed) else NOTHING


def _weights(setup: Setup) -> str:
    named = (f"{n}={_number(setup.weights[n])}" for n in knobs(setup.cell) if setup.weights.get(n))
    return ",".join(named) or NOTHING


def _holds(setup: Setup) -> str:
    written = (f"{h.name}={_number(h.value)}" + ("" if h.step is None else f"@{h.step}") for h in _ordered(setup.holds))
    return ",".join(written) or NOTHING


def _ordered(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    return tuple(sorted(holds, key=lambda hold: (hold.name, -1 if hold.step is None else hold.step)))


def read(asked: Mapping[str, str]) -> tuple[State, list[str]]:
    """The state that an address asks for, or the nearest valid one, and the parts of it that were not valid."""
    wrong: list[str] = []
    name = asked.get("experiment", "")
    if name and name not in EXPERIMENTS:
        wrong.append(name)
    name = name if name in EXPERIMENTS else FIRST
    prepared = EXPERIMENTS[name].setup
    cell = asked.get("cell", prepared.cell)
    if cell not in CELLS:
        wrong.append(cell)
        cell = prepared.cell
    x = asked["x"].split(",") if "x" in asked else prepared.x
    raw: dict[str, Any] = as_data(fitted(prepared, cell, min(len(x), MOST_STEPS))) | {"x": x}
    if "dt" in asked:
        raw["elapsed"] = [] if asked["dt"] == NOTHING else asked["dt"].split(",")
    if "weights" in asked:
        raw["weights"] = {}
        for part in () if asked["weights"] == NOTHING else asked["weights"].split(","):
            knob, _, value = part.partition("=")
            raw["weights"][knob] = value
    if "hold" in asked:
        raw["holds"] = []
        for part in () if asked["hold"] == NOTHING else asked["hold"].split(","):
            match = _HOLD.fullmatch(part)
            if match:
                raw["holds"].append(dict(zip(("name", "value", "step"), match.groups(), strict=True)))
            else:
                wrong.append(part)
    setup, invalid = nearest(raw)
    step = asked.get("step", str(len(setup.x)))
    place = int(step) if re.fullmatch(r"\d{1,12}", step, re.ASCII) else 0
    if not 1 <= place <= len(setup.x):
        wrong.append(step)
        place = min(max(place, 1), len(setup.x))
    return State(name, setup, place), wrong + invalid


def nearest(raw: Mapping[str, Any]) -> tuple[Setup, list[str]]:
    """The valid setup nearest to `raw`, in which numbers may be texts, and what of it was not valid."""
    wrong: list[str] = []

    def number(written: object, low: float, high: float) -> float:
        try:
            value = float(str(written))
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            wrong.append(str(written) or "∅")
        return round(min(max(value, low), high), 4) + 0.0 if not math.isnan(value) else 0.0  # + 0.0: no −0

    cell = raw["cell"]
    x = tuple(number(value, -LIMITS["x"], LIMITS["x"]) for value in raw["x"][:MOST_STEPS]) or (0.0,)
    if len(raw["x"]) > MOST_STEPS:
        wrong.append(f"{len(raw['x'])} > {MOST_STEPS}")
    elapsed = tuple(number(value, 0.0, LIMITS["elapsed"]) for value in raw["elapsed"][: len(x)])
    elapsed = (*elapsed, *(0.0,) * (len(x) - len(elapsed))) if any(elapsed) else ()
    wrong += [name for name in raw["weights"] if name not in knobs(cell)]
    weights = {
        name: value
        for name, written in raw["weights"].items()
        if name in knobs(cell) and (value := number(written, -LIMITS["weight"], LIMITS["weight"]))
    }
    holds: dict[tuple[str, int | None], Hold] = {}
    for hold in raw["holds"]:
        name, step = hold["name"], None if hold["step"] is None else int(hold["step"])
        if not _may_hold(cell, name, step, len(x)):
            wrong.append(f"{name}@{step}" if step is not None else name)
            continue
        low, high = bounds(cell, name)
        holds[name, step] = Hold(name, number(hold["value"], low, high), step)
    return Setup(cell, x, weights, elapsed, _ordered(holds.values())), wrong


def _may_hold(cell: str, name: str, step: int | None, steps: int) -> bool:
    if name in CELLS[cell].states:
        return step is not None and 0 <= step <= steps
    return name in holdable(cell) and (step is None or 1 <= step <= steps)


def bounds(cell: str, name: str) -> tuple[float, float]:
    """Between what a hand may move a gate, a candidate or a state."""
    if name == "c":
        return -LIMITS["state"], LIMITS["state"]
    return (0.0 if r"\sigma" in CELLS[cell].equations[name] else -1.0), 1.0


def fitted(setup: Setup, cell: str, steps: int) -> Setup:
    """The setup with another cell and so many steps in it: what still has its place stays."""
    weights = {name: value for name, value in setup.weights.items() if name in knobs(cell)}
    holds = tuple(hold for hold in setup.holds if _may_hold(cell, hold.name, hold.step, steps))
    return replace(setup, cell=cell, weights=weights, holds=holds)


def as_data(setup: Setup) -> dict[str, Any]:
    """A setup as the browser takes it and gives it back."""
    return {
        "cell": setup.cell,
        "x": list(setup.x),
        "weights": dict(setup.weights),
        "elapsed": list(setup.elapsed),
        "holds": [asdict(hold) for hold in setup.holds],
    }


def arrived(asked: Mapping[str, str]) -> list[str]:
    """Open the laboratory where an address says; returns the parts of it that were not valid."""
    session = st.session_state
    session["laboratory-state"], wrong = read(asked)
    session["laboratory-arrival"] = session.get("laboratory-arrival", 0) + 1
    session["laboratory-sought"] = bool(session["laboratory-state"].address())
    return wrong


def laboratory(t: Texts) -> State:
    """Draw the laboratory; returns what its visitor left it at when they last rested, which reruns the page."""
    session = st.session_state
    arrival = session["laboratory-arrival"]
    strings = {
        name: t(f"cells-{name}", **{variable: f"{{{variable}}}" for variable in variables})
        for name, variables in _STRINGS.items()
    }
    state: State = session["laboratory-state"]
    result = _COMPONENT(
        key="laboratory",
        data={
            "cells": [told(kind) | {"bounds": _bounds(kind)} for kind in CELLS],
            "experiments": _EXPERIMENTS,
            "limits": LIMITS | {"steps": MOST_STEPS},
            "start": {"experiment": state.experiment, "setup": as_data(state.setup), "step": state.step},
            "arrival": arrival,
            "sought": session["laboratory-sought"],
            "strings": strings | {"look": t("look-for"), "refuted": t("refuted-by")},
            "locale": t.locale,
        },
        default={"asked": None},
        on_asked_change=lambda: None,
        height="content",
    )
    # What was asked before the visitor came anew, or went back in the browser's history, is old news.
    if result.asked and result.asked["arrival"] == arrival:
        setup, _ = nearest(result.asked)
        session["laboratory-state"] = State(result.asked["experiment"], setup, result.asked["step"])
    return session["laboratory-state"]


def _bounds(kind: str) -> dict[str, tuple[float, float]]:
    return {name: bounds(kind, name) for name in (*holdable(kind), *CELLS[kind].states)}


def _check_data(check: Check) -> dict[str, Any]:
    low, high = (limit if math.isfinite(limit) else None for limit in (check.low, check.high))
    return {"name": check.name, "step": check.step, "low": low, "high": high}


_EXPERIMENTS = {
    name: {
        "setup": as_data(experiment.setup),
        "contrast": as_data(experiment.contrast),
        "checks": [_check_data(check) for check in experiment.checks],
    }
    for name, experiment in EXPERIMENTS.items()
}
_SCRIPTS = ("player/core.js", *DRAWING, "cells/unit.js", "cells/laboratory.js", "cells/laboratory-view.js")
_COMPONENT = st.components.v2.component(
    "laboratory",
    css=palette.css() + "".join((_ASSETS / name).read_text("utf-8") for name in (*STYLES, "cells/laboratory.css")),
    js=module(*(_ASSETS / name for name in _SCRIPTS)),
)
