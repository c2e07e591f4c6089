"""What every test shares: one thread, no surprises from the machine, marks by room."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Two cores serve many: more threads make small networks slower, and figures wobble. Must precede torch.
os.environ.setdefault("OMP_NUM_THREADS", "1")

settings.register_profile("compuertas", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("compuertas")

TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(TESTS).parts[0]
        if room in {"app", "browser"}:
            item.add_marker(room)
