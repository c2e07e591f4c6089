"""The rooms of the house: which may know which, and what must never lie about in them."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = {
    "model": {"streamlit", "plotly", "ui", "pages", "app", "tests", "bench"},
    "ui": {"pages", "app", "tests", "bench"},
    "pages": {"app", "tests", "bench", "torch"},
}


def imported(source: str) -> set[str]:
    """The top-level packages that a Python source imports, wherever in it."""
    packages = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            packages |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            packages.add(node.module.partition(".")[0])
    return packages


@pytest.mark.parametrize("room", FORBIDDEN)
def test_arrows_point_one_way(room):
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    trespasses = {file.name: imported(file.read_text("utf-8")) & FORBIDDEN[room] for file in files}
    assert not {name: packages for name, packages in trespasses.items() if packages}


def test_requirements_are_pinned():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        for line in lines:
            assert re.fullmatch(r"#.*|-r requirements\.txt|[\w.-]+==[\w.]+", line), f"{name}: {line}"


def test_committed_files_stay_below_ten_megabytes():
    # Hosts ask for Git LFS above that, and a clone would need it.
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    assert files
    assert not [file.name for file in files if file.is_file() and file.stat().st_size >= 10_000_000]
