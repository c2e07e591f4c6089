"""The microscope: one unit of one network, step by step, drawn in the browser. No step asks the server.

The whole trace travels once: every activation in 45 levels for the strips, where the eye can't tell, and as exact
float32 for the unit in focus and the few that matter most to the verdict.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import streamlit as st

from ui import palette
from ui.component import module
from ui.operations import landmarks
from ui.reader import STRINGS, blanks

if TYPE_CHECKING:
    from model.arithmetic import Line
    from model.trace import Specimen, Trace

EXACT = 3  # units beside the one in focus whose exact numbers travel, so that choosing them asks nobody
TERMS = 6
LEVELS = 45  # of colour, each way, in the strips
OFFERED = 3  # classes to follow, the likeliest at the end; the right one beside them
LETTERS = frozenset({"g", "n", "c_short", "c_adj", "decay", "elapsed"})
"""What the lecture writes otherwise than the code."""
_ASSETS = Path(__file__).parents[1] / "assets"


class Reading(NamedTuple):
    """One trace to look at: `role` is "main", "before" (without the operations) or "pinned".

    `title` is how the page names the network, `right` the label that would be right, where the text says so.
    """

    role: str
    name: str
    net: "Specimen"
    trace: "Trace"
    title: str = ""
    right: str | None = None

    @property
    def opening(self) -> int:
        """The step worth seeing first: where the verdict became what it is, or where the country is read."""
        if self.net.task == "sentiment":
            return self.trace.decided_at + 1
        marks = landmarks(self.net.task, self.net.language, self.trace.tokens, self.right)
        return marks.get("country", len(self.trace) - 1) + 1

    @property
    def offered(self) -> list[int]:
        """The labels that can be followed through the text: the likeliest at the end, and the right one."""
        likeliest = self.trace.scores[-1].argsort(descending=True).tolist()[:OFFERED]
        wanted = [] if self.right is None else [self.trace.labels.index(self.right)]
        return list(dict.fromkeys([*likeliest, *wanted]))


def focus(trace: "Trace", effects: Sequence[float], unit: int) -> list[int]:
    """The units whose exact numbers travel: `unit` first, then those that move this verdict most."""
    strongest = sorted(range(trace.cell.hidden), key=lambda number: -abs(effects[number]))
    return list(dict.fromkeys([unit, *strongest[:EXACT]]))


def by_effect(reading: Reading) -> list[tuple[int, float]]:
    """The units, those that move this verdict most first, each with what it adds to the verdict's lead."""
    from model.scores import lead_by_unit

    lead = lead_by_unit(reading.net, reading.trace).tolist()
    return sorted(enumerate(lead), key=lambda unit: -abs(unit[1]))


def run(reading: Reading, units: Sequence[int], *, strips: bool = True, own: int | None = None) -> dict[str, Any]:
    """What the browser needs of one trace, ready for JSON; without `strips`, of `units` alone.

    `own` is the unit to show whichever is in focus: another model's units share nothing but their numbers.
    """
    from model.arithmetic import lines, symbols

    trace, cell = reading.trace, reading.trace.cell
    equations = lines(trace)
    letters = symbols(cell)
    encoding = trace.encoding
    payload = {
        "role": reading.role,
        "name": reading.name,
        "title": reading.title or reading.name,
        "task": reading.net.task,
        "cell": cell.kind,
        "hidden": cell.hidden,
        "own": own,
        "memory": cell.memory,
        "words": trace.tokens,
        "starts": [step == 0 or encoding.words[step] != encoding.words[step - 1] for step in range(len(trace))],
        "unknown": [step for step, symbol in enumerate(encoding.symbols) if not symbol],
        "labels": list(trace.labels),
        "offered": reading.offered,
        "right": None if reading.right is None else trace.labels.index(reading.right),
        "decided": trace.decided_at,
        "probabilities": _floats(trace.probabilities),
        "names": list(cell.names),
        "symbols": letters,
        "lines": [_line(line, cell.equations[line.name], letters) for line in equations],
        "states": list(cell.states),
        "units": {str(unit): _unit(trace, equations, letters, unit) for unit in units if unit < cell.hidden},
    }
    if strips:
        payload["strips"] = {name: _strip(trace[name].numpy()) for name in cell.names}
    return payload


def _line(line: "Line", equation: str, letters: Mapping[str, str]) -> dict[str, Any]:
    """An equation without its numbers; each operand says where to find its own."""
    return {
        "name": line.name,
        "math": mathml(equation),
        "symbol": mathml(line.symbol),
        "form": line.form,
        "operands": [
            {"latex": operand, "math": mathml(operand), **_place(operand, letters)} for operand in line.operands
        ],
    }


def _place(operand: str, letters: Mapping[str, str]) -> dict[str, Any]:
    for name, letter in letters.items():
        if operand == letter:
            return {"name": name}
        if operand == letter.replace("_t", "_{t-1}"):
            return {"name": name, "earlier": True}
    return {}


def _unit(trace: "Trace", equations: "Sequence[Line]", letters: Mapping[str, str], unit: int) -> dict[str, Any]:
    """The exact numbers of one unit: activations [names, T], and by equation what only it adds up, constants once."""
    own: dict[str, list[Any]] = {}
    for line in equations:
        own[line.name] = [
            None if _place(operand, letters) else _constant_or_floats(values[:, unit].numpy())
            for operand, values in zip(line.operands, line.values, strict=True)
        ]
    held = {
        name: mask[:, unit].nonzero().flatten().tolist() for name in trace.names if (mask := trace.held(name)).any()
    }
    exact = np.stack([trace[name][:, unit].numpy() for name in trace.names])
    return {"values": _floats(exact), "own": own, "held": held} | _booked(trace, unit)


def _booked(trace: "Trace", unit: int) -> dict[str, Any]:
    """The two columns of the memory's ledger; nothing for a cell that keeps none."""
    if trace.cell.ledger_terms(trace.activations) is None:
        return {}
    keep, write = trace.ledger_terms()
    return {"keep": _floats(keep[:, unit]), "write": _floats(write[:, unit])}


def ledgers(reading: Reading) -> dict[str, Any] | None:
    """The ledger of the whole state and of the verdict, by step; None for a cell that keeps none.

    `state` [T] is each step's share of the last memory. `scores` [C, T] is what each step put into the last score of
    each class that is offered, and `rest` [C] what else is in it: the head's bias, and h where a clamp holds it.
    """
    from model.scores import memory_shares, score_ledger

    trace, offered = reading.trace, reading.offered
    if trace.cell.ledger_terms(trace.activations) is None:
        return None
    scores = score_ledger(reading.net, trace).sum(dim=2).T[offered]
    last = trace.scores[-1][offered]
    return {
        "state": _floats(memory_shares(trace)),
        "scores": _floats(scores),
        "last": _rounded(last),
        "rest": _rounded(last - scores.sum(dim=1)),
        "exact": trace.cell.memory == "h",
    }


def observation(readings: Sequence[Reading], unit: int, asked: tuple[str, int] | None) -> dict[str, Any]:
    """The runs, the first of them whole, with `unit` in focus; `asked` is a gate whose largest terms are wanted."""
    from model.scores import lead_by_unit

    main = readings[0]
    ranked = lead_by_unit(main.net, main.trace).tolist()
    units = focus(main.trace, ranked, unit)
    wanted = asked is not None and asked[0] in main.trace.cell.blocks and asked[1] < main.trace.cell.hidden
    runs = [run(main, units)]
    for reading in readings[1:]:
        own = None if reading.name == main.name else by_effect(reading)[0][0]
        runs.append(run(reading, units if own is None else [own], strips=False, own=own))
    return {
        "runs": runs,
        "unit": unit,
        "effects": _rounded(ranked),
        "ledgers": ledgers(main),
        "terms": terms(main.trace, *asked) if wanted else None,
    }


def terms(trace: "Trace", name: str, unit: int) -> dict[str, Any]:
    """The products that weigh most in one unit's gate at each step, and how many there are."""
    from model.arithmetic import largest_terms

    steps = [largest_terms(trace, name, step, unit, TERMS) for step in range(len(trace))]
    return {
        "name": name,
        "unit": unit,
        "count": trace.x.shape[1] + trace.cell.hidden,
        "sources": [[f"{term.source}{term.index}" for term in step] for step in steps],
        "weights": _floats(np.array([[term.weight for term in step] for step in steps])),
        "values": _floats(np.array([[term.value for term in step] for step in steps])),
    }


@cache
def mathml(latex: str) -> str:
    from latex2mathml.converter import convert

    return convert(latex)


def _strip(values: np.ndarray) -> dict[str, Any]:
    """[T, H] as one printable character a number, from −45 to 45, and what 45 stands for.

    Base64 would take a third more; all of ASCII from 35 on but the backslash stands in JSON as it is.
    """
    scale = max(1.0, float(np.abs(values).max()))
    codes = np.round(LEVELS / scale * values).astype(int) + 35 + LEVELS
    codes += codes >= ord("\\")
    return {"scale": round(scale, 6), "values": bytes(codes.flatten().tolist()).decode("ascii")}


def _constant_or_floats(values: np.ndarray) -> float | str:
    return float(values[0]) if (values == values[0]).all() else _floats(values)


def _floats(values: Any) -> str:
    numbers = np.asarray(values, dtype="<f4")
    if not np.isfinite(numbers).all():
        raise ValueError("a trace holds only finite numbers")
    return _bytes(numbers)


def _rounded(values: Any) -> list[float]:
    return [round(float(value), 6) for value in values]


def _bytes(values: np.ndarray) -> str:
    return b64encode(values.tobytes()).decode()


_STRINGS: dict[str, tuple[str, ...]] = {  # Fluent keys after "microscope-", and what the browser fills in later
    **dict.fromkeys(
        ("microscope", "zoom", "unit", "cell", "cell-note", "formula", "formula-note", "quantity"),
        (),
    ),
    **dict.fromkeys((f"zoom-{zoom}" for zoom in ("all", "sentence", "cell", "formula")), ()),
    **dict.fromkeys((f"move-{move}" for move in ("forget", "write", "add", "read")), ()),
    **{f"told-{move}-{kind}": () for move in ("forget", "write", "add", "read") for kind in ("lstm", "gru", "rnn")},
    "told-forget-time-aware": (),
    **dict.fromkeys(
        ("slow", "kept", "written", "faded", "sum", "held", "terms", "mean", "unknown", "unknown-note"), ()
    ),
    **dict.fromkeys(("curve", "strips", "strips-note", "order", "count", "ledger", "ledger-text", "ledger-none"), ()),
    **dict.fromkeys((f"order-{order}" for order in ("effect", "activity", "number")), ()),
    **dict.fromkeys((f"scope-{scope}" for scope in ("unit", "state", "verdict")), ()),
    **dict.fromkeys((f"role-{role}" for role in ("main", "before", "pinned")), ()),
    **dict.fromkeys((f"letter-{name}" for name in ("g", "n", "c-short", "c-adj", "decay", "elapsed")), ()),
    **dict.fromkeys(
        ("operate", "operate-name", "operate-value", "operate-where", "operate-units", "operate-apply"), ()
    ),
    **dict.fromkeys(("operate-word", "operate-prepared", "operate-done", "operate-undo", "operate-clear"), ()),
    **dict.fromkeys(("where-everywhere", "ledger-state", "keys", "link", "copied", "copy-failed", "picture"), ()),
    **dict.fromkeys(("operate-several", "operate-chosen", "answers"), ()),
    "operate-unheard": ("last",),
    **dict.fromkeys(("table", "table-show", "table-hide"), ()),
    **dict.fromkeys(
        (
            f"{panel}-{line}"
            for panel in ("cell", "formula", "curve", "strips", "ledger", "operate")
            for line in ("look", "refuted")
        ),
        (),
    ),
    **dict.fromkeys(("cell-look-rnn", "cell-refuted-rnn"), ()),
    "own-unit": ("unit",),
    "cell-text": ("unit", "model"),
    "formula-of": ("unit", "step"),
    "terms-rest": ("n", "value"),
    **dict.fromkeys(("quantity-verdict", "curve-verdict"), ("label",)),
    "curve-unit": ("name", "unit"),
    "strip-text": ("name",),
    "pointed": ("unit", "name", "word", "value"),
    "ledger-unit": ("unit", "step", "word", "left", "total", "survived"),
    **dict.fromkeys(("ledger-verdict", "ledger-verdict-exact"), ("label", "sum", "rest", "score")),
    "operate-remove": ("operation",),
    "operate-all": ("units",),
    **dict.fromkeys(("operate-one", "operate-knock", "operate-add", "operate-drop"), ("unit",)),
    "operate-knock-several": ("units",),
    **dict.fromkeys(("operate-replace", "where-here", "where-onward"), ("word",)),
    "table-of": ("unit", "step", "word"),
    "cited": ("word",),
}
_PLAYER = (
    "ribbon",
    "player",
    "first",
    "back",
    "play",
    "pause",
    "forward",
    "last",
    "speed",
    "percent",
    "status",
    "status-first",
)
_PLAYER_STRINGS = {
    **{name: STRINGS[name] for name in _PLAYER},
    **{f"label-{label}": () for label in ("neg", "neu", "pos")},
}


def microscope(
    data: dict[str, Any], t: Callable[..., str], *, locale: str, key: str, on_act: Callable[[], None]
) -> None:
    """Draw `data`. What the visitor does to it stands in `st.session_state[key].act` when `on_act` is called."""
    strings = {name: t(f"reader-{name}", **blanks(variables)) for name, variables in _PLAYER_STRINGS.items()}
    main = data["runs"][0]
    about = {"task": main["task"], "timed": "yes" if (main["task"], main["cell"]) == ("recall", "time-aware") else "no"}
    strings |= {name: t(f"microscope-{name}", **about, **blanks(variables)) for name, variables in _STRINGS.items()}
    strings |= {"look": t("look-for"), "refuted": t("refuted-by")}
    _COMPONENT(
        key=key,
        data={**data, "strings": strings, "locale": locale},
        on_act_change=on_act,
        height="content",
    )


_COMPONENT = st.components.v2.component(
    "microscope",
    css=palette.css()
    + "".join((_ASSETS / "microscope" / name).read_text("utf-8") for name in ("cell.css", "microscope.css")),
    js=module(
        _ASSETS / "player" / "core.js",
        _ASSETS / "player" / "dom.js",
        _ASSETS / "share" / "link.js",
        *(_ASSETS / "microscope" / name for name in ("cell.js", "core.js", "view.js")),
    ),
)
