"""Vectors from the Hub: addresses, bounds before the download, and what is said without a connection."""

from pathlib import Path
from types import SimpleNamespace

import huggingface_hub
import pytest
from huggingface_hub.errors import LocalEntryNotFoundError

from model.errors import InputError
from model.vectors.files import Limits
from model.vectors.hub import from_hub

LIMITS = Limits(bytes=1_000)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A Hub with one file; `fetched` are the folders that downloads went to."""
    stand_in = SimpleNamespace(content=b"a 1 2\nb 3 4\n", size=None, fetched=[], problem=None)

    def download(repo: str, file: str, *, local_dir: str, dry_run: bool = False, **_: object) -> object:
        if stand_in.problem:
            raise stand_in.problem
        assert (repo, file) == ("user/model", "folder/small.vec")
        if dry_run:
            return SimpleNamespace(file_size=stand_in.size or len(stand_in.content), commit_hash="0" * 40)
        stand_in.fetched.append(Path(local_dir))
        path = Path(local_dir) / "small.vec"
        path.write_bytes(stand_in.content)
        return str(path)

    monkeypatch.setattr(huggingface_hub, "hf_hub_download", download)
    return stand_in


@pytest.mark.parametrize(
    "address",
    [
        "user/model/folder/small.vec",
        " https://huggingface.co/user/model/folder/small.vec ",
        "https://huggingface.co/user/model/resolve/main/folder/small.vec",
    ],
)
def test_a_public_file_is_read_and_nothing_stays_on_disk(hub: SimpleNamespace, address: str) -> None:
    assert from_hub(address, limits=LIMITS).table.words == ["a", "b"]
    assert hub.fetched
    assert not hub.fetched[0].exists()


def test_a_file_too_big_is_never_fetched(hub: SimpleNamespace) -> None:
    hub.size = 7 * 10**9
    with pytest.raises(InputError) as caught:
        from_hub("user/model/folder/small.vec", limits=LIMITS)
    assert caught.value.code == "vectors-too-big"
    assert not hub.fetched


@pytest.mark.parametrize(
    "address",
    ["", "model", "user/model", "user/../model/x.vec", "http://evil.example/a/b", "a/b/c d", "a/b/" + "/" * 5],
)
def test_what_is_no_address_is_told(hub: SimpleNamespace, address: str) -> None:
    with pytest.raises(InputError) as caught:
        from_hub(address, limits=LIMITS)
    assert caught.value.code == "hub-address"
    assert not hub.fetched


@pytest.mark.parametrize("problem", [LocalEntryNotFoundError("offline"), ConnectionError("down"), OSError("disk")])
def test_without_a_connection_it_says_so(hub: SimpleNamespace, problem: Exception) -> None:
    hub.problem = problem
    with pytest.raises(InputError) as caught:
        from_hub("user/model/folder/small.vec", limits=LIMITS)
    assert caught.value.code == "vectors-hub-offline"


def test_a_broken_file_is_told_as_any_other(hub: SimpleNamespace) -> None:
    hub.content = b"\x89PNG\r\n"
    with pytest.raises(InputError) as caught:
        from_hub("user/model/folder/small.vec", limits=LIMITS)
    assert caught.value.code == "vectors-binary"
