"""A network's verdicts, and what its files must be."""

import json
import shutil
from dataclasses import replace

import pytest
import torch

from model import Config, InputError, Network, load
from model.cells import LSTM
from model.layer import Layer
from model.network import CONFIG, POOLINGS, POOLINGS_SO_FAR, TOKENIZER, WEIGHTS
from model.text import pad

TEXTS = ["Muy rico todo.", "No.", "La habitación era pequeña y el baño estaba sucio 😀", "El final sorprende"]


def test_a_text_has_the_same_verdict_alone_and_in_any_company(network):
    together = network.predict(TEXTS, batch_size=3)
    for text, prediction in zip(TEXTS, together, strict=True):
        assert list(network.predict([text])[0].probabilities.values()) == pytest.approx(
            list(prediction.probabilities.values()), abs=1e-6
        )
        assert prediction.label == max(prediction.probabilities, key=prediction.probabilities.__getitem__)
        assert sum(prediction.probabilities.values()) == pytest.approx(1, abs=1e-6)


def test_pre_and_post_padding_give_the_same_logits(network):
    sequences = network.tokenizer.encode_many(TEXTS)
    with torch.inference_mode():
        pre, post = (network(*pad(sequences, length=40, padding=side)) for side in ("pre", "post"))
    assert torch.allclose(pre, post, atol=1e-6)


def test_no_texts_no_verdicts(network):
    assert network.predict([]) == []


def test_nothing_to_read_names_the_row(network):
    with pytest.raises(InputError, match="text 2"):
        network.predict(["hola", " \u200b "])
    with pytest.raises(InputError):
        network.trace("")


def test_long_texts_are_read_up_to_the_limit(network):
    trace = network.trace("muy bueno " * 2000)
    assert len(trace) == network.config.limit
    assert trace.encoding.total > network.config.limit


def test_a_backward_network_reads_the_same_pieces_from_the_last_to_the_first(network):
    backward = Network(replace(network.config, backward=True), network.tokenizer)
    backward.load_state_dict(network.state_dict())
    backward.eval()
    sequences = network.tokenizer.encode_many(TEXTS)
    turned = [sequence[::-1] for sequence in sequences]
    with torch.inference_mode():
        for side in ("pre", "post"):
            logits = backward(*pad(sequences, length=40, padding=side))
            torch.testing.assert_close(logits, network(*pad(turned)), atol=1e-6, rtol=0)
            assert not torch.allclose(logits, network(*pad(sequences)), atol=1e-3)
    with pytest.raises(InputError) as error:
        backward.trace(TEXTS[0])
    assert error.value.code == "model-backward"


@pytest.mark.parametrize("name", POOLINGS)
def test_pooling_so_far_ends_in_the_pooling(name):
    h = torch.randn(2, 7, 3)
    mask = torch.ones(2, 7, 1, dtype=torch.bool)
    assert torch.allclose(POOLINGS_SO_FAR[name](h)[:, -1], POOLINGS[name](h, mask), atol=1e-6)


@pytest.mark.parametrize("name", POOLINGS)
@pytest.mark.parametrize("read", [[0, 1, 2], [2, 3, 4], [1, 3]], ids=["post", "pre", "holes"])
def test_pooling_sees_only_what_was_read(name, read):
    layer = Layer(LSTM(3, 4))
    x = torch.randn(1, 5, 3)
    mask = torch.zeros(1, 5, dtype=torch.bool)
    mask[:, read] = True
    alone = POOLINGS[name](layer(x[:, read]), mask[:, read].unsqueeze(-1))
    assert torch.allclose(POOLINGS[name](layer(x, mask), mask.unsqueeze(-1)), alone, atol=1e-6)


def test_the_forget_gate_starts_open(tokenizer):
    config = Config("es", "lstm", ("neg", "pos"), len(tokenizer), embedding=4, hidden=5, forget_bias=3.0)
    cell = Network(config, tokenizer).layer.cell
    assert torch.all(cell.b[cell.block("f")] == 3.0)


def test_saved_and_loaded_gives_the_verdicts_of_float16_weights(network, tmp_path):
    network.save(tmp_path)
    loaded = load(str(tmp_path))
    assert loaded.config == network.config
    assert not loaded.training
    for name, value in network.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], value.half().float())
    again = tmp_path / "again"
    loaded.save(again)
    assert load(str(again)).predict(TEXTS) == loaded.predict(TEXTS)


def test_the_hub_mixin_saves_and_loads_a_folder(network, tmp_path):
    network.save_pretrained(tmp_path)
    assert {CONFIG, WEIGHTS, TOKENIZER} <= {file.name for file in tmp_path.iterdir()}
    assert Network.from_pretrained(str(tmp_path)).predict(TEXTS) == load(str(tmp_path)).predict(TEXTS)


@pytest.fixture
def saved(network, tmp_path):
    network.save(tmp_path / "mine")
    return tmp_path / "mine"


@pytest.mark.parametrize("name", [CONFIG, WEIGHTS, TOKENIZER])
def test_a_missing_file_is_named(saved, name):
    (saved / name).unlink()
    with pytest.raises(InputError, match=name) as error:
        load(str(saved))
    assert error.value.code == "model-missing-file"


@pytest.mark.parametrize("name", [CONFIG, WEIGHTS, TOKENIZER])
@pytest.mark.parametrize("damage", ["truncated", "empty", "foreign"])
def test_a_damaged_file_is_refused(saved, name, damage):
    path = saved / name
    content = {"truncated": path.read_bytes()[:100], "empty": b"", "foreign": b'{"a": [1, 2]}' * 9}[damage]
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        load(str(saved))
    assert error.value.code == "model-corrupt"


@pytest.mark.parametrize(
    "change", [{"hidden": 11}, {"cell": "transformer"}, {"labels": ["x"]}, {"pooling": ["sum"]}, {"vocabulary": -1}]
)
def test_a_config_of_another_model_is_refused(saved, change):
    config = json.loads((saved / CONFIG).read_text())
    (saved / CONFIG).write_text(json.dumps(config | change))
    with pytest.raises(InputError) as error:
        load(str(saved))
    assert error.value.code == "model-corrupt"


def test_another_models_weights_are_refused(network, saved, tokenizer):
    config = Config("es", network.config.cell, ("neg", "neu", "pos"), len(tokenizer), embedding=8, hidden=6)
    Network(config, tokenizer).save(saved.parent / "other")
    shutil.copy(saved.parent / "other" / WEIGHTS, saved / WEIGHTS)
    with pytest.raises(InputError):
        load(str(saved))
