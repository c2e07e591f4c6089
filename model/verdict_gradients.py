"""Backpropagation through time in a sentiment network, whose head doesn't see the last state alone."""

from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor

from model import gradients
from model.errors import InputError
from model.network import POOLINGS, Network


@dataclass(frozen=True, eq=False)
class Followed:
    """L = −ln P(`label`), the likeliest label of a text of T pieces, followed back.

    `whole` holds ‖∂L/∂s_t‖ [T] for every state s; `through_last` the same if the head saw h_T and not the mean and the
    maximum of h_1 … h_T. `saliency` [T] is ‖∂ ln P/∂x_t‖; `occlusion` [T] how much ln P falls without piece t.
    """

    label: str
    probability: float
    whole: dict[str, Tensor]
    through_last: dict[str, Tensor]
    saliency: Tensor
    occlusion: Tensor


def follow(net: Network, ids: list[int]) -> Followed:
    """Follow the verdict on `ids` back to every piece. Raises InputError where there is nothing to read."""
    if not ids:
        raise InputError("empty", "the text has nothing to read")
    exact = deepcopy(net).double().eval()
    cell = exact.layer.cell
    pieces = torch.tensor(ids)
    x = exact.embedding(pieces).detach().requires_grad_()
    states: dict[str, list[Tensor]] = {name: [] for name in cell.states}
    state = dict.fromkeys(cell.states, x.new_zeros(1, cell.hidden))
    with torch.enable_grad():
        for t in range(len(ids)):
            step = cell.step(x[None, t], state)
            state = {name: step[name] for name in cell.states}
            for name, value in state.items():
                states[name].append(value)
        h = torch.stack(states["h"], dim=1)
        read = torch.ones(1, len(ids), 1, dtype=torch.bool)
        seen = {name: POOLINGS[name](h, read) for name in exact.config.pooling}
        only_last = [value if name == "last" else value.detach() for name, value in seen.items()]
        scores = exact.head(torch.cat(list(seen.values()), dim=-1))[0].log_softmax(dim=-1)
        label = int(scores.argmax())
        last = exact.head(torch.cat(only_last, dim=-1))[0].log_softmax(dim=-1)[label]
        wanted = [value for values in states.values() for value in values]
        whole = torch.autograd.grad(-scores[label], [*wanted, x], retain_graph=True, allow_unused=True)
        through_last = torch.autograd.grad(-last, wanted, allow_unused=True)

    def log_probability(rows: Tensor, mask: Tensor) -> Tensor:
        chosen: Tensor = net(rows, mask).double().log_softmax(dim=-1)[:, label]
        return chosen

    return Followed(
        label=net.config.labels[label],
        probability=float(scores[label].detach().exp()),
        whole=_norms(cell.states, whole[:-1]),
        through_last=_norms(cell.states, through_last),
        saliency=torch.linalg.vector_norm(whole[-1], dim=-1),
        occlusion=_occlusion(pieces, log_probability),
    )


def _norms(names: tuple[str, ...], found: tuple[Tensor | None, ...]) -> dict[str, Tensor]:
    norms = torch.stack([torch.zeros(()).double() if grad is None else grad.norm() for grad in found])
    return dict(zip(names, norms.view(len(names), -1), strict=True))


def _occlusion(pieces: Tensor, score: gradients.Score) -> Tensor:
    """As gradients.occlusion; of a text of one piece nothing would be left."""
    return gradients.occlusion(pieces, score) if len(pieces) > 1 else torch.zeros(1).double()
