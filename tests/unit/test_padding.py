"""Words by rank, the lecture's matrix, and what zeros may and may not do to a network."""

import json

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from bench import padding as bench
from model import InputError
from model.evaluation import wilson
from model.padding import REGIMES, laid_out, read
from model.phrases import phrases
from model.pipeline import stages
from model.text import pad
from model.vocabulary import Vocabulary
from model.zoo import load
from ui.matrix import LECTURE
from ui.sentences import examples, lines_of
from ui.texts import LOCALES

INTENTS = [
    "I want to search for blood pressure result history",
    "Show blood pressure result for patient",
]

# ------------------------------------------------------------------------------------------------------ words by rank


@pytest.mark.parametrize("language", LOCALES)
def test_the_lectures_matrix(language):
    """[[2 6 3 7 8], [0 2 9 3 4], [0 0 0 5 10], [0 0 0 5 4]] out of sentences, in both languages."""
    sentences = lines_of(examples(language)["matrix"].text)
    vocabulary = Vocabulary.learn(sentences)
    ids, _ = pad([vocabulary.encode(sentence).ids for sentence in sentences], padding="pre", truncation="pre")
    assert ids.tolist() == [[2, 6, 3, 7, 8], [0, 2, 9, 3, 4], [0, 0, 0, 5, 10], [0, 0, 0, 5, 4]] == LECTURE


def test_the_lectures_intents():
    vocabulary = Vocabulary.learn(INTENTS)
    assert vocabulary.numbers["blood"] == 3  # after «for», which comes first among the words that occur twice
    assert [vocabulary.encode(intent).ids for intent in INTENTS] == [
        [6, 7, 8, 9, 2, 3, 4, 5, 10],
        [11, 3, 4, 5, 2, 12],
    ]


def test_the_alphabet_numbers_as_a_dictionary_does():
    vocabulary = Vocabulary.learn(["As I am a tree, I am as tall as a tree"], order="alphabet", unknown=False)
    assert list(vocabulary.numbers.items())[:3] == [("a", 1), ("am", 2), ("as", 3)]
    assert vocabulary.encode("Am I a whale?").ids == [2, 4, 1]
    assert vocabulary.encode("Am I a whale?").ranks == [2, 4, 1, None]
    assert vocabulary.encode("Am I a whale?").known == [True, True, True, False]


texts = st.lists(st.text(alphabet="abcñé ,.!¿?😀\n", max_size=30), max_size=6)


@given(texts=texts, unknown=st.booleans(), order=st.sampled_from(["frequency", "alphabet"]))
def test_a_whole_vocabulary_gives_every_word_back(texts, unknown, order):
    vocabulary = Vocabulary.learn(texts, order=order, unknown=unknown)
    assert sorted(vocabulary.numbers.values()) == list(range(vocabulary.first, vocabulary.first + len(vocabulary)))
    for text in texts:
        encoding = vocabulary.encode(text)
        assert [text[start:end] for start, end in encoding.spans] == encoding.words
        assert vocabulary.decode(encoding.ids) == [word.lower() for word in encoding.words]


@given(texts=texts, size=st.integers(1, 5))
def test_a_small_vocabulary_keeps_the_frequent_words_and_numbers_no_other(texts, size):
    small, whole = Vocabulary.learn(texts, size=size), Vocabulary.learn(texts)
    assert small.counts == whole.counts[:size]
    assert [count for _, count in whole.counts] == sorted((count for _, count in whole.counts), reverse=True)
    for text in texts:
        for word, rank in zip(small.encode(text).words, small.encode(text).ranks, strict=True):
            assert rank == (small.numbers.get(word.lower()) or 1)


def test_a_vocabulary_of_nothing_knows_nothing_and_one_of_no_words_is_refused():
    assert Vocabulary.learn([]).encode("hola").ids == [1]
    with pytest.raises(InputError):
        Vocabulary.learn(["hola"], size=0)


# -------------------------------------------------------------------------------------------------- regimes of reading

sequences = st.lists(st.lists(st.integers(2, 99), min_size=1, max_size=7), min_size=1, max_size=4)


@given(sequences=sequences, pads=st.integers(0, 9), regime=st.sampled_from(REGIMES))
def test_each_text_gets_its_own_zeros_and_the_mask_says_which_are_read(sequences, pads, regime):
    ids, mask = laid_out(sequences, pads, regime)
    zeros = [0] * pads
    for row, sequence in enumerate(sequences):
        seen = {"post": [*sequence, *zeros], "pre": [*zeros, *sequence], "masked": sequence}[regime]
        assert ids[row][mask[row]].tolist() == seen
    if regime == "masked":
        assert torch.equal(ids, laid_out(sequences, pads, "post")[0])


@pytest.mark.parametrize(
    "wrong", [{"sequences": []}, {"sequences": [[3], []]}, {"pads": -1}, {"regime": "sideways"}], ids=str
)
def test_what_cannot_be_laid_out_is_refused(wrong):
    with pytest.raises(InputError):
        laid_out(**({"sequences": [[3]], "pads": 2, "regime": "post"} | wrong))


@pytest.mark.slow
def test_behind_a_mask_no_number_of_zeros_changes_anything(network):
    bare = network(*pad([[5, 9, 7]]))
    for pads in (0, 1, 30):
        torch.testing.assert_close(network(*laid_out([[5, 9, 7]], pads, "masked")), bare)
        masked = read(network, [5, 9, 7], pads, "masked")
        torch.testing.assert_close(masked.probabilities[-1], bare[0].softmax(dim=-1))
        torch.testing.assert_close(masked.likeness[-1], torch.tensor(1.0))


def test_without_a_mask_zeros_are_read_as_pieces(network):
    bare = network(*pad([[5, 9, 7]]))
    for regime in ("post", "pre"):
        assert not torch.allclose(network(*laid_out([[5, 9, 7]], 30, regime)), bare, atol=1e-6)


@pytest.mark.parametrize("regime", REGIMES)
def test_step_by_step_ends_where_the_network_ends(network, regime):
    """The last of the verdicts is the network's own, and each is the one it would give if everything ended there."""
    whole = read(network, [5, 9, 7], 4, regime)
    logits = network(*laid_out([[5, 9, 7]], 4, regime))
    torch.testing.assert_close(whole.probabilities[-1], logits[0].softmax(dim=-1))
    assert [id_ for id_, text in zip(whole.ids, whole.is_text, strict=True) if text] == [5, 9, 7]
    assert whole.h.shape == (7, network.config.hidden)
    if regime == "post":
        for pads in range(4):
            torch.testing.assert_close(
                whole.probabilities[2 + pads], read(network, [5, 9, 7], pads, regime).probabilities[-1]
            )


# ------------------------------------------------------------------------------------------------------ the whole way


def test_the_stages_end_in_the_networks_own_logits_and_hold_all_its_parameters(network):
    sequences = [[5, 9, 7], [4], [8, 8]]
    way = stages(network, sequences)
    config = network.config
    assert [stage.shape for stage in way] == [
        (3, 3),
        (3, 3, config.embedding),
        (3, 3, config.hidden),
        (3, len(config.pooling) * config.hidden),
        (3, len(config.labels)),
    ]
    torch.testing.assert_close(way[-1].output, network(*pad(sequences)))
    assert sum(stage.parameters for stage in way) == sum(tensor.numel() for tensor in network.parameters())
    assert sum(stage.weight_bytes for stage in way) == sum(tensor.nbytes for tensor in network.parameters())
    assert [stage.bytes for stage in way[:2]] == [3 * 3 * 8, 3 * 3 * config.embedding * 4]


# ----------------------------------------------------------------------------------------------------------- figures


@pytest.fixture(scope="module")
def figures():
    return json.loads(bench.FIGURES.read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("cell", bench.CELLS)
@pytest.mark.parametrize("language", LOCALES)
def test_the_committed_figures_are_what_the_shipped_networks_do(figures, language, cell):
    """Anybody can repeat these, without the reviews: some of the figures over our own phrases."""
    rows = phrases(language).valid
    committed = figures[language]["phrases"]
    assert committed["n"] == len(rows)
    assert tuple(figures["pads"]) == bench.PADS
    net = load(f"{language}-{cell}")
    for at in (0, bench.PADS.index(20)):
        again = bench.accuracies(net, rows, [bench.PADS[at]])
        for regime in REGIMES:
            # Processors differ in the last digit: a verdict or two may tip over.
            assert again[regime][0] == pytest.approx(committed["cells"][cell][regime][at], abs=2.5 / len(rows))


def test_every_figure_has_its_interval_and_the_mask_is_flat(figures):
    for language in LOCALES:
        assert {"phrases", "validation"} <= figures[language].keys()
        for measures in figures[language].values():
            for regimes in measures["cells"].values():
                assert len({tuple(figure) for figure in regimes["masked"]}) == 1
                assert len({tuple(regime[0]) for regime in regimes.values()}) == 1, "without zeros all read alike"
                for accuracy, low, high in (figure for regime in regimes.values() for figure in regime):
                    right = round(accuracy * measures["n"])
                    assert (low, high) == pytest.approx(wilson(right, measures["n"]), abs=1e-3)
