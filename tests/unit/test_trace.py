"""What is true of a trace, whatever the weights."""

import io
import json

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import Clamp, InputError
from model.cells import TimeAware
from model.layer import Layer
from model.trace import Trace

TEXT = "No me gustó la espera, pero el producto es <b>excelente</b> 😀 y lo volvería a comprar."
readable = st.text(min_size=1, max_size=60).filter(lambda text: any(char.isalnum() for char in text))
shared = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def largest_difference(a: Trace, b: Trace) -> float:
    pairs = [(a[name], b[name]) for name in a.names] + [(a.probabilities, b.probabilities)]
    return max(float((mine - other).abs().max()) for mine, other in pairs)


@given(text=readable)
@shared
def test_the_last_probabilities_are_the_prediction(network, text):
    trace, prediction = network.trace(text), network.predict([text])[0]
    assert trace.probabilities[-1].tolist() == pytest.approx(list(prediction.probabilities.values()), abs=1e-6)
    assert len(trace.tokens) == len(trace) == len(trace.probabilities)
    assert all(trace[name].shape == (len(trace), network.layer.cell.hidden) for name in trace.names)


def test_each_prefix_has_the_verdict_it_would_have_alone(network):
    trace = network.trace(TEXT)
    for t in range(len(trace)):
        ids = torch.tensor([trace.encoding.ids[: t + 1]])
        with torch.inference_mode():
            alone = network(ids, torch.ones_like(ids, dtype=torch.bool)).softmax(-1)[0]
        assert torch.allclose(trace.probabilities[t], alone, atol=1e-6)


@given(text=readable)
@shared
def test_the_ledger_sums_to_the_memory(network, text):
    trace = network.trace(text)
    if trace.cell.kind == "rnn":
        with pytest.raises(InputError, match="no ledger"):
            trace.ledger()
    else:
        assert torch.allclose(trace.ledger().sum(0), trace[trace.cell.memory][-1], atol=1e-5)


def test_the_ledger_books_the_time_that_passed():
    torch.manual_seed(0)
    layer = Layer(TimeAware(3, 4))
    run = layer.stepwise(torch.randn(1, 9, 3), elapsed=torch.rand(1, 9) * 100)
    keep, write = layer.cell.ledger_terms(run)
    memory = torch.zeros(4)
    for t in range(9):
        memory = keep[0, t] * memory + write[0, t]
    assert torch.allclose(memory, run["c"][0, -1], atol=1e-6)


def test_the_decision_is_the_start_of_the_last_stretch(network):
    trace = network.trace(TEXT)
    verdicts = trace.probabilities.argmax(1).tolist()
    assert len(set(verdicts[trace.decided_at :])) == 1
    assert trace.decided_at == 0 or verdicts[trace.decided_at - 1] != verdicts[-1]


@pytest.mark.slow
@given(data=st.data())
@shared
def test_a_clamp_to_the_value_it_had_changes_nothing(network, data):
    plain = network.trace(TEXT)
    name = data.draw(st.sampled_from(plain.names))
    step = data.draw(st.integers(0, len(plain) - 1))
    unit = data.draw(st.integers(0, plain.cell.hidden - 1))
    same = network.trace(TEXT, clamps=[Clamp(name, float(plain[name][step, unit]), step, unit)])
    assert largest_difference(plain, same) <= 2e-6


@pytest.mark.slow
@given(data=st.data(), value=st.floats(-2, 2))
@shared
def test_a_clamp_holds_and_leaves_the_past_alone(network, data, value):
    plain = network.trace(TEXT)
    name = data.draw(st.sampled_from(plain.names))
    step = data.draw(st.integers(0, len(plain) - 1))
    unit = data.draw(st.none() | st.integers(0, plain.cell.hidden - 1))
    changed = network.trace(TEXT, clamps=[Clamp(name, value, step, unit)])
    units = slice(None) if unit is None else unit
    assert torch.allclose(changed[name][step, units], torch.tensor(value))
    assert torch.allclose(changed.probabilities[:step], plain.probabilities[:step], atol=1e-6)
    for other in plain.names:
        assert torch.allclose(changed[other][:step], plain[other][:step], atol=1e-6)
    before = changed.names.index(name)
    for earlier in changed.names[:before]:
        assert torch.allclose(changed[earlier][step], plain[earlier][step], atol=1e-6)


def test_a_clamp_without_step_or_unit_holds_everywhere(network):
    name = network.layer.cell.names[0]
    assert torch.all(network.trace(TEXT, clamps=[Clamp(name, 0.25)])[name] == 0.25)


@given(
    st.builds(
        Clamp,
        st.sampled_from(["f", "h", "c_short"]),
        st.floats(-9, 9),
        st.none() | st.integers(0, 10**6),
        st.none() | st.integers(0, 10**6) | st.lists(st.integers(0, 400), min_size=1).map(tuple),
    )
)
def test_a_clamp_survives_being_written(clamp):
    assert Clamp.parse(str(clamp)) == clamp


@pytest.mark.parametrize(
    "written",
    [
        "",
        "f",
        "f=",
        "f=x",
        "f=1@",
        "f=1@-1",
        "f=1@1:x",
        "=1",
        "f=1@1@2",
        "f=1@٣",
        "f=1:",
        "f=1:3,",
        "f=1:5-3",
        "f=1:1-999999999",
        "f=1:-3",
        "f=1:1-2-3",
    ],
)
def test_what_is_no_clamp_is_refused(written):
    with pytest.raises(InputError, match="write NAME=VALUE"):
        Clamp.parse(written)


def test_an_onward_clamp_holds_from_its_step_on(network):
    name = network.layer.cell.names[0]
    trace = network.trace(TEXT, clamps=[Clamp.parse(f"{name}=0.25@4+")])
    assert torch.all(trace[name][4:] == 0.25)
    assert torch.equal(trace.held(name).all(dim=1), torch.arange(len(trace)) >= 4)
    assert torch.allclose(trace[name][:4], network.trace(TEXT)[name][:4], atol=1e-6)


def test_units_are_written_short_and_held_together(network):
    name = network.layer.cell.names[0]
    several = Clamp.parse(f"{name}=0.25@3:7,1,2,3,1")
    assert several.unit == (1, 2, 3, 7)
    assert str(several) == f"{name}=0.25@3:1-3,7"
    one_by_one = [Clamp(name, 0.25, step=3, unit=unit) for unit in several.unit]
    trace = network.trace(TEXT, clamps=[several])
    assert largest_difference(trace, network.trace(TEXT, clamps=one_by_one)) == 0
    assert trace.held(name)[3].nonzero().flatten().tolist() == [1, 2, 3, 7]
    assert not trace.held(name)[:3].any()
    assert json.loads(trace.to_json())["clamps"][0]["unit"] == [1, 2, 3, 7]


def test_where_clamps_meet_the_later_one_wins(network):
    trace = network.trace(TEXT, clamps=[Clamp("h", 0.5), Clamp("h", -0.5, step=3, unit=2)])
    assert trace["h"][3, 2] == -0.5
    assert trace["h"][3, 1] == 0.5


def test_a_clamped_memory_starts_a_new_ledger(network):
    memory = network.layer.cell.memory
    trace = network.trace(TEXT, clamps=[Clamp(memory, 0.3, step=5), Clamp("h", 0.1, step=7, unit=1)])
    if trace.cell.kind == "rnn":
        return
    ledger = trace.ledger()
    assert torch.allclose(ledger.sum(0), trace[memory][-1], atol=1e-5)
    assert torch.all(ledger[:5] == 0)


@pytest.mark.parametrize(
    ("clamp", "code"),
    [
        (Clamp("q", 0.0), "clamp-name"),
        (Clamp("h", float("nan")), "clamp-value"),
        (Clamp("h", float("inf")), "clamp-value"),
        (Clamp("h", 0.0, step=-1), "clamp-step"),
        (Clamp("h", 0.0, step=10**9), "clamp-step"),
        (Clamp("h", 0.0, unit=9999), "clamp-unit"),
        (Clamp("h", 0.0, unit=(3, 9999)), "clamp-unit"),
    ],
)
def test_a_clamp_that_does_not_fit_says_so(network, clamp, code):
    with pytest.raises(InputError) as error:
        network.trace(TEXT, clamps=[clamp])
    assert error.value.code == code


def test_json_and_npz_hold_the_same_numbers(network):
    trace = network.trace(TEXT, clamps=[Clamp("h", 0.5, step=2)])
    told = json.loads(trace.to_json())
    file = io.BytesIO()
    trace.to_npz(file)
    file.seek(0)
    arrays = np.load(file, allow_pickle=False)
    assert told["tokens"] == arrays["tokens"].tolist() == trace.tokens
    assert told["clamps"] == [{"name": "h", "value": 0.5, "step": 2, "unit": None, "onward": False}]
    for name in trace.names:
        assert np.array_equal(arrays[f"activation_{name}"], trace[name].numpy())
        assert np.allclose(told["activations"][name], trace[name].numpy(), atol=0)
    assert np.allclose(told["probabilities"], arrays["probabilities"], atol=0)
