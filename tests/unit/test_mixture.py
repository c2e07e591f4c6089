"""What a network is trained on: as much of each set as is said, and never something else without a word."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import mixture as module
from model.datasets import Example, Split
from model.errors import InputError
from model.mixture import load_set, mixture

SETS = {
    "short": Split(
        [Example(f"short {label} {at}", label, "street") for label in ("neg", "pos") for at in range(6)],
        [Example(f"short valid {at}", "pos", "street") for at in range(4)],
    ),
    "long": Split(
        [Example(f"long {domain} {at}", "neu", domain) for domain in ("book", "title") for at in range(8)],
        [Example(f"long valid {at}", "neu", "book") for at in range(3)],
    ),
}


@pytest.fixture(autouse=True, scope="module")
def sets() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "HOUSE", {name: lambda _folder, split=split: split for name, split in SETS.items()})
        yield


def refusal(part: dict[str, Any]) -> str:
    with pytest.raises(InputError) as caught:
        mixture({"mix": [{"set": "long"}, part]}, "en", None)
    assert caught.value.code == "config"
    return str(caught.value)


@given(neg=st.integers(0, 8), pos=st.integers(1, 8), valid=st.integers(0, 5), seed=st.integers(0, 9))
def test_a_part_gives_at_most_what_it_says_and_all_that_it_says_nothing_of(
    neg: int, pos: int, valid: int, seed: int
) -> None:
    part = {"set": "short", "train": {"neg": neg, "pos": pos}, "valid": valid}
    plan = {"seed": seed, "mix": [part, {"set": "long", "domain": "book"}]}
    mixed = mixture(plan, "en", None)
    counts = Counter((row.domain, row.label) for row in mixed.train)
    assert counts[("street", "neg")] == min(neg, 6)
    assert counts[("street", "pos")] == min(pos, 6)
    assert (counts[("book", "neu")], counts[("title", "neu")]) == (8, 0)
    assert Counter(row.domain for row in mixed.valid) == Counter(street=min(valid, 4), book=3)
    assert mixed == mixture(plan, "en", None)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"set": "short", "train": {"positive": 1}}, "short trains no positive; it trains neg, pos"),
        ({"set": "long", "domain": "title", "train": {"pos": 1}}, "long trains no pos; it trains neu"),
        ({"set": "long", "domain": "titles"}, "long has no domain 'titles'; it has book, title"),
        ({"set": "short", "train": {"neg": 0, "pos": 0}, "valid": 0}, "nothing is taken from short"),
        ({"set": "short", "trian": {"pos": 1}}, "data.mix knows no trian"),
        ({"set": "short", "valid": 0.1}, "data.mix.valid is 0.1"),
    ],
)
def test_what_a_set_does_not_have_is_told(part: dict[str, Any], said: str) -> None:
    assert said in refusal(part)


def test_a_misspelt_share_of_accents_is_told() -> None:
    with pytest.raises(InputError, match="unacented"):
        mixture({"unacented": 0.2, "mix": [{"set": "short"}]}, "en", None)


def test_a_language_without_phrases_is_told() -> None:
    with pytest.raises(InputError, match="'fr'; there are in en, es"):
        load_set("phrases", None, "fr")


def test_a_folder_that_is_not_there_is_told_and_not_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "from_hub", None)
    for name in ("imdb", "short", "phrases"):
        with pytest.raises(InputError, match="nowhere") as caught:
            load_set(name, tmp_path / "nowhere", "en")
        assert caught.value.code == "data-missing"


@pytest.mark.parametrize("code", ["data-missing", "table-truncated"])
def test_the_hub_stands_in_for_a_missing_file_and_not_for_a_damaged_one(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def house(_folder: Path) -> Split:
        raise InputError(code, "this is what the folder says")

    monkeypatch.setattr(module, "HOUSE", {"imdb": house})
    monkeypatch.setattr(module, "from_hub", lambda _name: SETS["short"].train)
    if code == "data-missing":
        assert sorted(row for side in load_set("imdb", tmp_path, "en") for row in side) == sorted(SETS["short"].train)
    else:
        with pytest.raises(InputError, match="this is what the folder says"):
            load_set("imdb", tmp_path, "en")
