"""What travels to the microscope are the trace's own numbers, exact where it says so; operations fit or are refused."""

import base64
import json
import re

import numpy as np
import pytest
import torch

from model import Clamp, InputError
from model.arithmetic import lines
from model.scores import lead_by_unit, memory_shares
from ui import operations
from ui.microscope import _STRINGS, EXACT, LEVELS, Reading, focus, ledgers, observation, run, terms
from ui.operations import Replacement
from ui.reader import words_of
from ui.shell import ROOT
from ui.texts import FOLDER, LOCALES

TEXT = "No me gustó la espera, pero el producto es excelente."


def unpacked(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), dtype="<f4")


def reading(network, text: str = TEXT, **clamped) -> Reading:
    return Reading("main", "test", network, network.trace(text, **clamped))


def test_the_unit_in_focus_travels_exactly(network) -> None:
    one = reading(network)
    payload = run(one, [3])
    values = unpacked(payload["units"]["3"]["values"]).reshape(len(one.trace.names), -1)
    for row, name in zip(values, one.trace.names, strict=True):
        np.testing.assert_array_equal(row, one.trace[name][:, 3].numpy())


def test_each_operand_of_each_equation_is_found_again(network) -> None:
    """What the browser looks up, by the places that travelled, is what the arithmetic put there."""
    one = reading(network)
    payload = run(one, [3])
    numbers = payload["units"]["3"]
    known = dict(zip(one.trace.names, unpacked(numbers["values"]).reshape(len(one.trace.names), -1), strict=True))
    for line, equation in zip(payload["lines"], lines(one.trace), strict=True):
        assert line["form"] == equation.form
        for place, own, values in zip(line["operands"], numbers["own"][line["name"]], equation.values, strict=True):
            expected = values[:, 3].numpy()
            if "name" in place:
                found = known[place["name"]]
                if place.get("earlier"):
                    found = np.concatenate([[0], found[:-1]])
            else:
                found = unpacked(own) if isinstance(own, str) else np.full(len(expected), own)
            np.testing.assert_allclose(found, expected, rtol=0, atol=1e-7)


def test_strips_are_as_close_as_an_eye(network) -> None:
    one = reading(network)
    for name, strip in run(one, [0])["strips"].items():
        assert json.dumps(strip["values"]) == f'"{strip["values"]}"'  # one byte a number
        codes = np.frombuffer(strip["values"].encode(), dtype="u1").astype(int)
        seen = (codes - (codes > ord("\\")) - 35 - LEVELS).reshape(one.trace[name].shape) / LEVELS * strip["scale"]
        assert np.abs(seen - one.trace[name].numpy()).max() <= strip["scale"] / (2 * LEVELS) + 1e-6


def test_a_payload_is_json(network) -> None:
    one = reading(network, clamps=[Clamp(network.layer.cell.names[0], 0.5, step=1)])
    whole = observation([one, Reading("before", "test", network, network.trace(TEXT))], 2, None)
    assert json.loads(json.dumps(whole, allow_nan=False)) == whole
    assert [len(each["units"]) for each in whole["runs"]] == [EXACT + 1] * 2 or 2 in focus(
        one.trace, whole["effects"], 2
    )
    assert "strips" not in whole["runs"][1]


def test_what_a_clamp_holds_is_told_by_step(network) -> None:
    name = network.layer.cell.names[0]
    payload = run(reading(network, clamps=[Clamp(name, 0.5, step=2, unit=3)]), [3, 4])
    assert payload["units"]["3"]["held"] == {name: [2]}
    assert payload["units"]["4"]["held"].get(name, []) == []


def test_the_ledgers_columns_make_the_memory(network) -> None:
    one = reading(network)
    numbers = run(one, [3])["units"]["3"]
    if network.config.cell == "rnn":
        assert "keep" not in numbers
        assert ledgers(one) is None
        return
    memory = 0.0
    for step, (keep, write) in enumerate(zip(unpacked(numbers["keep"]), unpacked(numbers["write"]), strict=True)):
        memory = keep * memory + write
        assert memory == pytest.approx(float(one.trace[one.trace.cell.memory][step, 3]), abs=1e-5)
    told = ledgers(one)
    assert unpacked(told["state"]).sum() == pytest.approx(1, abs=1e-5)
    scores = unpacked(told["scores"]).reshape(len(one.trace.labels), -1).sum(axis=1)
    np.testing.assert_allclose(scores + told["rest"], told["last"], atol=1e-4)


def test_shares_of_the_memory_say_who_wrote_it(network) -> None:
    trace = network.trace(TEXT)
    if network.config.cell == "rnn":
        with pytest.raises(InputError):
            memory_shares(trace)
        return
    memory = trace[trace.cell.memory][-1]
    by_hand = [(trace.ledger()[step] * memory).sum() / memory.square().sum() for step in range(len(trace))]
    torch.testing.assert_close(memory_shares(trace), torch.stack(by_hand))


def test_the_units_make_up_the_verdicts_lead(network) -> None:
    trace = network.trace(TEXT)
    first, second = trace.scores[-1].topk(2).indices.tolist()
    lead = trace.scores[-1, first] - trace.scores[-1, second]
    bias = (network.head.bias[first] - network.head.bias[second]).detach()
    assert float(lead_by_unit(network, trace).sum() + bias) == pytest.approx(float(lead), abs=1e-5)


@torch.inference_mode()
def test_the_largest_terms_travel_with_their_weights_and_values(network) -> None:
    trace = network.trace(TEXT)
    name = network.layer.cell.blocks[0]
    told = terms(trace, name, 2)
    width = len(told["sources"][0])
    weights, values = (unpacked(told[part]).reshape(-1, width) for part in ("weights", "values"))
    row = network.layer.cell.block(name).start + 2
    for step, sources in enumerate(told["sources"]):
        for at, source in enumerate(sources):
            inputs = source[0] == "x"
            before = trace["h"][step - 1] if step else torch.zeros_like(trace["h"][0])
            vector, matrix = (trace.x[step], network.layer.cell.W) if inputs else (before, network.layer.cell.U)
            index = int(source[1:])
            assert weights[step, at] == pytest.approx(float(matrix[row, index]), abs=1e-7)
            assert values[step, at] == pytest.approx(float(vector[index]), abs=1e-7)


@pytest.mark.parametrize("language", LOCALES)
def test_every_sentence_of_the_page_is_asked_for(language) -> None:
    keys = re.findall(r"^microscope-([\w-]+) =", (FOLDER / f"{language}.ftl").read_text("utf-8"), re.MULTILINE)
    code = "".join(path.read_text("utf-8") for room in ("pages", "ui") for path in sorted((ROOT / room).glob("*.py")))
    asked = set(re.findall(r"[\"']microscope-([\w-]+)[\"']", code)) | {"nav", "title", "lead"}
    families = tuple(re.findall(r"f[\"']microscope-([\w-]+-)\{", code))
    assert {key for key in keys if not key.startswith(families)} == {
        key for key in {*_STRINGS, *asked} if not key.startswith(families)
    }


# --- Operations


@pytest.mark.parametrize(
    "written", ["f=0.0@3:17", "f=1.0", "o=0.5@2+", "word=bueno@4", "word=@0", "f=0.0;word=muy bueno@1"]
)
def test_an_address_and_its_operations_are_each_others_inverse(written) -> None:
    assert operations.joined(operations.parse(written)) == written


@pytest.mark.parametrize("written", ["f", "f=@3", "=0", "word=x", "word=x@-1", "f=0@3:x"])
def test_what_is_no_operation_is_refused(written) -> None:
    with pytest.raises(InputError):
        operations.parse(written)


def test_words_are_replaced_in_their_places() -> None:
    slots = operations.replaced(TEXT, [Replacement(2, "encantó"), Replacement(0, "")])
    assert slots[:4] == ["", "me", "encantó", "la"]
    assert operations.text_of(slots).startswith("me encantó la")
    with pytest.raises(InputError):
        operations.replaced(TEXT, [Replacement(99, "x")])


@pytest.mark.parametrize("change", [[], [Replacement(0, "")], [Replacement(2, "dos palabras"), Replacement(5, "")]])
def test_every_piece_knows_the_word_it_stands_in(tokenizer, change) -> None:
    slots = operations.replaced(TEXT, change)
    encoding = tokenizer.encode(operations.text_of(slots))
    places = operations.places(operations.text_of(slots), slots, encoding.spans)
    for place, slot in enumerate(slots):
        pieces = "".join(piece for piece, at in zip(encoding.pieces, places, strict=True) if at == place)
        assert pieces.replace(" ", "") == slot.replace(" ", "")


@pytest.mark.parametrize(
    ("asked", "number", "moved"),
    [
        (None, 9, False),
        ("4", 4, False),
        ("-1", 1, True),
        (10**9, 12, True),
        ("abc", 9, True),
        ("1e400", 9, True),
        ("", 9, True),
    ],
)
def test_an_address_gets_the_nearest_place(asked, number, moved) -> None:
    assert operations.nearest(asked, 1, 12, 9) == (number, moved)


def test_prepared_operations_fit_the_cell_and_the_text(network) -> None:
    trace = network.trace(TEXT)
    words, ends = words_of(trace.encoding)
    prepared = operations.prepared("sentiment", "es", network.config.cell, words, ends)
    assert {lesson.word.lower() for lesson in prepared if lesson.word} == {"no", "pero"}
    for lesson in prepared:
        clamps = operations.clamps(operations.parse(lesson.operation))
        for clamp in clamps:
            clamp.check(network.layer.cell, len(trace))
        if lesson.word:
            assert clamps[-1].step == ends[words.index(lesson.word)]


def test_a_word_that_is_not_to_be_written_is_kept_out_piece_by_piece() -> None:
    words, ends = ["Ya", "no,", "pero,", "igual"], [0, 2, 4, 5]
    done = {lesson.id: lesson.operation for lesson in operations.prepared("sentiment", "es", "lstm", words, ends)}
    assert done["closed-at"] == "i=0@1;i=0@2"
    assert done["forget-at"] == "f=0@4"
    first = operations.prepared("sentiment", "en", "gru", ["Not,", "me"], [1, 2])
    assert {lesson.id: lesson.operation for lesson in first}["closed-at"] == "z=1@0;z=1@1"


def test_what_a_visitor_does_changes_the_list_and_nothing_else() -> None:
    before = ["f=0.0", "o=1.0"]
    assert operations.changed(before, {"type": "operate", "operation": "i=0"}) == ["f=0.0", "o=1.0", "i=0"]
    assert operations.changed(before, {"type": "remove", "index": 0}) == ["o=1.0"]
    assert operations.changed(before, {"type": "clear"}) == []
    assert before == ["f=0.0", "o=1.0"]
