"""Our own sentences: whole, balanced, and honest about what is kept apart."""

import re
from collections import Counter

import pytest

from model.mixture import without_accents
from model.phrases import DOMAIN, Grammar, phrases

LANGUAGES = ("es", "en")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@pytest.mark.slow
def test_no_template_leaves_a_brace_a_slot_or_an_unagreed_ending(language: str) -> None:
    for side in phrases(language):
        for row in side:
            assert not set("{}@") & set(row.text)
            assert "  " not in row.text
            assert row.text == row.text.strip()
            assert row.domain == DOMAIN
    grammar = Grammar(language)
    entries = [entry for entries in [*grammar.slots.values(), *grammar.templates.values()] for entry in entries]
    known = grammar.slots.keys() | {"cosa"}
    assert {slot for entry in entries for slot in re.findall(r"\{(\w+)\}", entry)} <= known


@pytest.mark.slow
def test_sentences_are_different_and_verdicts_balanced(language: str) -> None:
    split = phrases(language)
    for side, at_least in ((split.train, 14_000), (split.valid, 900)):
        assert len(side) >= at_least
        assert len({row.text for row in side}) == len(side)
        counts = Counter(row.label for row in side)
        assert counts.keys() == {"neg", "neu", "pos"}
        assert max(counts.values()) < 1.8 * min(counts.values())


@pytest.mark.slow
def test_validation_has_what_training_never_saw(language: str) -> None:
    """Each validation sentence is new, and so are some of its words, clauses or templates."""
    split = phrases(language)
    trained = {row.text.lower().strip(".! ") for row in split.train}
    assert not trained & {row.text.lower().strip(".! ") for row in split.valid}
    seen = set().union(*(words(row.text) for row in split.train))
    fresh = [row for row in split.valid if words(row.text) - seen]
    assert len(fresh) > len(split.valid) / 5, "a good part has words that training never saw"
    slots = Grammar(language).slots
    adjectives = [entry for kind in ("pos", "neg") for entry in slots[kind] if "@" not in entry]
    assert [word for word in adjectives if not words(word) & seen], "no adjective is kept apart"


def test_the_same_seed_gives_the_same_sentences(language: str) -> None:
    assert phrases(language, 200, 50) == phrases(language, 200, 50)
    assert phrases(language, 200, 50) != phrases(language, 200, 50, seed=1)


def test_mild_praise_is_never_blame() -> None:
    split = phrases("es")
    mild = [row for row in split.train if re.fullmatch(r"(?i)no está( tan)? mal[.! ]*", row.text)]
    assert mild
    assert all(row.label in {"neu", "pos"} for row in mild)


def test_accents_go_and_the_rest_stays() -> None:
    assert without_accents("¿Qué pasó, señor? Pingüino ÁÉ") == "¿Que paso, señor? Pingüino AE"
