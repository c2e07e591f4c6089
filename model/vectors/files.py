"""Word vectors from a file: GloVe text, word2vec/fastText `.vec`, word2vec binary, fastText `.bin` with its subwords.

A file is recognised by its content, never by its name; any of them may be gzipped. What can be wrong, as codes of
InputError: `vectors-missing` no such file · `vectors-empty` nothing in it · `vectors-too-big` more bytes than allowed ·
`vectors-damaged` a gzip or binary file that ends early or contradicts itself · `vectors-binary` none of these formats ·
`vectors-ragged` a line with more or fewer numbers than the first ·
`vectors-endless` one longer than any vector · `vectors-number` something that is no number ·
`vectors-not-finite` NaN, infinity, or too large a number · `vectors-size` vectors with too few or too many numbers ·
`vectors-short` fewer lines than the header promises · `vectors-encoding` not UTF-8 · `vectors-supervised` a fastText
classifier, or one made smaller, which holds no vectors to read.
"""

import codecs
import gzip
import io
import itertools
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from model.errors import InputError
from model.vectors.table import Array, WordVectors

FASTTEXT_MAGIC, FASTTEXT_VERSION = 793712314, 12
_FASTTEXT = struct.Struct("<iiiiiiiiiiiiiid3iqq")  # magic, version, 12 settings, threshold, dictionary's five counts
_COUNT_AND_KIND = 9  # bytes after each word of the dictionary
_MATRIX = struct.Struct("<?qq")
_GZIP = b"\x1f\x8b"
_MAX_LINE = 2**15  # bytes: a word and 1,024 numbers have far fewer
Binary = tuple[list[str | None], NDArray[np.floating], Callable[[str], Array] | None]
"""Words (None for each that came before), their vectors, and how to compose those of other words."""
_DAMAGED = (
    EOFError, OSError, zlib.error, struct.error, ValueError, AssertionError, NotImplementedError, IndexError, KeyError,
    OverflowError,
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """What is read at most: bytes of the file, words (the first ones), numbers a vector, numbers in all."""

    bytes: int = 50 * 2**20
    words: int = 50_000
    size: int = 1_000
    numbers: int = 5_000_000


@dataclass(frozen=True, eq=False)
class VectorFile:
    """A table as it was read. `repeated` words came again, and their first vector counts; `cut` says that the file has
    more words than were read."""

    table: WordVectors
    format: str
    repeated: int
    cut: bool


def read_vectors(source: Path | bytes | BinaryIO, name: str = "", *, limits: Limits | None = None) -> VectorFile:
    """The word vectors in a file. Raises InputError (the codes stand at the top of this module)."""
    limits = limits or Limits()
    data = _read_bytes(source, limits, name)
    name = name or (source.name if isinstance(source, Path) else str(getattr(source, "name", "the file")))
    if data.startswith(_GZIP):
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            try:
                start = stream.read(_MAX_LINE)
                stream.seek(0)
                if _is_binary(start):
                    data = stream.read(limits.bytes + 1)
                    _check_bytes(data, limits)
                else:
                    return _read_text(stream, name, limits)
            except (EOFError, OSError, zlib.error) as error:
                raise _damaged(name) from error
    if _is_binary(data[:_MAX_LINE]):
        return _read_binary(data, name, limits)
    return _read_text(io.BytesIO(data), name, limits)


def _read_bytes(source: Path | bytes | BinaryIO, limits: Limits, name: str) -> bytes:
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, Path):
        try:
            with source.open("rb") as file:
                data = file.read(limits.bytes + 1)
        except OSError as error:
            message = f"can't read {source}: {error.strerror}"
            raise InputError("vectors-missing", message, file=source.name) from error
    else:
        data = source.read(limits.bytes + 1)
    _check_bytes(data, limits)
    if not data.strip():
        raise InputError("vectors-empty", f"{name or 'the file'} has nothing in it", file=name or "–")
    return data


def _check_bytes(data: bytes, limits: Limits) -> None:
    if len(data) > limits.bytes:
        raise too_big(limits)


def too_big(limits: Limits) -> InputError:
    megabytes = max(1, limits.bytes // 2**20)
    return InputError("vectors-too-big", f"the file has more than {megabytes} MB", limit=megabytes)


def _damaged(name: str) -> InputError:
    return InputError("vectors-damaged", f"{name} is damaged or incomplete", file=name)


def _foreign(name: str) -> InputError:
    message = f"{name} is none of: GloVe text, word2vec or fastText .vec, word2vec binary, fastText .bin"
    return InputError("vectors-binary", message, file=name)


def _is_binary(start: bytes) -> bool:
    """Does something other than lines of text stand at the beginning?"""
    if b"\x00" in start:
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)  # the last character may be cut in two
    except UnicodeDecodeError as error:
        return error.start < 1_000  # further on it is text with a line in another encoding
    return False


# ---------------------------------------------------------------------------------------------------------------- text


def _read_text(stream: BinaryIO | gzip.GzipFile, name: str, limits: Limits) -> VectorFile:
    lines = _lines(stream, name)
    first = next(lines, "")
    promised = _header(first)
    if promised:
        size = promised[1]
        numbered = enumerate(lines, 2)
    else:
        size = len(first.split(" ")) - 1
        numbered = enumerate(itertools.chain([first], lines), 1)
    if not 2 <= size <= limits.size:
        if not promised and size < 2:
            raise _foreign(name)
        message = f"the vectors have {size} numbers; from 2 to {limits.size} are read"
        raise InputError("vectors-size", message, size=size, limit=limits.size)
    most = min(limits.words, limits.numbers // size)
    words: dict[str, None] = {}
    rows: list[NDArray[np.float32]] = []
    repeated = read = 0
    cut = False
    for number, line in numbered:
        if len(words) == most:
            cut = True
            break
        read += 1
        word, vector = _vector(line, number, size, name)
        if word in words:
            repeated += 1
        else:
            words[word] = None
            rows.append(vector)
    if promised and not cut and read < promised[0]:
        message = f"{name} promises {promised[0]} words and ends after {read}"
        raise InputError("vectors-short", message, file=name, promised=promised[0], found=read)
    if not words:
        raise InputError("vectors-empty", f"{name} has no word in it", file=name)
    return VectorFile(WordVectors(list(words), np.stack(rows)), "vec" if promised else "glove", repeated, cut)


def _lines(stream: BinaryIO | gzip.GzipFile, name: str) -> Iterator[str]:
    number = 0
    while line := stream.readline(_MAX_LINE):
        number += 1
        if len(line) == _MAX_LINE and not line.endswith(b"\n"):
            message = f"line {number} of {name} never ends"
            raise InputError("vectors-endless", message, line=number, file=name)
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n ")
        except UnicodeDecodeError as error:
            message = f"line {number} of {name} is not UTF-8"
            raise InputError("vectors-encoding", message, line=number, file=name) from error
        if text:
            yield text


def _header(line: str) -> tuple[int, int] | None:
    """(V, E), where the first line says so."""
    fields = line.split()
    if len(fields) != 2 or not all(field.isascii() and field.isdigit() and len(field) < 12 for field in fields):
        return None
    return int(fields[0]), int(fields[1])


def _vector(line: str, number: int, size: int, name: str) -> tuple[str, NDArray[np.float32]]:
    fields = line.replace("\t", " ").split(" ")
    if len(fields) != size + 1:
        # A few words of GloVe have blanks in them: «. . .» is one word if all that follows it are numbers.
        head = fields[:-size] if len(fields) > size + 1 else []
        if not head or any(_is_number(field) for field in head):
            message = f"line {number} of {name} has {len(fields) - 1} numbers where the first has {size}"
            raise InputError("vectors-ragged", message, line=number, file=name, found=len(fields) - 1, expected=size)
        fields = [" ".join(head), *fields[-size:]]
    try:
        values = [float(field) for field in fields[1:]]
    except ValueError as error:
        strange = next(field for field in fields[1:] if not _is_number(field))[:40]
        message = f"line {number} of {name} has {strange!r} where a number should be"
        raise InputError("vectors-number", message, line=number, file=name, found=strange) from error
    with np.errstate(over="ignore"):
        vector = np.array(values, dtype=np.float32)
    if not np.isfinite(vector).all():
        message = f"line {number} of {name} has NaN or infinity, or a number too large"
        raise InputError("vectors-not-finite", message, line=number, file=name, word=fields[0][:40])
    return fields[0], vector


def _is_number(field: str) -> bool:
    try:
        float(field)
    except ValueError:
        return False
    return True


# -------------------------------------------------------------------------------------------------------------- binary


def _read_binary(data: bytes, name: str, limits: Limits) -> VectorFile:
    if len(data) >= 4 and struct.unpack_from("<i", data)[0] == FASTTEXT_MAGIC:
        _check_fasttext(data, name, limits)
        read: Callable[[str, Limits], Binary] = _read_fasttext
    else:
        start, _, _ = data[:100].partition(b"\n")
        header = _header(start.decode("ascii", "replace"))
        if header is None:
            raise _foreign(name)
        words, size = header
        if not 2 <= size <= limits.size:
            message = f"the vectors have {size} numbers; from 2 to {limits.size} are read"
            raise InputError("vectors-size", message, size=size, limit=limits.size)
        if words * (4 * size + 1) > len(data):
            raise _damaged(name)
        read = _read_word2vec
    try:
        with _on_disk(data) as path:
            named, array, compose = read(path, limits)
    except _DAMAGED as error:
        raise _damaged(name) from error
    words_read = [word for word in named if word is not None]
    if not words_read:
        raise InputError("vectors-empty", f"{name} has no word in it", file=name)
    array = array[[word is not None for word in named]]
    finite = np.isfinite(array).all(axis=1)
    if not finite.all():
        at = int(np.flatnonzero(~finite)[0])
        message = f"word {at + 1} of {name} has NaN or infinity"
        raise InputError("vectors-not-finite", message, line=at + 1, file=name, word=words_read[at][:40])
    most = min(limits.words, limits.numbers // array.shape[1])
    cut = len(words_read) > most
    table = WordVectors(words_read[:most], np.ascontiguousarray(array[:most], dtype=np.float32), compose)
    return VectorFile(table, "fasttext" if compose else "word2vec", len(named) - len(words_read), cut)


@contextmanager
def _on_disk(data: bytes) -> Iterator[str]:
    """The path of a file with `data`: gensim reads nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vectors.bin"
        path.write_bytes(data)
        yield str(path)


def _read_word2vec(path: str, limits: Limits) -> Binary:
    from gensim.models import KeyedVectors

    vectors = KeyedVectors.load_word2vec_format(path, binary=True, limit=limits.words + 1)
    return list(vectors.index_to_key), vectors.vectors, None


def _read_fasttext(path: str, _limits: Limits) -> Binary:
    from gensim.models.fasttext import ft_ngram_hashes, load_facebook_vectors

    vectors = load_facebook_vectors(path)
    subwords, least, most, buckets = vectors.vectors_ngrams, vectors.min_n, vectors.max_n, vectors.bucket

    def compose(word: str) -> Array:
        rows = ft_ngram_hashes(word, least, most, buckets)
        return subwords[rows].mean(axis=0) if rows else np.zeros(subwords.shape[1], dtype=np.float32)

    return list(vectors.index_to_key), vectors.vectors, compose


def _check_fasttext(data: bytes, name: str, limits: Limits) -> None:
    """Walk over the header, the dictionary and the size of the matrix: gensim believes all of them, and reads a word
    that doesn't end for ever."""
    if len(data) < _FASTTEXT.size:
        raise _damaged(name)
    fields = _FASTTEXT.unpack_from(data)
    version, size, buckets = fields[1], fields[2], fields[10]
    entries, words, labels, pruned = fields[15], fields[16], fields[17], fields[19]
    if labels or pruned > 0:
        message = f"{name} is a classifier, or was made smaller: it holds no table of vectors"
        raise InputError("vectors-supervised", message, file=name)
    if not 2 <= size <= limits.size:
        message = f"the vectors have {size} numbers; from 2 to {limits.size} are read"
        raise InputError("vectors-size", message, size=size, limit=limits.size)
    if version != FASTTEXT_VERSION or entries != words or words < 0 or buckets < 0:
        raise _damaged(name)
    at = _FASTTEXT.size
    for _ in range(entries):
        end = data.find(b"\x00", at, at + 10_000)
        if end < 0:
            raise _damaged(name)
        at = end + 1 + _COUNT_AND_KIND
    if len(data) < at + _MATRIX.size:
        raise _damaged(name)
    quantised, rows, columns = _MATRIX.unpack_from(data, at)
    if quantised:
        message = f"{name} was made smaller (quantised): it holds no table of vectors"
        raise InputError("vectors-supervised", message, file=name)
    if (rows, columns) != (words + buckets, size) or len(data) < at + _MATRIX.size + 4 * rows * columns:
        raise _damaged(name)
