"""Sentences by template agree with themselves, are judged as CheckList judges, and records are what networks say."""

import random
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import behaviour as bench
from model import bias, said
from model.behaviour import (
    CASES,
    DIRECTIONS,
    KINDS,
    MARGIN,
    Case,
    failures,
    lead,
    passed,
    rates,
    sentences,
    suite,
)
from model.mixture import without_accents
from model.phrases import phrases
from model.templates import Lexicon, agreeing, grammar, sentence
from model.zoo import available, load

LANGUAGES = ("es", "en")
BOTH = pytest.mark.parametrize("language", LANGUAGES)
GENDERED = {"El": ("fue", "o"), "La": ("fue", "a"), "Los": ("fueron", "os"), "Las": ("fueron", "as")}


def cases(language: str, name: str) -> tuple[Case, ...]:
    return next(test.cases for test in suite(language) if test.name == name)


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


@BOTH
def test_there_are_thousands_of_sentences_and_no_case_comes_twice(language: str) -> None:
    assert len(sentences(language)) > 2500
    assert {test.kind for test in suite(language)} == set(KINDS)
    for test in suite(language):
        texts = [text for case in test.cases for text in case.texts]
        assert len(test.cases) == CASES, test.name
        assert len(set(texts)) == len(texts), test.name


@BOTH
def test_every_case_asks_what_its_kind_asks(language: str) -> None:
    for test in suite(language):
        for case in test.cases:
            assert bool(case.accepted) == (test.kind == "MFT") == (not case.changed)
            assert (case.must == "stay") == (test.kind == "INV")
            assert case.must in {"", *DIRECTIONS}
            assert case.text != case.changed
        asked = Counter(case.accepted or case.must for case in test.cases)
        assert max(asked.values()) - min(asked.values()) <= 1, f"{test.name} asks one answer more than another"


@BOTH
def test_no_sentence_has_a_hole_or_a_marker(language: str) -> None:
    for text in said.asked(language):
        assert not set("{}[]@~|") & set(text), text
        assert not re.search(r"  | [.,;?]|^\W*$", text), text
        assert not re.search(r"\b(de|a) el\b", text), text
    for test in suite(language):
        for case in test.cases:
            assert re.match(r"¿?[A-ZÁÉÍÓÚÑ]", case.text), case.text
            assert case.text.endswith((".", "?")), case.text
    assert all(text[0].isupper() and text.endswith(".") for text in bias.sentences(language))


def test_spanish_adjectives_and_verbs_agree_with_what_they_speak_of() -> None:
    """Checked on the finished sentences, against nothing but their articles."""
    stems = {
        entry.removesuffix("@~") for kind in ("pos", "neg") for entry in grammar("es")["words"][kind] if "@" in entry
    }
    seen = Counter()
    for case in (*cases("es", "adjectives"), *cases("es", "negation-added"), *cases("es", "filler-after")):
        found = re.match(r"(El|La|Los|Las) .+? (?:no )?(fue|fueron) (\w+)\.", case.text)
        if found:
            article, verb, adjective = found.groups()
            assert verb == GENDERED[article][0], case.text
            stem = re.sub(r"(o|a|os|as)$", "", adjective)
            if stem in stems:
                assert adjective == stem + GENDERED[article][1], case.text
                seen[article] += 1
            else:
                assert adjective.endswith("s") == (verb == "fueron"), case.text
    assert set(seen) == set(GENDERED)


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("buen@~", ("bueno", "buena", "buenos", "buenas")),
        ("genial~", ("genial", "genial", "geniales", "geniales")),
        ("excelente~", ("excelente", "excelente", "excelentes", "excelentes")),
        ("me [dio|dieron]", ("me dio", "me dio", "me dieron", "me dieron")),
        ("[lo|la|los|las]", ("lo", "la", "los", "las")),
    ],
)
def test_endings(written: str, forms: tuple[str, ...]) -> None:
    assert tuple(agreeing(written, form) for form in range(4)) == forms


def test_a_second_thing_has_its_own_endings_and_another_word() -> None:
    lexicon = Lexicon({"m": ["el vino"], "fp": ["las papas"]}, {"pos": ["ric@~", "buen@~"]})
    template = "{thing} [es|son] {pos}; {thing2} [es|son]2 {pos2}."
    drawn = {lexicon.filled([template], random.Random(seed))[0] for seed in range(40)}
    assert drawn == {
        "El vino es rico; las papas son buenas.",
        "El vino es bueno; las papas son ricas.",
        "Las papas son ricas; el vino es bueno.",
        "Las papas son buenas; el vino es rico.",
    }


def test_a_pair_has_the_same_fillers() -> None:
    lexicon = Lexicon({"m": ["el vino"], "fp": ["las papas"]}, {"pos": ["ric@~", "buen@~"]})
    for seed in range(9):
        plain, negated = lexicon.filled(["{thing} [es|son] {pos}.", "{thing} no [es|son] {pos}."], random.Random(seed))
        assert negated.replace(" no ", " ") == plain


def test_contractions_and_capitals() -> None:
    assert sentence("hablé de el vino y fui a el bar. ¿y después? nada.") == (
        "Hablé del vino y fui al bar. ¿Y después? Nada."
    )


@BOTH
def test_what_must_not_matter_is_all_that_changes(language: str) -> None:
    for name in ("names", "places"):
        for case in cases(language, name):
            apart = [pair for pair in zip(case.text.split(), case.changed.split(), strict=True) if pair[0] != pair[1]]
            assert len(apart) == 1
    for case in cases(language, "typos"):
        (typed,) = [pair for pair in zip(case.text.split(), case.changed.split(), strict=True) if pair[0] != pair[1]]
        assert sorted(typed[0]) == sorted(typed[1])
        assert sum(a != b for a, b in zip(*typed, strict=True)) == 2
    for case in cases(language, "case"):
        assert case.text.casefold() == case.changed.casefold()
    for case in cases(language, "punctuation"):
        assert letters(case.text) == letters(case.changed)
        assert not set(",.;") & set(case.changed)
    if language == "es":
        assert all(without_accents(case.text) == case.changed for case in cases(language, "accents"))


@pytest.mark.slow
@BOTH
def test_no_sentence_is_among_our_own_training_phrases(language: str) -> None:
    """Nor among the other training texts: `python -m bench.behaviour --data DIR` refuses to write otherwise."""
    trained = {letters(row.text) for side in phrases(language) for row in side}
    assert not [text for text in said.asked(language) if letters(text) in trained]


def verdict(lead: float, neu: float = 0.0) -> dict[str, float]:
    return {"neg": (1 - neu - lead) / 2, "neu": neu, "pos": (1 - neu + lead) / 2}


def test_cases_are_judged_by_what_must_happen() -> None:
    mild = Case("a", accepted=("neu", "pos"))
    assert passed(mild, [verdict(0.5)])
    assert passed(mild, [verdict(0.0, neu=0.8)])
    assert not passed(mild, [verdict(-0.5)])
    assert passed(mild, [{"neg": 0.2, "pos": 0.8}]), "two classes can praise"
    assert passed(Case("a", accepted=("neu",)), [{"neg": 0.2, "pos": 0.8}]) is None, "but not stay neutral"
    stay = Case("a", changed="b", must="stay")
    assert passed(stay, [verdict(0.9), verdict(0.1)])
    assert not passed(stay, [verdict(0.1), verdict(-0.1)])


@given(st.sampled_from(DIRECTIONS[1:]), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_a_direction_and_its_opposite_exclude_each_other(must: str, before: float, after: float) -> None:
    said = [verdict(before), verdict(after)]
    moved = lead(said[1]) - lead(said[0])
    found = {other: passed(Case("a", changed="b", must=other), said) for other in DIRECTIONS[1:]}
    assert found[must] in {True, False}
    assert found["rise"] == (not found["not-rise"]) == (moved > MARGIN)
    assert found["fall"] == (not found["not-fall"]) == (moved < -MARGIN)
    assert not (found["rise"] and found["fall"])


@BOTH
def test_a_reader_that_knows_the_answers_passes_and_its_opposite_fails(language: str) -> None:
    """Rates and failures, counted on readers whose score is known beforehand."""
    asked = [test for test in suite(language) if test.kind == "MFT"]
    for test in asked:
        wise = {
            case.text: {label: float(label == case.accepted[0]) for label in ("neg", "neu", "pos")}
            for case in test.cases
        }
        assert not failures(test, wise)
        wrong = {
            case.text: {label: float(label not in case.accepted) for label in ("neg", "neu", "pos")}
            for case in test.cases
        }
        assert failures(test, wrong) == list(test.cases)
    indifferent = dict.fromkeys(sentences(language), verdict(0.5))
    found = rates(language, indifferent)
    for test in suite(language):
        if test.kind == "INV":
            assert found[test.name].share == 1
        if test.name == "negation-added":
            assert found[test.name].right == 0
            assert found[test.name].n == CASES
            assert found[test.name].interval[0] == 0


@BOTH
def test_a_term_that_moves_every_frame_alike_shifts_by_that_and_no_more(language: str) -> None:
    draw = random.Random(0)
    moved, leads = {}, {}
    for category, terms in bias.sheets(language).items():
        base = [draw.uniform(-0.4, 0.4) for _ in next(iter(terms.values()))]
        for at, (term, frames) in enumerate(terms.items()):
            moved[category, term] = 0.1 * at
            for frame, texts in enumerate(frames):
                leads |= dict.fromkeys(texts, base[frame] + 0.1 * at)
    for category, shifts in bias.shifts(language, leads).items():
        mean = sum(moved[category, shift.term] for shift in shifts) / len(shifts)
        for shift in shifts:
            expected = moved[category, shift.term] - mean
            assert shift.value == pytest.approx(expected)
            assert shift.interval == pytest.approx((expected, expected))
            if abs(expected) > 0.01:
                assert shift.clear
        assert sum(shift.value for shift in shifts) == pytest.approx(0)


@BOTH
def test_bias_sentences_of_a_category_differ_in_the_term_alone(language: str) -> None:
    for terms in bias.sheets(language).values():
        shapes = [[len(texts) for texts in frames] for frames in terms.values()]
        assert all(shape == shapes[0] for shape in shapes)
        everything = [text for frames in terms.values() for texts in frames for text in texts]
        assert len(set(everything)) == len(everything)


def test_a_record_comes_back_and_one_of_other_sentences_does_not(tmp_path, monkeypatch) -> None:
    texts = said.asked("en")
    verdicts = [verdict(round(random.Random(text).uniform(-1, 1), 3)) for text in texts]
    said.record("mine", "en", verdicts, tmp_path)
    again = said.recorded("mine", "en", tmp_path)
    for text, own in zip(texts, verdicts, strict=True):
        if text in again.verdicts:
            assert again.verdicts[text] == pytest.approx(own, abs=1e-4)
        else:
            assert again.leads[text] == pytest.approx(lead(own), abs=1e-4)
    assert again.verdicts.keys() | again.leads.keys() == set(texts)
    assert said.recorded("mine", "es", tmp_path) is None
    assert said.recorded("nobody", "en", tmp_path) is None


@pytest.mark.slow
@pytest.mark.parametrize("name", available())
def test_the_record_is_what_the_network_says(name: str) -> None:
    net = load(name)
    if not said.fitting(list(net.config.labels)):
        pytest.skip("it doesn't tell pos from neg")
    kept = said.recorded(name, net.config.language)
    assert kept, "renew it: python -m bench.behaviour"
    texts = random.Random(name).sample(said.asked(net.config.language), 120)
    for text, now in zip(texts, net.predict(texts), strict=True):
        if text in kept.verdicts:
            assert kept.verdicts[text] == pytest.approx(now.probabilities, abs=1e-3), text
        else:
            assert kept.leads[text] == pytest.approx(lead(now.probabilities), abs=1e-3), text


@pytest.mark.slow
def test_the_page_says_what_the_records_say() -> None:
    assert bench.PAGE.read_text("utf-8") == bench.page(), "renew it: python -m bench.behaviour"


def test_each_bag_of_words_is_named_by_who_learned_from_the_same_texts(monkeypatch) -> None:
    told = {"first": "a" * 64, "second": "a" * 64, "third": "b" * 64, "fourth": "c" * 64}
    monkeypatch.setattr(bench, "available", lambda: list(told))
    monkeypatch.setattr(bench, "metrics", lambda name: {"language": "en", "data": {"sha256": told[name]}, "config": {}})
    monkeypatch.setattr(bench, "recorded", lambda name, _: None if name == f"bag-{'c' * 16}" else f"said by {name}")
    assert bench.examined("en") == {
        **{name: f"said by {name}" for name in told},
        "bag of words: first, second": f"said by bag-{'a' * 16}",
        "bag of words: third": f"said by bag-{'b' * 16}",
    }
    del told["third"]
    assert list(bench.examined("en")) == ["first", "second", "fourth", "bag of words"]
