"""The page of ablations says what was measured, of configurations that differ in what they say."""

import json

from bench import ablations
from model.configuration import read_config
from model.teacher import whole
from model.zoo import models_folder


def test_the_page_is_made_from_the_records() -> None:
    records = json.loads(ablations.RECORDS.read_text("utf-8"))
    assert ablations.PAGE.read_text("utf-8") == ablations.page(records), "renew it: python -m bench.ablations"


def test_each_record_belongs_to_its_configuration_of_today() -> None:
    for name, record in json.loads(ablations.RECORDS.read_text("utf-8")).items():
        assert record["config"] == whole(ablations.CONFIGS / f"{name}.toml"), "its own, and its teachers'"
        if record.get("seeds", 1) == 1:
            low, high = record["macro_f1_interval"]
            assert low < record["macro_f1"] < high


def test_an_ablation_has_the_texts_of_the_model_that_it_is_set_beside() -> None:
    for name, paths in ablations.ablations().items():
        metrics = json.loads((models_folder() / name / "metrics.json").read_text("utf-8"))
        for path in paths:
            config = read_config(path)
            assert config["data"] == metrics["config"]["data"]
            assert config["model"]["cell"] == metrics["config"]["model"]["cell"]
            assert config != metrics["config"]
            assert ablations.without(path)
