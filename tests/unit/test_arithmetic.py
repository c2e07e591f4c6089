"""The numbers put into the equations are those of the trace, and give its results again."""

import math
import re

import pytest
import torch

from model import Clamp, InputError
from model.arithmetic import largest_terms, lines, symbols

TEXT = "No me gustó la espera, pero el producto es excelente."
SHOWN = 4


def computed(written: str) -> float:
    """The value of a substituted form, from its text alone."""
    assert re.fullmatch(r"[\d.·+−/()σ elntah]+", written), written
    plain = written.replace("−", "-").replace("·", "*").replace("tanh", "TANH").replace("ln", "LN")
    plain = re.sub(r"\be\b", "E", plain)
    scope = {"σ": lambda a: 1 / (1 + math.exp(-a)), "TANH": math.tanh, "LN": math.log, "E": math.e}
    return eval(plain, {"__builtins__": {}}, scope)


def test_what_is_shown_gives_the_shown_result_again(network):
    trace = network.trace(TEXT)
    for line in lines(trace):
        for step in range(len(trace)):
            for unit in range(trace.cell.hidden):
                again = computed(line.substituted(step, unit, SHOWN))
                assert again == pytest.approx(float(line.result[step, unit]), abs=5 * 10**-SHOWN), line.form


def test_each_operand_of_the_equation_has_its_place(network):
    for line in lines(network.trace(TEXT)):
        equation = network.layer.cell.equations[line.name]
        assert equation.startswith(line.symbol + " = ")
        places = [int(place) for place in re.findall(r"@(\d+)", line.form)]
        assert set(places) == set(range(len(line.operands)))
        assert not re.search(r"[\\_^{}]", line.form), line.form
        assert all(operand in equation for operand in line.operands)
        assert line.values.shape == (len(line.operands), *line.result.shape)


def test_letters_are_the_lectures(network):
    letters = symbols(network.layer.cell)
    assert letters["h"] == "h_t"
    assert letters.get("g", r"\tilde{c}_t") == r"\tilde{c}_t"
    assert letters.get("n", r"\tilde{h}_t") == r"\tilde{h}_t"


def test_the_terms_add_up_to_the_sum(network):
    trace = network.trace(TEXT)
    everything = trace.x.shape[1] + trace.cell.hidden
    for line in lines(trace):
        if line.name not in trace.cell.blocks:
            with pytest.raises(InputError):
                largest_terms(trace, line.name, 0, 0)
            continue
        sums = dict(zip(line.operands, line.values, strict=True))
        for step in (0, 5):
            terms = largest_terms(trace, line.name, step, 3, count=everything)
            for source, operand in (("x", "x_t"), ("h", "h_{t-1}")):
                total = sum(term.product for term in terms if term.source == source)
                shown = next(value for symbol, value in sums.items() if symbol.endswith(operand))
                assert total == pytest.approx(float(shown[step, 3]), abs=1e-5)
            products = [abs(term.product) for term in terms]
            assert products == sorted(products, reverse=True)
            assert largest_terms(trace, line.name, step, 3) == terms[:5]


def test_under_a_clamp_the_result_is_the_clamps(network):
    name = network.layer.cell.names[0]
    trace = network.trace(TEXT, clamps=[Clamp(name, 0.25, step=2, unit=1)])
    line = next(line for line in lines(trace) if line.name == name)
    assert float(line.result[2, 1]) == 0.25
    assert torch.equal(line.result, trace[name])
