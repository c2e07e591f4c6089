"""The race, live: what to train, its curves as they grow, pause, stop, the place in the queue, earlier runs."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

import engine
from engine.queue import State, Ticket
from engine.races import LiveRace, to_csv, to_json
from engine.recording import recorded
from model.cells import CELLS
from model.errors import InputError
from model.recall.race import LARGEST, LAST_SEED, MOST_STEPS, Settings, parted
from model.recall.sentences import grammar
from ui import palette
from ui.component import module
from ui.recall import SCALE
from ui.take_away import take_away
from ui.texts import Texts, complaint, plain
from ui.verdict import claim

USUAL = Settings()
ASKED = tuple(field.name for field in fields(Settings) if field.name != "language")
"""What the visitor chooses; the language is the page's."""
STEPS = (200, 400, 800, 1200, 2000, 3000, MOST_STEPS)
LOOKS_EVERY = {State.WAITING: 1.5, State.RUNNING: 0.6}
"""Seconds between two looks at a race: often enough for curves that move, and far within the lease."""
MOST_RUNS = 6
MOST_POINTS = 250
"""Points of a curve that the browser draws."""
_ASSETS = Path(__file__).parents[1] / "assets"
_DASHES = ("7 4", "2 3", "10 3 2 3", "1 5", "14 4", "4 2")


@dataclass
class Run:
    """One race of this visit, or the recorded one, which has no ticket."""

    number: int
    race: LiveRace
    ticket: Ticket | None = None

    @property
    def live(self) -> bool:
        return self.ticket is not None and (self.ticket.live or self.ticket.state is State.AWAY)


# The address


def arrive(t: Texts, asked: Mapping[str, str], *, afresh: bool) -> list[str]:
    """Take the race's settings from an address; returns what is wrong with it."""
    state, problems = st.session_state, []
    for name in ASKED:
        key = f"race-{name}"
        if afresh:
            state[key] = getattr(USUAL, name)
        if key not in asked:
            continue
        try:
            value = _read(name, asked[key])
            replace(USUAL, **{name: value}).check()
            state[key] = value
        except InputError as problem:
            problems.append(complaint(t, problem))
        except ValueError:
            problems.append(t("recall-nearest", part=plain(asked[key])))
    return problems


def _read(name: str, text: str) -> Any:
    kind = type(getattr(USUAL, name))
    if kind is tuple:
        return tuple(cell for cell in text.split(",") if cell)
    return text == "yes" if kind is bool else kind(text)


def told() -> dict[str, str]:
    """What the address says of the race: the settings that are not the usual ones."""
    chosen = {f"race-{name}": (_chosen(name), getattr(USUAL, name)) for name in ASKED}
    return {key: _written(value) for key, (value, usual) in chosen.items() if value != usual}


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return "yes" if value is True else f"{value:g}"


def _chosen(name: str) -> Any:
    value = st.session_state.get(f"race-{name}", getattr(USUAL, name))
    return tuple(cell for cell in CELLS if cell in value) if name == "cells" else value


# The section


def section(t: Texts) -> None:
    """All of it: settings, start, curves, controls, downloads."""
    state = st.session_state
    runs: list[Run] = state.setdefault("race-runs", [])
    st.subheader(t("race-title"), anchor=False)
    st.html(f'<p class="claim">{escape(t("race-lead"))}</p>')
    with st.container(border=True):
        settings = _ask(t)
        problem = state.pop("race-problem", None)
        try:
            settings.check()
        except InputError as wrong:
            problem = wrong
        busy = bool(runs) and runs[-1].live
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                t("race-again" if runs else "race-start"),
                type="primary",
                key="race-go",
                disabled=busy or problem is not None,
                on_click=_start,
                args=(settings,),
            )
            st.caption(t("race-parameters", count=_budget(settings)) if not problem else "")
        if problem:
            st.error(complaint(t, problem))
    with st.container(border=True):
        every = LOOKS_EVERY.get(runs[-1].ticket.state) if runs and runs[-1].ticket else None
        st.fragment(_watch, run_every=every)(t, runs, every)
        st.html(claim(t("look-for"), t("race-look")) + claim(t("refuted-by"), t("race-refuted")))


def _ask(t: Texts) -> Settings:
    for name in ASKED:
        st.session_state.setdefault(f"race-{name}", getattr(USUAL, name))
    keep = {"persist_state": "session"}
    st.pills(
        t("race-cells"),
        list(CELLS),
        selection_mode="multi",
        format_func=lambda cell: t(f"recall-cell-{cell}"),
        key="race-cells",
        **keep,
    )
    st.select_slider(
        t("race-distance"),
        sorted({*SCALE, st.session_state["race-distance"]}),
        format_func=lambda words: t("recall-words", words=words),
        key="race-distance",
        **keep,
    )
    with st.expander(t("race-more")):
        left, middle, right = st.columns(3)
        left.slider(t("race-hidden"), 1, LARGEST, key="race-hidden", **keep)
        middle.slider(t("race-forget-bias"), -10.0, 10.0, step=0.5, format="%g", key="race-forget_bias", **keep)
        right.number_input(t("race-learning-rate"), format="%g", step=0.001, key="race-learning_rate", **keep)
        left.select_slider(t("race-steps"), sorted({*STEPS, st.session_state["race-steps"]}), key="race-steps", **keep)
        middle.number_input(t("race-seed"), 0, LAST_SEED, key="race-seed", **keep)
        right.toggle(t("race-curriculum"), key="race-curriculum", **keep)
        right.toggle(t("recall-distractors"), key="race-distractors", **keep)
    return Settings(language=t.language, **{name: _chosen(name) for name in ASKED})


def _budget(settings: Settings) -> int:
    from model.recall.network import parameter_count

    return parameter_count("lstm", settings.hidden)


def _start(settings: Settings) -> None:
    state = st.session_state
    runs: list[Run] = state["race-runs"]
    number = runs[-1].number + 1 if runs else 1
    race = LiveRace(settings)
    try:
        runs.append(Run(number, race, engine.shared().submit(race)))
    except InputError as problem:
        state["race-problem"] = problem
    del runs[:-MOST_RUNS]


def _watch(t: Texts, runs: list[Run], every: float | None) -> None:
    """How the last race stands; this part of the page runs again on its own while one is going on."""
    queue = engine.shared()
    run = runs[-1] if runs else Run(0, recorded())
    if run.ticket:
        queue.renew(run.ticket)
        if LOOKS_EVERY.get(run.ticket.state) != every:
            st.rerun()
        _controls(t, run, run.ticket)
    else:
        st.html(f'<p class="claim">{escape(t("race-recorded-about", seconds=round(run.race.seconds, 1)))}</p>')
    others = [Run(0, recorded()), *runs[:-1]] if runs else []
    beside = []
    if others:
        shown = st.pills(
            t("race-compare"),
            [other.number for other in others],
            selection_mode="multi",
            format_func=lambda number: _name(t, number),
            key="race-beside",
        )
        beside = [other for other in others if other.number in shown]
    _draw(t, run, beside)
    st.html(f'<p class="claim" role="status">{escape(" ".join(outcome(t, run.race)))}</p>')
    if run.race.points and not run.live:
        with st.container(horizontal=True):
            take_away("race", {"json": lambda: to_json(run.race), "csv": lambda: to_csv(run.race)})


def _controls(t: Texts, run: Run, ticket: Ticket) -> None:
    """Where it is, and pause, stop, resume: in one row that keeps its height."""
    queue, race = engine.shared(), run.race
    with st.container(horizontal=True, vertical_alignment="center", key="race-controls"):
        st.progress(race.done / race.settings.steps, _standing(t, run, ticket, queue.place(ticket)))
        if ticket.live:
            st.button(t("race-pause"), key="race-pause", icon=":material/pause:", on_click=queue.pause, args=(ticket,))
        else:
            st.button(
                t("race-resume"),
                key="race-resume",
                icon=":material/play_arrow:",
                disabled=ticket.state not in (State.PAUSED, State.BROKEN) or race.finished,
                on_click=queue.resume,
                args=(ticket,),
            )
        st.button(
            t("race-cancel" if ticket.state is State.WAITING else "race-stop"),
            key="race-stop",
            icon=":material/stop:",
            disabled=ticket.state in (State.STOPPED, State.FINISHED),
            on_click=queue.stop,
            args=(ticket,),
        )
    if ticket.state is State.BROKEN:
        st.error(t(f"race-broken-{ticket.problem}", step=race.done))


def _standing(t: Texts, run: Run, ticket: Ticket, place: int) -> str:
    race = run.race
    steps = t("race-steps-done", done=race.done, steps=race.settings.steps, seconds=round(race.seconds, 1))
    if ticket.state is State.WAITING:
        return t("race-waiting", place=max(1, place))
    if ticket.state is State.RUNNING and not race.done:
        return t("race-preparing")
    return steps if ticket.state is State.RUNNING else f"{t(f'race-{ticket.state}')} · {steps}"


def outcome(t: Texts, race: LiveRace) -> list[str]:
    """What has come of a race so far, in sentences: who parted from whom and when, who diverged."""
    said = []
    points = [point for point, _ in race.points]
    if apart := parted(points):
        best, worst = apart
        seconds = next(seconds for point, seconds in race.points if point is best)
        said.append(
            t(
                "race-parted",
                step=best.step,
                seconds=round(seconds, 1),
                best=t(f"recall-cell-{best.cell}"),
                right=round(100 * (best.accuracy or 0)),
                worst=t(f"recall-cell-{worst.cell}"),
                wrong=round(100 * (worst.accuracy or 0)),
            )
        )
    elif race.finished and len(race.settings.cells) > 1:
        said.append(t("race-together"))
    said += [
        t("race-diverged", cell=t(f"recall-cell-{point.cell}"), step=point.step) for point in points if point.diverged
    ]
    return said


def _name(t: Texts, number: int) -> str:
    return t("race-run", number=number) if number else t("race-recorded")


# The curves


def _draw(t: Texts, run: Run, beside: Sequence[Run]) -> None:
    strings = {name: t(f"race-chart-{name}") for name in ("recall", "recall-alt", "loss", "loss-alt", "play", "chance")}
    strings |= {
        "diverged": t("race-chart-diverged", step="{step}"),
        "percent": t("reader-percent", value="{value}"),
    }
    answers = len(grammar(run.race.settings.language).answers)
    data = {
        "runs": [drawn(t, run, ""), *(drawn(t, other, dash) for other, dash in zip(beside, _DASHES, strict=False))],
        "chance": 1 / answers,
        "guess": math.log(answers),
        "playable": not run.live and bool(run.race.points),
        "strings": strings,
        "locale": t.locale,
    }
    _CURVES(key="race-curves", data=data, height="content")


def drawn(t: Texts, run: Run, dash: str) -> dict[str, Any]:
    """A run ready for JSON: for each cell its losses and its accuracies, (step, value, seconds)."""
    race = run.race
    curves = []
    for cell in race.settings.cells:
        own = [(point, seconds) for point, seconds in race.points if point.cell == cell]
        losses = [[point.step, round(point.loss, 4), seconds] for point, seconds in own if point.loss is not None]
        recall = [
            [point.step, round(point.accuracy, 4), seconds] for point, seconds in own if point.accuracy is not None
        ]
        curves.append(
            {
                "name": t(f"recall-cell-{cell}"),
                "ink": cell,
                "loss": _thinned(losses),
                "recall": recall,
                "diverged": next((point.step for point, _ in own if point.diverged), None),
            }
        )
    return {"name": described(t, run), "dash": dash, "steps": race.settings.steps, "curves": curves}


def described(t: Texts, run: Run) -> str:
    """A run's name, with whatever in its settings is not usual."""
    settings = asdict(run.race.settings)
    unusual = [name for name in ASKED if name != "cells" and settings[name] != getattr(USUAL, name)]
    words = [t("recall-words", words=settings["distance"])]
    for name in unusual:
        if name in ("curriculum", "distractors"):
            words.append(t(f"race-short-{name}"))
        elif name != "distance":
            words.append(t(f"race-short-{name.replace('_', '-')}", value=f"{settings[name]:g}"))
    return f"{_name(t, run.number)}: {', '.join(words)}"


def _thinned(points: list[list[float]]) -> list[list[float]]:
    pitch = math.ceil(len(points) / MOST_POINTS) or 1
    return points[-1::-pitch][::-1]


_CURVES = st.components.v2.component(
    "recall_race",
    css=palette.css() + (_ASSETS / "recall_page" / "recall.css").read_text("utf-8"),
    js=module(*(_ASSETS / "player" / name for name in ("core.js", "dom.js")), _ASSETS / "recall_page" / "race.js"),
)
