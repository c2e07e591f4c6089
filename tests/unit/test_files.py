"""A file is there whole or not at all, whoever else writes it; what is damaged is said with its name."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import torch

from model.errors import InputError
from model.files import alone_in, load_checkpoint, replacing, save_checkpoint, write_whole


def test_many_who_write_one_file_leave_one_of_their_texts_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    texts = [f"{number} " * 20_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: [write_whole(path, text) for _ in range(20)], texts))
    assert path.read_text("utf-8") in texts
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_while_it_writes_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "vectors"
    write_whole(path, b"\xffold")
    with pytest.raises(OSError, match="disk"):
        fill_the_disk(path)
    assert path.read_bytes() == b"\xffold"
    assert list(path.parent.iterdir()) == [path]


def fill_the_disk(path: Path) -> None:
    with replacing(path) as part:
        part.write_bytes(b"half")
        raise OSError("the disk is full")


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"not a checkpoint", None])
def test_a_damaged_checkpoint_is_named(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "checkpoint.pt"
    save_checkpoint({"weights": torch.arange(1000)}, path)
    assert load_checkpoint(path)["weights"].equal(torch.arange(1000))
    path.write_bytes(path.read_bytes()[:-900] if damage is None else damage)
    with pytest.raises(InputError, match=r"checkpoint\.pt is damaged") as caught:
        load_checkpoint(path)
    assert caught.value.code == "config"


WAITS = """
import sys
from pathlib import Path
from model.files import alone_in
folder = Path(sys.argv[1])
with alone_in(folder):
    print((folder / "made").read_text())
"""


@pytest.mark.slow
def test_who_comes_later_waits_and_says_so(tmp_path: Path) -> None:
    with alone_in(tmp_path):
        second = subprocess.Popen(
            [sys.executable, "-c", WAITS, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert second.stderr
        assert "waiting for it" in second.stderr.readline()
        time.sleep(0.2)
        assert second.poll() is None
        write_whole(tmp_path / "made", "whole")
    out, _ = second.communicate(timeout=30)
    assert out.strip() == "whole"
