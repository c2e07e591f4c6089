"""The cards' heads against what the Hub accepts, and their bodies against what a card has to tell."""

import json
import re

import pytest
from huggingface_hub import ModelCard
from huggingface_hub.repocard_data import model_index_to_eval_results

from bench import readme
from model.zoo import SHIPPED, available

LANGUAGE = re.compile(r"[a-z]{2,3}")
DATASET = re.compile(r"[\w.-]+/[\w.-]+")
METRICS = {"accuracy", "f1"}
"""Of those listed at huggingface.co/metrics, the ones that we state."""

EVERY = pytest.mark.parametrize("name", available())


@EVERY
def test_the_head_is_one_that_the_hub_can_read(name: str) -> None:
    text = (SHIPPED / name / "README.md").read_text("utf-8")
    card = ModelCard(text)
    head = card.data.to_dict()
    metrics = json.loads((SHIPPED / name / "metrics.json").read_text("utf-8"))
    assert LANGUAGE.fullmatch(head["language"])
    assert head["language"] == metrics["language"]
    assert head["license"] == "apache-2.0"
    assert "Apache License" in (readme.ROOT / "LICENSE").read_text("utf-8")
    assert head["pipeline_tag"] == "text-classification"
    assert metrics["cell"] in head["tags"]
    assert set(head["metrics"]) == METRICS
    assert all(DATASET.fullmatch(one) for one in head.get("datasets", []))
    assert ModelCard(str(card)).data.to_dict() == head, "it survives being written and read"
    stated, results = model_index_to_eval_results(head["model-index"])
    assert stated == name
    for result in results:
        assert result.task_type == head["pipeline_tag"]
        assert result.dataset_split == "validation"
        figure = {"accuracy": "accuracy", "f1": "macro_f1"}[result.metric_type]
        assert result.metric_value == pytest.approx(metrics["validation"][figure], abs=1e-4)
    assert {result.metric_type for result in results} == METRICS


@EVERY
def test_a_set_that_the_hub_has_is_named_in_the_head(name: str) -> None:
    head = ModelCard((SHIPPED / name / "README.md").read_text("utf-8")).data.to_dict()
    metrics = json.loads((SHIPPED / name / "metrics.json").read_text("utf-8"))
    sets = {mix["set"] for mix in metrics["config"]["data"]["mix"]}
    assert ("stanfordnlp/imdb" in head.get("datasets", [])) == ("imdb" in sets)
    assert ("stanfordnlp/sst" in head.get("datasets", [])) == ("sst" in sets)


@EVERY
def test_a_card_tells_data_labels_figures_with_intervals_limits_and_how_to_repeat_it(name: str) -> None:
    text = (SHIPPED / name / "README.md").read_text("utf-8")
    titles = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)
    for title in (
        "What it says",
        "How good it is",
        "Behaviour tests",
        "Who is spoken of",
        "Data",
        "Limits",
        "Repeat it",
    ):
        assert title in titles
    metrics = json.loads((SHIPPED / name / "metrics.json").read_text("utf-8"))
    assert all(f"- `{label}`:" in text for label in metrics["labels"])
    assert f"{metrics['validation']['n']:,}" in text
    low, high = metrics["validation"]["macro_f1_interval"]
    assert f"({low:.3f} to {high:.3f})" in text
    assert f"python -m model train configs/{name}.toml" in text
