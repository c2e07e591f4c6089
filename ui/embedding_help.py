"""Does it help? Curves of what was measured, and a word's neighbours before and after fine-tuning."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import streamlit as st
from safetensors import SafetensorError
from safetensors.numpy import load_file

from model.errors import InputError
from model.evaluation import constant_macro_f1
from model.vectors.shipped import questions
from model.vectors.table import WordVectors
from ui import palette
from ui.component import module
from ui.embedding_table import ours
from ui.table import to_csv
from ui.take_away import Files
from ui.texts import Texts
from ui.verdict import claim

SETS = {"es_reviews": "es", "clothing": "en"}
ARMS = ("bag", "random", "frozen", "tuned", "glove-frozen", "glove-tuned")
AFTER = ("tuned", "random")
COMMAND = "python -m bench.embeddings --data DIR --glove FILE"
_ASSETS = Path(__file__).parents[1] / "assets"
_FOLDER = _ASSETS / "embeddings"


class Scores(NamedTuple):
    """Macro-F1 of one arm at one share: mean, lowest and highest of its seeds."""

    mean: float
    low: float
    high: float
    seeds: int


def set_name(t: Texts, name: str) -> str:
    key = name.replace("_", "-")
    return t(f"embeddings-set-{key}")


@st.cache_data(max_entries=1, show_spinner=False)
def measured() -> dict[str, Any]:
    """What `python -m bench.embeddings` found."""
    return json.loads((_FOLDER / "transfer.json").read_text("utf-8"))


def scores(name: str, arm: str, share: float) -> Scores | None:
    """None where nothing was measured."""
    found = [
        row["macro_f1"] for row in measured()["runs"] if (row["set"], row["arm"], row["share"]) == (name, arm, share)
    ]
    return Scores(sum(found) / len(found), min(found), max(found), len(found)) if found else None


def sets() -> list[str]:
    """The sets that were measured."""
    return [name for name in SETS if any(row["set"] == name for row in measured()["runs"])]


def shares() -> list[float]:
    return sorted({row["share"] for row in measured()["runs"]})


def lines(t: Texts, name: str) -> list[dict[str, Any]]:
    """The lines of a set, ready for JSON: name, ink, dash, and points (which share, mean, lowest, highest)."""
    drawn = []
    for arm in ARMS:
        found = [(at, scores(name, arm, share)) for at, share in enumerate(shares())]
        points = [[at, round(f1.mean, 4), f1.low, f1.high] for at, f1 in found if f1]
        if points:
            ink = arm.removeprefix("glove-")
            dash = "6 4" if arm == "bag" else "2 4" if arm.startswith("glove-") else ""
            drawn.append({"name": t(f"embeddings-arm-{arm}"), "ink": ink, "dash": dash, "points": points})
    return drawn


def curves(t: Texts) -> None:
    """One plot a set."""
    panels = []
    for name in sets():
        drawn = lines(t, name)
        guess = constant_macro_f1(list(measured()["sets"][name]["labels"].values()))
        ends = [guess, *(value for line in drawn for point in line["points"] for value in point[2:])]
        panels.append(
            {
                "title": set_name(t, name),
                "lines": drawn,
                "guess": round(guess, 4),
                "low": np.floor(10 * min(ends)) / 10,
                "high": np.ceil(10 * max(ends)) / 10,
                "texts": [_texts(name, share) for share in shares()],
            }
        )
    strings = {
        "axis": t("embeddings-help-axis"),
        "guess": t("text-zeros-commonest"),
        "alt": t("embeddings-help-alt", set="{set}"),
        "percent": t("reader-percent", value="{value}"),
    }
    data = {"panels": panels, "shares": shares(), "strings": strings, "locale": t.locale}
    _CURVES(key="embedding-curves", data=data, height="content")


def _texts(name: str, share: float) -> int:
    return next(row["texts"] for row in measured()["runs"] if (row["set"], row["share"]) == (name, share))


def lead(t: Texts) -> str:
    """What was compared with what, on how many texts, and how to repeat it."""
    exams = ", ".join(
        t("embeddings-help-exam", n=measured()["sets"][name]["exam"], set=set_name(t, name)) for name in sets()
    )
    said = t("embeddings-help-lead", exams=exams, seeds=len({row["seed"] for row in measured()["runs"]}))
    return f'<p class="claim">{escape(said)} {escape(t("text-zeros-repeat"))} <code>{escape(COMMAND)}</code></p>'


def table(t: Texts) -> str:
    """The same figures as text."""
    head = "".join(f"<th>{escape(t('embeddings-share', percent=round(100 * share)))}</th>" for share in shares())
    rows = "".join(
        f"<tr><td>{escape(set_name(t, name))}</td><td>{escape(t(f'embeddings-arm-{arm}'))}</td>"
        + "".join(f"<td>{escape(_figure(t, scores(name, arm, share)))}</td>" for share in shares())
        + "</tr>"
        for name in sets()
        for arm in ARMS
        if scores(name, arm, shares()[0])
    )
    return (
        f'<div class="scrolling" tabindex="0" role="region" aria-label="{escape(t("embeddings-help-table"))}">'
        f'<table class="figures"><tr><th>{escape(t("embeddings-help-set"))}</th>'
        f"<th>{escape(t('embeddings-help-arm'))}</th>{head}</tr>{rows}</table></div>"
    )


def _figure(t: Texts, found: Scores | None) -> str:
    if found is None:
        return "–"
    return t("figures-interval", value=100 * found.mean, low=100 * found.low, high=100 * found.high)


def claims(t: Texts) -> str:
    """What to look for, and what came of it, set by set: a gain only where no seeds overlap."""
    outcomes = "".join(claim(set_name(t, name), f"{_outcomes(t, name)}.") for name in sets())
    return (
        claim(t("look-for"), t("embeddings-help-look"))
        + claim(t("refuted-by"), f"{t('embeddings-help-refuted')} {t('embeddings-help-tested')}")
        + outcomes
    )


def _outcomes(t: Texts, name: str) -> str:
    parts = []
    for share in shares():
        random, best = scores(name, "random", share), _better(name, share)
        bag = scores(name, "bag", share)
        if random is None or best is None or bag is None:
            continue
        parts.append(
            t(
                "embeddings-help-outcome",
                percent=round(100 * share),
                gain=round(100 * (best.mean - random.mean), 1),
                apart="up" if best.low > random.high else "down" if best.high < random.low else "no",
                bag="over" if best.mean > bag.mean else "under",
                difference=round(100 * abs(best.mean - bag.mean), 1),
            )
        )
    return "; ".join(parts)


def _better(name: str, share: float) -> Scores | None:
    """The better of frozen and fine-tuned, by their means."""
    found = [f1 for arm in ("frozen", "tuned") if (f1 := scores(name, arm, share))]
    return max(found, key=lambda f1: f1.mean, default=None)


# --------------------------------------------------------------------------------------------------- before and after


@st.cache_resource(max_entries=4, show_spinner=False)
def after(name: str, arm: str) -> WordVectors:
    """The frequent words' vectors as training on all of a set left them. Raises InputError `vectors-not-here`."""
    try:
        kept = load_file(_FOLDER / f"{name}-{arm}.safetensors")
    except (OSError, SafetensorError) as error:
        message = f"the vectors of {name} after training are missing or damaged"
        raise InputError("vectors-not-here", message, language=SETS[name]) from error
    words = ours(SETS[name]).words
    return WordVectors([words[row] for row in kept["rows"].tolist()], kept["vectors"])


@st.cache_resource(max_entries=2, show_spinner=False)
def before(name: str) -> WordVectors:
    """The same words before. Raises InputError `vectors-not-here`."""
    table = ours(SETS[name])
    words = after(name, "tuned").words
    return WordVectors(words, table.array[[table.numbers[word] for word in words]])


def opposites(t: Texts, name: str, arm: str) -> str:
    """Words of opposite verdict and words of the same one: how near each other, before and after."""
    pairs = questions(SETS[name])
    rows = "".join(
        f"<tr><td>{escape(t(f'embeddings-{kind}'))}</td>"
        f"<td>{escape(t('embeddings-cosine', value=round(_mean(before(name), pairs[kind]), 2)))}</td>"
        f"<td>{escape(t('embeddings-cosine', value=round(_mean(after(name, arm), pairs[kind]), 2)))}</td></tr>"
        for kind in ("opposites", "alike")
    )
    return (
        f'<table class="figures"><tr><th>{escape(t("embeddings-pairs"))}</th>'
        f"<th>{escape(t('embeddings-before'))}</th><th>{escape(t(f'embeddings-after-{arm}'))}</th></tr>{rows}</table>"
    )


def _mean(table: WordVectors, pairs: Sequence[Sequence[str]]) -> float:
    known = [pair for pair in pairs if all(table.row(word) is not None for word in pair)]
    return float(np.mean([table.similarity(*pair) for pair in known]))


def pair_claims(t: Texts, name: str, arm: str) -> str:
    pairs = questions(SETS[name])
    gap = [
        _mean(table_, pairs["alike"]) - _mean(table_, pairs["opposites"]) for table_ in (before(name), after(name, arm))
    ]
    tested = t(
        "embeddings-pairs-tested",
        before=round(gap[0], 2),
        after=round(gap[1], 2),
        outcome="yes" if gap[1] > gap[0] + 0.02 else "no",
    )
    return claim(t("look-for"), t("embeddings-pairs-look")) + claim(
        t("refuted-by"), f"{t('embeddings-pairs-refuted')} {tested}"
    )


def files() -> Files:
    return {
        "json": lambda: json.dumps(measured(), ensure_ascii=False).encode(),
        "csv": lambda: to_csv(
            pd.DataFrame(measured()["runs"])[["set", "arm", "share", "seed", "texts", "macro_f1", "accuracy"]]
        ),
    }


_CURVES = st.components.v2.component(
    "embedding-curves",
    css=palette.css() + (_FOLDER / "curves.css").read_text("utf-8"),
    js=module(*(_ASSETS / "player" / name for name in ("core.js", "dom.js")), _FOLDER / "curves.js"),
)
