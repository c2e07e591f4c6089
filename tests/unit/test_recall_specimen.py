"""A network of the recall task under the microscope says what it says everywhere else."""

import random

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model import Clamp, InputError, specimen
from model.cells import CELLS
from model.proof import largest_deviation, largest_difference
from model.recall.reading import read
from model.recall.sentences import grammar, words_of
from model.recall.specimen import LIMIT, Address, encode, right_answer
from model.recall.waiting import wait
from model.scores import lead_by_unit, score_ledger
from model.trace import Trace

EXAMPLES = {"es": "up-to-10", "en": "up-to-10-english"}


@pytest.fixture(params=EXAMPLES)
def language(request) -> str:
    return request.param


@pytest.fixture(params=CELLS)
def net(request, language):
    return specimen(f"recall-{EXAMPLES[language]}-{request.param}-2")


def drawn(language: str, distance: int = 20):
    return grammar(language).sentence(distance, random.Random(3), distractors=True)


def test_the_trace_says_what_the_reading_says(net, language):
    sentence = drawn(language)
    trace = net.trace(sentence.text)
    told = read(net.network, sentence, language)
    assert [word.lower() for word in trace.tokens] == list(sentence.words)
    assert trace.labels == tuple(told.answers)
    assert torch.allclose(trace.probabilities, told.probabilities, atol=1e-5)


def test_the_numbers_are_torchs_own_or_the_equations(net, language):
    trace = net.trace(drawn(language).text)
    difference = largest_difference(net, trace)
    assert (difference is None) == (trace.cell.kind in {"peephole", "time-aware"})
    assert (difference or 0) < 1e-5
    assert largest_deviation(trace) < 1e-5


def test_the_last_state_makes_the_answers_scores(net, language):
    trace = net.trace(drawn(language).text)
    again = (net.score_weights(trace["h"]) * trace["h"]).sum((1, 2))
    bias = trace.scores[-1] - again
    other = net.trace(drawn(language, 7).text)
    assert torch.allclose((net.score_weights(other["h"]) * other["h"]).sum((1, 2)) + bias, other.scores[-1], atol=1e-4)
    first, second = trace.scores[-1].topk(2).indices.tolist()
    lead = float(lead_by_unit(net, trace).sum() + bias[first] - bias[second])
    assert lead == pytest.approx(float(trace.scores[-1, first] - trace.scores[-1, second]), abs=1e-4)


def test_the_answers_have_their_ledger(net, language):
    trace = net.trace(drawn(language).text)
    if trace.cell.kind == "rnn":
        with pytest.raises(InputError):
            score_ledger(net, trace)
        return
    bias = trace.scores[-1] - (net.score_weights(trace["h"]) * trace["h"]).sum((1, 2))
    assert torch.allclose(score_ledger(net, trace).sum((0, 2)) + bias, trace.scores[-1], atol=1e-4)


def test_every_word_takes_one_unit_of_time_unless_a_clamp_says_otherwise():
    net = specimen("recall-up-to-10-time-aware-1")
    sentence = drawn("es")
    places, days = [sentence.key + 1, sentence.key + 4], 365.0
    told = wait(net.network, sentence, places, [days], "es").readings[0]
    trace = net.trace(sentence.text, [Clamp("elapsed", days, step=place) for place in places])
    assert torch.allclose(trace.probabilities, told.probabilities, atol=1e-5)
    assert trace.elapsed.tolist() == [days if at in places else 1.0 for at in range(len(trace))]
    assert trace.as_dict()["elapsed"] == trace.elapsed.tolist()
    assert largest_deviation(trace) < 1e-5


@pytest.mark.parametrize("clamp", [Clamp("elapsed", -1.0), Clamp("elapsed", 1.0, unit=3)])
def test_time_passes_for_all_units_and_forwards(clamp):
    with pytest.raises(InputError) as error:
        specimen("recall-up-to-10-time-aware-1").trace("Vivo en Chile", [clamp])
    assert error.value.code == "clamp-time"


def test_time_is_no_matter_to_other_cells():
    with pytest.raises(InputError) as error:
        specimen("recall-up-to-10-lstm-1").trace("Vivo en Chile", [Clamp("elapsed", 3.0)])
    assert error.value.code == "clamp-name"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_the_words_are_those_of_the_task(text):
    answers = {words_of(answer)[0] for answer in grammar("es").answers}
    words = list(words_of(text))
    encoding = encode(text, "es")
    expected = words[:-1] if words and words[-1] in answers else words
    assert len(encoding.ids) == encoding.total == len(expected)
    for piece, (start, end) in zip(encoding.pieces, encoding.spans, strict=True):
        assert text[start:end] == piece
    ends = [edge for span in encoding.spans for edge in span]
    assert ends == sorted(ends)


def test_an_answer_in_the_blank_is_not_read():
    held, blank = ("Vivo en Chile y hablo " + end for end in ("castellano", "___"))
    net = specimen("recall-up-to-10-gru-1")
    assert torch.equal(net.trace(held).probabilities, net.trace(blank).probabilities)


def test_unknown_words_have_no_spelling():
    encoding = encode("Zarpamos rumbo a Grecia", "es")
    assert [bool(symbol) for symbol in encoding.symbols] == [bool(known) for known in encoding.ids]
    assert encoding.symbols[0] == ""
    assert encoding.symbols[-1] == "grecia"


def test_a_long_text_is_read_to_the_limit():
    encoding = encode("casa " * 900, "es")
    assert (len(encoding.ids), encoding.total) == (LIMIT, 900)


def test_the_right_answer_is_the_one_countrys():
    assert right_answer("Nací en Brasil y hablo ___", "es") == "portugués"
    assert right_answer("Nací en Brasil y viví en Chile", "es") is None
    assert right_answer("Nada", "es") is None


@pytest.mark.parametrize("name", ["recall-up-to-10-english-time-aware-5", "recall-up-to-40-rnn-1"])
def test_names_are_addresses(name):
    assert str(Address.parse(name)) == name


@pytest.mark.parametrize(
    "name", ["recall-up-to-10-lstm-9", "recall-nowhere-lstm-1", "recall-up-to-10-transformer-1", "recall-lstm-1"]
)
def test_what_does_not_ship_is_told(name):
    with pytest.raises(InputError) as error:
        specimen(name)
    assert error.value.code == "model-unknown"


@pytest.mark.parametrize("text", ["", "…", "castellano"])
def test_nothing_to_read_is_told(text):
    with pytest.raises(InputError) as error:
        specimen("recall-up-to-10-lstm-1").trace(text)
    assert error.value.code == "empty"


def test_a_trace_is_one_whatever_was_taught(language):
    assert isinstance(specimen(f"{language}-gru").trace("a"), Trace)
