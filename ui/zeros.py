"""The padding crime scene: one sentence read under three regimes, and what zeros cost over many texts."""

import base64
import io
import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from model.padding import REGIMES, PaddedReading
from ui import palette
from ui.component import module
from ui.table import to_csv
from ui.take_away import Files
from ui.texts import Texts
from ui.verdict import claim, ink, likeliest, percent

PADS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 400)
UNITS = 24
_ASSETS = Path(__file__).parents[1] / "assets"
_MEASURED = _ASSETS / "text" / "padding.json"
_STRINGS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("label", "state", "resemblance", "verdict"), ()),
    **{f"regime-{regime}": () for regime in REGIMES},
    **{f"regime-{regime}-about": () for regime in REGIMES},
    "status-text": ("position", "positions", "word"),
    "status-zero": ("position", "positions", "zero", "zeros"),
    "status-unread": ("position", "positions", "zero", "zeros"),
    "likeness": ("value",),
    "zone": ("zeros",),
}

COMMANDS = {"validation": "python -m bench.padding --data DIR", "phrases": "python -m bench.padding"}

Readings = Mapping[str, PaddedReading]


def measured() -> dict[str, Any]:
    """Accuracy by regime and number of zeros, as `python -m bench.padding` found it."""
    return json.loads(_MEASURED.read_text("utf-8"))


def told(readings: Readings, pieces: Sequence[str], labels: Sequence[str]) -> dict[str, Any]:
    """What the browser draws, ready for JSON: of h the units that are strongest where the bare text ends."""
    bare = readings["masked"]
    strongest = bare.h[len(pieces) - 1].abs().argsort(descending=True)[:UNITS]
    lanes = [
        {
            "regime": regime,
            "isText": reading.is_text.tolist(),
            "heat": _bytes(reading.h[:, strongest].numpy()),
            "probabilities": [[round(p, 4) for p in row] for row in reading.probabilities.tolist()],
            "likeness": [round(value, 4) for value in reading.likeness.tolist()],
        }
        for regime, reading in readings.items()
    ]
    return {"pieces": list(pieces), "labels": list(labels), "units": len(strongest), "lanes": lanes}


def _bytes(h: Any) -> str:
    """h [T, U], between −1 and 1, as base64 of signed bytes, position after position."""
    return base64.b64encode(np.rint(127 * h).astype(np.int8).tobytes()).decode()


def scene(t: Texts, drawn: dict[str, Any], at: int | None) -> None:
    """The three readings under one cursor, which stands at position `at`, from 1 on, or at the end."""
    strings = {
        name: t(f"text-scene-{name}", **{variable: f"{{{variable}}}" for variable in variables})
        for name, variables in _STRINGS.items()
    }
    labels = {f"label-{label}": t(f"reader-label-{label}") for label in drawn["labels"]}
    strings |= labels | {"percent": t("reader-percent", value="{value}")}
    _SCENE(key="scene", data={"scene": drawn, "at": at, "strings": strings, "locale": t.locale}, height="content")


def verdicts(t: Texts, ends: Mapping[str, Mapping[str, dict[str, float]]], zeros: int) -> str:
    """The verdict of each model (rows) under each regime (columns), those that zeros turned marked."""
    head = "".join(f"<th>{escape(t(f'text-scene-regime-{regime}'))}</th>" for regime in REGIMES)
    rows = []
    for name, by_regime in ends.items():
        honest = likeliest(by_regime["masked"])
        cells = ""
        for said in (by_regime[regime] for regime in REGIMES):
            label = likeliest(said)
            turned = ' class="turned"' if label != honest else ""
            text = t("text-zeros-verdict", label=t(f"verdict-label-{label}"), percent=percent(said[label]))
            cells += f'<td{turned} style="color:{ink(label)}">{escape(text)}</td>'
        rows.append(f"<tr><td>{escape(name)}</td>{cells}</tr>")
    return (
        f'<table class="figures turns"><caption>{escape(t("text-zeros-verdicts", zeros=zeros))}</caption>'
        f"<tr><th>{escape(t('figures-model'))}</th>{head}</tr>{''.join(rows)}</table>"
    )


def scene_claims(t: Texts, model: str, ends: Mapping[str, dict[str, float]], readings: Readings, zeros: int) -> str:
    """What to look for, and whether this sentence bears it out."""
    honest = likeliest(ends["masked"])
    turned = [t(f"text-scene-regime-{regime}") for regime in ("post", "pre") if likeliest(ends[regime]) != honest]
    if not zeros:
        tested = t("text-scene-tested-none")
    else:
        tested = t(
            "text-scene-tested",
            model=model,
            likeness=_rounded(readings["post"]),
            pre=_rounded(readings["pre"]),
            turned={0: "none", 1: "one"}.get(len(turned), "both"),
            regime=turned[0] if turned else "",
        )
    return claim(t("look-for"), t("text-scene-look")) + claim(t("refuted-by"), f"{t('text-scene-refuted')} {tested}")


def _rounded(reading: PaddedReading) -> float:
    return round(float(reading.likeness[-1]), 2) + 0.0  # never −0.00


def accuracy_lead(t: Texts, language: str, texts: str, figures: dict[str, Any]) -> str:
    """Which texts, how many, what the bands are, and how to repeat it."""
    lead = t(f"text-zeros-{texts}-lead", n=figures["n"], language=t(f"language-{language}"))
    command = f"{t('text-zeros-repeat')} <code>{COMMANDS[texts]}</code>"
    return f'<p class="claim">{escape(lead)} {command}</p>'


def accuracy(t: Texts, figures: dict[str, Any], pads: Sequence[int]) -> None:
    """One plot a cell: accuracy of each regime against the number of zeros, with its interval."""
    strings = {
        "axis": t("text-zeros-axis"),
        "commonest": t("text-zeros-commonest"),
        "alt": t("text-zeros-alt", cell="{cell}"),
        "percent": t("reader-percent", value="{value}"),
    }
    strings |= {f"regime-{regime}": t(f"text-scene-regime-{regime}") for regime in REGIMES}
    strings |= {f"cell-{cell}": t(f"reader-cell-{cell}") for cell in figures["cells"]}
    data = {"pads": pads, "commonest": figures["commonest"], "cells": figures["cells"], "strings": strings}
    _PLOTS(key="accuracy", data=data | {"locale": t.locale}, height="content")


def accuracy_table(t: Texts, figures: dict[str, Any], pads: Sequence[int]) -> str:
    """The same figures in words, for whoever can't see the plots or wants to copy them."""
    head = "".join(f"<th>{escape(t(f'text-scene-regime-{regime}'))}</th>" for regime in REGIMES)
    rows = "".join(
        f"<tr><td>{escape(t(f'reader-cell-{cell}'))}</td><td>{number}</td>"
        + "".join(f"<td>{escape(_interval(t, regimes[regime][at]))}</td>" for regime in REGIMES)
        + "</tr>"
        for cell, regimes in figures["cells"].items()
        for at, number in enumerate(pads)
    )
    return (
        f'<div class="scrolling" tabindex="0" role="region" aria-label="{escape(t("text-zeros-table"))}">'
        f'<table class="figures"><tr><th>{escape(t("text-zeros-cell"))}</th><th>{escape(t("text-zeros-zeros"))}</th>'
        f"{head}</tr>{rows}</table></div>"
    )


def _interval(t: Texts, figure: Sequence[float]) -> str:
    value, low, high = (100 * part for part in figure)
    return t("figures-interval", value=value, low=low, high=high)


def accuracy_claims(t: Texts, figures: dict[str, Any], pads: Sequence[int], zeros: int) -> str:
    """What to look for, and for each cell which regimes fell below their own unpadded interval."""
    at = pads.index(zeros) if zeros else pads.index(100)
    fallen = []
    for cell, regimes in figures["cells"].items():
        below = [regime for regime in ("post", "pre") if regimes[regime][at][2] < regimes["masked"][at][1]]
        if below:
            which = "both" if len(below) == 2 else below[0]
            fallen.append(t("text-zeros-fell", cell=t(f"reader-cell-{cell}"), which=which))
    tested = (
        t("text-zeros-tested", zeros=pads[at], fallen=", ".join(fallen))
        if fallen
        else t("text-zeros-held", zeros=pads[at])
    )
    return claim(t("look-for"), t("text-zeros-look")) + claim(t("refuted-by"), f"{t('text-zeros-refuted')} {tested}")


def files(model: str, text: str, readings: Readings, labels: Sequence[str], figures: dict[str, Any]) -> Files:
    def as_json() -> bytes:
        told = {
            regime: {
                "ids": reading.ids,
                "is_text": reading.is_text.tolist(),
                "probabilities": [[round(p, 4) for p in row] for row in reading.probabilities.tolist()],
                "likeness": [round(value, 4) for value in reading.likeness.tolist()],
            }
            for regime, reading in readings.items()
        }
        scene = {"model": model, "text": text, "labels": list(labels), "regimes": told, "accuracy": figures}
        return json.dumps(scene, ensure_ascii=False).encode()

    def as_csv() -> bytes:
        rows = [
            (tongue, texts, measures["n"], cell, regime, pads, *figure)
            for tongue in ("es", "en")
            for texts, measures in figures[tongue].items()
            for cell, regimes in measures["cells"].items()
            for regime, by_pads in regimes.items()
            for pads, figure in zip(figures["pads"], by_pads, strict=True)
        ]
        columns = ["language", "texts", "n", "cell", "regime", "zeros", "accuracy", "low", "high"]
        return to_csv(pd.DataFrame(rows, columns=columns))

    def as_npz() -> bytes:
        file = io.BytesIO()
        arrays = {f"h_{regime}": reading.h.numpy() for regime, reading in readings.items()}
        np.savez_compressed(file, **arrays)
        return file.getvalue()

    return {"json": as_json, "csv": as_csv, "npz": as_npz}


_SHARED = [_ASSETS / "player" / name for name in ("core.js", "dom.js")]
_STYLE = palette.css() + (_ASSETS / "text" / "scene.css").read_text("utf-8")
_SCENE = st.components.v2.component(
    "padding-scene",
    css=_STYLE,
    js=module(*_SHARED, *(_ASSETS / name for name in ("share/link.js", "text/strip.js", "text/scene.js"))),
)
_PLOTS = st.components.v2.component(
    "padding-accuracy",
    css=_STYLE,
    js=module(*_SHARED, *(_ASSETS / "text" / name for name in ("strip.js", "accuracy.js"))),
)
