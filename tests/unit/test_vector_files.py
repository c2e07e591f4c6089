"""Readers of word vectors: what was written comes back; what is broken gets a code; nothing hangs or crashes."""

import gzip
import io
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from model.errors import InputError
from model.vectors.files import FASTTEXT_MAGIC, Limits, read_vectors
from model.vectors.table import WordVectors

WORDS = ["la", "comida", "está", "riquísima", "😋"]
ARRAY = np.random.default_rng(0).normal(size=(5, 4)).astype(np.float32)
SMALL = Limits(bytes=100_000, words=50, size=20, numbers=400)


def text(words=WORDS, array=ARRAY, header: bool = False) -> bytes:
    lines = [f"{len(words)} {array.shape[1]}"] if header else []
    lines += [f"{word} {' '.join(map(repr, map(float, row)))}" for word, row in zip(words, array, strict=True)]
    return ("\n".join(lines) + "\n").encode()


def refused(data: bytes, limits: Limits = SMALL) -> InputError:
    with pytest.raises(InputError) as caught:
        read_vectors(data, "x.txt", limits=limits)
    return caught.value


def outcome(data: bytes) -> WordVectors | str:
    """The table that was read, or the code of what is wrong."""
    try:
        return read_vectors(data, limits=SMALL).table
    except InputError as problem:
        return problem.code


@pytest.fixture(scope="module")
def fasttext(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from gensim.models import FastText
    from gensim.models.fasttext import save_facebook_model

    path = tmp_path_factory.mktemp("fasttext") / "model.bin"
    model = FastText([WORDS] * 30, vector_size=4, min_count=1, bucket=50, epochs=1, workers=1)
    save_facebook_model(model, str(path))
    return path.read_bytes()


@pytest.fixture(scope="module")
def word2vec(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from gensim.models import KeyedVectors

    path = tmp_path_factory.mktemp("word2vec") / "model.bin"
    vectors = KeyedVectors(4)
    vectors.add_vectors(WORDS, ARRAY)
    vectors.save_word2vec_format(str(path), binary=True)
    return path.read_bytes()


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize(("header", "format_"), [(False, "glove"), (True, "vec")])
def test_text_comes_back_as_it_was_written(zipped: bool, header: bool, format_: str) -> None:
    data = text(header=header)
    read = read_vectors(gzip.compress(data) if zipped else data, limits=SMALL)
    assert read.table.words == WORDS
    assert np.array_equal(read.table.array, ARRAY)
    assert (read.format, read.repeated, read.cut) == (format_, 0, False)


def test_a_path_and_an_upload_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    path.write_bytes(text())
    assert read_vectors(path).table.words == read_vectors(io.BytesIO(text())).table.words
    with pytest.raises(InputError) as caught:
        read_vectors(tmp_path / "none.txt")
    assert caught.value.code == "vectors-missing"


@pytest.mark.slow
def test_word2vecs_binary_comes_back(word2vec: bytes) -> None:
    read = read_vectors(word2vec, limits=SMALL)
    assert read.format == "word2vec"
    assert read.table.words == WORDS
    assert np.array_equal(read.table.array, ARRAY)
    assert read_vectors(gzip.compress(word2vec), limits=SMALL).table.words == WORDS


@pytest.mark.slow
def test_fasttext_composes_what_it_never_saw_as_gensim_does(fasttext: bytes, tmp_path: Path) -> None:
    from gensim.models.fasttext import load_facebook_vectors

    path = tmp_path / "model.bin"
    path.write_bytes(fasttext)
    oracle = load_facebook_vectors(str(path))
    table = read_vectors(fasttext, limits=SMALL).table
    assert sorted(table.words) == sorted(WORDS)
    for word in WORDS:
        assert np.allclose(table.array[table.numbers[word]], oracle[word])
    assert table.row("comidita") is None
    assert np.allclose(table.compose("comidita"), oracle.get_vector("comidita"))
    assert len(table.neighbours("comidita", 3)) == 3


def test_a_word_may_have_blanks_in_it_as_some_of_gloves_have() -> None:
    read = read_vectors(b"uno 1 2 3\n. . . 4 5 6\n", limits=SMALL)
    assert read.table.words == ["uno", ". . ."]


def test_of_a_repeated_word_the_first_vector_counts_and_the_others_are_told() -> None:
    read = read_vectors(b"a 1 2\nb 3 4\na 5 6\na 7 8\n", limits=SMALL)
    assert read.table.words == ["a", "b"]
    assert read.table.array.tolist() == [[1, 2], [3, 4]]
    assert read.repeated == 2


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(words=st.lists(st.sampled_from(["a", "ñandú", "b", "😋"]), min_size=1, max_size=8))
def test_words_may_come_again_in_a_binary_file_too(words: list[str]) -> None:
    array = np.arange(2 * len(words), dtype="<f4").reshape(-1, 2) + 1
    lines = (word.encode() + b" " + row.tobytes() + b"\n" for word, row in zip(words, array, strict=True))
    read = read_vectors(f"{len(words)} 2\n".encode() + b"".join(lines), limits=SMALL)
    different = list(dict.fromkeys(words))
    assert read.format == "word2vec"
    assert read.table.words == different
    assert read.table.array.tolist() == [array[words.index(word)].tolist() for word in different]
    assert read.repeated == len(words) - len(different)


@pytest.mark.slow
def test_no_more_is_read_than_the_limits_allow() -> None:
    many = b"".join(f"w{at} 1 2 3 4 5 6 7 8 9 10\n".encode() for at in range(100))
    read = read_vectors(many, limits=SMALL)
    assert len(read.table) == SMALL.numbers // 10
    assert read.cut
    # A gzip that would unpack to a gigabyte is read only as far as it is needed.
    bomb = gzip.compress(
        b"a 1 2\n" + b"".join(f"w{at} 1 2\n".encode() for at in range(60)) + b"z 1 2\n" * 10_000_000, 1
    )
    assert len(read_vectors(bomb, limits=Limits(bytes=10**6, words=50)).table) == 50


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "vectors-empty"),
        (b" \n\n", "vectors-empty"),
        (b"3 4\n", "vectors-short"),
        (b"3 2\na 1 2\nb 1 2\n", "vectors-short"),
        (b"a 1 2 3\nb 1 2\n", "vectors-ragged"),
        (b"a 1 2 3\nb 1 2 3 4\n", "vectors-ragged"),
        (b"a 1 2\n" + b"b" * 40_000 + b" 1 2\n", "vectors-endless"),
        (b"a 1 2\nb 1 dos\n", "vectors-number"),
        (b"a 1 2\nb nan 2\n", "vectors-not-finite"),
        (b"a 1 2\nb inf 2\n", "vectors-not-finite"),
        (b"a 1 2\nb 1e300 2\n", "vectors-not-finite"),
        (b"a " + b"1 " * 30 + b"\n", "vectors-size"),
        (b"2 99999\na 1 2\n", "vectors-size"),
        (b"2 1\na 1\nb 2\n", "vectors-size"),
        (b"hola\nmundo\n", "vectors-binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "vectors-binary"),
        (b"a 1 2\n" * 400 + b"\xff\xfe 1 2\n", "vectors-encoding"),
        (b"PK\x03\x04" + bytes(100), "vectors-binary"),
        (b"x" * 200_000, "vectors-too-big"),
        (gzip.compress(text())[:-20], "vectors-damaged"),
        (b"\x1f\x8bnonsense", "vectors-damaged"),
        (b"1000000 10\na " + bytes(100), "vectors-damaged"),
        (struct.pack("<i", FASTTEXT_MAGIC) + bytes(50), "vectors-damaged"),
        (struct.pack("<i", FASTTEXT_MAGIC) + bytes(200), "vectors-size"),
    ],
)
def test_what_is_broken_is_told_by_its_code(data: bytes, code: str) -> None:
    assert refused(data).code == code


def test_the_line_that_is_wrong_is_named() -> None:
    problem = refused(b"2 2\na 1 2\nb 1 x\n")
    assert problem.detail["line"] == 3
    assert problem.detail["found"] == "x"
    assert refused(b"a 1 2\nb 1\n").detail == {"line": 2, "file": "x.txt", "found": 1, "expected": 2}


@pytest.mark.slow
def test_a_binary_file_cut_anywhere_is_damaged_and_never_hangs(fasttext: bytes, word2vec: bytes) -> None:
    for whole in (fasttext, word2vec):
        for size in range(8, len(whole), max(1, len(whole) // 60)):
            found = outcome(whole[:size])
            # The hidden layer behind fastText's vectors is of no use, and may be missing.
            assert found.startswith("vectors-") if isinstance(found, str) else len(found) == len(WORDS)


@pytest.mark.slow
def test_a_classifier_holds_no_table(fasttext: bytes) -> None:
    header = bytearray(fasttext)
    header[72:76] = struct.pack("<i", 3)  # labels, in the dictionary's counts
    assert refused(bytes(header)).code == "vectors-supervised"


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_changed_byte_of_a_binary_file_does_more_than_raise_a_code(
    data: st.DataObject, fasttext: bytes, word2vec: bytes
) -> None:
    whole = bytearray(data.draw(st.sampled_from([fasttext, word2vec])))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, min(400, len(whole) - 1)))] = data.draw(st.integers(0, 255))
    found = outcome(bytes(whole))
    assert isinstance(found, WordVectors) or found.startswith("vectors-")
    assert isinstance(found, str) or np.isfinite(found.array).all()


@settings(max_examples=200, deadline=None)
@example(b"1 1\n\x00")
@example(b"0 2\n")
@example("\ufeffa 1 2\n".encode())
@given(st.binary(max_size=300) | st.text(alphabet="ab 12.e-\n\t\u00a0", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_code(data: bytes) -> None:
    found = outcome(data)
    assert isinstance(found, WordVectors) or found.startswith("vectors-")
    if isinstance(found, WordVectors):
        assert len(set(found.words)) == len(found)
        assert np.isfinite(found.array).all()


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs", "Z", "C"]), min_size=1, max_size=8),
        st.lists(st.floats(-1e6, 1e6, width=32), min_size=3, max_size=3),
        min_size=1,
        max_size=10,
    ),
    st.booleans(),
)
def test_any_table_survives_the_way_through_text(table: dict[str, list[float]], header: bool) -> None:
    array = np.array(list(table.values()), dtype=np.float32)
    read = read_vectors(text(list(table), array, header=header), limits=SMALL)
    assert read.table.words == list(table)
    assert np.array_equal(read.table.array, array)
