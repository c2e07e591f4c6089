"""One unit driven by hand: its run is the layer's, hands rule where they hold, and each experiment keeps its claims."""

import json
import math

import pytest
import torch

from model.cells import CELLS
from model.errors import InputError
from model.laboratory import EXPERIMENTS
from model.layer import Layer
from model.run import Check, Hold, Setup, holdable, knobs, run, scalar_cell
from tests import unit_runs


@pytest.mark.parametrize("kind", CELLS)
def test_a_run_by_hand_is_the_layers(kind):
    setup = unit_runs.drawn(kind, 0)
    free = Setup(kind, setup.x, setup.weights, setup.elapsed)
    x = torch.tensor(free.x, dtype=torch.float64).view(1, -1, 1)
    elapsed = torch.tensor(free.elapsed, dtype=torch.float64).view(1, -1)
    expected = Layer(scalar_cell(free)).stepwise(x, elapsed=elapsed)
    for name, values in run(free).items():
        assert values == pytest.approx(expected[name].flatten().tolist(), abs=1e-12)


@pytest.mark.parametrize("kind", CELLS)
def test_every_parameter_of_a_scalar_cell_is_one_knob(kind):
    assert len(knobs(kind)) == CELLS[kind].parameter_count(1, 1)
    for place, name in enumerate(knobs(kind)):
        weights = torch.cat([p.flatten() for p in scalar_cell(Setup(kind, (0.0,), {name: 1.0 + place})).parameters()])
        assert sorted(weights.tolist()) == [0.0] * (len(knobs(kind)) - 1) + [1.0 + place]


def test_a_weight_that_the_cell_lacks_is_no_weight():
    with pytest.raises(InputError):
        scalar_cell(Setup("rnn", (0.0,), {"W.f": 1.0}))


@pytest.mark.parametrize("kind", CELLS)
def test_a_hand_rules_where_it_holds_and_nowhere_else(kind):
    setup = unit_runs.drawn(kind, 0)
    free = run(Setup(kind, setup.x, setup.weights, setup.elapsed))
    memory = CELLS[kind].memory
    hand = run(Setup(kind, setup.x, setup.weights, setup.elapsed, (Hold(memory, 0.123, 3),)))
    assert hand[memory][:2] == free[memory][:2]
    assert hand[memory][2] == 0.123
    assert hand[memory][3] != free[memory][3]
    for gate in holdable(kind):
        both = run(Setup(kind, setup.x, setup.weights, setup.elapsed, (Hold(gate, 0.5), Hold(gate, 0.25, 2))))
        assert both[gate] == [0.5, 0.25, *[0.5] * 4]


def test_the_first_step_finds_what_a_hand_put_there():
    held = run(Setup("lstm", (0.0,), holds=(Hold("c", 0.8, 0), Hold("f", 1.0))))
    assert held["c"] == [0.8]


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_an_experiment_keeps_its_claims_and_its_contrast_breaks_one(name):
    experiment = EXPERIMENTS[name]
    assert all(check.holds(experiment.setup.cell, run(experiment.setup)) for check in experiment.checks)
    assert not all(check.holds(experiment.contrast.cell, run(experiment.contrast)) for check in experiment.checks)


def test_a_claim_about_what_is_not_there_is_broken():
    values = run(Setup("gru", (1.0, 1.0)))
    assert not Check("c", 1).holds("gru", values)
    assert not Check("h", 3).holds("gru", values)
    assert Check("memory", 2, -math.inf, math.inf).holds("gru", values)


# What the sentences beside the experiments say in numbers.
def test_in_sixteen_steps_of_nine_tenths_a_fifth_is_left():
    c = run(EXPERIMENTS["carousel"].contrast)["c"]
    assert c[15] / c[0] == pytest.approx(0.2, abs=0.01)
    whole = run(EXPERIMENTS["carousel"].setup)["c"]
    assert whole[15] == pytest.approx(whole[0])


def test_half_of_what_is_kept_is_lost_in_one_step_or_in_fourteen():
    c = run(EXPERIMENTS["half-life"].setup)["c"]
    assert c[4] / c[0] == pytest.approx(1 / 16, abs=0.003)
    f = run(EXPERIMENTS["half-life"].contrast)["f"][0]
    assert math.log(0.5) / math.log(f) == pytest.approx(14, abs=0.5)


def test_noise_through_a_door_ajar_is_four_times_the_bit():
    assert run(EXPERIMENTS["latch"].contrast)["c"][-1] == pytest.approx(4, abs=0.1)


def test_the_lstm_counts_what_went_by_and_the_gru_never_passes_one():
    count = EXPERIMENTS["count"]
    assert run(count.setup)["c"][-1] == pytest.approx(sum(count.setup.x), abs=0.01)
    assert sum(count.setup.x) == 7
    assert max(run(count.contrast)["h"]) <= 1


def test_a_sigmoid_far_from_its_middle_stays_and_near_it_moves():
    f = run(EXPERIMENTS["saturation"].setup)["f"]
    assert f[-1] - f[0] < 0.01
    f = run(EXPERIMENTS["saturation"].contrast)["f"]
    assert (f[0], f[-1]) == pytest.approx((0.12, 0.88), abs=0.005)


def test_keeping_nine_tenths_and_writing_all_passes_seven():
    contrast = run(EXPERIMENTS["coupled"].contrast)
    assert contrast["c"][-1] > 7
    assert contrast["f"][0] == pytest.approx(run(EXPERIMENTS["coupled"].setup)["z"][0]) == pytest.approx(0.9, abs=0.01)
    coupled = run(EXPERIMENTS["coupled"].setup)
    assert all(h <= n for h, n in zip(coupled["h"], coupled["n"], strict=True))


def test_the_clock_rings_every_third_step_under_an_input_that_never_changes():
    timer = EXPERIMENTS["timer"].setup
    assert len(set(timer.x)) == 1
    rings = [step for step, h in enumerate(run(timer)["h"], start=1) if h > 0.5]
    assert rings == [3, 6, 9, 12, 15]


def test_a_pause_of_a_hundred_leaves_a_fifth_of_the_short_term_and_no_pause_leaves_an_lstm():
    waiting = EXPERIMENTS["waiting"]
    assert run(waiting.setup)["decay"][4] == pytest.approx(0.22, abs=0.005)
    weights = {name: value for name, value in waiting.contrast.weights.items() if name != "W_d"}
    assert run(waiting.contrast)["c"] == pytest.approx(run(Setup("lstm", waiting.contrast.x, weights))["c"])


def test_what_the_browser_is_held_to_is_what_the_cells_compute():
    recorded = json.loads(unit_runs.FILE.read_text("utf-8"))
    fresh = json.loads(json.dumps(unit_runs.fresh()))
    assert recorded["cells"] == fresh["cells"]
    assert list(recorded["cases"]) == list(fresh["cases"])
    for name, case in fresh["cases"].items():
        assert recorded["cases"][name]["setup"] == case["setup"]
        for activation, values in case["values"].items():
            assert recorded["cases"][name]["values"][activation] == pytest.approx(values, abs=1e-8)
