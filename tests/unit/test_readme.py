"""What the README says is so: its figures, its commands, its Python, its pictures, its head."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import readme
from bench.__main__ import BENCHES

ROOT = readme.ROOT
TEXT = readme.README.read_text("utf-8")


def code(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, flags=re.DOTALL | re.MULTILINE)


def test_its_figures_are_the_measured_ones():
    assert readme.updated(TEXT) == TEXT, "renew the tables: python -m bench.readme"


def test_its_figures_come_from_every_bench():
    assert list(json.loads(readme.RESULTS.read_text("utf-8"))) == list(BENCHES)


@pytest.mark.slow
def test_its_command_lines_run(tmp_path):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    (commands,) = code("sh")
    assert commands.count("python -m model") >= 4
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", commands],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "macro" in done.stdout


def test_its_python_runs():
    (example,) = code("python")
    exec(compile(example, "README.md", "exec"), {})


def test_its_links_and_pictures_are_there():
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", TEXT)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_its_pictures_load_fast():
    pictures = list((ROOT / "docs").glob("*.png"))
    assert pictures
    assert not [picture.name for picture in pictures if picture.stat().st_size >= 300_000]


def test_its_head_and_the_dockerfile_name_one_port():
    head = TEXT.split("---\n")[1]
    assert "sdk: docker\n" in head
    port = re.findall(r"^app_port: (\d+)$", head, flags=re.MULTILINE)[0]
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert f"\nEXPOSE {port}\n" in dockerfile
    assert f"--server.port={port}" in dockerfile


def test_its_torch_is_the_pinned_one():
    (pinned,) = re.findall(r"^torch==(.+)$", (ROOT / "requirements.txt").read_text("utf-8"), flags=re.MULTILINE)
    assert re.findall(r"torch==(\S+)", TEXT) == [pinned]
