"""A network is judged again only by the texts that judged it first."""

from pathlib import Path

import pytest

from bench.texts import texts_of
from model.datasets import Split
from model.mixture import mixture
from model.training import split_hash


def test_other_texts_than_the_networks_own_are_refused(tmp_path: Path) -> None:
    plan = {"mix": [{"set": "phrases"}]}
    own = mixture(plan, "es", tmp_path)
    told = {"name": "plain", "language": "es", "config": {"data": plan}}
    assert texts_of(told | {"data": {"sha256": split_hash(own)}}, tmp_path) == own
    other = Split(own.train[1:], own.valid)
    with pytest.raises(SystemExit, match="doesn't have the texts that plain was trained on"):
        texts_of(told | {"data": {"sha256": split_hash(other)}}, tmp_path)
