"""A masked run gives the states of the bare sequence, wherever the pads stand."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.cells import CELLS
from model.layer import Layer


@pytest.mark.slow
@pytest.mark.parametrize("kind", CELLS)
@given(mask=st.lists(st.booleans(), min_size=1, max_size=14), seed=st.integers(0, 999))
@settings(max_examples=20, deadline=None)
def test_masked_steps_change_nothing(kind, mask, seed):
    torch.manual_seed(seed)
    layer = Layer(CELLS[kind](3, 4))
    x = torch.randn(1, len(mask), 3)
    kept = [t for t, read in enumerate(mask) if read]
    masked = layer(x, torch.tensor([mask]))[0]
    held = torch.zeros(4)
    bare = iter(layer(x[:, kept])[0] if kept else [])
    for t, read in enumerate(mask):
        held = next(bare) if read else held
        assert torch.allclose(masked[t], held, atol=1e-6)


@pytest.mark.parametrize("kind", CELLS)
def test_pads_alter_the_state_of_who_reads_them(kind):
    torch.manual_seed(0)
    layer = Layer(CELLS[kind](3, 4))
    x = torch.cat([torch.randn(1, 5, 3), torch.zeros(1, 5, 3)], dim=1)
    mask = torch.tensor([[True] * 5 + [False] * 5])
    assert torch.equal(layer(x, mask)[0, -1], layer(x, mask)[0, 4])
    assert not torch.allclose(layer(x)[0, -1], layer(x)[0, 4], atol=1e-4)


def test_rows_of_a_batch_do_not_meet():
    torch.manual_seed(0)
    layer = Layer(CELLS["lstm"](3, 4))
    x = torch.randn(2, 6, 3)
    mask = torch.tensor([[True] * 6, [False, True, True, False, True, False]])
    both = layer(x, mask)
    for row in range(2):
        assert torch.allclose(both[row], layer(x[row : row + 1], mask[row : row + 1])[0], atol=1e-6)
