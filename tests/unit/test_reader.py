"""What the reader is given to draw is what the network said, in the visitor's own words."""

import json
import re

import numpy as np
import pytest

from model.network import Network
from ui import landing
from ui.component import module
from ui.reader import _FILES, STRINGS, Run, reading, words_of
from ui.texts import FOLDER, LOCALES

TEXTS = [
    "No me gustó para nada la espera, pero el producto es excelente y lo volvería a comprar.",
    "Mmm... ¿¡qué!?   😍👍🏽 ñandú  ZAFÓ",
    "😍",
    "日本語 אמת مرحبا",
    "dos\nlíneas\ty  un   tabulador",
]


def read(network: Network, text: str) -> dict:
    return reading(text, [Run("test", network.config.cell, network.trace(text))])


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_the_visitors_own_and_whole(tokenizer, text) -> None:
    words, ends = words_of(tokenizer.encode(text))
    assert "".join(words) == re.sub(r"\s", "", text)
    assert all(words)
    assert ends == sorted(set(ends))


def test_markup_left_in_a_text_is_no_word(tokenizer) -> None:
    words, _ = words_of(tokenizer.encode("Muy<br />bueno &amp; barato"))
    assert words == ["Muy", "bueno", "&amp;", "barato"]


def test_a_word_shows_the_verdict_that_the_text_would_have_if_it_ended_there(network) -> None:
    words = TEXTS[0].split()
    rows = read(network, TEXTS[0])["series"][0]["probabilities"]
    prefixes = [" ".join(words[: index + 1]) for index in range(len(words))]
    for row, prediction in zip(rows, network.predict(prefixes), strict=True):
        assert row == pytest.approx(list(prediction.probabilities.values()), abs=1e-4)


@pytest.mark.parametrize("text", TEXTS)
def test_from_the_deciding_word_on_the_verdict_is_the_last_one(network, text) -> None:
    series = read(network, text)["series"][0]
    verdicts = [max(range(3), key=row.__getitem__) for row in series["probabilities"]]
    assert set(verdicts[series["decided_at"] :]) == {verdicts[-1]}
    assert series["decided_at"] == 0 or verdicts[series["decided_at"] - 1] != verdicts[-1]


def test_a_reading_travels_as_json_and_says_how_much_was_read(network) -> None:
    result = read(network, "bueno " * 600)
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    assert result["pieces"]["read"] == network.config.limit < result["pieces"]["total"]


def test_the_component_is_one_module_without_neighbours() -> None:
    joined = module(*(_FILES / name for name in ("core.js", "dom.js", "view.js")))
    assert re.findall(r"^(?:import|export)\b.*", joined, re.MULTILINE) == [
        "export default function ({ data, parentElement, setStateValue }) {"
    ]


@pytest.mark.parametrize("language", LOCALES)
def test_every_sentence_of_the_reader_is_used(language) -> None:
    keys = re.findall(r"^reader-([\w-]+)", (FOLDER / f"{language}.ftl").read_text("utf-8"), re.MULTILINE)
    assert sorted(keys) == sorted(STRINGS)


@pytest.mark.slow
@pytest.mark.parametrize("language", landing.TEXTS)
def test_the_landing_page_shows_what_the_shipped_models_say(language) -> None:
    committed = json.loads((landing.FOLDER / f"{language}.json").read_text("utf-8"))
    fresh = landing.fresh(language)
    shown = [series.pop("probabilities") for series in committed["series"]]
    said = [series.pop("probabilities") for series in fresh["series"]]
    assert committed == fresh
    np.testing.assert_allclose(shown, said, rtol=0, atol=2e-4)  # processors differ in the last digit
