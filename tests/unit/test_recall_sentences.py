"""The recall task's sentences: exact, grammatical in form, and unseen where they should be."""

import random
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import InputError
from model.recall.sentences import BLANK, LANGUAGES, LONGEST, LONGEST_OWN, SPLITS, Grammar, grammar, words_of

languages = st.sampled_from(LANGUAGES)
splits = st.sampled_from(SPLITS)
seeds = st.integers(0, 2**32)


@pytest.fixture(params=LANGUAGES)
def tongue(request) -> Grammar:
    return grammar(request.param)


@given(languages, splits, st.integers(0, LONGEST), st.booleans(), seeds)
def test_every_distance_is_exact(language, split, distance, distractors, seed):
    distractors = distractors and distance > 0
    tongue = grammar(language)
    sentence = tongue.sentence(distance, random.Random(seed), split=split, distractors=distractors)
    # Counted anew in the text that the visitor sees.
    before, blank = sentence.text[: -len(BLANK)], sentence.text[-len(BLANK) :]
    assert blank == BLANK
    assert words_of(before) == sentence.words
    countries = {words_of(country)[0]: country for country in tongue.answer_of}
    key = sentence.words[sentence.key]
    assert tongue.answer_of[countries[key]] == sentence.answer
    assert sentence.words.count(key) == 1
    assert len(sentence.words) - 1 - sentence.words.index(key) == distance == sentence.distance
    named = [countries[word] for word in sentence.words if word in countries and word != key]
    assert Counter(named) == Counter(sentence.others)
    assert bool(named) == distractors
    assert all(tongue.answer_of[other] != sentence.answer for other in named)


@pytest.mark.slow
@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("distractors", [False, True])
def test_there_is_a_sentence_for_every_distance(tongue, split, distractors):
    draw = random.Random(1)
    for distance in range(int(distractors), LONGEST + 1):
        assert tongue.sentence(distance, draw, split=split, distractors=distractors).distance == distance


@pytest.mark.slow
@given(languages, splits, st.integers(1, 120), st.booleans(), seeds)
def test_sentences_are_well_formed(language, split, distance, distractors, seed):
    text = grammar(language).sentence(distance, random.Random(seed), split=split, distractors=distractors).text
    assert text[0].isupper()
    assert not re.search(r"  | [.,:;]|[.,:;]{2}|[{}]|\b(\w+) \1\b", text)
    assert all(start.isupper() for start in re.findall(r"\. (.)", text) if start != "_")
    assert all(clause.strip(" _") for clause in text.split("."))


def test_splits_share_no_piece(tongue):
    pieces = {split: {piece for piece in tongue.templates[split].pieces if piece} for split in SPLITS}
    for one, other in (("train", "valid"), ("train", "test"), ("valid", "test")):
        assert pieces[one].isdisjoint(pieces[other])
        assert len(pieces[one]) > 100


def test_no_sentence_of_the_test_was_trained_on(tongue):
    def drawn(split: str) -> set[str]:
        draw = random.Random(2)
        return {tongue.sentence(distance, draw, split=split).text for distance in range(8) for _ in range(200)}

    assert drawn("train").isdisjoint(drawn("test"))


def test_most_words_of_the_test_are_known(tongue):
    """The test asks for memory, not for vocabulary."""
    draw = random.Random(3)
    words = [word for _ in range(200) for word in tongue.sentence(40, draw).words]
    assert sum(word in tongue.vocabulary for word in words) / len(words) > 0.85


def test_no_sentence_gives_the_answer_away(tongue):
    answers = {words_of(answer)[0] for answer in tongue.answers}
    countries = {words_of(country)[0] for country in tongue.answer_of}
    for split in SPLITS:
        said = {word for piece in tongue.templates[split].pieces for word in words_of(piece.replace("{other}", ""))}
        assert said.isdisjoint(answers | countries)


def test_the_answers_are_many_equally_likely_and_some_are_shared(tongue):
    assert len(tongue.answer_of) >= 12
    assert max(map(len, tongue.countries.values())) > 2
    draw = random.Random(4)
    counts = Counter(tongue.sentence(5, draw).answer for _ in range(6000))
    assert counts.keys() == set(tongue.answers)
    assert all(abs(count / 6000 - 1 / len(tongue.answers)) < 0.02 for count in counts.values())


@pytest.mark.slow
def test_the_vocabulary_has_the_training_words_and_the_names(tongue):
    draw = random.Random(5)
    for _ in range(300):
        sentence = tongue.sentence(draw.randint(1, 60), draw, split="train", distractors=True)
        assert set(sentence.words) <= set(tongue.vocabulary)
        assert words_of(sentence.answer)[0] in tongue.vocabulary
    assert len(set(tongue.vocabulary)) == len(tongue.vocabulary) < 300


def test_the_country_may_be_chosen(tongue):
    for country, answer in tongue.answer_of.items():
        sentence = tongue.sentence(9, random.Random(6), country=country)
        assert country in sentence.text
        assert sentence.answer == answer


def test_the_same_draw_gives_the_same_sentence(tongue):
    assert tongue.sentence(30, random.Random(7), distractors=True) == tongue.sentence(
        30, random.Random(7), distractors=True
    )


# -------------------------------------------------------------------------------------------------------- the lecture's


def test_the_lectures_sentences_are_there_verbatim():
    easy, twice, once = grammar("es").examples
    assert easy == "Vivo en Argentina desde muy pequeño, donde me enseñaron a hablar ___"
    assert twice == (
        "Vivo en Argentina desde muy pequeño, mis padres viajaron a Argentina en búsqueda de nuevas oportunidades. "
        "En la escuela me enseñaron a hablar muy bien ___"
    )
    assert once == twice.replace("viajaron a Argentina", "viajaron")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_can_be_read_and_every_word_is_known(language):
    tongue = grammar(language)
    for example in tongue.examples:
        sentence = tongue.read(example)
        assert set(sentence.words) <= set(tongue.vocabulary)
    easy, twice, once = map(tongue.read, tongue.examples)
    assert easy.distance < 10 < once.distance < twice.distance
    assert twice.words.count("argentina") == 2
    assert once.words.count("argentina") == 1


# ------------------------------------------------------------------------------------------------------ a visitor's own


@pytest.mark.parametrize(
    ("text", "answer", "distance"),
    [
        ("Nací en Brasil y hablo", "portugués", 2),
        ("nací en BRASIL, y hablo ___", "portugués", 2),
        ("Nací en Brasil y hablo portugués.", "portugués", 2),
        ("De Austria son mis tías, que hablan castellano", "castellano", 5),
        ("¡Viva Grecia!", "griego", 0),
    ],
)
def test_an_own_sentence(text, answer, distance):
    sentence = grammar("es").read(text)
    assert (sentence.answer, sentence.distance) == (answer, distance)


def test_an_own_answer():
    assert grammar("es").read("Nací en Brasil y hablo", answer="Ruso").answer == "ruso"


@pytest.mark.parametrize(
    ("text", "answer", "code"),
    [
        ("", None, "recall-length"),
        ("Brasil", None, "recall-length"),
        ("___ ... !", None, "recall-length"),
        ("Brasil " + "y " * LONGEST_OWN, None, "recall-length"),
        ("Nací en Atlántida y hablo", None, "recall-no-country"),
        ("De Brasil a Italia, siempre hablando", None, "recall-two-countries"),
        ("Nací en Brasil y hablo", "quechua", "recall-answer"),
        ("Nací en Brasil y hablo", "", "recall-answer"),
    ],
)
def test_what_no_own_sentence_may_be(text, answer, code):
    with pytest.raises(InputError) as error:
        grammar("es").read(text, answer)
    assert error.value.code == code
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"distance": -5}, "recall-distance"),
        ({"distance": LONGEST + 1}, "recall-distance"),
        ({"distance": 10**6}, "recall-distance"),
        ({"distance": 0, "distractors": True}, "recall-distance"),
        ({"distance": 5, "country": "Atlántida"}, "recall-country"),
    ],
)
def test_what_cannot_be_asked_for(arguments, code):
    with pytest.raises(InputError) as error:
        grammar("es").sentence(draw=random.Random(0), **arguments)
    assert error.value.code == code


def test_another_language_is_unknown():
    with pytest.raises(InputError) as error:
        grammar("fr")
    assert error.value.code == "recall-language"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nací en Brasil y hablo quechua", "quechua"),
        ("Nací en Brasil y hablo ___ Quechua.", "quechua"),
        ("Nací en Brasil y hablo quechua ___", None),
        ("Nací en Brasil y hablo quechua ___.", None),
        ("Nací en Brasil y parloteo portugués.", None),
        ("Nací en Brasil y hablo", None),
        ("Nací en Brasil y hablo castellano", None),
        ("", None),
    ],
)
def test_an_answer_that_no_network_can_give_is_named(text, word):
    assert grammar("es").unheard(text) == word
