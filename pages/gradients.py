"""Backpropagation through time made visible: what reaches the word that decides, on which way, and what doesn't."""

import json
from html import escape

import pandas as pd
import streamlit as st

from model.recall.sentences import grammar
from ui import flows, shell
from ui.flows import CELLS, CLIP, DISTANCES, LONGEST, RADII, SEEDS, Asked, followed, memory, reaching
from ui.palette import PALETTE
from ui.share import share
from ui.table import to_csv
from ui.texts import Texts, plain
from ui.verdict import claim

START = {"distance": 20, "cell": "lstm", "seed": 1, "scale": "relative", "radius": 0.0, "window": 5}
RANGES = {"distance": (1, LONGEST), "seed": (1, SEEDS), "window": (1, LONGEST)}
SCALES = ("relative", "absolute")

t = shell.enter("gradients")
state = st.session_state
countries = list(grammar(t.language).answer_of)
wrong: list[str] = []


def arrived(name: str, value: str) -> str | int | float | None:
    """What an address says of one control, or None where there is no such thing."""
    if name in RANGES:
        low, high = RANGES[name]
        return int(value) if value.isdecimal() and len(value) < 5 and low <= int(value) <= high else None
    if name == "radius":
        return next((radius for radius in RADII if f"{radius:g}" == value), None)
    return value if value in {"cell": CELLS, "scale": SCALES, "country": countries}[name] else None


if shell.arriving():
    for name, usual in {**START, "country": countries[0]}.items():
        if name in st.query_params:
            value = arrived(name, st.query_params[name])
            state[f"gradients-{name}"] = usual if value is None else value
            wrong += [st.query_params[name]] * (value is None)
        elif shell.stepped_through_history():
            state[f"gradients-{name}"] = usual
for name, usual in START.items():
    state.setdefault(f"gradients-{name}", usual)
if state.get("gradients-country") not in countries:
    state["gradients-country"] = countries[0]
if wrong:
    st.info(t("gradients-nearest", parts=plain(", ".join(wrong))))

# Which sentence, and who reads it
with st.container(border=True):
    with st.container(horizontal=True, vertical_alignment="bottom"):
        country = st.selectbox(
            t("gradients-country"), countries, key="gradients-country", persist_state="session", width=180
        )
        seed = st.segmented_control(
            t("gradients-seed"),
            range(1, SEEDS + 1),
            required=True,
            key="gradients-seed",
            persist_state="session",
            help=t("gradients-seed-help"),
        )
        scale = st.segmented_control(
            t("gradients-scale"),
            SCALES,
            format_func=lambda name: t(f"gradients-scale-{name}"),
            required=True,
            key="gradients-scale",
            persist_state="session",
        )
    distance = st.slider(t("gradients-distance"), 1, LONGEST, key="gradients-distance", persist_state="session")
    asked = Asked(t.language, country, distance)
    sentence = asked.sentence
    st.html(f'<p class="claim">{escape(sentence.text)} <b>{escape(sentence.answer)}</b></p>')

theme = st.context.theme.type or "light"
colours, ink = PALETTE[theme], st.get_option(f"theme.{theme}.textColor")
with st.spinner(t("gradients-following")):
    told = {cell: followed(asked, cell, seed - 1) for cell in CELLS}
    from ui.gradient_curves import FLOOR, Curve, Mark, by_word, curves

words, key = sentence.words, sentence.key
steps = list(range(1, len(words) + 1))
mark = Mark(key + 1, words[key])
names = {cell: t(f"cells-kind-{cell}") for cell in CELLS}


def scaled(values: list[float]) -> list[float]:
    """The values, or how many times the last one they are."""
    return [value / values[-1] for value in values] if scale == "relative" and values[-1] else values


def written(t: Texts, value: float) -> str:
    """A number of any size, with two digits."""
    if value == 0 or 0.01 <= abs(value) < 1000:
        return t("gradients-number", n=value)
    digits, power = f"{value:.1e}".split("e")
    return t("gradients-power", n=float(digits), power=str(int(power)).translate(SUPERSCRIPTS))


SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def draw(name: str, figure: object, alt: str) -> None:
    st.plotly_chart(figure, key=f"gradients-{name}-figure", config={"displayModeBar": False}, alt=alt)


def claims(name: str) -> None:
    look, refuted = t(f"gradients-{name}-look"), t(f"gradients-{name}-refuted")
    st.html(claim(t("look-for"), look) + claim(t("refuted-by"), refuted))


# What reaches each word
st.subheader(t("gradients-reach"), anchor=False)
claims("reach")
for part, shown in (("h", CELLS), ("c", tuple(cell for cell in CELLS if memory(cell) == "c"))):
    draw(
        f"reach-{part}",
        curves(
            steps,
            [Curve(names[cell], scaled(told[cell][part]), colours[cell]) for cell in shown],
            axis=t("gradients-step"),
            side=t(f"gradients-side-{scale}", state=part),
            ink=ink,
            mark=mark,
            words=words,
        ),
        t("gradients-reach-alt", state=part, word=words[key]),
    )
st.caption(t("gradients-floor", floor=written(t, FLOOR)))
head = "".join(f"<th>{escape(t(f'gradients-table-{name}'))}</th>" for name in ("cell", "answer", "right", "h", "c"))
rows = "".join(
    f"<tr><td>{escape(names[cell])}</td><td>{escape(numbers['top'])}</td>"
    f"<td>{escape(written(t, numbers['right']))}</td><td>{escape(written(t, reaching(numbers, 'h', key)))}</td>"
    f"<td>{escape(written(t, reaching(numbers, 'c', key)) if 'c' in numbers else '–')}</td></tr>"
    for cell, numbers in told.items()
)
st.html(f'<div class="wide"><table class="figures"><tr>{head}</tr>{rows}</table></div>')

# What happens as the distance grows
st.subheader(t("gradients-growth"), anchor=False)
claims("growth")
with st.spinner(t("gradients-following")):
    others = {far: Asked(t.language, country, far) for far in DISTANCES}
    grown = {
        cell: [reaching(followed(other, cell, seed - 1), memory(cell), other.sentence.key) for other in others.values()]
        for cell in CELLS
    }
draw(
    "growth",
    curves(
        DISTANCES,
        [Curve(names[cell], values, colours[cell]) for cell, values in grown.items()],
        axis=t("gradients-distance"),
        side=t("gradients-growth-side"),
        ink=ink,
        mark=Mark(distance, ""),
        log_x=True,
    ),
    t("gradients-growth-alt"),
)

# The forecast beside the truth
st.subheader(t("gradients-forecast"), anchor=False)
cell = st.segmented_control(
    t("gradients-cell"),
    CELLS,
    format_func=names.__getitem__,
    required=True,
    key="gradients-cell",
    persist_state="session",
)
one = told[cell]
claims("forecast")
if "forecast" in one:
    held = memory(cell)
    draw(
        "forecast",
        curves(
            steps,
            [
                Curve(t("gradients-forecast-truth"), one[held], colours[cell]),
                Curve(t("gradients-forecast-kept"), one["forecast"], colours["f"], "dash"),
                Curve(t("gradients-forecast-gates"), one["gates"], colours["rnn"], "dot"),
            ],
            axis=t("gradients-step"),
            side=t("gradients-side-absolute", state=held),
            ink=ink,
            mark=mark,
            words=words,
        ),
        t("gradients-forecast-alt", cell=names[cell]),
    )
    st.markdown(
        t(
            "gradients-forecast-here",
            word=words[key],
            truth=written(t, one[held][key]),
            kept=written(t, one["forecast"][key]),
            gates=written(t, one["gates"][key]),
        )
    )
else:
    st.info(t("gradients-forecast-none"))

# The Elman network's product of matrices
st.subheader(t("gradients-elman"), anchor=False)
claims("elman")
radius = st.select_slider(
    t("gradients-radius"),
    (0.0, *RADII),
    format_func=lambda value: t("gradients-number", n=value) if value else t("gradients-radius-own"),
    key="gradients-radius",
    persist_state="session",
)
elman = followed(asked, "rnn", seed - 1, radius or None)
draw(
    "elman",
    curves(
        steps,
        [
            Curve(t("gradients-elman-truth"), [value / (elman["h"][-1] or 1) for value in elman["h"]], colours["rnn"]),
            Curve(t("gradients-elman-transport"), elman["transport"], colours["lstm"], "dash"),
            Curve(t("gradients-elman-bound"), elman["bound"], colours["f"], "dot"),
        ],
        axis=t("gradients-step"),
        side=t("gradients-side-relative", state="h"),
        ink=ink,
        mark=mark,
        words=words,
    ),
    t("gradients-elman-alt"),
)
st.markdown(
    t(
        "gradients-elman-here",
        radius=written(t, elman["radius"]),
        word=words[key],
        truth=written(t, reaching(elman, "h", key)),
        bound=written(t, elman["bound"][key]),
    )
)
claims("clip")
with st.spinner(t("gradients-following")):
    weights = [followed(asked, "rnn", seed - 1, value)["weights"] for value in RADII]
draw(
    "clip",
    curves(
        RADII,
        [Curve(t("gradients-clip-norm"), weights, colours["rnn"])],
        axis=t("gradients-radius"),
        side="‖∂L/∂(W, U, b)‖",
        ink=ink,
        level=CLIP,
    ),
    t("gradients-clip-alt"),
)
norm = elman["weights"]
st.markdown(t("gradients-clip-here", norm=written(t, norm), factor=written(t, min(1.0, CLIP / norm) if norm else 1.0)))

# Truncated backpropagation
st.subheader(t("gradients-truncated"), anchor=False)
claims("truncated")
window = st.slider(t("gradients-window"), 1, LONGEST, key="gradients-window", persist_state="session")
cut = followed(asked, cell, seed - 1, window=window)
draw(
    "truncated",
    curves(
        steps,
        [
            Curve(t("gradients-truncated-whole"), one["h"], colours[cell]),
            Curve(t("gradients-truncated-cut"), cut["h"], colours["f"], "dash"),
        ],
        axis=t("gradients-step"),
        side=t("gradients-side-absolute", state="h"),
        ink=ink,
        mark=mark,
        words=words,
    ),
    t("gradients-truncated-alt", cell=names[cell]),
)
agreed = flows.agreements(t.language, country, distance, cell, seed - 1)
draw(
    "agreement",
    curves(
        list(agreed),
        [Curve(names[cell], list(agreed.values()), colours[cell])],
        axis=t("gradients-window"),
        side=t("gradients-agreement-side"),
        ink=ink,
        mark=Mark(distance + 1, words[key]),
        log=False,
    ),
    t("gradients-agreement-alt", cell=names[cell]),
)

# Which words mattered
st.subheader(t("gradients-words"), anchor=False)
claims("words")
draw(
    "words",
    by_word(
        words,
        [
            Curve(t("gradients-saliency"), one["saliency"], colours["rnn"]),
            Curve(t("gradients-occlusion"), one["occlusion"], colours["rnn"]),
        ],
        mark=mark,
        axis=t("gradients-step"),
        ink=ink,
        key_colour=colours["f"],
    ),
    t("gradients-words-alt", cell=names[cell]),
)
place = {name: one[name].index(max(one[name])) for name in ("saliency", "occlusion")}
st.markdown(
    t(
        "gradients-words-here",
        cell=names[cell],
        saliency=words[place["saliency"]],
        occlusion=words[place["occlusion"]],
        word=words[key],
        fall=written(t, one["occlusion"][key]),
    )
)

# Take it away
chosen = {name: state[f"gradients-{name}"] for name in START}
link = shell.address(
    country=country if country != countries[0] else None,
    **{name: f"{value:g}" if isinstance(value, float) else str(value) for name, value in chosen.items()
       if value != START[name]},
)  # fmt: skip
measures = ("h", "c", "forecast", "gates", "saliency", "occlusion")
with st.container(horizontal=True, key="take-away"):
    share(t, link | {"lang": t.language}, key="share")
    st.download_button(
        t("gradients-json"),
        lambda: json.dumps(
            {"text": sentence.text, "words": words, "key": key, "answer": sentence.answer, "cells": told},
            ensure_ascii=False,
            indent=1,
        ),
        file_name="gradients.json",
        mime="application/json",
        on_click="ignore",
        icon=":material/download:",
    )
    st.download_button(
        t("gradients-csv"),
        lambda: to_csv(
            pd.DataFrame(
                {"cell": name, "step": step, "word": words[step - 1]}
                | {measure: numbers[measure][step - 1] for measure in measures if measure in numbers}
                for name, numbers in told.items()
                for step in steps
            )
        ),
        file_name="gradients.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
