"""A cell run over a sequence."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn

from model.cells import Activations, Cell, FusedCell

StepEdit = Callable[[int, str, Tensor], Tensor]
"""(t, name, value [B, H]) → what the run shall use in place of value."""


def _unedited(_t: int, _name: str, value: Tensor) -> Tensor:
    return value


class Layer(nn.Module):
    """`cell` over x [B, T, E]; at steps that the mask [B, T] leaves out, every state stays as it was.

    Without a mask each position is read, pads too. With one, pre- and post-padding and holes give the same states
    as the bare sequence.
    """

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.cell = cell

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """h [B, T, H], by PyTorch's fused kernel where there is one."""
        if not isinstance(self.cell, FusedCell):
            return self.stepwise(x, mask)["h"]
        if mask is None:
            return self.cell.fused(x)
        h = self.cell.fused(_valid_first(x, mask))
        place = mask.cumsum(dim=1) - 1
        first_of_row = torch.arange(0, mask.numel(), mask.shape[1], device=mask.device).unsqueeze(-1)
        # Whole rows by their number: gathering element by element costs as much as a tenth of the kernel.
        held = h.flatten(0, 1).index_select(0, (first_of_row + place.clamp(min=0)).flatten()).view_as(h)
        return held if mask[:, 0].all() else held.masked_fill((place < 0).unsqueeze(-1), 0.0)

    def activations(self, x: Tensor, elapsed: Tensor | None = None) -> Activations:
        """Every activation [B, T, H] of an unmasked run, fused where possible; `elapsed` as for `stepwise`."""
        if not isinstance(self.cell, FusedCell):
            return self.stepwise(x, elapsed=elapsed)
        if (kept := self.cell.kept(x)) is not None:
            return kept
        h = self.cell.fused(x)
        return self.cell.replay(x, h, _one_step_earlier(h))

    def stepwise(
        self,
        x: Tensor,
        mask: Tensor | None = None,
        edit: StepEdit = _unedited,
        elapsed: Tensor | None = None,
    ) -> Activations:
        """Every activation [B, T, H], one step at a time; `edit` may replace each on the way.

        `elapsed` [B, T] is the time before each step, for the time-aware cell. At masked steps the gates show what
        they would have done; the states are held.
        """
        batch, steps, _ = x.shape
        zero = x.new_zeros(batch, self.cell.hidden)
        state = dict.fromkeys(self.cell.states, zero)
        run: list[Activations] = []
        for t in range(steps):
            since = None if elapsed is None else elapsed[:, t, None]
            step = self.cell.step(x[:, t], state, partial(edit, t), since)
            if mask is not None:
                step |= {name: torch.where(mask[:, t, None], step[name], state[name]) for name in state}
            state = {name: step[name] for name in state}
            run.append(step)
        return {name: torch.stack([step[name] for step in run], dim=1) for name in self.cell.names}


def _valid_first(x: Tensor, mask: Tensor) -> Tensor:
    """Each row's unmasked steps, in order, before its masked ones."""
    if not (mask[:, 1:] & ~mask[:, :-1]).any():
        return x
    order = mask.logical_not().byte().argsort(dim=1, stable=True)
    return x.gather(1, order.unsqueeze(-1).expand_as(x))


def _one_step_earlier(h: Tensor) -> Tensor:
    return torch.cat([torch.zeros_like(h[:, :1]), h[:, :-1]], dim=1)
