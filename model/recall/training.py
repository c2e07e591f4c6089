"""One training step for one network or for several side by side, each with its own rate and its own data."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from model.recall.network import Reader, Start, side_by_side
from model.recall.sentences import Split

BATCH = 32
CLIP = 1.0
HOPELESS = 1000.0
"""No network that starts afresh has a loss like this; who gets there has been thrown far away."""


class Problem(Protocol):
    """What can be trained on, and examined in."""

    @property
    def chance(self) -> float:
        """The accuracy of who remembers nothing."""

    @property
    def length(self) -> float:
        """About how many steps a network reads."""

    @property
    def options(self) -> Mapping[str, bool]:
        """What the networks' forward is told."""

    def network(self, cell: str, start: Start) -> Reader:
        """A new network of the budget's size."""

    def batch(self, networks: int, size: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Inputs [S, B, …] and targets [S, B, …] for S networks."""

    def losses(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Each network's loss, [S]."""

    def exam(self, split: Split, count: int) -> tuple[tuple[Tensor, ...], Tensor]:
        """What one network's forward takes, and the right answers."""

    def right(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """True or false for each answer."""


class Training:
    """Adam over networks of one shape, with one learning rate each.

    A network whose loss exceeds HOPELESS, or is no number, counts as diverged for good. It hurts no other.
    """

    def __init__(
        self,
        problem: Problem,
        networks: Sequence[Reader],
        rates: Sequence[float],
        *,
        seed: int = 0,
        batch: int = BATCH,
    ) -> None:
        self.problem, self.networks, self.size = problem, list(networks), batch
        self.parameters = [list(network.parameters()) for network in networks]
        groups = [{"params": own, "lr": rate} for own, rate in zip(self.parameters, rates, strict=True)]
        self.optimizer = torch.optim.Adam(groups, fused=True)
        self.generator = torch.Generator().manual_seed(seed)
        self.diverged = [False] * len(self.networks)

    def step(self) -> list[float]:
        """One update of each network; returns their losses before it."""
        inputs, targets = self.problem.batch(len(self.networks), self.size, self.generator)
        losses = self.problem.losses(side_by_side(self.networks, inputs, **self.problem.options), targets)
        self.optimizer.zero_grad()
        losses.sum().backward()  # type: ignore[no-untyped-call]
        told: list[float] = losses.tolist()
        for at, own in enumerate(self.parameters):
            nn.utils.clip_grad_norm_(own, CLIP)
            self.diverged[at] |= not told[at] < HOPELESS
        self.optimizer.step()
        return told

    def keep(self, networks: Collection[Reader]) -> None:
        """Go on with these of its networks only, each with its moments and in its order."""
        places = [at for at, network in enumerate(self.networks) if network in networks]
        kept = {parameter for at in places for parameter in self.parameters[at]}
        self.optimizer.param_groups = [self.optimizer.param_groups[at] for at in places]
        for parameter in self.optimizer.state.keys() - kept:
            del self.optimizer.state[parameter]
        self.networks = [self.networks[at] for at in places]
        self.parameters = [self.parameters[at] for at in places]
        self.diverged = [self.diverged[at] for at in places]

    def state(self) -> dict[str, Any]:
        """Weights, moments and the generator's place, for `restore`."""
        return {
            "networks": [network.state_dict() for network in self.networks],
            "optimizer": self.optimizer.state_dict(),
            "generator": self.generator.get_state(),
            "diverged": list(self.diverged),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        for network, weights in zip(self.networks, state["networks"], strict=True):
            network.load_state_dict(weights)
        self.optimizer.load_state_dict(state["optimizer"])
        self.generator.set_state(state["generator"])
        self.diverged = list(state["diverged"])
