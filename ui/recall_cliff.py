"""The cliff: accuracy against distance in every condition measured, and the sentences that the figures support."""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from model.cells import CELLS
from model.recall.experiments import ADDING, COPY, FIXED, FORGET_BIASES
from model.recall.measure import Accuracy, accuracy
from model.recall.shipped import again, results
from ui import palette
from ui.component import module
from ui.texts import Texts

CONDITIONS = ("at", "up-to-10", "up-to-40", "up-to-10-language-model", "up-to-10-english", "forget-bias", "elman")
ELMAN = (
    "up-to-40",
    "up-to-40-orthogonal",
    "up-to-40-curriculum",
    "up-to-40-orthogonal-curriculum",
    "up-to-10",
    "up-to-10-orthogonal",
)
_ASSETS = Path(__file__).parents[1] / "assets"
_DASHES = ("", "7 4", "2 3", "10 3 2 3", "1 5", "14 4")


def at(job: str, distance: int, *, distractors: bool = False, earlier: bool = False) -> Accuracy:
    """What the networks of a job reach at one distance, in the run that ships or in the earlier one."""
    return next(measured for d, measured in _exams(job, distractors, earlier) if d == distance)


@cache
def _exams(job: str, distractors: bool, earlier: bool = False) -> list[tuple[int, Accuracy]]:
    """Every exam of a job, by distance. As many as results.json has jobs are kept."""
    tests = (again() if earlier else results())["jobs"][job]["tests"]
    told = [test for test in tests if test["distractors"] == float(distractors)]
    return [(test["distances"][0], _of(test)) for test in told]


def _of(test: dict[str, Any]) -> Accuracy:
    return accuracy(test["right"], test["n"], test["chance"])


@cache
def _only(job: str) -> Accuracy:
    """The one exam of a task that has no distances."""
    (test,) = results()["jobs"][job]["tests"]
    return _of(test)


def lines(t: Texts, condition: str, *, distractors: bool) -> list[dict[str, Any]]:
    """The lines of a condition, ready for JSON: name, ink, dash, and points (distance, accuracy, low, high)."""
    drawn = []
    for number, (name, cell, jobs) in enumerate(_jobs(t, condition)):
        exams = sorted(
            (exam for job in jobs for exam in _exams(job, distractors)),
            key=lambda distance_and_more: distance_and_more[0],
        )
        points = [[d, *(round(x, 4) for x in (m.accuracy, *m.interval))] for d, m in exams]
        alone = condition in ("forget-bias", "elman")
        drawn.append({"name": name, "ink": cell, "dash": _DASHES[number] if alone else "", "points": points})
    return drawn


def _jobs(t: Texts, condition: str) -> Iterator[tuple[str, str, list[str]]]:
    """Name, cell and jobs of each line."""
    if condition == "forget-bias":
        for bias in sorted({1.0, *FORGET_BIASES}):
            ending = "" if bias == 1 else f"-forget-bias-{bias:g}"
            wanted = [f"at-{d}{ending}.lstm" for d in FIXED if f"at-{d}{ending}.lstm" in results()["jobs"]]
            yield t("recall-cliff-bias", bias=f"{bias:g}"), "lstm", wanted
    elif condition == "elman":
        for name in ELMAN:
            yield t(f"recall-cliff-elman-{name}"), "rnn", [f"{name}.rnn"]
    else:
        for cell in CELLS:
            wanted = [f"at-{d}.{cell}" for d in FIXED] if condition == "at" else [f"{condition}.{cell}"]
            yield t(f"recall-cell-{cell}"), cell, wanted


def cliff(t: Texts, condition: str, *, distractors: bool, distance: int | None) -> None:
    """Accuracy against distance with the seeds' bands, the chance line, and where the sentence above stands, if any."""
    strings = {
        "axis": t("recall-cliff-axis"),
        "chance": t("recall-cliff-chance"),
        "here": t("recall-cliff-here", distance="{distance}"),
        "alt": t("recall-cliff-alt"),
        "percent": t("reader-percent", value="{value}"),
    }
    drawn = lines(t, condition, distractors=distractors)
    chance = at("up-to-10.lstm", 10).chance
    data = {"lines": drawn, "chance": chance, "distance": distance, "strings": strings, "locale": t.locale}
    _CLIFF(key="recall-plot", data=data, height="content")


def table(t: Texts, condition: str, *, distractors: bool) -> str:
    """The same figures as text, with their intervals."""
    drawn = lines(t, condition, distractors=distractors)
    distances = sorted({point[0] for line in drawn for point in line["points"]})
    rows = []
    for line in drawn:
        known = {d: _percent(t, value, low, high) for d, value, low, high in line["points"]}
        rows.append((line["name"], *(known.get(d, "–") for d in distances)))
    return _table((t("recall-cliff-axis"), *map(str, distances)), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def row(tag: str, values: Sequence[str]) -> str:
        return f"<tr>{''.join(f'<{tag}>{escape(value)}</{tag}>' for value in values)}</tr>"

    return (
        f'<div class="scrolling" tabindex="0"><table class="figures">{row("th", head)}'
        f"{''.join(row('td', values) for values in rows)}</table></div>"
    )


def literature(t: Texts) -> str:
    """The adding problem and the copy task."""
    parts = []
    for task, lengths in (("adding", ADDING), ("copy", COPY)):
        rows = [
            (t(f"recall-cell-{cell}"), *(said(t, _only(f"{task}-{length}.{cell}")) for length in lengths))
            for cell in CELLS
        ]
        parts.append(_table((t(f"recall-{task}"), *map(str, lengths)), rows))
    return "".join(parts)


def fading(t: Texts) -> str:
    """The task in which time matters."""
    rows = [
        (t(f"recall-cell-{cell}"), said(t, _only(f"fading.{cell}")), said(t, _only(f"fading-told.{cell}")))
        for cell in ("lstm", "time-aware")
    ]
    return _table((t("recall-fading-cell"), t("recall-fading-untold"), t("recall-fading-told")), rows)


def fading_outcome(t: Texts) -> str:
    """What came of it, in one sentence."""
    return t(
        "recall-fading-outcome",
        lstm=said(t, _only("fading.lstm")),
        aware=said(t, _only("fading.time-aware")),
        told=said(t, _only("fading-told.lstm")),
        both=said(t, _only("fading-told.time-aware")),
    )


def evidence(t: Texts) -> list[str]:
    """What the figures support, spoilers included."""

    def figure(job: str, distance: int, *, distractors: bool = False, earlier: bool = False) -> str:
        return said(t, at(job, distance, distractors=distractors, earlier=earlier))

    chance = round(100 * at("at-20.rnn", 20).chance)
    return [
        t(
            "recall-evidence-gradient",
            chance=chance,
            rnn=figure("at-20.rnn", 20),
            lstm=figure("at-20.lstm", 20),
            peephole=figure("at-20.peephole", 20),
            gru=figure("at-20.gru", 20),
        ),
        t(
            "recall-evidence-memory",
            rnn=figure("up-to-40.rnn", 40),
            lstm=figure("up-to-40.lstm", 40),
            far=figure("up-to-40.lstm", 400),
        ),
        t(
            "recall-evidence-spoiler",
            near=figure("up-to-10.rnn", 10),
            rnn=figure("up-to-10.rnn", 400),
            lstm=figure("up-to-10.lstm", 400),
            gru=figure("up-to-10.gru", 400),
        ),
        t(
            "recall-evidence-curriculum",
            rnn=figure("up-to-40-curriculum.rnn", 40),
            alone=figure("up-to-40.rnn", 40),
            orthogonal=figure("up-to-40-orthogonal.rnn", 40),
            both=figure("up-to-40-orthogonal-curriculum.rnn", 40),
        ),
        t(
            "recall-evidence-wall",
            lstm=figure("at-40.lstm", 40),
            gru=figure("at-40.gru", 40),
            bias=figure("at-40-forget-bias-3.lstm", 40),
        ),
        t(
            "recall-evidence-distractors",
            lstm=figure("at-20-distractors.lstm", 20, distractors=True),
            gru=figure("at-20-distractors.gru", 20, distractors=True),
            peephole=figure("at-20-distractors.peephole", 20, distractors=True),
            unprepared=figure("at-20.gru", 20, distractors=True),
        ),
        t(
            "recall-evidence-again",
            rate=again()["jobs"]["up-to-10.rnn"]["rate"],
            first=results()["jobs"]["up-to-10.rnn"]["rate"],
            near=figure("up-to-10.rnn", 10, earlier=True),
            rnn=figure("up-to-10.rnn", 400, earlier=True),
            english=figure("up-to-10-english.rnn", 400, earlier=True),
            gru=figure("up-to-10-english.gru", 400, earlier=True),
            grurate=again()["jobs"]["up-to-10-english.gru"]["rate"],
            now=figure("up-to-10-english.gru", 400),
            nowrate=results()["jobs"]["up-to-10-english.gru"]["rate"],
        ),
    ]


def said(t: Texts, measured: Accuracy) -> str:
    return _percent(t, measured.accuracy, *measured.interval)


def _percent(t: Texts, value: float, low: float, high: float) -> str:
    return t("recall-figure", value=round(100 * value), low=round(100 * low), high=round(100 * high))


_CLIFF = st.components.v2.component(
    "recall_cliff",
    css=palette.css() + (_ASSETS / "recall_page" / "recall.css").read_text("utf-8"),
    js=module(*(_ASSETS / "player" / name for name in ("core.js", "dom.js")), _ASSETS / "recall_page" / "cliff.js"),
)
