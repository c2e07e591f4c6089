"""The recall page: sentences at exact distances, bets before answers, figures that are the results' own, bad input."""

import json
import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from model.cells import CELLS
from model.recall import shipped
from model.recall.sentences import grammar
from tests.app.conftest import OpenApp, shown
from tests.app.test_texts import messages
from tests.unit.test_microscope import unpacked
from ui import recall, recall_cliff
from ui.texts import LOCALES, Texts, plain

BOTH = pytest.mark.parametrize("language", LOCALES)


def component(app: AppTest, part: str) -> dict[str, Any]:
    """What the browser gets to draw: "reading", "lines" or "ruler"."""
    told = [json.loads(found.proto.json) for found in app.get("bidi_component")]
    (data,) = [data for data in told if part in data]
    return data[part]


@BOTH
@pytest.mark.parametrize("kind", ["made", "lecture", "twice", "once"])
def test_five_cells_read_every_kind_of_sentence(open_app: OpenApp, language: str, kind: str) -> None:
    app = open_app("recall", lang=language, kind=kind)
    assert not app.exception
    assert not app.error
    reading = component(app, "reading")
    assert [one["cell"] for one in reading["series"]] == list(CELLS)
    for one in reading["series"]:
        assert len(one["right"]) == recall.SEEDS
        assert {len(curve) for curve in one["right"]} == {len(reading["words"])}
        assert (one["top"][0][0] == reading["answer"]) == (one["best"][-1] == reading["answer"])
    t = Texts(language)
    assert shown(app).count(t("look-for")) >= 3
    keys = "|".join(map(re.escape, messages(language)))
    assert not re.findall(rf"(?<![\w./=-])(?:{keys})(?![\w.-])", shown(app))


@BOTH
def test_each_cell_can_be_looked_into_with_the_same_sentence(open_app: OpenApp, language: str) -> None:
    app = open_app("recall", lang=language, distance="12", distractors="yes", seed="3")
    reading = component(app, "reading")
    links = [parse_qs(link.proto.query_string) for link in app.get("page_link") if "recall-" in link.proto.query_string]
    assert [query["model"][0].split("-")[-2:] for query in links] == [[cell.split("-")[-1], "3"] for cell in CELLS]
    for query, series in zip(links, reading["series"], strict=True):
        looked = open_app("microscope", **{name: value for name, (value,) in query.items()})
        data = next(data for each in looked.get("bidi_component") if "runs" in (data := json.loads(each.proto.json)))
        run = data["runs"][0]
        assert run["cell"] == series["cell"]
        assert run["labels"][run["right"]] == reading["answer"]
        last = unpacked(run["probabilities"])[-len(run["labels"]) :]
        assert float(last[run["right"]]) == pytest.approx(series["right"][2][-1], abs=2e-4)


@BOTH
@pytest.mark.parametrize("distance", [1, 7, 40, 400])
@pytest.mark.parametrize("distractors", ["yes", ""])
def test_the_sentence_has_the_distance_of_the_slider(
    open_app: OpenApp, language: str, distance: int, distractors: str
) -> None:
    app = open_app("recall", lang=language, distance=str(distance), distractors=distractors)
    reading = component(app, "reading")
    assert app.select_slider(key="recall-distance").value == distance
    assert reading["distance"] == distance
    assert reading["words"][reading["key"]].strip(".,:;") == "Argentina"


def test_each_word_on_the_page_has_the_probability_after_it(open_app: OpenApp) -> None:
    """The page's numbers are those of the engine's own reading, word by word."""
    from model.recall.reading import read

    app = open_app("recall", lang="es", distance="30", distractors="yes", draw="3", seed="2")
    sentence = grammar("es").sentence(30, random.Random(3), country="Argentina", distractors=True)
    drawn = component(app, "reading")
    assert [re.sub(r"\W", "", word).lower() for word in drawn["words"]] == list(sentence.words)
    for one in drawn["series"]:
        own = read(shipped.networks(one["cell"], "es")[1], sentence).of_the_right_one
        assert one["right"][1] == pytest.approx(own.tolist(), abs=2e-4)


def test_the_lectures_second_sentence_is_shown_with_and_without_its_second_mention(open_app: OpenApp) -> None:
    with_it = open_app("recall", lang="es", kind="twice")
    assert component(with_it, "reading")["again"]
    assert Texts("es")("recall-twice", distance=22, nearest=14) in shown(with_it)
    without = open_app("recall", lang="es", kind="once")
    assert not component(without, "reading")["again"]
    assert Texts("es")("recall-once", distance=20) in shown(without)


def test_no_answer_reaches_the_browser_before_the_bet_and_a_bet_counts_once(open_app: OpenApp) -> None:
    t = Texts("es")
    app = open_app("recall", lang="es", distance="40")
    reading = component(app, "reading")
    held = {one["cell"] for one in reading["series"] if one["best"][-1] == reading["answer"]}
    app.toggle(key="recall-predict").set_value(True).run()
    assert component(app, "reading")["series"] == []
    assert "✓" not in json.dumps(component(app, "reading"))
    bet = next(group for group in app.button_group if group.label == t("recall-bet", distance=40))
    bet.set_value(["lstm", "rnn"])
    reveal = next(button for button in app.button if button.label == t("recall-reveal"))
    reveal.click().run()
    right = sum((cell in held) == (cell in {"lstm", "rnn"}) for cell in CELLS)
    assert component(app, "reading")["series"]
    assert t("recall-score", bets=1, right=right, cells=5) in shown(app)
    assert t("recall-reveal") not in [button.label for button in app.button]
    app.select_slider(key="recall-distance").set_value(60).run()
    assert component(app, "reading")["series"] == []
    assert t("recall-score", bets=1, right=right, cells=5) in shown(app)


@BOTH
@pytest.mark.parametrize("condition", recall_cliff.CONDITIONS)
@pytest.mark.parametrize("distracted", ["yes", ""])
def test_every_condition_has_its_lines(open_app: OpenApp, language: str, condition: str, distracted: str) -> None:
    app = open_app("recall", lang=language, cliff=condition, **{"cliff-distractors": distracted})
    assert not app.exception
    lines = component(app, "lines")
    assert len(lines) == {"forget-bias": 3, "elman": 6}.get(condition, 5)
    for line in lines:
        distances = [point[0] for point in line["points"]]
        assert len(distances) >= 2
        assert distances == sorted(set(distances))
        assert all(0 <= low <= value <= high <= 1 for _, value, low, high in line["points"])


def test_the_lines_are_the_results(open_app: OpenApp) -> None:
    app = open_app("recall", lang="es", cliff="up-to-40")
    lines = {line["ink"]: line["points"] for line in component(app, "lines")}
    for cell in CELLS:
        for test in shipped.results()["jobs"][f"up-to-40.{cell}"]["tests"]:
            if not test["distractors"]:
                (value,) = [value for d, value, _, _ in lines[cell] if d == test["distances"][0]]
                assert value == pytest.approx(sum(test["right"]) / len(test["right"]) / test["n"], abs=1e-4)


@BOTH
def test_the_evidence_is_on_the_page_and_the_figures_bear_it_out(open_app: OpenApp, language: str) -> None:
    app = open_app("recall", lang=language)
    said = shown(app)
    t = Texts(language)
    for line in [*recall_cliff.evidence(t), recall_cliff.fading_outcome(t)]:
        assert line.replace("'", "&#x27;") in said
    at = recall_cliff.at
    elman, lstm = at("at-20.rnn", 20), at("at-20.lstm", 20)
    assert elman.interval[0] <= elman.chance <= elman.interval[1]
    assert lstm.interval[0] > elman.interval[1]
    assert at("at-20.gru", 20).accuracy > at("at-20.peephole", 20).accuracy > lstm.accuracy
    assert at("up-to-40.lstm", 400).interval[0] > at("up-to-40.rnn", 40).interval[1]
    assert at("up-to-10.rnn", 400).accuracy > at("up-to-10.lstm", 400).accuracy > at("up-to-10.gru", 400).accuracy
    assert at("up-to-40-curriculum.rnn", 40).interval[0] > at("up-to-40.rnn", 40).interval[1]
    assert at("up-to-40-orthogonal.rnn", 40).accuracy < 1.5 * at("up-to-40.rnn", 40).chance
    assert at("up-to-40-orthogonal-curriculum.rnn", 40).accuracy > at("up-to-40-curriculum.rnn", 40).accuracy
    assert at("at-40.lstm", 40).accuracy < at("at-40.gru", 40).accuracy
    assert at("at-40-forget-bias-3.lstm", 40).interval[0] > at("at-40.lstm", 40).interval[1]
    assert at("at-20.gru", 20, distractors=True).accuracy < at("at-20.gru", 20).accuracy
    jobs = shipped.results()["jobs"]
    assert jobs["up-to-10.rnn"]["rate"] > shipped.again()["jobs"]["up-to-10.rnn"]["rate"]
    untold, told, aware = (
        jobs[name]["tests"][0]["right"] for name in ("fading.lstm", "fading-told.lstm", "fading.time-aware")
    )
    assert sum(untold) < sum(aware) <= sum(told)


def test_the_earlier_run_bears_out_what_the_page_says_of_it() -> None:
    at = recall_cliff.at
    elman, lstm = at("at-20.rnn", 20, earlier=True), at("at-20.lstm", 20, earlier=True)
    assert elman.interval[0] <= elman.chance <= elman.interval[1] < lstm.interval[0]
    assert at("at-20.gru", 20, earlier=True).accuracy > lstm.accuracy
    assert at("at-20.peephole", 20, earlier=True).accuracy > lstm.accuracy
    assert at("up-to-40.lstm", 400, earlier=True).interval[0] > at("up-to-40.rnn", 40, earlier=True).interval[1]
    curriculum, at_once = (at(f"up-to-40{way}.rnn", 40, earlier=True) for way in ("-curriculum", ""))
    assert curriculum.interval[0] > at_once.interval[1]
    assert at("up-to-40-orthogonal.rnn", 40, earlier=True).accuracy < 1.5 * at_once.chance
    assert at("up-to-40-orthogonal-curriculum.rnn", 40, earlier=True).accuracy > curriculum.accuracy
    wall = at("at-40.lstm", 40, earlier=True)
    assert at("at-40.gru", 40, earlier=True).accuracy > wall.accuracy
    assert at("at-40-forget-bias-3.lstm", 40, earlier=True).interval[0] > wall.interval[1]
    gru = "at-20.gru"
    assert at(gru, 20, distractors=True, earlier=True).accuracy < at(gru, 20, earlier=True).accuracy
    assert at("up-to-10.rnn", 400, earlier=True).interval[1] < at("up-to-10.rnn", 400).interval[0]
    assert at("up-to-10.rnn", 400, earlier=True).accuracy < at("up-to-10.lstm", 400, earlier=True).interval[0]
    english = at("up-to-10-english.rnn", 400, earlier=True)
    assert english.interval[0] < at("up-to-10-english.rnn", 400).interval[1]
    assert min(english.accuracy, at("up-to-10-english.rnn", 400).accuracy) > 2 * english.chance
    gru = "up-to-10-english.gru"
    assert at(gru, 400, earlier=True).interval[0] > at(gru, 400).interval[1]
    assert shipped.again()["jobs"][gru]["rate"] > shipped.results()["jobs"][gru]["rate"]


def test_the_ruler_discounts_the_short_part_and_nothing_else(open_app: OpenApp) -> None:
    ruler = component(open_app("recall", lang="es"), "ruler")
    assert ruler["decay"][0] == 1
    assert ruler["decay"] == sorted(ruler["decay"], reverse=True)
    for g, row in zip(ruler["decay"], ruler["adjusted"], strict=True):
        for c, short, adjusted in zip(ruler["memory"], ruler["short"], row, strict=True):
            assert adjusted == pytest.approx(c - short + short * g, abs=3e-4)


@BOTH
@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("Hola", "recall-length"),
        ("palabra " * 1001, "recall-length"),
        ("Nunca viajé a ninguna parte y hablo", "recall-no-country"),
        ("Portugal Argentina hablo", "recall-two-countries"),
    ],
)
def test_a_sentence_that_cannot_be_read_gets_a_clear_word_and_stays(
    open_app: OpenApp, language: str, own: str, code: str
) -> None:
    app = open_app("recall", lang=language, kind="own", own=own)
    assert not app.exception
    start = Texts(language)(f"error-{code}", words=len(own.split()), limit=1000, known="…", countries="…").split("(")[
        0
    ][:20]
    assert [error.value for error in app.error if error.value.startswith(start)]
    assert app.text_area(key="recall-own").value == own
    assert component(app, "lines")


@BOTH
def test_an_answer_that_no_network_can_give_is_told_and_the_sentence_read(open_app: OpenApp, language: str) -> None:
    app = open_app("recall", lang=language, kind="own", own="Portugal: quechua")
    assert not app.error
    known = ", ".join(grammar(language).answers)
    assert [info.value for info in app.info] == [Texts(language)("recall-outside", word="quechua", known=known)]
    reading = component(app, "reading")
    assert [reading["words"][at] for at in reading["unknown"]] == ["quechua"]
    app.text_area(key="recall-own").set_value("Portugal: ___").run()
    assert not app.info


def test_the_cliff_marks_no_sentence_where_there_is_none(open_app: OpenApp) -> None:
    app = open_app("recall", lang="es", kind="own")
    assert [info.value for info in app.info] == [Texts("es")("recall-own-empty")]
    assert component(app, "distance") is None
    app.text_area(key="recall-own").set_value("Nací en Francia y hablo ___").run()
    assert component(app, "distance") == component(app, "reading")["distance"]


@pytest.mark.parametrize(
    "address",
    [
        {"distance": "-5"},
        {"distance": "1000000"},
        {"distance": "nan"},
        {"country": "<b>"},
        {"cliff": "no"},
        {"kind": "x"},
        {"seed": "9"},
        {"draw": "-1"},
    ],
)
def test_a_bad_address_gets_a_sentence_and_the_usual_page(open_app: OpenApp, address: dict[str, str]) -> None:
    app = open_app("recall", **address)
    assert not app.exception
    assert len(app.warning) == 1
    assert component(app, "reading")["distance"] == 20


def test_a_shared_address_brings_everything(open_app: OpenApp) -> None:
    asked = {
        "distance": "60",
        "country": "Brasil",
        "distractors": "yes",
        "networks": "up-to-40",
        "seed": "4",
        "draw": "7",
    }
    app = open_app("recall", lang="es", **asked)
    assert component(app, "reading")["answer"] == "portugués"
    assert {name: app.query_params[name] for name in asked} == asked


@BOTH
def test_missing_networks_get_a_sentence_and_the_figures_stay(
    open_app: OpenApp, language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped.results()
    shipped.networks.cache_clear()
    recall.readings.cache_clear()
    monkeypatch.setattr("model.recall.shipped.FOLDER", tmp_path)
    app = open_app("recall", lang=language)
    assert not app.exception
    condition = shipped.condition_of(language)
    assert [error.value for error in app.error] == [
        Texts(language)("error-recall-condition", condition=plain(condition))
    ]
    assert component(app, "lines")
    assert component(app, "runs")


def test_another_language_reads_with_its_own_networks(open_app: OpenApp) -> None:
    app = open_app("recall", lang="es", country="Brasil", networks="up-to-40")
    app.segmented_control(key="switch").set_value("en").run()
    assert not app.exception
    assert component(app, "reading")["answer"] == "Spanish"
