"""Where examples come from: tables that people give, a folder of training data, public sets of the Hugging Face Hub.

What can be wrong with a table, as codes of InputError:
`table-missing` no such file · `table-empty` nothing, or only a header · `table-too-big` more bytes than allowed, also
once unpacked · `table-truncated` a gzip or parquet file that ends early or is damaged · `table-binary` not a table at
all (a picture, a spreadsheet, an archive) · `table-no-header` the first line is not a line of names ·
`table-duplicate-columns` a name twice · `table-ragged` a row with more or fewer fields than the header, or a quote
that never closes · `table-no-text` no column holds texts · `table-no-column` the column asked for is missing ·
`table-labels` a label that the model doesn't know. Data to train on: `data-missing`, `hub-unknown`, `hub-offline`;
a file of the training folder that is damaged or lacks a column is `table-truncated`, too.
"""

import csv
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pandas as pd

from model.errors import InputError

MAX_BYTES = 300 * 2**20
TEXT_NAMES = {"text", "texto", "review", "reseña", "resena", "review text", "comment", "comentario", "opinión"}
_GZIP, _PARQUET, _UTF16 = b"\x1f\x8b", b"PAR1", (b"\xff\xfe", b"\xfe\xff")
_BINARY = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"BZh",
    b"7z\xbc",
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Example(NamedTuple):
    """A text and what it is; `domain` names where it comes from, so that figures can be told apart.

    `stars` is the mark that came with it, whatever its scale, from 0, the worst, to 1, the best; None without one.
    """

    text: str
    label: str
    domain: str = ""
    stars: float | None = None


# ---------------------------------------------------------------------------------------------------- people's tables


def read_table(source: Path | bytes | BinaryIO, name: str = "", *, max_bytes: int = MAX_BYTES) -> pd.DataFrame:
    """A csv (comma, semicolon or tab), csv.gz or parquet file, recognised by its content, never by its name.

    CSV columns are strings. `frame.attrs["encoding"]` is how the bytes were read: "cp1252" or "latin-1" where they
    were not UTF-8. Raises InputError (the codes stand at the top of this file) and never reads past `max_bytes`.
    """
    data = _read_bytes(source, max_bytes)
    name = name or (source.name if isinstance(source, Path) else str(getattr(source, "name", "the table")))
    if data.startswith(_GZIP):
        data = _gunzip(data, max_bytes, name)
    if data.startswith(_PARQUET):
        return _named_columns(_read_parquet(data, max_bytes, name), name)
    if data.startswith(_BINARY):
        raise InputError("table-binary", f"{name} is not a table: save it as CSV (UTF-8)", file=name)
    text, encoding = _decode(data, name)
    frame = _named_columns(_read_csv(text, name), name)
    frame.attrs["encoding"] = encoding
    return frame


def text_column(frame: pd.DataFrame, wanted: str | None = None) -> str:
    """The column that holds the texts: the one asked for, one with a usual name, or the one with most letters.

    Raises InputError `table-no-column` or `table-no-text`.
    """
    if wanted is not None:
        return _column(frame, wanted)
    for column in frame.columns:
        if column.strip().lower() in TEXT_NAMES:
            return str(column)
    letters = {
        str(column): frame[column].head(200).astype(str).str.count(r"[^\W\d_]").mean()
        for column in frame.columns
        if not pd.api.types.is_numeric_dtype(frame[column])
    }
    best = max(letters, key=lambda column: letters[column], default=None)
    if best is None or letters[best] < 1:
        raise InputError("table-no-text", "no column of the table holds texts")
    return best


def examples(frame: pd.DataFrame, labels: Iterable[str], text: str = "text", label: str = "label") -> list[Example]:
    """The rows as examples, those left out that have nothing to read.

    Raises InputError if a column is missing, no row is left, or a label is not one of `labels`.
    """
    known = set(labels)
    texts, values = (frame[_column(frame, name)].astype(object).fillna("").astype(str) for name in (text, label))
    rows = [Example(text, value.strip()) for text, value in zip(texts, values, strict=True) if _can_be_read(text)]
    if not rows:
        raise InputError("table-empty", "no row of the table has a text")
    strange = next((row.label for row in rows if row.label not in known), None)
    if strange is not None:
        expected = ", ".join(sorted(known))
        message = f"the column {label!r} has the label {strange!r}; this model knows {expected}"
        raise InputError("table-labels", message, label=strange, expected=expected)
    return rows


def _can_be_read(text: str) -> bool:
    """Is anything left of it once it is clean? Its first character tells of most texts, much sooner."""
    from model.text import clean  # torch takes a second to import, and pages that only tell of tables do without

    first = text[:1]
    return (first.isascii() and first.isalnum()) or bool(clean(text).strip())


def _column(frame: pd.DataFrame, wanted: str) -> str:
    if wanted not in frame.columns:
        has = ", ".join(map(str, frame.columns))
        message = f"the table has no column {wanted!r}; it has {has}"
        raise InputError("table-no-column", message, column=wanted, columns=has)
    return wanted


def _read_bytes(source: Path | bytes | BinaryIO, max_bytes: int) -> bytes:
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, Path):
        try:
            with source.open("rb") as file:
                data = file.read(max_bytes + 1)
        except OSError as error:
            raise InputError("table-missing", f"can't read {source}: {error.strerror}", file=source.name) from error
    else:
        data = source.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _too_big(max_bytes)
    if not data.strip():
        raise InputError("table-empty", "the table is empty")
    return data


def _too_big(max_bytes: int) -> InputError:
    megabytes = max(1, max_bytes // 2**20)
    return InputError("table-too-big", f"the table is larger than {megabytes} MB", limit=megabytes)


def _gunzip(data: bytes, max_bytes: int, name: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(max_bytes + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise InputError("table-truncated", f"{name} is damaged or incomplete", file=name) from error
    return _read_bytes(unpacked, max_bytes)


def _read_parquet(data: bytes, max_bytes: int, name: str) -> pd.DataFrame:
    import pyarrow as pa
    import pyarrow.parquet as pq

    batches: list[pa.RecordBatch] = []
    size = 0
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        for batch in file.iter_batches(batch_size=1024):  # a small file may unpack to a huge one: look as it grows
            batches.append(batch)
            size += batch.nbytes
            if size > max_bytes:
                raise _too_big(max_bytes)
        frame: pd.DataFrame = pa.Table.from_batches(batches, schema=file.schema_arrow).to_pandas()
    except (pa.ArrowException, OSError) as error:
        raise InputError("table-truncated", f"{name} is damaged or incomplete", file=name) from error
    if frame.empty:
        raise InputError("table-empty", f"{name} has no rows", file=name)
    frame.columns = frame.columns.map(str)
    return frame


def _decode(data: bytes, name: str) -> tuple[str, str]:
    encodings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text, 0, 10_000)) <= 3 and "\x00" not in text:
            return text, encoding.removesuffix("-sig")
        break
    raise InputError("table-binary", f"{name} is not a table of text: save it as CSV (UTF-8)", file=name)


def _read_csv(text: str, name: str) -> pd.DataFrame:
    csv.field_size_limit(MAX_BYTES)
    lines = io.StringIO(text, newline="")
    blank, first = next(((at, line) for at, line in enumerate(lines) if line.strip()), (0, ""))
    if not first:
        raise InputError("table-empty", f"{name} is empty", file=name)
    # A header without delimiter is a table of one column, whose texts may have commas: split at what never occurs.
    delimiter = max(",;\t", key=first.count) if any(mark in first for mark in ",;\t") else "\x1f"
    reader = csv.reader(chain([first.lstrip(" ")], lines), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        header = [column.strip() for column in next(reader)]
        for row in reader:
            if row and len(row) != len(header):
                what = f"has {len(row)} fields where the header has {len(header)}"
                raise _ragged(what, blank + reader.line_num, name)
            if any(row):
                rows.append(row)
    except csv.Error as error:
        raise _ragged(f"has a quote that doesn't fit ({error})", blank + reader.line_num, name) from error
    if any(len(column) > 100 or len(column.split()) > 8 for column in header) or not any(header):
        message = f"the first line of {name} should name the columns (for example: text,label)"
        raise InputError("table-no-header", message, file=name)
    if not rows:
        raise InputError("table-empty", f"{name} has a header and no rows", file=name)
    return pd.DataFrame(rows, columns=[column or f"column {at}" for at, column in enumerate(header, start=1)])


def _ragged(what: str, line: int, name: str) -> InputError:
    return InputError("table-ragged", f"line {line} of {name} {what}", line=line, file=name)


def _named_columns(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    twice = frame.columns[frame.columns.duplicated()]
    if len(twice):
        raise InputError("table-duplicate-columns", f"{name} has the column {twice[0]!r} twice", column=str(twice[0]))
    return frame


# ------------------------------------------------------------------------------------------- a folder of training data


class Split(NamedTuple):
    train: list[Example]
    valid: list[Example]


def es_reviews(folder: Path) -> Split:
    """Spanish reviews (restaurants, films, apps, travel). Titles of films and apps count as short texts."""
    frame = _house_table(folder, "es_reviews.csv.gz", "text", "title", "label", "stars", "domain", "split")
    frame["stars"] = _marks(frame.stars, 1, 5)
    titles = frame[frame.domain.isin(["film", "app"]) & (frame.title.str.split().str.len() > 1)]
    titles = titles.assign(text=titles.title, domain=titles.domain + "-title")
    return _split(pd.concat([frame, titles]))


def clothing(folder: Path) -> Split:
    """Women's clothing, its stars as labels. A product is on one side only; titles are short texts."""
    frame = _clothing_by_stars(folder)
    titles = frame.assign(text=frame["Title"], domain="clothing-title")
    return _split(pd.concat([frame.assign(domain="clothing"), titles]))


def clothing_rating(folder: Path) -> Split:
    """The same labels, each review twice: without its title, and under it."""
    return _split(_with_and_without_title(_clothing_by_stars(folder)))


def clothing_recommended(folder: Path) -> Split:
    """Would the customer recommend it? No is neg, yes is pos; each review without its title, and under it."""
    frame = _clothing(folder, "Recommended IND")
    frame["label"] = frame["Recommended IND"].map({"0": "neg", "1": "pos"})
    return _split(_with_and_without_title(frame))


def _clothing(folder: Path, *verdict: str) -> pd.DataFrame:
    columns = ("Clothing ID", "Title", "Review Text", "Rating", *verdict)
    frame = _house_table(folder, "clothing_train.csv.gz", *columns).rename(columns={"Review Text": "text"})
    frame["stars"] = _marks(frame["Rating"], 1, 5)
    frame["split"] = frame["Clothing ID"].map(lambda product: "valid" if stable_hash(product) % 10 == 0 else "train")
    return frame


def _clothing_by_stars(folder: Path) -> pd.DataFrame:
    """1-2 stars are neg, 3 neu, 4-5 pos."""
    frame = _clothing(folder)
    frame["label"] = frame["Rating"].map({"1": "neg", "2": "neg", "3": "neu", "4": "pos", "5": "pos"})
    return frame


def _with_and_without_title(frame: pd.DataFrame) -> pd.DataFrame:
    """Reviews with a text; the domain tells whether the title stands above it, on a line of its own."""
    frame = frame[frame.text.notna()]
    titled = frame[frame["Title"].notna()]
    titled = titled.assign(text=titled["Title"] + "\n" + titled.text, domain="with title")
    return pd.concat([frame.assign(domain="without title"), titled])


def imdb(folder: Path) -> Split:
    """Film reviews, neg and pos; no film is on both sides."""
    frame = _house_table(folder, "imdb_train.csv.gz", "text", "label", "stars", "split")
    return _split(frame.assign(domain="imdb", stars=_marks(frame.stars, 1, 10)))


def es_reviews_unlabelled(folder: Path) -> list[str]:
    """Every Spanish review that doesn't validate, its label left out: a mixture takes only some of them."""
    return [row.text for row in es_reviews(folder).train]


def imdb_unlabelled(folder: Path) -> list[str]:
    """Film reviews without a verdict, none of a film that validates."""
    labelled = _house_table(folder, "imdb_train.csv.gz", "title_id", "split")
    frame = _house_table(folder, "imdb_unsup.csv.gz", "text", "title_id").dropna(subset="text")
    validates = labelled[labelled.split == "valid"].title_id
    return list(filter(_can_be_read, frame[~frame.title_id.isin(validates)].text))


def sst(folder: Path) -> Split:
    """Stanford Sentiment Treebank (Socher et al. 2013): every phrase to train on, whole sentences to validate."""
    train, valid = (
        [row for line in _house_lines(folder, f"sst_trees_{side}.txt.gz") for row in phrases_of_tree(line)]
        for side in ("train", "dev")
    )
    # A phrase comes in many sentences, at times with another mark for the same label.
    once = {row._replace(stars=None): row for row in train}
    return Split([*once.values()], [row for row in valid if row.domain == "sst"])


def phrases_of_tree(line: str) -> Iterator[Example]:
    """Every phrase with letters in a labelled Penn tree: «sst» is the whole sentence, «sst-phrase» a part of it."""
    open_phrases: list[tuple[str, list[str]]] = []
    for mark, word in re.findall(r"\((\d) ?|([^\s()]+)|\)", line):
        if mark:
            open_phrases.append((mark, []))
        elif word:
            for _, words in open_phrases:
                words.append(word)
        else:
            mark, words = open_phrases.pop()
            text = untokenised(" ".join(words))
            if any(map(str.isalpha, text)):
                label = ("neg", "neg", "neu", "pos", "pos")[int(mark)]
                yield Example(text, label, "sst-phrase" if open_phrases else "sst", int(mark) / 4)


def untokenised(text: str) -> str:
    """Penn Treebank tokens as people write: «do n't» → «don't», «-LRB-» → «(»."""
    for token, written in (("-LRB-", "("), ("-RRB-", ")"), ("\\/", "/"), ("\\*", "*"), ("``", '"'), ("''", '"')):
        text = text.replace(token, written)
    text = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m|')(?= |$)", r"\1", text)
    text = re.sub(r" ([,.:;?!)%]|\.\.\.)", r"\1", text)
    return re.sub(r"\( ", "(", text).strip()


HOUSE: dict[str, Callable[[Path], Split]] = {
    "es_reviews": es_reviews,
    "clothing": clothing,
    "clothing-rating": clothing_rating,
    "clothing-recommended": clothing_recommended,
    "imdb": imdb,
    "sst": sst,
}
"""The sets of the training folder, by the name that a configuration uses."""
UNLABELLED: dict[str, Callable[[Path], list[str]]] = {"es_reviews": es_reviews_unlabelled, "imdb": imdb_unlabelled}
"""Texts without labels, which a language model can learn from."""


def _house_table(folder: Path, name: str, *columns: str) -> pd.DataFrame:
    """These columns; the one of stars may be lacking. Only an empty field is missing: «NA» is what somebody wrote."""
    with _house_file(folder, name) as path:
        frame = pd.read_csv(path, dtype=str, usecols=columns.__contains__, keep_default_na=False, na_values=[""])
        if lacking := [column for column in columns if column not in {*frame.columns, "stars"}]:
            raise ValueError(f"it lacks the columns {', '.join(lacking)}")
        return frame.reindex(columns=columns)


def _house_lines(folder: Path, name: str) -> list[str]:
    with _house_file(folder, name) as path, gzip.open(path, "rt", encoding="utf-8") as lines:
        return lines.read().splitlines()


@contextmanager
def _house_file(folder: Path, name: str) -> Iterator[Path]:
    path = folder / name
    if not path.is_file():
        raise InputError("data-missing", f"the data folder {folder} has no {name}", file=name)
    try:
        yield path
    except (EOFError, OSError, ValueError, zlib.error) as error:
        message = f"{path} is damaged or incomplete: {str(error).strip()}"
        raise InputError("table-truncated", message, file=name) from error


def _split(frame: pd.DataFrame) -> Split:
    frame = frame.dropna(subset=["text", "label"])
    return Split(*(_readable(frame[frame.split == side]) for side in ("train", "valid")))


def _readable(frame: pd.DataFrame) -> list[Example]:
    rows = map(Example._make, frame[["text", "label", "domain", "stars"]].itertuples(index=False))
    return [row for row in rows if _can_be_read(row.text)]


def _marks(column: pd.Series, worst: int, best: int) -> pd.Series:
    """Marks on a scale from `worst` to `best` → 0 … 1; a field without one is None."""
    marks = ((pd.to_numeric(column) - worst) / (best - worst)).astype(object)
    return marks.where(marks.notna(), None)


def stable_hash(value: object) -> int:
    return int.from_bytes(hashlib.sha256(str(value).encode()).digest()[:4])


# ------------------------------------------------------------------------------------------------ the Hugging Face Hub


@dataclass(frozen=True)
class HubSet:
    """Where a public set's files lie at a pinned commit, and which of its columns are ours."""

    revision: str
    files: dict[str, str]
    text: str = "text"
    label: str = "label"
    labels: tuple[str, ...] = ("neg", "pos")


HUB = {
    "stanfordnlp/imdb": HubSet(
        "e6281661ce1c48d982bc483cf8a173c1bbeb5d31",
        {split: f"plain_text/{split}-00000-of-00001.parquet" for split in ("train", "test")},
    ),
    "stanfordnlp/sst2": HubSet(
        "8d51e7e4887a4caaa95b3fbebbf53c0490b58bbb",
        {split: f"data/{split}-00000-of-00001.parquet" for split in ("train", "validation")},
        text="sentence",
    ),
    "cornell-movie-review-data/rotten_tomatoes": HubSet(
        "aa13bc287fa6fcab6daf52f0dfb9994269ffea28",
        {split: f"{split}.parquet" for split in ("train", "validation", "test")},
    ),
}
"""The public sets that can be asked for by name."""


def from_hub(name: str, split: str = "train", revision: str | None = None) -> list[Example]:
    """The examples of a public set in `HUB`, downloaded once (with a progress bar) and cached by huggingface_hub.

    `revision` is a commit; without it, the one pinned in `HUB`. Raises InputError `hub-unknown` for a set or split
    that isn't listed or isn't there, `hub-offline` when the Hub can't be reached.
    """
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import EntryNotFoundError, HfHubHTTPError, LocalEntryNotFoundError

    if name not in HUB or split not in HUB[name].files:
        known = "; ".join(f"{known} ({', '.join(HUB[known].files)})" for known in HUB)
        message = f"there is no public set {name!r} with split {split!r}; known: {known}"
        raise InputError("hub-unknown", message, name=name)
    layout = HUB[name]
    try:
        path = hf_hub_download(name, layout.files[split], repo_type="dataset", revision=revision or layout.revision)
    except LocalEntryNotFoundError as error:
        message = f"the Hugging Face Hub can't be reached, and {name} was not downloaded before"
        raise InputError("hub-offline", message, name=name) from error
    except (HfHubHTTPError, EntryNotFoundError) as error:
        message = f"the Hugging Face Hub doesn't give {name} at this revision"
        raise InputError("hub-unknown", message, name=name) from error
    frame = read_table(Path(path), max_bytes=2**31)
    frame[layout.label] = frame[layout.label].map(dict(enumerate(layout.labels)))
    return [row._replace(domain=name) for row in examples(frame, layout.labels, layout.text, layout.label)]
