"""A byte for each weight: what that loses is less than half a step, and it is lost only once."""

import torch
from hypothesis import given
from hypothesis import strategies as some

from model.recall.packing import LEVELS, STEP, packed, unpacked

ROWS = some.lists(some.lists(some.floats(-100, 100, width=32), min_size=3, max_size=3), min_size=1, max_size=5)


@given(ROWS)
def test_a_weight_moves_by_half_a_step_at_most(rows):
    weights = torch.tensor(rows)
    small = packed({"W": weights})
    assert small["W"].dtype == torch.int8
    moved = (unpacked(small)["W"] - weights).abs()
    # half a step, and what half precision rounds the largest level by
    assert (moved <= small["W" + STEP].float() * (0.5 + LEVELS / 1024) + 1e-5).all()


@given(ROWS)
def test_what_was_packed_once_stays_what_it_is(rows):
    once = unpacked(packed({"W": torch.tensor(rows)}))
    assert torch.equal(unpacked(packed(once))["W"], once["W"])


def test_every_row_has_a_step_of_its_own():
    weights = torch.tensor([[1000.0, -500.0], [0.001, 0.0005], [0.0, 0.0]])
    back = unpacked(packed({"W": weights}))["W"]
    assert torch.allclose(back, weights, rtol=0.01, atol=1e-6)
    assert (back[2] == 0).all()


def test_a_stack_is_packed_as_each_of_its_own():
    weights = torch.randn(5, 4, 7)
    together = unpacked(packed({"W": weights}))["W"]
    for one, alone in zip(together, weights, strict=True):
        assert torch.equal(one, unpacked(packed({"W": alone}))["W"])
