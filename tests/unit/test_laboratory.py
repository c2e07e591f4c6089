"""The laboratory's address restores what is shown, and a bad one leads to the nearest valid state, said aloud."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.cells import CELLS
from model.laboratory import EXPERIMENTS
from model.run import Hold, Setup, holdable, knobs, run
from ui.laboratory import _EXPERIMENTS, FIRST, MOST_STEPS, State, _ordered, as_data, bounds, nearest, read


@st.composite
def states(draw: st.DrawFn) -> State:
    def number(low: float, high: float) -> float:
        return round(draw(st.floats(low, high, allow_subnormal=False)), 4) + 0.0

    cell = draw(st.sampled_from(sorted(CELLS)))
    steps = draw(st.integers(1, MOST_STEPS))
    x = tuple(number(-3, 3) for _ in range(steps))
    elapsed = tuple(number(0, 1000) for _ in range(steps)) if draw(st.booleans()) else ()
    chosen = draw(st.sets(st.sampled_from(knobs(cell))))
    weights = {name: value for name in chosen if (value := number(-30, 30))}
    places = [(name, step) for name in holdable(cell) for step in (None, *range(1, steps + 1))]
    places += [(name, step) for name in CELLS[cell].states for step in range(steps + 1)]
    held = draw(st.sets(st.sampled_from(places), max_size=4))
    holds = _ordered(Hold(name, number(*bounds(cell, name)), step) for name, step in held)
    setup = Setup(cell, x, weights, elapsed if any(elapsed) else (), holds)
    return State(draw(st.sampled_from(sorted(EXPERIMENTS))), setup, draw(st.integers(1, steps)))


@pytest.mark.slow
@given(states())
def test_an_address_restores_what_was_shown(state: State) -> None:
    back, wrong = read(state.address())
    assert wrong == []
    assert back == state


@pytest.mark.slow
@given(states())
def test_what_the_browser_gives_back_is_what_it_was_given(state: State) -> None:
    back, wrong = nearest(json.loads(json.dumps(as_data(state.setup), allow_nan=False)))
    assert wrong == []
    assert back == state.setup


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_an_experiments_address_is_its_name_and_the_first_one_needs_none(name: str) -> None:
    setup = EXPERIMENTS[name].setup
    assert State(name, setup, len(setup.x)).address() == ({} if name == FIRST else {"experiment": name})
    state, wrong = read({"experiment": name})
    assert (state.experiment, state.step, wrong) == (name, len(setup.x), [])
    assert run(state.setup) == run(setup)


@pytest.mark.parametrize("name", EXPERIMENTS)
@pytest.mark.parametrize("part", ["setup", "contrast"])
def test_what_is_prepared_is_within_a_hands_reach(name: str, part: str) -> None:
    setup = getattr(EXPERIMENTS[name], part)
    again, wrong = nearest(as_data(setup))
    assert wrong == []
    assert run(again) == run(setup)


def test_experiments_travel_as_json() -> None:
    assert json.loads(json.dumps(_EXPERIMENTS, allow_nan=False)).keys() == EXPERIMENTS.keys()


@pytest.mark.parametrize(
    ("asked", "said", "found"),
    [
        ({"experiment": "nothing"}, "nothing", lambda s: s.experiment == FIRST),
        ({"cell": "transformer"}, "transformer", lambda s: s.setup.cell == "lstm"),
        ({"step": "-1"}, "-1", lambda s: s.step == 1),
        ({"step": "1000000000"}, "1000000000", lambda s: s.step == 8),
        ({"step": "²"}, "²", lambda s: s.step == 1),
        ({"x": "nan,1"}, "nan", lambda s: s.setup.x == (0.0, 1.0)),
        ({"x": "1e99,-inf"}, "1e99", lambda s: s.setup.x == (3.0, -3.0)),
        ({"x": ",".join("1" * 4000)}, "4000 > 24", lambda s: s.setup.x == (1.0,) * 24),
        ({"x": ""}, "∅", lambda s: s.setup.x == (0.0,)),
        ({"dt": "-5"}, "-5", lambda s: s.setup.elapsed == ()),
        ({"weights": "W.f=999,Q=1,<b>"}, "Q", lambda s: s.setup.weights == {"W.f": 30.0}),
        ({"hold": "f=2@3,z=1,o"}, "o", lambda s: s.setup.holds == (Hold("f", 1.0, 3),)),
        ({"hold": "f=nan"}, "nan", lambda s: s.setup.holds == (Hold("f", 0.0),)),
        ({"hold": "f=1@9999,c=0"}, "f@9999", lambda s: s.setup.holds == ()),
    ],
)
def test_a_bad_address_leads_to_the_nearest_valid_state_and_is_told(asked, said, found) -> None:
    state, wrong = read(asked)
    assert said in wrong
    assert found(state), state
    run(state.setup)


@pytest.mark.slow
@given(
    st.dictionaries(
        st.sampled_from(["experiment", "cell", "x", "dt", "weights", "hold", "step"]),
        st.text(alphabet="0123456789,.=@+-eWUbfcinaxt ", max_size=40) | st.text(max_size=20),
    )
)
def test_no_address_breaks_the_laboratory(asked: dict[str, str]) -> None:
    state, _ = read(asked)
    assert 1 <= state.step <= len(state.setup.x) <= MOST_STEPS
    run(state.setup)
    assert read(state.address()) == (state, [])
