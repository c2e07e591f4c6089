r"""Five recurrent cells, each equation of the lecture once, under its own letters.

A cell is one time step. Shapes: B batch, E inputs, H hidden units; `x` is [B, E], every state and every other
activation [B, H]. `W` and `U` stack one block of H rows per gate in PyTorch's order, so that the weights of
`torch.nn.RNN`, `LSTM` and `GRU` copy over. The equations show one bias where PyTorch keeps two (their sum is the
same function); only the GRU's candidate needs both.

In code the candidates c̃ and h̃ have PyTorch's names, `g` and `n`.
"""

from collections.abc import Callable, Mapping
from typing import ClassVar, Self

import torch
from torch import Tensor, nn
from torch.nn import functional

from model.kernel import run_with_gates

ROUNDING = 1e-5
"""How far the same h may be from itself, computed in another order in float32."""
Activations = dict[str, Tensor]
Edit = Callable[[str, Tensor], Tensor]


def unedited(_name: str, value: Tensor) -> Tensor:
    return value


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """x weightᵀ + bias over the last dimension; by oneDNN where it can, and where there are rows enough.

    PyTorch sends float32 products to MKL, which on some AMD processors takes 2.2 times as long as the oneDNN that its
    own LSTM kernel uses. For the few rows of one step oneDNN takes up to twice as long on all of them (bench/trace.py).
    The operator is inference-only.

    Several networks side by side are one product, too: weight [S, rows, inputs], bias [S, 1, rows], x [S, B, inputs].
    """
    if weight.dim() == 3:
        return torch.bmm(x, weight.mT) if bias is None else torch.baddbmm(bias, x, weight.mT)
    many_rows = x.numel() > 32 * x.shape[-1]
    if many_rows and x.dtype is torch.float32 and x.device.type == "cpu" and not torch.is_grad_enabled() and _ONEDNN:
        product: Tensor = torch.ops.mkldnn._linear_pointwise(x, weight, bias, "none", [], "")
        return product
    return functional.linear(x, weight, bias)


_ONEDNN = hasattr(torch.ops.mkldnn, "_linear_pointwise")


def scan(keep: Tensor, write: Tensor) -> Tensor:
    """c_t = keep_t ∘ c_{t−1} + write_t for all t at once, from c_0 = 0.

    `keep` and `write` are [..., T, H]. The recurrence is associative, so ⌈log₂ T⌉ vector operations replace T small
    ones (Hillis & Steele 1986; Blelloch 1990).
    """
    stride, steps = 1, write.shape[-2]
    keep = keep[..., 1:, :]  # from here on, entry t is what reaches step stride + t from `stride` steps before
    while stride < steps:
        carried = torch.addcmul(write[..., stride:, :], keep, write[..., :-stride, :])
        write = torch.cat([write[..., :stride, :], carried], dim=-2)
        keep = keep[..., stride:, :] * keep[..., :-stride, :]
        stride *= 2
    return write


class Cell(nn.Module):
    """What every cell states: its names, its states, its equations, what it costs, and `step`."""

    kind: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    """Every activation of one step, in the order in which it is computed."""
    states: ClassVar[tuple[str, ...]]
    """The activations that step t hands to step t+1; all start at 0."""
    memory: ClassVar[str]
    """The state that the ledger explains."""
    inputs_beside_x: ClassVar[tuple[str, ...]] = ()
    """What a step reads beside x_t and the states; a clamp may hold it like an activation."""
    blocks: ClassVar[tuple[str, ...]]
    """The blocks of H rows in W, U and b, in PyTorch's order."""
    equations: ClassVar[Mapping[str, str]]
    """LaTeX of each activation, in the lecture's notation."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.inputs, self.hidden = inputs, hidden
        rows = len(self.blocks) * hidden
        self.W = nn.Parameter(torch.empty(rows, inputs))
        self.U = nn.Parameter(torch.empty(rows, hidden))
        self.b = nn.Parameter(torch.empty(rows))
        self.add_parameters()
        for parameter in self.parameters():
            nn.init.uniform_(parameter, -(hidden**-0.5), hidden**-0.5)

    def add_parameters(self) -> None:
        """Parameters beyond W, U and b."""

    @classmethod
    def parameter_count(cls, inputs: int, hidden: int) -> int:
        return len(cls.blocks) * hidden * (inputs + hidden + 1)

    @classmethod
    def multiplications(cls, inputs: int, hidden: int) -> int:
        """Products of two numbers in one step of one sequence; neither functions nor divisions."""
        return len(cls.blocks) * hidden * (inputs + hidden)

    def block(self, name: str) -> slice:
        """The rows of gate `name` in W, U and b."""
        start = self.blocks.index(name) * self.hidden
        return slice(start, start + self.hidden)

    def sums(self, x: Tensor, h: Tensor) -> Tensor:
        """W x_t + U h_{t−1} + b, every block's; of all steps at once [B, T, ·] it is one product, [x h] [W U]ᵀ + b."""
        if x.dim() > self.W.dim():
            return linear(torch.cat([x, h], dim=-1), torch.cat([self.W, self.U], dim=-1), self.b)
        return linear(x, self.W, self.b).add_(linear(h, self.U))

    def step(
        self, x: Tensor, state: Mapping[str, Tensor], edit: Edit = unedited, elapsed: Tensor | None = None
    ) -> Activations:
        """One time step: all activations, by name.

        `edit(name, value)` sees each activation as soon as it is computed and returns what the rest of the step shall
        use in its place. `elapsed` [B, 1] is the time since the previous step, which only the time-aware cell reads.
        """
        raise NotImplementedError

    def own_operands(self, before: Mapping[str, Tensor], elapsed: Tensor | None = None) -> dict[str, Tensor]:
        """What the equations add up beside W x_t, U h_{t−1}, b and activations: LaTeX → [H] or [..., T, H].

        `before` are the states [..., T, H] one step earlier, `elapsed` [..., T, 1] the time before each step.
        """
        return {}

    def ledger_terms(self, run: Mapping[str, Tensor]) -> tuple[Tensor, Tensor] | None:
        """`keep` and `write` [..., T, H] of the memory: memory_t = keep_t ∘ memory_{t−1} + write_t.

        None where the memory isn't such a sum.
        """
        return None


class FusedCell(Cell):
    """A cell for which PyTorch has one kernel over the whole sequence."""

    torch_module: ClassVar[type[nn.RNN | nn.LSTM | nn.GRU]]

    @classmethod
    def from_torch(cls, module: nn.RNNBase) -> Self:
        """The cell with a copy of the weights of a one-layer, one-direction `torch.nn` module."""
        input_weight, hidden_weight, input_bias, hidden_bias = module.all_weights[0]
        cell = cls(module.input_size, module.hidden_size).to(input_weight)
        with torch.no_grad():
            cell.W.copy_(input_weight)
            cell.U.copy_(hidden_weight)
            cell.copy_biases(input_bias, hidden_bias)
        return cell

    def copy_biases(self, input_bias: Tensor, hidden_bias: Tensor) -> None:
        self.b.copy_(input_bias + hidden_bias)

    def torch_weights(self) -> list[Tensor]:
        """W, U and both biases as PyTorch's kernels take them."""
        return [self.W, self.U, self.b, torch.zeros_like(self.b)]

    def to_torch(self) -> nn.RNNBase:
        """A `torch.nn` module with a copy of this cell's weights, batch first."""
        module = self.torch_module(self.inputs, self.hidden, batch_first=True).to(self.W)
        with torch.no_grad():
            for theirs, ours in zip(module.parameters(), self.torch_weights(), strict=True):
                theirs.copy_(ours)
        return module

    def fused(self, x: Tensor) -> Tensor:
        """h [B, T, H] of the whole sequence x [B, T, E], from zero states, in one call."""
        zero = x.new_zeros(x.shape[0], self.hidden)
        return self.carry(x, dict.fromkeys(self.states, zero))[0]

    def carry(self, x: Tensor, state: Mapping[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        """The same from `state` [B, H], and the states after the last step."""
        raise NotImplementedError

    def kept(self, x: Tensor) -> Activations | None:
        """Every activation [B, T, H] of the whole sequence, where the kernel keeps what it worked out on the way."""
        return None

    def replay(self, x: Tensor, h: Tensor, h_before: Tensor) -> Activations:
        """All activations [B, T, H] of a run whose h is known; `h_before` is h one step earlier."""
        raise NotImplementedError


class Elman(FusedCell):
    """Elman 1990, with PyTorch's tanh."""

    kind = "rnn"
    names = ("h",)
    states = ("h",)
    memory = "h"
    blocks = ("h",)
    equations: ClassVar = {"h": r"h_t = \tanh(W x_t + U h_{t-1} + b)"}
    torch_module = nn.RNN

    def step(
        self, x: Tensor, state: Mapping[str, Tensor], edit: Edit = unedited, elapsed: Tensor | None = None
    ) -> Activations:
        h = edit("h", torch.tanh(self.sums(x, state["h"])))
        return {"h": h}

    def carry(self, x: Tensor, state: Mapping[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        start = state["h"].unsqueeze(0)
        h, last = torch.rnn_tanh(x, start, self.torch_weights(), True, 1, 0.0, self.training, False, True)
        return h, {"h": last[0]}

    def replay(self, x: Tensor, h: Tensor, h_before: Tensor) -> Activations:
        return {"h": h}


def lstm_gates(cell: Cell, x: Tensor, h: Tensor, edit: Edit = unedited) -> Activations:
    """The LSTM's four gates from x_t and h_{t−1}; one step [B, ·] or all steps at once [B, T, ·]."""
    i, f, g, o = cell.sums(x, h).chunk(4, dim=-1)
    return {
        "i": edit("i", torch.sigmoid(i)),
        "f": edit("f", torch.sigmoid(f)),
        "o": edit("o", torch.sigmoid(o)),
        "g": edit("g", torch.tanh(g)),
    }


class LSTM(FusedCell):
    """Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 1999."""

    kind = "lstm"
    names = ("i", "f", "o", "g", "c", "h")
    states = ("c", "h")
    memory = "c"
    blocks = ("i", "f", "g", "o")
    equations: ClassVar = {
        "i": r"i_t = \sigma(W^{(i)} x_t + U^{(i)} h_{t-1} + b^{(i)})",
        "f": r"f_t = \sigma(W^{(f)} x_t + U^{(f)} h_{t-1} + b^{(f)})",
        "o": r"o_t = \sigma(W^{(o)} x_t + U^{(o)} h_{t-1} + b^{(o)})",
        "g": r"\tilde{c}_t = \tanh(W^{(c)} x_t + U^{(c)} h_{t-1} + b^{(c)})",
        "c": r"c_t = f_t \circ c_{t-1} + i_t \circ \tilde{c}_t",
        "h": r"h_t = o_t \circ \tanh(c_t)",
    }
    torch_module = nn.LSTM

    @classmethod
    def multiplications(cls, inputs: int, hidden: int) -> int:
        return super().multiplications(inputs, hidden) + 3 * hidden

    def step(
        self, x: Tensor, state: Mapping[str, Tensor], edit: Edit = unedited, elapsed: Tensor | None = None
    ) -> Activations:
        gates = lstm_gates(self, x, state["h"], edit)
        c = edit("c", gates["f"] * state["c"] + gates["i"] * gates["g"])
        h = edit("h", gates["o"] * torch.tanh(c))
        return {**gates, "c": c, "h": h}

    def carry(self, x: Tensor, state: Mapping[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        start = (state["h"].unsqueeze(0), state["c"].unsqueeze(0))
        h, h_T, c_T = torch.lstm(x, start, self.torch_weights(), True, 1, 0.0, self.training, False, True)
        return h, {"c": c_T[0], "h": h_T[0]}

    def kept(self, x: Tensor) -> Activations | None:
        batch, steps, _ = x.shape
        if batch > 1 or steps == 1 or torch.is_grad_enabled():
            return None
        run = run_with_gates(x[0], self.torch_weights())
        if run is None:
            return None
        h, (i, f, g, o) = run[0], run[1].contiguous()
        c = scan(f, i * g)
        # One step alone says nothing of f; from the second on, numbers that belong elsewhere can't make this h.
        if not (h - o * torch.tanh(c)).abs().max() <= ROUNDING:
            return None
        activations = {"i": i, "f": f, "o": o, "g": g, "c": c, "h": h}
        return {name: value.unsqueeze(0) for name, value in activations.items()}

    def replay(self, x: Tensor, h: Tensor, h_before: Tensor) -> Activations:
        gates = lstm_gates(self, x, h_before)
        return {**gates, "c": scan(gates["f"], gates["i"] * gates["g"]), "h": h}

    def ledger_terms(self, run: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
        return run["f"], run["i"] * run["g"]


class GRU(FusedCell):
    """Cho et al. 2014, in the form of the lecture and of PyTorch: the reset gate acts after U."""

    kind = "gru"
    names = ("z", "r", "n", "h")
    states = ("h",)
    memory = "h"
    blocks = ("r", "z", "n")
    equations: ClassVar = {
        "z": r"z_t = \sigma(W^{(z)} x_t + U^{(z)} h_{t-1} + b^{(z)})",
        "r": r"r_t = \sigma(W^{(r)} x_t + U^{(r)} h_{t-1} + b^{(r)})",
        "n": r"\tilde{h}_t = \tanh(r_t \circ (U h_{t-1} + b_U) + W x_t + b)",
        "h": r"h_t = (1 - z_t) \circ \tilde{h}_t + z_t \circ h_{t-1}",
    }
    torch_module = nn.GRU

    def add_parameters(self) -> None:
        self.b_U = nn.Parameter(torch.empty(self.hidden))

    @classmethod
    def parameter_count(cls, inputs: int, hidden: int) -> int:
        return super().parameter_count(inputs, hidden) + hidden

    @classmethod
    def multiplications(cls, inputs: int, hidden: int) -> int:
        return super().multiplications(inputs, hidden) + 3 * hidden

    def copy_biases(self, input_bias: Tensor, hidden_bias: Tensor) -> None:
        super().copy_biases(input_bias, hidden_bias)
        candidate = self.block("n")
        self.b[candidate] = input_bias[candidate]
        self.b_U.copy_(hidden_bias[candidate])

    def torch_weights(self) -> list[Tensor]:
        hidden_bias = torch.cat([self.b.new_zeros(2 * self.hidden), self.b_U])
        return [self.W, self.U, self.b, hidden_bias]

    def gates(self, x: Tensor, h: Tensor, edit: Edit = unedited) -> Activations:
        """The two gates and the candidate from x_t and h_{t−1}; one step or all steps at once."""
        Wx_r, Wx_z, Wx_n = linear(x, self.W, self.b).chunk(3, dim=-1)
        Uh_r, Uh_z, Uh_n = linear(h, self.U).chunk(3, dim=-1)
        z = edit("z", torch.sigmoid(Wx_z + Uh_z))
        r = edit("r", torch.sigmoid(Wx_r + Uh_r))
        n = edit("n", torch.tanh(r * (Uh_n + self.b_U) + Wx_n))
        return {"z": z, "r": r, "n": n}

    def step(
        self, x: Tensor, state: Mapping[str, Tensor], edit: Edit = unedited, elapsed: Tensor | None = None
    ) -> Activations:
        gates = self.gates(x, state["h"], edit)
        h = edit("h", (1 - gates["z"]) * gates["n"] + gates["z"] * state["h"])
        return {**gates, "h": h}

    def carry(self, x: Tensor, state: Mapping[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        start = state["h"].unsqueeze(0)
        h, last = torch.gru(x, start, self.torch_weights(), True, 1, 0.0, self.training, False, True)
        return h, {"h": last[0]}

    def replay(self, x: Tensor, h: Tensor, h_before: Tensor) -> Activations:
        return {**self.gates(x, h_before), "h": h}

    def own_operands(self, before: Mapping[str, Tensor], elapsed: Tensor | None = None) -> dict[str, Tensor]:
        return {"b_U": self.b_U}

    def ledger_terms(self, run: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
        return run["z"], (1 - run["z"]) * run["n"]


class Peephole(Cell):
    """Gers & Schmidhuber 2000: the gates also see the memory, unit by unit."""

    kind = "peephole"
    names = ("i", "f", "g", "c", "o", "h")
    states = ("c", "h")
    memory = "c"
    blocks = ("i", "f", "g", "o")
    equations: ClassVar = {
        "i": r"i_t = \sigma(W^{(i)} x_t + U^{(i)} h_{t-1} + w^{(i)} \circ c_{t-1} + b^{(i)})",
        "f": r"f_t = \sigma(W^{(f)} x_t + U^{(f)} h_{t-1} + w^{(f)} \circ c_{t-1} + b^{(f)})",
        "g": r"\tilde{c}_t = \tanh(W^{(c)} x_t + U^{(c)} h_{t-1} + b^{(c)})",
        "c": r"c_t = f_t \circ c_{t-1} + i_t \circ \tilde{c}_t",
        "o": r"o_t = \sigma(W^{(o)} x_t + U^{(o)} h_{t-1} + w^{(o)} \circ c_t + b^{(o)})",
        "h": r"h_t = o_t \circ \tanh(c_t)",
    }

    def add_parameters(self) -> None:
        self.w_i = nn.Parameter(torch.empty(self.hidden))
        self.w_f = nn.Parameter(torch.empty(self.hidden))
        self.w_o = nn.Parameter(torch.empty(self.hidden))

    @classmethod
    def parameter_count(cls, inputs: int, hidden: int) -> int:
        return super().parameter_count(inputs, hidden) + 3 * hidden

    @classmethod
    def multiplications(cls, inputs: int, hidden: int) -> int:
        return super().multiplications(inputs, hidden) + 6 * hidden

    def step(
        self, x: Tensor, state: Mapping[str, Tensor], edit: Edit = unedited, elapsed: Tensor | None = None
    ) -> Activations:
        sum_i, sum_f, sum_g, sum_o = self.sums(x, state["h"]).chunk(4, dim=-1)
        i = edit("i", torch.sigmoid(sum_i + self.w_i * state["c"]))
        f = edit("f", torch.sigmoid(sum_f + self.w_f * state["c"]))
        g = edit("g", torch.tanh(sum_g))
        c = edit("c", f * state["c"] + i * g)
        o = edit("o", torch.sigmoid(sum_o + self.w_o * c))
        h = edit("h", o * torch.tanh(c))
        return {"i": i, "f": f, "g": g, "c": c, "o": o, "h": h}

    def own_operands(self, before: Mapping[str, Tensor], elapsed: Tensor | None = None) -> dict[str, Tensor]:
        return {"w^{(i)}": self.w_i, "w^{(f)}": self.w_f, "w^{(o)}": self.w_o}

    def ledger_terms(self, run: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
        return run["f"], run["i"] * run["g"]


class TimeAware(Cell):
    """Baytas et al., KDD 2017: the short-term part of the memory fades with the time that passed."""

    kind = "time-aware"
    names = ("c_short", "decay", "c_adj", "i", "f", "o", "g", "c", "h")
    states = ("c", "h")
    memory = "c"
    inputs_beside_x = ("elapsed",)
    blocks = ("i", "f", "g", "o")
    equations: ClassVar = {
        "c_short": r"C^S_{t-1} = \tanh(W_d c_{t-1} + b_d)",
        "decay": r"g(\Delta_t) = \frac{1}{\ln(e + \Delta_t)}",
        "c_adj": r"C^*_{t-1} = c_{t-1} - C^S_{t-1} + C^S_{t-1} \circ g(\Delta_t)",
        "i": LSTM.equations["i"],
        "f": LSTM.equations["f"],
        "o": LSTM.equations["o"],
        "g": LSTM.equations["g"],
        "c": r"c_t = f_t \circ C^*_{t-1} + i_t \circ \tilde{c}_t",
        "h": LSTM.equations["h"],
    }

    def add_parameters(self) -> None:
        self.W_d = nn.Parameter(torch.empty(self.hidden, self.hidden))
        self.b_d = nn.Parameter(torch.empty(self.hidden))

    @classmethod
    def parameter_count(cls, inputs: int, hidden: int) -> int:
        return super().parameter_count(inputs, hidden) + hidden * (hidden + 1)

    @classmethod
    def multiplications(cls, inputs: int, hidden: int) -> int:
        return super().multiplications(inputs, hidden) + hidden * (hidden + 4)

    def step(
        self, x: Tensor, state: Mapping[str, Tensor], edit: Edit = unedited, elapsed: Tensor | None = None
    ) -> Activations:
        c = state["c"]
        time = torch.zeros_like(c) if elapsed is None else elapsed.expand_as(c)
        c_short = edit("c_short", torch.tanh(linear(c, self.W_d, self.b_d)))
        decay = edit("decay", 1 / torch.log(torch.e + time))
        c_adj = edit("c_adj", c - c_short + c_short * decay)
        gates = lstm_gates(self, x, state["h"], edit)
        c = edit("c", gates["f"] * c_adj + gates["i"] * gates["g"])
        h = edit("h", gates["o"] * torch.tanh(c))
        return {"c_short": c_short, "decay": decay, "c_adj": c_adj, **gates, "c": c, "h": h}

    def own_operands(self, before: Mapping[str, Tensor], elapsed: Tensor | None = None) -> dict[str, Tensor]:
        c = before["c"]
        return {
            "W_d c_{t-1}": linear(c, self.W_d),
            "b_d": self.b_d,
            r"\Delta_t": torch.zeros_like(c) if elapsed is None else elapsed.expand_as(c),
        }

    def ledger_terms(self, run: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
        faded = run["c_short"] * (1 - run["decay"])
        return run["f"], run["i"] * run["g"] - run["f"] * faded


CELLS: dict[str, type[Cell]] = {cell.kind: cell for cell in (Elman, LSTM, GRU, Peephole, TimeAware)}
