"""What the shipped networks are, and what is said of them."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from bench import cards
from bench import probes as table
from bench.ablations import RECORDS
from model import pretraining, teacher
from model.configuration import read_config
from model.evaluation import report
from model.files import FACTS
from model.language_model import LanguageModel
from model.phrases import DOMAIN, phrases
from model.text import Tokenizer
from model.zoo import SHIPPED, available, load
from tests.logits import RECORD, logits

CELLS = ("rnn", "gru", "lstm")
FAMILIES = {language: [f"{language}-{cell}" for cell in CELLS] for language in ("es", "en")}
NAMES = [name for names in FAMILIES.values() for name in names]
SPECIALISTS = [name for name in available() if name not in NAMES]
GATED = [name for name in NAMES if not name.endswith("rnn")]


def metrics(name: str) -> dict:
    return json.loads((SHIPPED / name / "metrics.json").read_text("utf-8"))


@pytest.mark.parametrize("name", [*NAMES, *SPECIALISTS])
def test_files_are_small_and_half_precision(name: str) -> None:
    files = list((SHIPPED / name).iterdir())
    assert {file.name for file in files} == {
        "README.md",
        "config.json",
        "metrics.json",
        "model.safetensors",
        "tokenizer.model",
    }
    assert max(file.stat().st_size for file in files) < 10_000_000
    weights = load_file(SHIPPED / name / "model.safetensors")
    assert {tensor.dtype for tensor in weights.values()} == {torch.float16}
    assert sum(tensor.numel() for tensor in weights.values()) == metrics(name)["parameters"]["all"]


@pytest.mark.parametrize("names", FAMILIES.values(), ids=FAMILIES.keys())
def test_a_family_has_one_budget_one_vocabulary_one_set_of_texts_and_one_protocol(names: list[str]) -> None:
    sizes = [metrics(name)["parameters"]["without_embedding"] for name in names]
    assert max(sizes) <= 1.05 * min(sizes)
    assert len({(SHIPPED / name / "tokenizer.model").read_bytes() for name in names}) == 1
    told = [metrics(name) for name in names]
    assert len({(one["data"]["sha256"], json.dumps(one["baseline"])) for one in told}) == 1
    protocols = [(one["config"]["training"], [run["seed"] for run in one["seeds"]["runs"]]) for one in told]
    shared = ("epochs", "batch", "stars")
    assert len({(*map(recipe.get, shared), *seeds) for recipe, seeds in protocols}) == 1


@pytest.mark.parametrize("name", [*NAMES, *SPECIALISTS])
def test_the_configuration_in_the_repository_is_the_one_it_was_trained_with(name: str) -> None:
    assert metrics(name)["config"] == read_config(Path("configs") / f"{name}.toml")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_weights_reproduce_the_stated_figure_on_our_own_phrases(name: str) -> None:
    """The one domain of the validation texts that anybody can make again: the grammar is in the repository."""
    net = load(name)
    labels = net.config.labels
    rows = phrases(net.config.language).valid
    said = net.predict([row.text for row in rows])
    probabilities = np.array([[one.probabilities[label] for label in labels] for one in said])
    ours = report([labels.index(row.label) for row in rows], probabilities, labels)
    stated = metrics(name)["validation"]["domains"][DOMAIN]
    assert ours.n == stated["n"]
    moved = np.abs(np.array(ours.confusion) - np.array(stated["confusion"])).sum()
    assert moved <= 2, "one text on the edge may fall to the other side on another processor, no more"


@pytest.mark.parametrize("name", [*NAMES, *SPECIALISTS])
def test_the_weights_give_the_scores_that_were_written_down(name: str) -> None:
    stated = json.loads(RECORD.read_text("utf-8"))[name]
    np.testing.assert_allclose(logits(name), stated, atol=2e-4, err_msg="renew them: python -m tests.logits")


@pytest.mark.parametrize("name", NAMES)
def test_no_network_is_worse_than_the_bag_of_words_but_the_plain_one(name: str) -> None:
    told = metrics(name)
    ahead = told["validation"]["macro_f1"] > told["baseline"]["macro_f1"]
    assert ahead == (name in GATED), "the README says that the Elman networks stay behind"


@pytest.mark.parametrize("language", FAMILIES)
def test_there_are_enough_probes_of_each_kind(language: str) -> None:
    asked = table.probes(language)
    assert len(asked) >= 60
    assert {probe.kind for probe in asked} == table.KINDS.keys()
    assert {label for probe in asked for label in probe.accepted} == {"neg", "neu", "pos"}
    assert len({probe.text for probe in asked}) == len(asked)


@pytest.mark.slow
@pytest.mark.parametrize("name", GATED)
def test_gated_networks_are_useful_on_what_people_type(name: str) -> None:
    asked = table.probes(name[:2])
    said = table.verdicts(name, asked)

    def share(kind: str | None) -> float:
        hits, n = table.right(asked, said, lambda probe: kind in {None, probe.kind})
        return hits / n

    assert share(None) > 0.75
    assert share("plain") > 0.85
    assert share("negation") >= 0.75


@pytest.mark.parametrize(
    ("name", "text", "accepted"),
    [
        ("es-lstm", "No es malo.", {"neu", "pos"}),
        ("es-lstm", "Para nada me gustó.", {"neg"}),
        ("es-lstm", "Nunca me decepcionó.", {"pos"}),
        ("en-lstm", "Not bad.", {"neu", "pos"}),
        ("en-lstm", "I did not like it at all.", {"neg"}),
        ("en-lstm", "It never let me down.", {"pos"}),
    ],
)
def test_a_negation_is_heard(name: str, text: str, accepted: set[str]) -> None:
    assert load(name).predict([text])[0].label in accepted


def test_every_shipped_network_answers_probes_on_their_page() -> None:
    page = table.PAGE.read_text("utf-8")
    heads = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| kind |")]
    assert {name for head in heads for name in head} >= set(available())
    asked = table.answerable("en", ("neg", "pos"))
    assert {label for probe in asked for label in probe.accepted} == {"neg", "pos"}
    assert len(asked) == sum("neu" not in probe.accepted for probe in table.probes("en"))


@pytest.mark.slow
def test_the_page_of_probes_says_what_the_networks_say() -> None:
    assert table.PAGE.read_text("utf-8") == table.page(), "renew it: python -m bench.probes"


@pytest.mark.slow
@pytest.mark.parametrize("name", [*NAMES, *SPECIALISTS])
def test_the_card_says_what_was_measured(name: str) -> None:
    written = (SHIPPED / name / "README.md").read_text("utf-8")
    assert written == cards.card(name), "renew it: python -m bench.cards"


def test_the_lectures_architecture_stays_behind_a_bag_of_words_with_every_seed() -> None:
    told = metrics("imdb-plain")
    runs = told["seeds"]["runs"]
    assert len(runs) >= 3
    assert all(run["accuracy"] < told["baseline"]["accuracy"] for run in runs)


def test_clothing_is_told_with_and_without_title_by_three_seeds() -> None:
    told = metrics("clothing")
    assert told["validation"]["domains"].keys() == {"with title", "without title"}
    assert len(told["seeds"]["runs"]) >= 3
    assert told["seeds"]["mean"]["macro_f1"] >= 0.85


@pytest.mark.parametrize("name", available())
@pytest.mark.parametrize("rival", ["baseline", "nb_svm"])
def test_an_advantage_counts_the_same_verdicts_as_the_reports_of_network_and_rival(name: str, rival: str) -> None:
    told = metrics(name)
    pairs = [(told["advantage"][rival], told["validation"], told[rival])]
    pairs += [tuple(one["domains"][domain] for one in pairs[0]) for domain in told["validation"]["domains"]]
    for ahead, ours, theirs in pairs:
        verdicts = np.array(ahead["verdicts"])
        assert verdicts.sum(axis=2).tolist() == ours["confusion"]
        assert verdicts.sum(axis=1).tolist() == theirs["confusion"]
        assert ahead["macro_f1"] == pytest.approx(ours["macro_f1"] - theirs["macro_f1"])
        assert ahead["accuracy"] == pytest.approx(ours["accuracy"] - theirs["accuracy"])


@pytest.mark.slow
@pytest.mark.parametrize("folder", sorted(teacher.SHIPPED.glob("*")), ids=lambda folder: folder.name)
def test_a_shipped_teacher_is_the_one_that_its_students_name(folder: Path) -> None:
    assert {file.name for file in folder.iterdir()} == {teacher.OPINIONS, FACTS}
    facts = json.loads((folder / FACTS).read_text("utf-8"))
    described = teacher.whole(Path("configs") / f"{folder.name}.toml")["teacher"]["configs"]
    assert [one["config"] for one in facts["teachers"]] == described
    told = metrics(folder.name)
    assert told["teacher"]["facts"] == facts
    opinions = load_file(folder / teacher.OPINIONS)
    assert len(opinions["beyond"]) == told["teacher"]["texts"]
    assert len(opinions["valid"]) == told["validation"]["n"]
    for opinion in opinions.values():
        torch.testing.assert_close(opinion.float().sum(dim=1), torch.ones(len(opinion)), atol=2e-3, rtol=0)


@pytest.mark.parametrize("folder", sorted(pretraining.SHIPPED.glob("*")), ids=lambda folder: folder.name)
def test_a_shipped_language_model_is_small_and_the_one_that_its_configuration_describes(folder: Path) -> None:
    files = {file.name for file in folder.iterdir()}
    assert files == {pretraining.WEIGHTS, FACTS, "tokenizer.model"}
    assert max(file.stat().st_size for file in folder.iterdir()) < 10_000_000
    weights = load_file(folder / pretraining.WEIGHTS)
    assert {tensor.dtype for tensor in weights.values()} == {torch.float16}
    (path,) = (path for path in Path("configs").rglob(f"{folder.name}.toml") if path.parent.name != "teachers")
    config = read_config(path)["model"]
    pieces = len(Tokenizer.load(folder / "tokenizer.model"))
    fresh = LanguageModel(config["cell"], pieces, config["embedding"], config["hidden"]).state_dict()
    assert {name: tensor.shape for name, tensor in weights.items()} == {
        name: tensor.shape for name, tensor in pretraining.shared(fresh).items()
    }
    started = [name for name in available() if folder.name.startswith(name)]
    assert (folder / "tokenizer.model").read_bytes() == (SHIPPED / started[-1] / "tokenizer.model").read_bytes()
    facts = json.loads((folder / FACTS).read_text("utf-8"))
    told = metrics(folder.name) if path.parent.name == "configs" else json.loads(RECORDS.read_text("utf-8"))[path.stem]
    assert told["pretraining"] == facts
