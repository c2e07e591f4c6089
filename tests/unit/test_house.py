"""The rooms of the house: which may know which, and what must never lie about in them."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ui.reviews_file import MAX_MEGABYTES

ROOT = Path(__file__).parents[2]
FORBIDDEN = {
    "model": {"streamlit", "plotly", "engine", "ui", "pages", "app", "tests", "bench"},
    "engine": {"streamlit", "plotly", "ui", "pages", "app", "tests", "bench"},
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


PACKAGES = {"fluent": "fluent.runtime", "huggingface_hub": "huggingface-hub", "sklearn": "scikit-learn"}
OURS = {"app", "pages", "ui", "engine", "model", "tests", "bench"}


def required(name: str) -> set[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return {line.partition("==")[0] for line in lines if "==" in line}


def third_party(folder: str) -> set[str]:
    sources = [path.read_text("utf-8") for path in sorted(ROOT.glob(folder))]
    assert sources
    packages = set().union(*map(imported, sources)) - OURS - sys.stdlib_module_names
    return {PACKAGES.get(package, package) for package in packages}


def test_the_app_installs_what_it_imports_and_nothing_else():
    rooms = ("app.py", "pages/*.py", "ui/*.py", "engine/*.py", "model/**/*.py")
    app = set().union(*map(third_party, rooms))
    assert required("requirements.txt") <= app
    assert app <= required("requirements.txt") | required("requirements-dev.txt")


@pytest.mark.slow
def test_the_app_without_training_imports_no_tool_of_development():
    training = {"training.py", "wordvectors.py", "baseline.py", "calibration.py"}
    for room in ("pages", "ui", "engine", "model"):
        for file in sorted((ROOT / room).rglob("*.py")):
            if file.name not in training:
                packages = {PACKAGES.get(package, package) for package in imported(file.read_text("utf-8"))}
                assert not packages & required("requirements-dev.txt"), file.name


def test_the_image_has_every_file_that_the_app_reads():
    rules = (ROOT / ".dockerignore").read_text("utf-8").split()
    left_out = {rule.partition("/")[0] for rule in rules if not rule.startswith(("!", "*"))}
    assert {"bench", "tests"} <= left_out
    sources = [
        ROOT / "app.py",
        *(file for room in ("pages", "ui", "engine", "model") for file in (ROOT / room).rglob("*.py")),
    ]
    read = {
        path.replace('" / "', "/")
        for file in sources
        for path in re.findall(r'/ "([\w.]+(?:" / "[\w.]+)*)"', file.read_text("utf-8"))
        if path.partition('"')[0] in left_out
    }
    assert read == {"bench/results.json"}
    assert read <= {rule[1:] for rule in rules if rule.startswith("!")}


@pytest.fixture(scope="module")
def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    assert files
    return [file for file in files if file.is_file()]


def test_committed_files_stay_below_ten_megabytes(committed):
    # Hosts ask for Git LFS above that, and a clone would need it.
    assert not [file.name for file in committed if file.stat().st_size >= 10_000_000]


def test_no_committed_text_names_a_place_on_somebodys_machine(committed):
    place = re.compile(rb"(?<![\w./~-])/(?:work|root|tmp|Users|mnt)/\w|/home/(?!visitor\b)\w")
    texts = [file for file in committed if b"\0" not in (content := file.read_bytes()) and place.search(content)]
    assert not texts


def test_help_names_every_command():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    commands = re.findall(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[0].split()
    told = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert re.findall(r"^  make ([\w-]+) +\S", told.stdout, flags=re.MULTILINE) == commands


def test_the_server_and_the_page_agree_on_the_largest_upload():
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]
    assert server["maxUploadSize"] == MAX_MEGABYTES
