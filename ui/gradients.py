"""What /gradients shows: pure functions from numbers to figures, and to sentences that hold them to their claims."""

import json
import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from model.recall.sentences import Sentence
from ui.decades import Curve, decades, two_rows
from ui.gradient_numbers import CELLS, RADII, WINDOWS
from ui.palette import PALETTE
from ui.table import to_csv
from ui.take_away import Files
from ui.texts import Texts
from ui.verdict import claim, ink, percent

FLOOR = 1e-40
"""Where the logarithmic axes end: far below what training's float32 can hold."""
FLOAT32 = 1.18e-38
EPSILON = 1e-14
DASHES = {"rnn": "dot", "lstm": "solid", "gru": "dash", "peephole": "dashdot", "time-aware": "longdash"}
_MARK = "background: light-dark(#fbe7c2, #4a3a12); color: inherit; border-radius: 0.25rem; padding: 0 0.2rem"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

Norms = Mapping[str, Mapping[str, Any]]


def power(t: Texts, value: float) -> str:
    """Two digits and a power of ten, as this language writes them."""
    if not value:
        return "0"
    exponent = math.floor(math.log10(abs(value)))
    if -3 <= exponent < 4:
        text = f"{value:.{max(0, 1 - exponent)}f}"
    else:
        text = f"{value / 10**exponent:.1f} × 10{str(exponent).translate(_SUPERSCRIPTS)}"
    return text.replace(".", ",") if t.language == "es" else text


def sentence_html(sentence: Sentence) -> str:
    """The sentence, its country marked wherever it is written."""
    country = sentence.words[sentence.key]
    marked = " ".join(
        f'<mark style="{_MARK}">{escape(word)}</mark>' if country in word.lower() else escape(word)
        for word in sentence.text.split()
    )
    return f'<p class="asked">{marked}</p>'


def told(t: Texts, scene: str, tested: str) -> str:
    """What to look for, what would prove it wrong, and what comes of it here."""
    refuted = f"{t(f'gradients-{scene}-refuted')} {tested}"
    return claim(t("look-for"), t(f"gradients-{scene}-look")) + claim(t("refuted-by"), refuted)


def show(figure: go.Figure, key: str, alt: str) -> None:
    st.plotly_chart(figure, key=key, config={"displayModeBar": False}, alt=alt)


def files(figures: Mapping[str, Any], table: pd.DataFrame) -> Files:
    return {
        "json": lambda: json.dumps(figures, ensure_ascii=False).encode(),
        "csv": lambda: to_csv(table),
    }


# ----------------------------------------------------------------------------------------------- every step, every cell


def lines(t: Texts, theme: str, norms: Norms, state: str, *, relative: bool) -> list[Curve]:
    """One curve a cell: of h, or of the memory; `relative` to its last word."""
    drawn = []
    for cell, found in norms.items():
        values = found["states"]["h" if state == "h" else found["memory"]]
        end = values[-1] if relative else 1
        shares = [value / end if end else None for value in values]
        drawn.append(Curve(t(f"cells-kind-{cell}"), shares, PALETTE[theme][cell], DASHES[cell]))
    return drawn


def at_key(norms: Norms, state: str, key: int) -> dict[str, float]:
    """By cell: ‖∂L/∂s‖ at the country as a share of its size at the last word."""
    shares = {}
    for cell, found in norms.items():
        values = found["states"]["h" if state == "h" else found["memory"]]
        shares[cell] = values[key] / values[-1] if values[-1] else 0.0
    return shares


def norms_tested(t: Texts, norms: Norms, state: str, sentence: Sentence) -> str:
    shares = at_key(norms, state, sentence.key)
    said = ", ".join(f"{t(f'cells-kind-{cell}')} {power(t, share)}" for cell, share in shares.items())
    least = min(shares, key=shares.__getitem__)
    word = sentence.words[sentence.key]
    return t(
        "gradients-norms-tested",
        word=word,
        shares=said,
        outcome="held" if least == "rnn" else "broken",
        least=t(f"cells-kind-{least}"),
    )


def norms_table(t: Texts, norms: Norms, state: str, key: int) -> str:
    """What each cell answers, and the norms that a logarithmic axis only hints at."""
    head = "".join(
        f"<th scope='col'>{escape(t(f'gradients-table-{name}'))}</th>"
        for name in ("cell", "answer", "at-key", "at-end", "share")
    )
    rows = []
    for cell, share in at_key(norms, state, key).items():
        found = norms[cell]
        values = found["states"]["h" if state == "h" else found["memory"]]
        answer = t(
            "gradients-table-said",
            mark="✓" if found["right"] else "✗",
            answer=found["answer"],
            percent=percent(found["probability"]),
        )
        numbers = "".join(f"<td>{power(t, value)}</td>" for value in (values[key], values[-1], share))
        name = f"<th scope='row' style='color:{ink(cell)}'>{escape(t(f'cells-kind-{cell}'))}</th>"
        rows.append(f"<tr>{name}<td>{escape(answer)}</td>{numbers}</tr>")
    return (
        f'<div class="scrolling" tabindex="0" role="region" aria-label="{escape(t("gradients-table"))}">'
        f"<table class='figures'><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def norms_files(sentence: Sentence, norms: Norms) -> Files:
    table = pd.DataFrame({"word": sentence.words})
    for cell, found in norms.items():
        for state, values in found["states"].items():
            table[f"{cell} {state}"] = values
    return files({"sentence": sentence.text, "key": sentence.key, "cells": norms}, table)


# --------------------------------------------------------------------------------------------------------- the forecast


def forecast_lines(t: Texts, theme: str, found: Mapping[str, Any]) -> list[Curve]:
    colours = {"truth": found["memory"], "forecast": "f", "gates": "o"}
    dashes = {"truth": "solid", "forecast": "dash", "gates": "dot"}
    return [
        Curve(t(f"gradients-forecast-{name}"), found[name], PALETTE[theme][colours[name]], dashes[name])
        for name in colours
    ]


def forecast_tested(t: Texts, found: Mapping[str, Any], sentence: Sentence) -> str:
    key = sentence.key
    return t(
        "gradients-forecast-tested",
        word=sentence.words[key],
        truth=power(t, found["truth"][key]),
        forecast=power(t, found["forecast"][key]),
        gates=power(t, found["gates"][key]),
        outcome="held" if found["forecast"][key] >= found["gates"][key] else "broken",
    )


def by_word(sentence: Sentence, found: Mapping[str, Any]) -> Files:
    columns = {name: values for name, values in found.items() if isinstance(values, list)}
    told = {"sentence": sentence.text, "key": sentence.key, **found}
    return files(told, pd.DataFrame({"word": sentence.words, **columns}))


# --------------------------------------------------------------------------------------------------- Elman's own matrix


def elman_lines(t: Texts, theme: str, found: Mapping[str, Sequence[float]], radius: float) -> list[Curve]:
    steps = len(found["truth"])
    alone = [radius ** (steps - 1 - at) for at in range(steps)]
    curves = {"truth": found["truth"], "transport": found["transport"], "bound": found["bound"], "alone": alone}
    looks = {"truth": ("h", "solid"), "transport": ("pos", "dash"), "bound": ("f", "dot"), "alone": ("rnn", "dashdot")}
    return [
        Curve(t(f"gradients-elman-{name}"), values, PALETTE[theme][looks[name][0]], looks[name][1])
        for name, values in curves.items()
    ]


def elman_tested(t: Texts, found: Mapping[str, Sequence[float]], radius: float) -> str:
    truth = found["truth"][0]
    holds = all(share <= most * (1 + 1e-9) for share, most in zip(found["truth"], found["bound"], strict=True)) and all(
        share <= most * (1 + 1e-9) for share, most in zip(found["truth"], found["transport"], strict=True)
    )
    return t(
        "gradients-elman-tested",
        radius=round(radius, 2),
        steps=len(found["truth"]) - 1,
        truth=power(t, truth),
        alone=power(t, radius ** (len(found["truth"]) - 1)),
        course="vanishes" if truth < 0.1 else "explodes" if truth > 10 else "holds",
        outcome="held" if holds else "broken",
    )


def radii_with(radius: float) -> tuple[float, ...]:
    return tuple(sorted({*RADII, radius}))


def clipping_lines(t: Texts, theme: str, norms: Sequence[float], threshold: float) -> list[Curve]:
    clipped = [min(norm, threshold) for norm in norms]
    return [
        Curve(t("gradients-clip-whole"), norms, PALETTE[theme]["rnn"], "solid"),
        Curve(t("gradients-clip-clipped"), clipped, PALETTE[theme]["neg"], "dash"),
    ]


def clipping_tested(t: Texts, norms: Sequence[float], at: int, threshold: float) -> str:
    norm = norms[at]
    return t(
        "gradients-clip-tested",
        norm=power(t, norm),
        threshold=power(t, threshold),
        factor=power(t, min(1.0, threshold / norm) if norm else 1.0),
        outcome="cut" if norm > threshold else "whole",
    )


def elman_files(
    sentence: Sentence,
    words: Sequence[str],
    found: Mapping[str, Sequence[float]],
    radii: Sequence[float],
    sizes: Sequence[float],
    radius: float,
    threshold: float,
) -> Files:
    told = {"sentence": sentence.text, "words": words, "radius": radius, "threshold": threshold, **found}
    return files(told | {"radii": radii, "weight_norms": sizes}, pd.DataFrame({"word": words, **found}))


# --------------------------------------------------------------------------------------------------------- the distance


def distance_lines(t: Texts, theme: str, figures: Norms, state: str) -> list[Curve]:
    """One curve a cell: the middle seed, in the band from the lowest to the highest."""
    drawn = []
    for cell in CELLS:
        low, middle, high = zip(*_of_state(figures[cell], state), strict=True)
        drawn.append(Curve(t(f"cells-kind-{cell}"), middle, PALETTE[theme][cell], DASHES[cell], low, high))
    return drawn


def _of_state(found: Mapping[str, Any], state: str) -> Sequence[Sequence[float]]:
    return found["c"] if state == "memory" and "c" in found else found["h"]


def distance_tested(t: Texts, figures: Norms, state: str, distances: Sequence[int]) -> str:
    ends = {cell: _of_state(figures[cell], state) for cell in CELLS}
    said = ", ".join(
        f"{t(f'cells-kind-{cell}')} {power(t, by[0][1])} → {power(t, by[-1][1])}" for cell, by in ends.items()
    )
    # Only a gap between the bands says that it isn't the luck of a seed.
    apart = all(ends["rnn"][-1][2] < ends[cell][-1][0] for cell in CELLS if cell != "rnn")
    return t(
        "gradients-distance-tested",
        shares=said,
        near=distances[0],
        far=distances[-1],
        outcome="held" if apart else "broken",
    )


def distance_files(figures: Mapping[str, Any], language: str) -> Files:
    rows = [
        (kind, cell, state, distance, *ends)
        for kind in ("newborn", "trained")
        for cell, states in figures[language][kind].items()
        for state, by_distance in states.items()
        for distance, ends in zip(figures["distances"], by_distance, strict=True)
    ]
    columns = ["networks", "cell", "state", "distance", "lowest seed", "middle seed", "highest seed"]
    return files(figures, pd.DataFrame(rows, columns=columns))


# ----------------------------------------------------------------------------------------------------------- the window


def windows_up_to(steps: int, window: int) -> tuple[int, ...]:
    return tuple(sorted({window, steps, *(size for size in WINDOWS if size < steps)}))


def window_lines(t: Texts, theme: str, found: Mapping[str, Sequence[float]], cell: str) -> list[Curve]:
    return [
        Curve(t("gradients-window-whole"), found["whole"], PALETTE[theme][cell], "dot"),
        Curve(t("gradients-window-truncated"), found["truncated"], PALETTE[theme]["neg"], "solid"),
    ]


def window_tested(
    t: Texts, found: Mapping[str, Sequence[float]], sentence: Sentence, window: int, agreement: float
) -> str:
    reached = bool(found["truncated"][sentence.key])
    return t(
        "gradients-window-tested",
        window=window,
        word=sentence.words[sentence.key],
        needed=sentence.distance + 1,
        agreement=round(agreement, 2) + 0.0,
        outcome="reached" if reached else "cut",
    )


def apart(t: Texts, theme: str, agreements: Sequence[float], cell: str) -> Curve:
    """1 − cosine, so that a logarithmic axis shows how fast it shrinks; below what 64 bits tell apart it is nothing."""
    distances = [1 - agreement if 1 - agreement > EPSILON else None for agreement in agreements]
    return Curve(t("gradients-window-apart"), distances, PALETTE[theme][cell])


def window_files(
    sentence: Sentence, found: Mapping[str, Sequence[float]], windows: Sequence[int], agreements: Sequence[float]
) -> Files:
    told = {"sentence": sentence.text, "windows": windows, "cosines": agreements, **found}
    return files(told, pd.DataFrame({"word": sentence.words, **found}))


# ------------------------------------------------------------------------------------------------------------ the words


def word_bars(
    t: Texts,
    theme: str,
    found: Mapping[str, Sequence[float]],
    names: Sequence[str],
    key: int | None,
    cell: str,
    text: str,
) -> go.Figure:
    colours = [PALETTE[theme]["neg" if place == key else cell] for place in range(len(names))]
    titles = [t("gradients-words-saliency"), t("gradients-words-occlusion")]
    return two_rows(found["saliency"], found["occlusion"], titles, names, colours, text)


def rank(values: Sequence[float], at: int) -> int:
    """1 for the largest."""
    return 1 + sum(value > values[at] for value in values)


def words_tested(t: Texts, found: Mapping[str, Sequence[float]], sentence: Sentence, probability: float) -> str:
    by_saliency, by_occlusion = (rank(found[name], sentence.key) for name in ("saliency", "occlusion"))
    order = "same" if by_saliency == by_occlusion else "occlusion" if by_occlusion < by_saliency else "saliency"
    return t(
        "gradients-words-tested",
        word=sentence.words[sentence.key],
        words=len(sentence.words),
        saliency=by_saliency,
        occlusion=by_occlusion,
        fall=power(t, found["occlusion"][sentence.key]),
        probability=percent(probability),
        outcome=order,
    )


# ------------------------------------------------------------------------------------------------------------- a review


def review_lines(t: Texts, theme: str, read: Norms, state: str) -> list[Curve]:
    """For each cell the whole gradient, and what of it came by the last state alone."""
    drawn = []
    for cell, found in read.items():
        name = t(f"cells-kind-{cell}")
        kept = "h" if state == "h" else found["memory"]
        colour = PALETTE[theme][cell]
        drawn.append(Curve(t("gradients-review-whole", cell=name), found["whole"][kept], colour, "solid"))
        drawn.append(Curve(t("gradients-review-last", cell=name), found["last"][kept], colour, "dot"))
    return drawn


def review_tested(t: Texts, read: Norms, state: str) -> str:
    said = []
    held = True
    for cell, found in read.items():
        kept = "h" if state == "h" else found["memory"]
        whole, last = found["whole"][kept][0], found["last"][kept][0]
        held &= whole > last
        said.append(
            t(
                "gradients-review-first",
                cell=t(f"cells-kind-{cell}"),
                whole=power(t, whole),
                last=power(t, last),
            )
        )
    return t("gradients-review-tested", figures="; ".join(said), outcome="held" if held else "broken")


def verdicts(t: Texts, read: Norms) -> str:
    said = (
        t(
            "gradients-review-verdict",
            model=name,
            label=t(f"verdict-label-{found['label']}"),
            percent=percent(found["probability"]),
        )
        for name, found in read.items()
    )
    return f'<p class="claim">{escape(" · ".join(said))}</p>'


def pieces_tested(t: Texts, found: Mapping[str, Any]) -> str:
    heaviest = {name: max(range(len(found[name])), key=found[name].__getitem__) for name in ("saliency", "occlusion")}
    saliency, occlusion = (found["pieces"][place] for place in heaviest.values())
    same = heaviest["saliency"] == heaviest["occlusion"]
    return t("gradients-pieces-tested", saliency=saliency, occlusion=occlusion, outcome="same" if same else "other")


def review_files(text: str, read: Norms) -> Files:
    table = pd.DataFrame({"piece": next(iter(read.values()))["pieces"]})
    for cell, found in read.items():
        for way in ("whole", "last"):
            for state, values in found[way].items():
                table[f"{cell} {way} {state}"] = values
        table[f"{cell} saliency"], table[f"{cell} occlusion"] = found["saliency"], found["occlusion"]
    return files({"text": text, "cells": read}, table)


def figure(
    t: Texts,
    drawn: Sequence[Curve],
    names: Sequence[str],
    text: str,
    mark: tuple[float, str] | None = None,
    places: Sequence[float] = (),
    across: str = "",
) -> go.Figure:
    """`drawn` over words, or over the numbers `places`, on this page's axis."""
    return decades(
        drawn,
        list(places) or list(range(len(names))),
        names,
        text,
        across=across,
        spaced=bool(places),
        mark=mark,
        level=(FLOAT32, t("gradients-float32")),
        floor=FLOOR,
    )
