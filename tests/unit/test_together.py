"""The page of all readers together says what was measured, beside the shipped networks of today."""

import json

import numpy as np
import pytest

from bench import together
from bench.behaviour import metrics


def test_the_page_is_made_from_the_record() -> None:
    records = json.loads(together.RECORDS.read_text("utf-8"))
    assert together.PAGE.read_text("utf-8") == together.page(records), "renew it: python -m bench.together --data DIR"
    assert [record["networks"] for record in records] == together.groups()


def test_the_record_judges_the_texts_and_the_bag_of_the_shipped_networks() -> None:
    for record in json.loads(together.RECORDS.read_text("utf-8")):
        for name in record["networks"]:
            told = metrics(name)
            verdicts = np.array(record["advantage"]["verdicts"])
            assert verdicts.sum(axis=2).tolist() == record["validation"]["confusion"]
            assert verdicts.sum(axis=1).tolist() == told["baseline"]["confusion"]
            gained = record["validation"]["macro_f1"] - told["baseline"]["macro_f1"]
            assert record["advantage"]["macro_f1"] == pytest.approx(gained)
