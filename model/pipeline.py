"""The whole way from ids to verdicts, with what each stage hands on and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from model.network import POOLINGS, Network
from model.text import pad


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage of a network: the tensor that leaves it, and the parameters that made it.

    `bytes` is what the tensor takes in memory, `weight_bytes` what the parameters take there (float32).
    """

    name: str
    output: Tensor
    parameters: int = 0

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.output.shape)

    @property
    def bytes(self) -> int:
        return self.output.nbytes

    @property
    def weight_bytes(self) -> int:
        return self.parameters * torch.float32.itemsize


@torch.inference_mode()
def stages(net: Network, sequences: Sequence[Sequence[int]]) -> list[Stage]:
    """`net` reading a batch: ids [B, T] → embedding [B, T, E] → layer [B, T, H] → pooling [B, P·H] → head [B, C].

    The head's output are logits. Raises InputError for an empty list; each sequence needs at least one piece.
    """
    ids, mask = pad(sequences)
    x = net.embedding(ids)
    h = net.layer(x, mask)
    pooled = torch.cat([POOLINGS[name](h, mask.unsqueeze(-1)) for name in net.config.pooling], dim=-1)
    return [
        Stage("ids", ids),
        Stage("embedding", x, _parameters(net.embedding)),
        Stage("layer", h, _parameters(net.layer)),
        Stage("pooling", pooled),
        Stage("head", net.head(pooled), _parameters(net.head)),
    ]


def _parameters(module: nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters())
