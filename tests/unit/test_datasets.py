"""What people's tables may hold, and what the training folder does."""

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.datasets import (
    HOUSE,
    UNLABELLED,
    Example,
    Split,
    clothing,
    es_reviews,
    examples,
    imdb,
    imdb_unlabelled,
    phrases_of_tree,
    read_table,
    sst,
    text_column,
    untokenised,
)
from model.errors import InputError
from model.text import Tokenizer

GOOD = 'text,label\n¡Qué lindo! ñandú,pos\n"dos líneas\ny, una coma",neg\n'


def code_of(data: bytes, **options: int) -> str:
    with pytest.raises(InputError) as caught:
        read_table(data, "file.csv", **options)
    assert "\n" not in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (GOOD.encode(), "utf-8"),
        (GOOD.encode("utf-8-sig"), "utf-8"),
        (GOOD.encode("cp1252"), "cp1252"),
        (GOOD.encode("latin-1") + b"\x81,neu\n", "latin-1"),
        (GOOD.encode("utf-16"), "utf-16"),
        (GOOD.replace("\n", "\r\n").encode(), "utf-8"),
        (gzip.compress(GOOD.encode(), mtime=0), "utf-8"),
    ],
)
def test_a_csv_is_read_in_whatever_encoding_it_was_saved(data: bytes, encoding: str) -> None:
    frame = read_table(data)
    assert frame.attrs["encoding"] == encoding
    assert frame["text"][0] == "¡Qué lindo! ñandú"
    assert frame["text"][1].replace("\r\n", "\n") == "dos líneas\ny, una coma"
    assert list(frame["label"][:2]) == ["pos", "neg"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_headers(delimiter: str) -> None:
    frame = read_table(f"a{delimiter}text\n1{delimiter}hola".encode())
    assert frame.to_dict("list") == {"a": ["1"], "text": ["hola"]}


@given(
    texts=st.lists(st.text('aé ",;\t\n', max_size=9).map("x".__add__), min_size=1, max_size=4),
    delimiter=st.sampled_from(",;\t"),
    index=st.booleans(),
    above=st.text(" \t\n\u00a0", max_size=5).map(lambda blank: f"{blank}\n" if blank else ""),
)
def test_what_pandas_writes_is_read_back_whatever_blank_lines_stand_above(
    texts: list[str], delimiter: str, index: bool, above: str
) -> None:
    frame = pd.DataFrame({"text": texts, "label": "pos"})
    told = read_table((above + frame.to_csv(sep=delimiter, index=index)).encode())
    numbers = {"column 1": [str(row) for row in range(len(texts))]} if index else {}
    assert told.to_dict("list") == numbers | frame.to_dict("list")


def test_a_single_column_needs_no_quotes_around_its_commas() -> None:
    frame = read_table("reseña\nlindo, barato y rico; volveré\n\nmalo\n".encode())
    assert list(frame["reseña"]) == ["lindo, barato y rico; volveré", "malo"]


def test_a_file_a_path_and_a_parquet_give_the_same(tmp_path: Path) -> None:
    frame = read_table(GOOD.encode())
    (tmp_path / "t.csv").write_text(GOOD, encoding="utf-8")
    frame.to_parquet(tmp_path / "t.parquet")
    for source in (io.BytesIO(GOOD.encode()), tmp_path / "t.csv", tmp_path / "t.parquet"):
        assert read_table(source).to_dict() == frame.to_dict()


def test_a_very_long_text_and_an_unnamed_column_are_fine() -> None:
    frame = read_table(b",text\n0," + b"a" * 2_000_000)
    assert len(frame["text"][0]) == 2_000_000
    assert list(frame.columns) == ["column 1", "text"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table-empty"),
        (b"  \n\n", "table-empty"),
        (b"\xef\xbb\xbf", "table-empty"),
        (b"\xff\xfe", "table-empty"),
        ("\u00a0\n".encode(), "table-empty"),
        (gzip.compress("\ufeff\n".encode(), mtime=0), "table-empty"),
        (b"text,label\n", "table-empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "table-binary"),
        (b"PK\x03\x04 a spreadsheet", "table-binary"),
        (bytes(range(256)) * 8, "table-binary"),
        (b"text,label\nfine,pos\nbad,neg,extra\n", "table-ragged"),
        (b"text,label\nfine,pos\nbad\n", "table-ragged"),
        (b'text,label\n"fine,pos\nbad,neg\n', "table-ragged"),
        (b"text,text\na,b\n", "table-duplicate-columns"),
        (b"I bought this last week and it is already broken again\nanother one\n", "table-no-header"),
        (gzip.compress(GOOD.encode() * 500, mtime=0)[:60], "table-truncated"),
        (gzip.compress(GOOD.encode(), mtime=0)[:-9] + b"\x00" * 9, "table-truncated"),
        (b"PAR1" + bytes(64) + b"PAR1", "table-truncated"),
    ],
)
def test_bad_input_is_told_apart(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("blank", [0, 1, 3])
def test_the_ragged_line_is_named(blank: int, end: str) -> None:
    lines = [*[" "] * blank, "text,label", '"fine', 'here",pos', "bad,neg,extra"]
    with pytest.raises(InputError, match=rf"line {blank + 4} of it.csv has 3 fields"):
        read_table(end.join(lines).encode(), "it.csv")
    with pytest.raises(InputError, match=rf"line {blank + 4} of it.csv has a quote"):
        read_table(end.join([*lines[:-1], '"bad"neg']).encode(), "it.csv")


def test_size_is_limited_before_and_after_unpacking(tmp_path: Path) -> None:
    limit = 100_000
    assert code_of(b"text\n" + b"a" * limit, max_bytes=limit) == "table-too-big"
    assert code_of(gzip.compress(b"text\n" + b"a" * 10 * limit), max_bytes=limit) == "table-too-big"
    bomb = io.BytesIO()
    pd.DataFrame({"text": ["a" * 1000] * 10_000}).to_parquet(bomb)
    assert len(bomb.getvalue()) < limit
    assert code_of(bomb.getvalue(), max_bytes=limit) == "table-too-big"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "no.csv", tmp_path):
        with pytest.raises(InputError) as caught:
            read_table(path)
        assert caught.value.code == "table-missing"


def test_the_column_of_texts_is_found() -> None:
    frame = pd.DataFrame({"id": [1, 2], "when": ["2020-01-01", "2020-01-02"], "Opinion": ["muy bueno", "malo"]})
    assert text_column(frame) == "Opinion"
    assert text_column(frame.rename(columns={"Opinion": "x"})) == "x"
    assert text_column(frame, "when") == "when"
    for wanted, broken, code in ((None, frame[["id", "when"]], "table-no-text"), ("y", frame, "table-no-column")):
        with pytest.raises(InputError) as caught:
            text_column(broken, wanted)
        assert caught.value.code == code


def test_rows_become_examples_and_foreign_labels_are_refused() -> None:
    frame = pd.DataFrame({"text": ["lindo", " ", None, "feo"], "label": ["pos ", "neg", "neg", "neg"]})
    assert examples(frame, ("neg", "pos")) == [Example("lindo", "pos"), Example("feo", "neg")]
    for labels, code in ((("neg", "neu"), "table-labels"), (("bad", "good"), "table-labels")):
        with pytest.raises(InputError) as caught:
            examples(frame, labels)
        assert caught.value.code == code
    with pytest.raises(InputError) as caught:
        examples(frame.head(0), ("neg", "pos"))
    assert caught.value.code == "table-empty"


@pytest.mark.parametrize("kind", ["category", "string", "object"])
def test_a_row_without_text_needs_no_label(kind: str) -> None:
    frame = pd.DataFrame({"text": ["lindo", " ", "<br />", "\u200b&nbsp;", None], "label": ["pos", *[None] * 4]})
    file = io.BytesIO()
    frame.astype({"label": kind}).to_parquet(file)
    assert examples(read_table(file.getvalue()), ("neg", "pos")) == [Example("lindo", "pos")]
    assert examples(read_table(b"text,label\nlindo,pos\n ,\n"), ("neg", "pos")) == [Example("lindo", "pos")]
    with pytest.raises(InputError) as caught:
        examples(frame.assign(text="feo").astype({"label": kind}), ("neg", "pos"))
    assert (caught.value.code, caught.value.detail["label"]) == ("table-labels", "")


def test_labels_may_be_whole_numbers_with_gaps() -> None:
    file = io.BytesIO()
    frame = pd.DataFrame({"text": ["lindo", "feo", ""], "label": pd.array([1, 0, None], dtype="Int64")})
    frame.to_parquet(file)
    assert examples(read_table(file.getvalue()), "01") == [Example("lindo", "1"), Example("feo", "0")]


PARTS = ["<br />", "&nbsp;", "\u200b", "\u3164", "\ufdfa", "\n", " ", "a", "é", "7", "<", ";", "💔", "\U0001f3ff"]


@given(text=st.lists(st.sampled_from(PARTS) | st.characters(codec="utf-8"), max_size=4).map("".join))
def test_an_example_is_what_has_pieces_to_read(tokenizer: Tokenizer, text: str) -> None:
    frame = pd.DataFrame({"text": [text, "x"], "label": "pos"})
    assert len(examples(frame, ("pos",))) == 1 + bool(tokenizer.encode_many([text])[0])


def test_a_tree_gives_its_phrases_as_people_write() -> None:
    tree = "(3 (2 It) (3 (2 (1 (2 does) (2 n't)) (1 disappoint)) (2 .)))"
    assert list(phrases_of_tree(tree)) == [
        ("It", "neu", "sst-phrase", 0.5),
        ("does", "neu", "sst-phrase", 0.5),
        ("n't", "neu", "sst-phrase", 0.5),
        ("doesn't", "neg", "sst-phrase", 0.25),
        ("disappoint", "neg", "sst-phrase", 0.25),
        ("doesn't disappoint", "neu", "sst-phrase", 0.5),
        ("doesn't disappoint.", "pos", "sst-phrase", 0.75),
        ("It doesn't disappoint.", "pos", "sst", 0.75),
    ]
    assert untokenised("-LRB- Ca n't say `` no '' , he 's 5\\/10 -RRB-") == "(Can't say \" no \", he's 5/10)"


def test_the_training_folder_is_split_without_leaks(tmp_path: Path) -> None:
    pd.DataFrame(
        {
            "Clothing ID": [f"{n // 3}" for n in range(90)],
            "Title": ["nice"] * 90,
            "Review Text": [f"text {n}" for n in range(90)],
            "Rating": [1 + n % 5 for n in range(90)],
        }
    ).to_csv(tmp_path / "clothing_train.csv.gz", index=False)
    split = clothing(tmp_path)
    products = [{int(row.text.split()[1]) // 3 for row in side if row.domain == "clothing"} for side in split]
    assert all(products)
    assert not products[0] & products[1]
    graded = {(row.label, row.stars) for row in split.train}
    assert graded == {("neg", 0.0), ("neg", 0.25), ("neu", 0.5), ("pos", 0.75), ("pos", 1.0)}

    rows = [
        ("t", "una joya", "pos", "4.56", "film", "train"),
        ("u", "Muy mala", "neg", "2", "app", "valid"),
        ("v", "", "neu", "", "travel", "train"),
    ]
    pd.DataFrame(rows, columns=["text", "title", "label", "stars", "domain", "split"]).to_csv(
        tmp_path / "es_reviews.csv.gz", index=False
    )
    good = pytest.approx(0.89)
    assert es_reviews(tmp_path) == (
        [
            Example("t", "pos", "film", good),
            Example("v", "neu", "travel", None),
            Example("una joya", "pos", "film-title", good),
        ],
        [Example("u", "neg", "app", 0.25), Example("Muy mala", "neg", "app-title", 0.25)],
    )

    films = [("a", "pos", "10", "train"), ("b", "neg", "1", "valid"), ("c", "neg", "4", "valid")]
    table = pd.DataFrame(films, columns=["text", "label", "stars", "split"])
    table.to_csv(tmp_path / "imdb_train.csv.gz", index=False)
    assert imdb(tmp_path) == (
        [Example("a", "pos", "imdb", 1.0)],
        [Example("b", "neg", "imdb", 0.0), Example("c", "neg", "imdb", pytest.approx(1 / 3))],
    )
    table.drop(columns="stars").to_csv(tmp_path / "imdb_train.csv.gz", index=False)
    assert imdb(tmp_path).train == [Example("a", "pos", "imdb")], "stars may be lacking"
    table.drop(columns=["label", "split"]).to_csv(tmp_path / "imdb_train.csv.gz", index=False)
    with pytest.raises(InputError, match=r"imdb_train.csv.gz .* it lacks the columns label, split$"):
        imdb(tmp_path)
    (tmp_path / "imdb_train.csv.gz").unlink()

    for name in ("train", "dev"):
        with gzip.open(tmp_path / f"sst_trees_{name}.txt.gz", "wt") as file:
            file.write("(3 (2 It) (3 works))\n(1 (2 It) (1 fails))\n(0 (2 It) (0 fails))\n")
    once = [row.text for row in sst(tmp_path).train]
    assert sorted(once) == ["It", "It fails", "It works", "fails", "works"], "once for each label"
    assert sst(tmp_path).valid == [
        Example("It works", "pos", "sst", 0.75),
        Example("It fails", "neg", "sst", 0.25),
        Example("It fails", "neg", "sst", 0.0),
    ]

    with pytest.raises(InputError) as caught:
        imdb(tmp_path)
    assert caught.value.code == "data-missing"


COLUMNS = "text,title,label,stars,domain,split,title_id,Clothing ID,Title,Review Text,Rating,Recommended IND"
FILES = {
    "es_reviews.csv.gz": COLUMNS,
    "clothing_train.csv.gz": COLUMNS,
    "imdb_train.csv.gz": COLUMNS,
    "imdb_unsup.csv.gz": COLUMNS,
    "sst_trees_train.txt.gz": "(3 (2 It) (3 works))",
    "sst_trees_dev.txt.gz": "(3 (2 It) (3 works))",
}
READERS = [*HOUSE.values(), *UNLABELLED.values()]


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: gzip.compress(good, mtime=0)[:-9],
        lambda good: gzip.compress(good, mtime=0)[:14] + bytes(40),
        lambda good: good,
        lambda _: gzip.compress(b"\xff\xfe\xff", mtime=0),
        lambda good: gzip.compress(
            good.replace(b"text", b"words").replace(b"ID,", b"").replace(b"(", b"\xff"), mtime=0
        ),
    ],
    ids=["cut", "overwritten", "not packed", "not UTF-8", "other columns"],
)
def test_a_damaged_file_of_the_training_folder_is_named(
    tmp_path: Path, read: Callable[[Path], Split | list[str]], spoil: Callable[[bytes], bytes]
) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(gzip.compress(content.encode()))
    read(tmp_path)
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(spoil(content.encode() * 50))
    with pytest.raises(InputError, match=r"(csv|txt)\.gz is damaged or incomplete: ") as caught:
        read(tmp_path)
    assert caught.value.code == "table-truncated"
    assert caught.value.detail["file"] in FILES
    assert "\n" not in str(caught.value)


def test_what_somebody_wrote_is_a_text_and_what_leaves_nothing_to_read_is_none(tmp_path: Path) -> None:
    texts = ["NA", "null", "None", "nan", "", " ", "<br />", "\u200b"]
    frame = pd.DataFrame({"text": texts, "label": "neg", "stars": 2, "split": "train", "title_id": "t"})
    for name in ("imdb_train.csv.gz", "imdb_unsup.csv.gz"):
        frame.to_csv(tmp_path / name, index=False)
    assert [row.text for row in imdb(tmp_path).train] == imdb_unlabelled(tmp_path) == texts[:4]
