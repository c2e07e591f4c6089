"""Public sets by name, from a stand-in for the Hugging Face Hub on this machine."""

import errno
import hashlib
import io
import os
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import huggingface_hub.constants
import huggingface_hub.file_download
import huggingface_hub.utils._http
import pandas as pd
import pytest

from model import load
from model.datasets import HUB, Example, from_hub
from model.errors import InputError
from model.mixture import load_set
from model.network import CONFIG, TOKENIZER, WEIGHTS
from model.zoo import SHIPPED

IMDB = HUB["stanfordnlp/imdb"]
PATH = f"/datasets/stanfordnlp/imdb/resolve/{IMDB.revision}/{IMDB.files['train']}"


def parquet() -> bytes:
    file = io.BytesIO()
    texts = [f"review {n}" for n in range(40)]
    pd.DataFrame({"text": texts, "label": [n % 2 for n in range(40)]}).to_parquet(file)
    return file.getvalue()


class StandIn(BaseHTTPRequestHandler):
    """Answers as the Hub does for some files, each at one commit, and 404 for all else."""

    files = {PATH: parquet()}
    asked: list[str] = []

    def do_HEAD(self) -> None:
        self.answer(with_body=False)

    def do_GET(self) -> None:
        self.answer(with_body=True)

    def answer(self, *, with_body: bool) -> None:
        self.asked.append(f"{self.command} {self.path}")
        content = self.files.get(self.path)
        self.send_response(404 if content is None else 200)
        if content is not None:
            self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
            self.send_header("X-Repo-Commit", IMDB.revision)
            self.send_header("Content-Length", str(len(content)))
        else:
            self.send_header("X-Error-Code", "RevisionNotFound")
            self.send_header("Content-Length", "0")
        self.end_headers()
        if content is not None and with_body:
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    StandIn.asked.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", address)
    monkeypatch.setattr(
        huggingface_hub.constants, "HUGGINGFACE_CO_URL_TEMPLATE", address + "/{repo_id}/resolve/{revision}/{filename}"
    )
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("hub")
def test_a_set_is_downloaded_once_at_its_pinned_commit(hub: ThreadingHTTPServer) -> None:
    rows = from_hub("stanfordnlp/imdb")
    assert len(rows) == 40
    assert rows[:2] == [Example("review 0", "neg", "stanfordnlp/imdb"), Example("review 1", "pos", "stanfordnlp/imdb")]
    assert f"GET {PATH}" in StandIn.asked
    hub.shutdown()
    hub.server_close()
    assert from_hub("stanfordnlp/imdb") == rows, "the cache serves offline"


@pytest.mark.usefixtures("hub")
def test_what_the_folder_lacks_comes_from_the_hub(tmp_path: Path) -> None:
    split = load_set("imdb", tmp_path, "en")
    assert len(split.train) + len(split.valid) == 40
    assert split.valid
    assert not {row.text for row in split.train} & {row.text for row in split.valid}


@pytest.mark.usefixtures("hub")
def test_an_unknown_set_split_or_revision_is_said() -> None:
    for name, split, revision in (
        ("nobody/nothing", "train", None),
        ("stanfordnlp/imdb", "dev", None),
        ("stanfordnlp/imdb", "train", "0" * 40),
    ):
        with pytest.raises(InputError) as caught:
            from_hub(name, split, revision)
        assert caught.value.code == "hub-unknown"


RNN = {
    f"/somebody/es-rnn/resolve/{revision}/{name}": (SHIPPED / "es-rnn" / name).read_bytes()
    for name in (CONFIG, WEIGHTS, TOKENIZER)
    for revision in ("main", IMDB.revision)
}


@pytest.mark.usefixtures("hub")
def test_a_network_comes_from_the_hub_once_and_says_what_it_said_here(
    hub: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StandIn, "files", RNN)
    ours = load("es-rnn").predict(["No me gustó."])
    assert load("somebody/es-rnn").predict(["No me gustó."]) == ours
    assert load("somebody/es-rnn", IMDB.revision).predict(["No me gustó."]) == ours
    with pytest.raises(InputError) as caught:
        load("somebody/nothing")
    assert caught.value.code == "model-unknown"
    hub.shutdown()
    hub.server_close()
    assert load("somebody/es-rnn", IMDB.revision).predict(["No me gustó."]) == ours, "the cache serves offline"


def test_no_network_is_said(hub: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    no_wait = SimpleNamespace(sleep=lambda _: None, time=time.time)  # between the library's six attempts
    monkeypatch.setattr(huggingface_hub.utils._http, "time", no_wait)
    hub.shutdown()
    hub.server_close()
    for fetch in (from_hub, load):
        with pytest.raises(InputError) as caught:
            fetch("stanfordnlp/imdb")
        assert caught.value.code == "hub-offline"


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize("why", ["No space left on device", "Not a directory"])
def test_a_disk_that_keeps_nothing_is_not_taken_for_no_network(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, why: str
) -> None:
    monkeypatch.setattr(StandIn, "files", RNN)
    if why == "Not a directory":
        (tmp_path / "cache").write_text("a file stands where the cache should be")
    else:
        monkeypatch.setattr(huggingface_hub.file_download, "http_get", full)
    with pytest.raises(InputError, match=why) as caught:
        load("somebody/es-rnn")
    assert caught.value.code == "unwritable-file"
