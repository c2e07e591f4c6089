"""The race on the recall page: its own curves, pause and stop, what goes wrong, bad settings, links, runs compared."""

import csv
import io
import json
import time
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from engine.queue import Lost, Queue
from engine.races import LiveRace, from_json, to_csv, to_json
from engine.recording import recorded
from model.recall.race import TELL, Race, Settings, parted
from tests.app.conftest import Here, OpenApp, run_until, shown
from tests.app.test_recall import component
from ui.race import MOST_POINTS, Run, drawn
from ui.texts import LOCALES, Texts

BOTH = pytest.mark.parametrize("language", LOCALES)
pytestmark = pytest.mark.usefixtures("queue")
SHORT = {"race-steps": "20", "race-hidden": "8", "race-distance": "3"}
ENDLESS = {"race-steps": "5000", "race-hidden": "8", "race-distance": "3"}


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


@BOTH
def test_a_race_runs_to_its_end_and_its_curves_are_the_engines(open_app: OpenApp, language: str) -> None:
    t = Texts(language)
    app = press(open_app("recall", lang=language, **SHORT), "race-go")
    run_until(app, t("race-finished"))
    assert not app.error
    settings = Settings(steps=20, hidden=8, distance=3, language=language)
    points = list(Race(settings).run())
    main, *_ = component(app, "runs")
    assert [curve["ink"] for curve in main["curves"]] == ["rnn", "lstm"]
    for curve in main["curves"]:
        own = [point for point in points if point.cell == curve["ink"]]
        assert [(step, loss) for step, loss, _ in curve["loss"]] == [(p.step, round(p.loss, 4)) for p in own]
        assert [(step, share) for step, share, _ in curve["recall"]] == [(20, round(own[-1].accuracy, 4))]
    assert t("race-together") in unescape(shown(app))
    assert {button.label for button in app.get("download_button")} >= {"JSON", "CSV"}


def test_a_race_is_paused_taken_up_and_stopped(open_app: OpenApp) -> None:
    t = Texts("es")
    app = run_until(press(open_app("recall", lang="es", **ENDLESS), "race-go"), " de 5.000")
    press(app, "race-pause")
    assert t("race-paused") in shown(app)
    (run,) = app.session_state["race-runs"]
    done = run.race.done
    assert app.button(key="race-resume").disabled is False
    press(app, "race-resume")
    deadline = time.monotonic() + 60
    while run.race.done <= done:
        assert time.monotonic() < deadline
        app.run()
    press(app, "race-stop")
    assert t("race-stopped") in shown(app)
    assert app.button(key="race-go").disabled is False
    assert not app.exception


@BOTH
def test_a_rate_that_diverges_is_shown_as_divergence(open_app: OpenApp, language: str) -> None:
    t = Texts(language)
    app = open_app("recall", lang=language, **SHORT | {"race-learning_rate": "1e6", "race-steps": "400"})
    assert app.number_input(key="race-learning_rate").value == 1e6
    run_until(press(app, "race-go"), t("race-finished"))
    assert not app.error
    for curve in component(app, "runs")[0]["curves"]:
        assert t("race-diverged", cell=curve["name"], step=curve["diverged"]) in unescape(shown(app))


@BOTH
def test_no_cell_gets_a_sentence_and_loses_nothing(open_app: OpenApp, language: str) -> None:
    t = Texts(language)
    app = run_until(press(open_app("recall", lang=language, **SHORT), "race-go"), t("race-finished"))
    before = component(app, "runs")
    app.pills(key="race-cells").set_value([]).run()
    assert [error.value for error in app.error] == [t("error-race-no-cell")]
    assert app.button(key="race-go").disabled
    assert component(app, "runs") == before
    app.pills(key="race-cells").set_value(["gru"]).run()
    assert not app.error
    assert not app.button(key="race-go").disabled


@pytest.mark.parametrize(
    "address",
    [
        {"race-cells": ""},
        {"race-cells": "rnn,transformer"},
        {"race-hidden": "0"},
        {"race-hidden": "10000"},
        {"race-hidden": "many"},
        {"race-distance": "-5"},
        {"race-distance": "1000000"},
        {"race-learning_rate": "nan"},
        {"race-learning_rate": "0"},
        {"race-forget_bias": "inf"},
        {"race-steps": "1000000"},
        {"race-seed": "-1"},
    ],
    ids=str,
)
def test_a_bad_setting_in_the_address_gets_a_sentence_and_the_usual_one(
    open_app: OpenApp, address: dict[str, str]
) -> None:
    app = open_app("recall", **address)
    assert not app.exception
    assert len(app.warning) == 1
    (name,) = address
    assert app.session_state[name] == getattr(Settings(), name.removeprefix("race-"))
    assert name not in app.query_params
    assert not app.button(key="race-go").disabled


def test_a_shared_address_brings_the_settings(open_app: OpenApp) -> None:
    asked = {
        "race-cells": "lstm,gru",
        "race-distance": "60",
        "race-hidden": "32",
        "race-forget_bias": "0.5",
        "race-learning_rate": "0.005",
        "race-steps": "800",
        "race-seed": "7",
        "race-curriculum": "yes",
        "race-distractors": "yes",
    }
    app = open_app("recall", lang="es", **asked)
    assert not app.warning
    assert {name: app.query_params[name] for name in asked} == asked
    press(app, "race-go")
    (run,) = app.session_state["race-runs"]
    assert run.race.settings == Settings(("lstm", "gru"), 60, "es", True, 32, 0.5, 0.005, 800, 7, True)


@pytest.mark.parametrize(("language", "why"), [("es", "killed"), ("en", "unreachable"), ("es", "failed")])
def test_whatever_breaks_is_told_and_the_race_goes_on(
    open_app: OpenApp, language: str, why: str, worker: Here, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def breaks(*_: Any) -> None:
        raise Lost(why) if why != "failed" else RuntimeError("a fault")

    t = Texts(language)
    with monkeypatch.context() as broken:
        broken.setattr(worker, "do", breaks)
        app = run_until(press(open_app("recall", lang=language, **SHORT), "race-go"), t("race-broken"))
    assert [error.value for error in app.error] == [t(f"race-broken-{why}", step=0)]
    run_until(press(app, "race-resume"), t("race-finished"))
    assert not app.error


@BOTH
def test_who_waits_sees_the_place_and_may_leave_the_queue(open_app: OpenApp, language: str, queue: Queue) -> None:
    t = Texts(language)
    busy, waiting = (queue.submit(LiveRace(Settings(distance=3, hidden=8, steps=5000))) for _ in range(2))
    app = press(open_app("recall", lang=language, **SHORT), "race-go")
    run_until(app, t("race-waiting", place=2))
    queue.stop(waiting)
    run_until(app, t("race-waiting", place=1))
    assert app.button(key="race-stop").label == t("race-cancel")
    press(app, "race-stop")
    assert t("race-stopped") in shown(app)
    assert queue.place(app.session_state["race-runs"][0].ticket) == 0
    queue.stop(busy)


def test_earlier_runs_and_the_recorded_one_are_laid_over_the_last(open_app: OpenApp) -> None:
    t = Texts("es")
    app = run_until(press(open_app("recall", lang="es", **SHORT), "race-go"), t("race-finished"))
    app.number_input(key="race-seed").set_value(1).run()
    run_until(press(app, "race-go"), t("race-finished"))
    assert [run["name"].partition(":")[0] for run in component(app, "runs")] == [t("race-run", number=2)]
    app.pills(key="race-beside").set_value([0, 1]).run()
    runs = component(app, "runs")
    names = [t("race-run", number=2), t("race-recorded"), t("race-run", number=1)]
    assert [run["name"].partition(":")[0] for run in runs] == names
    assert len({run["dash"] for run in runs}) == 3
    assert t("race-short-seed", value=1) in runs[0]["name"]


@BOTH
def test_the_recorded_race_stands_there_at_once(open_app: OpenApp, language: str) -> None:
    app = open_app("recall", lang=language)
    (main,) = component(app, "runs")
    assert {curve["ink"]: curve["recall"][-1][1] for curve in main["curves"]} == {
        cell: pytest.approx([p.accuracy for p, _ in recorded().points if p.cell == cell][-1], abs=1e-4)
        for cell in Settings().cells
    }
    assert Texts(language)("race-parted", step=0, seconds=0, best="", right=0, worst="", wrong=0)[:12] in shown(app)


# ---------------------------------------------------------------------------------------------------- without the page


def test_the_recorded_race_is_one_that_the_engine_runs():
    race = recorded()
    assert race.settings == Settings()
    assert race.done == race.settings.steps
    running = Race(Settings())
    here = [point for _ in range(10 * TELL) for point in running.step()]
    there = [point for point, _ in race.points[: len(here)]]
    for mine, theirs in zip(here, there, strict=True):
        assert (mine.cell, mine.step) == (theirs.cell, theirs.step)
        assert mine.loss == pytest.approx(theirs.loss, rel=0.02)  # other processors round otherwise
    best, worst = parted([point for point, _ in race.points])
    assert (best.cell, worst.cell) == ("lstm", "rnn")


def test_what_is_downloaded_is_the_race():
    race = recorded()
    again = from_json(to_json(race))
    assert (again.settings, again.points) == (race.settings, race.points)
    rows = list(csv.DictReader(io.StringIO(to_csv(race).decode())))
    assert len(rows) == len(race.points) == len(json.loads(to_json(race))["points"])
    assert float(rows[-1]["accuracy"]) == race.points[-1][0].accuracy


def test_a_long_curve_is_thinned_and_keeps_its_end():
    race = from_json(to_json(recorded()))
    race.points *= 20
    curve = drawn(Texts("en"), Run(1, race), "")["curves"][0]
    assert len(curve["loss"]) <= MOST_POINTS
    last = [point for point, _ in race.points if point.cell == curve["ink"]][-1]
    assert curve["loss"][-1][:2] == [last.step, round(last.loss, 4)]
