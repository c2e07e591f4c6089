"""The page of the five cells: what it states is what the cells state, and no address breaks it."""

import json
import re

import pytest

from model.cells import CELLS
from model.laboratory import EXPERIMENTS
from tests.app.conftest import OpenApp, shown
from ui.cells import units_within
from ui.laboratory import FIRST
from ui.texts import LOCALES, Texts

BOTH = pytest.mark.parametrize("language", LOCALES)


def component(app, name: str) -> dict:
    found = [element.proto for element in app.get("bidi_component") if element.proto.component_name.endswith(name)]
    assert len(found) == 1
    return json.loads(found[0].json)


@BOTH
def test_five_cards_state_the_cells_own_equations_and_counts(open_app: OpenApp, language: str) -> None:
    app = open_app("cells", lang=language, inputs="10", units="7")
    assert not app.exception
    t = Texts(language)
    told = component(app, "cards")["cells"]
    assert [card["kind"] for card in told] == list(CELLS)
    for card in told:
        cell = CELLS[card["kind"]]
        assert card["equations"] == cell.equations
        numbers = [number for _, number in card["facts"]]
        expected = (cell.parameter_count(10, 7), cell.multiplications(10, 7), 7 * len(cell.states))
        assert numbers == [t("cells-count", n=number) for number in expected]
        assert [name for name in cell.names if name in card["shared"]] == [
            name
            for name in cell.names
            if card["kind"] != "lstm" and CELLS["lstm"].equations.get(name) == cell.equations[name]
        ]


@BOTH
def test_the_costs_follow_the_sizes(open_app: OpenApp, language: str) -> None:
    app = open_app("cells", lang=language)
    app.number_input(key="inputs").set_value(300).run()
    app.number_input(key="units").set_value(100).run()
    assert not app.exception
    t, said = Texts(language), shown(app)
    budget = CELLS["lstm"].parameter_count(300, 100)
    for kind, cell in CELLS.items():
        row = re.search(rf"<tr><th scope='row'>{re.escape(t(f'cells-kind-{kind}'))}</th>(.*?)</tr>", said)[1]
        for number in (cell.parameter_count(300, 100), cell.multiplications(300, 100)):
            assert f">{t('cells-count', n=number)}</td>" in row
        units = units_within(kind, 300, budget)
        assert row.endswith(f"<td>{t('cells-count', n=units)}</td>")
        assert cell.parameter_count(300, units) <= budget < cell.parameter_count(300, units + 1)
    assert app.query_params["inputs"] == "300"
    assert app.query_params["units"] == "100"


@pytest.mark.parametrize(("inputs", "units"), [(1, 1), (1, 4096), (4096, 1), (128, 192), (300, 100)])
def test_what_is_said_of_the_price_of_gates_is_so_at_any_size(inputs: int, units: int) -> None:
    lstm, elman = CELLS["lstm"], CELLS["rnn"]
    times = lstm.multiplications(inputs, units) / elman.multiplications(inputs, units)
    assert 4 < times <= 5.5
    assert units_within("rnn", inputs, lstm.parameter_count(inputs, units)) >= 2 * units


@BOTH
def test_each_experiment_opens_by_its_name_and_says_all_it_has_to(open_app: OpenApp, language: str) -> None:
    for name in EXPERIMENTS:
        app = open_app("cells", lang=language, experiment=name)
        assert not app.exception
        told = component(app, "laboratory")
        assert told["start"]["experiment"] == name
        for part in ("experiment", "look", "refuted", "contrast"):
            assert told["strings"][f"{part}-{name}"]
        assert ("experiment" in app.query_params) == (name != FIRST)


def test_an_address_is_kept_and_its_state_shown(open_app: OpenApp) -> None:
    address = {"experiment": "latch", "cell": "gru", "x": "1,0,-0.5", "weights": "W.z=2,b_U=-1", "step": "2"}
    app = open_app("cells", **address)
    start = component(app, "laboratory")["start"]
    assert start["step"] == 2
    assert start["setup"]["cell"] == "gru"
    assert start["setup"]["x"] == [1.0, 0.0, -0.5]
    assert start["setup"]["weights"] == {"W.z": 2.0, "b_U": -1.0}
    assert {name: app.query_params[name] for name in address} == address
    assert not app.info


@pytest.mark.parametrize(
    "address",
    [
        {"experiment": "no"},
        {"step": "-1"},
        {"step": "1000000000"},
        {"hold": "f=nan"},
        {"weights": "*boo*=1"},
        {"inputs": "0"},
        {"units": "9" * 300},
        {"units": "-3"},
        {"x": "NaN"},
    ],
)
def test_a_bad_address_gets_the_nearest_state_and_a_quiet_word(open_app: OpenApp, address: dict[str, str]) -> None:
    app = open_app("cells", **address)
    assert not app.exception
    assert len(app.info) == 1
    assert component(app, "laboratory")["start"]["step"] >= 1
    app.number_input(key="units").set_value(64).run()
    assert not app.info
    assert not app.exception


def test_the_laboratory_is_as_it_was_left_after_a_look_at_another_page(open_app: OpenApp) -> None:
    app = open_app("cells", experiment="timer", step="4", units="50")
    app.switch_page("pages/home.py").run()
    app.query_params.clear()
    app.switch_page("pages/cells.py").run()
    start = component(app, "laboratory")["start"]
    assert (start["experiment"], start["step"]) == ("timer", 4)
    assert app.number_input(key="units").value == 50
    assert app.query_params["experiment"] == "timer"
