r"""Backpropagation through time, step by step: what reaches the early words, on which way, and what was forecast.

L is any function of the last h_T. Every gradient here is autograd's; float64 is worth its while, since what vanishes
soon leaves the range of float32.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor

from model.cells import Activations, Cell, Elman
from model.errors import InputError

Loss = Callable[[Tensor], Tensor]
"""h_T [H] → L, a scalar."""
Score = Callable[[Tensor, Tensor], Tensor]
"""ids [B, T] and mask [B, T] → one number for each row, [B]."""


@dataclass(frozen=True, eq=False)
class Flow:
    """The gradients of L in one reading of T steps.

    `states` holds ∂L/∂s_t [T, H] for every state s that the cell hands on, on all ways from it to L; `weights` ∂L/∂w
    for every parameter; `keep` [T, H] is the factor of memory_{t−1} in memory_t, None for the Elman cell; `run` are
    the activations [T, H].
    """

    cell: Cell
    states: dict[str, Tensor]
    weights: dict[str, Tensor]
    keep: Tensor | None
    run: Activations

    def norms(self, state: str) -> Tensor:
        """‖∂L/∂s_t‖ at every step, [T]."""
        norms: Tensor = torch.linalg.vector_norm(self.states[state], dim=-1)
        return norms

    def forecast(self) -> Tensor:
        r"""What ∂L/∂memory_t would be if memory_t reached L by being kept alone, [T, H].

        For the LSTM (∏_{k>t} f_k) ∘ ∂L/∂c_T, the constant error carousel of Hochreiter & Schmidhuber 1997 with the
        forget gate of Gers et al. 1999; for the GRU the same with z. Raises InputError for the Elman cell.
        """
        if self.keep is None:
            raise InputError("no-ledger", f"a {self.cell.kind} cell rewrites its state; nothing is kept")
        survival = torch.ones_like(self.keep)
        survival[:-1] = self.keep[1:].flip(0).cumprod(0).flip(0)
        return survival * self.states[self.cell.memory][-1]

    def through_gates(self) -> Tensor:
        """What the forecast leaves out, [T, H]: the part of ∂L/∂memory_t that flows through later gates."""
        return self.states[self.cell.memory] - self.forecast()


def flow(cell: Cell, x: Tensor, loss: Loss, elapsed: Tensor | None = None, window: int | None = None) -> Flow:
    """Read x [T, E], and follow L back through every step.

    `elapsed` [T] is the time before each step. With `window`, backpropagation is truncated: only the last `window`
    steps are linked, and nothing reaches what is earlier (Williams & Peng 1990). Raises InputError for a window below 1
    and for an empty x.
    """
    steps = len(x)
    if not steps:
        raise InputError("empty", "there is nothing to read")
    if window is not None and window < 1:
        raise InputError("gradient-window", f"the window must have at least one step, not {window}", window=window)
    cut = steps if window is None else window
    state = dict.fromkeys(cell.states, x.new_zeros(1, cell.hidden))
    run: list[Activations] = []
    with torch.enable_grad():
        for t in range(steps):
            if t == steps - cut:
                state = {name: value.detach() for name, value in state.items()}
            step = cell.step(x[None, t], state, elapsed=None if elapsed is None else elapsed[None, t, None])
            run.append(step)
            state = {name: step[name] for name in cell.states}
        value = loss(run[-1]["h"][0])
        names = list(dict(cell.named_parameters()))
        wanted = [step[name] for name in cell.states for step in run] + list(cell.parameters())
        found = torch.autograd.grad(value, wanted, allow_unused=True)
    gradients = [torch.zeros_like(at) if grad is None else grad for at, grad in zip(wanted, found, strict=True)]
    whole = {name: torch.cat([step[name] for step in run]).detach() for name in cell.names}
    terms = cell.ledger_terms(whole)
    return Flow(
        cell=cell,
        states={name: torch.cat(gradients[at * steps : (at + 1) * steps]) for at, name in enumerate(cell.states)},
        weights=dict(zip(names, gradients[len(cell.states) * steps :], strict=True)),
        keep=None if terms is None else terms[0].detach(),
        run=whole,
    )


def agreement(one: Mapping[str, Tensor], other: Mapping[str, Tensor]) -> float:
    """The cosine between two gradients of the same weights: 1 where they point the same way."""
    a, b = (torch.cat([gradient.flatten() for gradient in gradients.values()]) for gradients in (one, other))
    return float(torch.nn.functional.cosine_similarity(a, b, dim=0))


def clipped(weights: Mapping[str, Tensor], threshold: float) -> tuple[dict[str, Tensor], float]:
    """The gradient shortened to the norm `threshold` if it is longer, and the norm that it had.

    Pascanu et al. 2013, algorithm 1. Raises InputError for a threshold that isn't above 0.
    """
    if not threshold > 0:
        raise InputError("gradient-clip", f"the threshold must be above 0, not {threshold}", threshold=threshold)
    norm = float(torch.stack([gradient.norm() for gradient in weights.values()]).norm())
    factor = min(1.0, threshold / norm) if norm else 1.0
    return {name: gradient * factor for name, gradient in weights.items()}, norm


# ---------------------------------------------------------------------------------------------------- the Elman network


def jacobians(cell: Elman, h: Tensor) -> Tensor:
    """∂h_t/∂h_{t−1} = diag(1 − h_t²) U for every step of h [T, H]: [T, H, H]."""
    return (1 - h.square()).unsqueeze(-1) * cell.U.detach()


def bound(cell: Elman, h: Tensor) -> Tensor:
    """∏_{k>t} ‖diag(1 − h_k²) U‖, [T]: no ‖∂L/∂h_t‖ is larger than this times ‖∂L/∂h_T‖ (Pascanu et al. 2013)."""
    norms = torch.linalg.matrix_norm(jacobians(cell, h), ord=2)
    product = torch.ones_like(norms)
    product[:-1] = norms[1:].flip(0).cumprod(0).flip(0)
    return product


def transport(cell: Elman, h: Tensor) -> Tensor:
    """‖∂h_T/∂h_t‖ = ‖J_T … J_{t+1}‖, [T]: what the best-placed error keeps on its way from T to t."""
    product = torch.eye(cell.hidden).to(h)
    norms = [torch.ones(()).to(h)]
    for jacobian in jacobians(cell, h)[1:].flip(0):
        product = product @ jacobian
        norms.append(torch.linalg.matrix_norm(product, ord=2))
    return torch.stack(norms).flip(0)


def spectral_radius(cell: Cell) -> float:
    """The largest |eigenvalue| of U, for a cell with one block."""
    return float(torch.linalg.eigvals(cell.U.detach()).abs().max())


def with_spectral_radius(cell: Elman, radius: float) -> Elman:
    """A copy of the cell whose U is scaled to this spectral radius. Raises InputError for a negative or endless one."""
    if not 0 <= radius < float("inf"):
        raise InputError("gradient-radius", f"the spectral radius must be a number from 0 up, not {radius}")
    copy = deepcopy(cell)
    with torch.no_grad():
        copy.U.mul_(radius / spectral_radius(cell))
    return copy


# ---------------------------------------------------------------------------------------------- which words mattered


def saliency(x: Tensor, score: Callable[[Tensor], Tensor]) -> Tensor:
    """‖∂score/∂x_t‖ for every step of x [T, E], [T] (Simonyan et al. 2014).

    Toward early steps it vanishes with the gradient, whatever the words weigh (Ismail et al. 2019).
    """
    x = x.detach().clone().requires_grad_()
    with torch.enable_grad():
        (gradient,) = torch.autograd.grad(score(x), x)
    norms: Tensor = torch.linalg.vector_norm(gradient, dim=-1)
    return norms


@torch.no_grad()
def occlusion(ids: Tensor, score: Score) -> Tensor:
    """How much the score falls when word t is left out, for every word of ids [T]: [T]."""
    steps = len(ids)
    whole = torch.ones(1, steps, dtype=torch.bool)
    without = ~torch.eye(steps, dtype=torch.bool)
    return score(ids[None], whole) - score(ids.expand(steps, steps), without)
