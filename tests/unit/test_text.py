"""Text in, pieces out, and back to the visitor's own characters."""

import time
import unicodedata

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model import InputError
from model.text import PAD_ID, Tokenizer, clean, pad

any_text = st.text(alphabet=st.characters(), max_size=80)


@pytest.mark.slow
@given(text=any_text)
@settings(max_examples=300, deadline=None)
def test_pieces_are_the_visitors_own_characters(tokenizer, text):
    encoding = tokenizer.encode(text)
    edge = 0
    for piece, (start, end) in zip(encoding.pieces, encoding.spans, strict=True):
        assert edge <= start <= end <= len(text)
        assert piece == text[start:end]
        edge = end
    assert encoding.words == sorted(encoding.words)
    assert encoding.ids == tokenizer.encode_many([text])[0]
    assert PAD_ID not in encoding.ids


@given(text=st.text(alphabet="abcñáéíóú ¿?¡!.,0123456789NOÑÁ", max_size=60))
@settings(deadline=None)
def test_plain_text_loses_nothing_but_spaces(tokenizer, text):
    assert "".join(tokenizer.encode(text).pieces) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Muy bueno<br /><br />Volvería", "Muy bueno Volvería"),
        ("uno&lt;br&gt;dos &amp;lt;br/&amp;gt; tres", "uno dos tres"),
        ("caf&eacute; &amp; t&#233; &amp;amp; m&aacute;s", "café & té & más"),
        ("a&nbsp;b", "a b"),
        ("don\x92t\x85 stop", "don t stop"),
        ("línea\r\n\tdos\x00fin", "línea dos fin"),
        ("in\u200bvi\u00adsi\ufeffble", "invisible"),
        ("\u202egnirts\u202c", "gnirts"),
        ("roto\ud800", "roto"),
        ("<script>alert('hola')</script>", " alert('hola') "),
        ("te quiero <3 & 5 < 7 > 2", "te quiero <3 & 5 < 7 > 2"),
        ("R&D; a&b", "R&D; a&b"),
        ("¡¿Qué?! ÑANDÚ", "¡¿Qué?! ÑANDÚ"),
        ("don’t, d´accord, l`or", "don't, d'accord, l'or"),
        ("“uno” «dos» „tres‟ cuatro—cinco – seis", '"uno" "dos" "tres" cuatro-cinco - seis'),
        ("t&rsquo;es &laquo;top&raquo; &mdash;", 't\'es "top" -'),
        ("<<inolvidable>> <grin> x <y and z> w, a<y y c>d", "<<inolvidable>> <grin> x <y and z> w, a<y y c>d"),
        ('<a href="?x=1&y=2" title="a > b">aquí</a>', " aquí "),
        ("<p class='roto>uno</P><!-- dos\n --><?xml version='1.0'?><!DOCTYPE html>tres", " uno tres"),
        ("Tom&Jerry; bien, R&D; &nada;", "Tom&Jerry; bien, R&D; &nada;"),
        ("in&shy;vi&#8203;si&zwj;ble &#1;&#60;br&#62;fin", "invisible fin"),
        ("👍🏽 🏴󠁧󠁢󠁳󠁣󠁴󠁿 a\u061cb", "👍 🏴 ab"),
        ("a\u3164b\u2800c\ufffdd▁e\ufdfaf", "a b c d e f"),
    ],
)
def test_leftovers_are_cleaned_on_purpose(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ESPAÑA", "españa"),
        ("EXCELENTE, ÑOÑO Y ÁGIL", "excelente, ñoño y ágil"),
        (unicodedata.normalize("NFD", "qué niño"), "qué niño"),
        ("ｅｘｃｅｌｅｎｔｅ", "excelente"),
        ("ﬁnal", "final"),
        ("muy   bueno\n", "muy bueno"),
    ],
)
def test_what_reads_the_same_is_the_same(tokenizer, one, other):
    assert tokenizer.encode(one).ids == tokenizer.encode(other).ids


@given(text=any_text)
@settings(deadline=None)
def test_what_is_clean_stays_clean_but_for_what_was_escaped(text):
    cleaned = clean(text)
    if "&" not in cleaned and "<" not in cleaned:
        assert clean(cleaned) == cleaned


@pytest.mark.parametrize("emoji", ["😍", "👎🏿", "❤️"])
def test_common_emoji_are_one_piece_each(tokenizer, emoji):
    encoding = tokenizer.encode(f"muy bueno {emoji}")
    assert encoding.symbols[-1] == emoji[0]
    assert encoding.words[-1] == 2
    assert all(id_ > 0 for id_ in encoding.ids)


def test_an_entity_of_two_characters_is_shown_once(tokenizer):
    text = "a &NotEqualTilde; b &#64259; &fjlig;"
    assert "".join(tokenizer.encode(text).pieces) == text.replace(" ", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["<" * 10**6, "<a " * 3 * 10**5, "<a \"'" * 2 * 10**5, "&amp;" * 2 * 10**5, "<!--" * 10**5, "\ufdfa" * 10**6],
)
def test_hostile_text_takes_no_longer_than_its_length(text):
    before = time.thread_time()
    clean(text)
    assert time.thread_time() - before < 5


def test_accents_and_enye_are_told_apart(tokenizer):
    assert tokenizer.encode("ano").ids != tokenizer.encode("año").ids
    assert tokenizer.encode("esta").ids != tokenizer.encode("está").ids


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b", "<br />", "\x00\x01", "&nbsp;"])
def test_nothing_to_read_gives_no_pieces(tokenizer, text):
    assert tokenizer.encode(text).ids == []


@pytest.mark.parametrize("text", ["😀", "👨‍👩‍👧‍👦", "漢字", "مرحبا", "Ω≈ç√∫", "½"])
def test_nothing_is_unknown(tokenizer, text):
    encoding = tokenizer.encode(text)
    assert 1 not in encoding.ids
    assert set("".join(encoding.pieces)) <= set(text)
    assert encoding.pieces[-1]


def test_truncation_keeps_the_beginning_and_counts_the_rest(tokenizer):
    whole = tokenizer.encode("muy bueno " * 50)
    cut = tokenizer.encode("muy bueno " * 50, limit=7)
    assert cut.ids == whole.ids[:7]
    assert len(cut.pieces) == len(cut.spans) == len(cut.words) == len(cut.symbols) == 7
    assert cut.total == whole.total == len(whole.ids)


def test_a_foreign_file_is_no_tokenizer():
    with pytest.raises(InputError, match="SentencePiece"):
        Tokenizer(b"not a model")


def test_the_lectures_padding_example():
    sequences = [[1, 2, 6, 3, 7, 8], [2, 9, 3, 4], [5, 10], [5, 4]]
    ids, _ = pad(sequences, length=5, padding="pre", truncation="pre")
    assert ids.tolist() == [[2, 6, 3, 7, 8], [0, 2, 9, 3, 4], [0, 0, 0, 5, 10], [0, 0, 0, 5, 4]]


sides = st.sampled_from(["pre", "post"])


@given(
    sequences=st.lists(st.lists(st.integers(1, 99), max_size=8), min_size=1, max_size=5),
    length=st.none() | st.integers(1, 10),
    padding=sides,
    truncation=sides,
)
def test_the_mask_finds_the_sequences_again(sequences, length, padding, truncation):
    ids, mask = pad(sequences, length=length, padding=padding, truncation=truncation)
    assert ids.shape == mask.shape == (len(sequences), length or max(1, *map(len, sequences), 1))
    for row, sequence in enumerate(sequences):
        width = ids.shape[1]
        kept = sequence[:width] if truncation == "post" else sequence[-width:]
        assert ids[row][mask[row]].tolist() == kept
        assert torch.all(ids[row][~mask[row]] == PAD_ID)
        edge = mask[row][-1 if padding == "pre" else 0]
        assert bool(edge) == bool(kept)


def test_impossible_padding_is_refused(tokenizer):
    with pytest.raises(InputError):
        pad([])
    with pytest.raises(InputError):
        pad([[1]], length=0)
    with pytest.raises(InputError):
        pad([[1]], padding="left")
    with pytest.raises(InputError):
        tokenizer.encode("hola", limit=-1)


@pytest.mark.parametrize("texts", [[], ["", " \n", "<br>"]])
def test_nothing_to_learn_pieces_from_is_said(texts):
    with pytest.raises(InputError):
        Tokenizer.train(texts, 300)
