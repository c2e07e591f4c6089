"""The cells against PyTorch's, against each other, and against what they state of themselves."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode

from model.cells import CELLS, GRU, LSTM, Cell, Elman, FusedCell, Peephole, TimeAware, scan
from model.layer import Layer

FUSED = [Elman, LSTM, GRU]
PRECISION = [(torch.float32, 1e-6), (torch.float64, 1e-12)]
sizes = st.integers(1, 9)
lengths = st.integers(1, 17)
batches = st.integers(1, 4)
seeds = st.integers(0, 2**16)


def oracle(cell: type[FusedCell], inputs: int, hidden: int, dtype: torch.dtype) -> tuple[nn.RNNBase, Layer]:
    module = cell.torch_module(inputs, hidden, batch_first=True).to(dtype)
    return module, Layer(cell.from_torch(module))


def largest_difference(a: Tensor, b: Tensor) -> float:
    return float((a - b).detach().abs().max())


@pytest.mark.parametrize("cell", FUSED)
@pytest.mark.parametrize(("dtype", "tolerance"), PRECISION)
@given(inputs=sizes, hidden=sizes, length=lengths, batch=batches, seed=seeds)
@settings(max_examples=15, deadline=None)
def test_equals_torch(cell, dtype, tolerance, inputs, hidden, length, batch, seed):
    torch.manual_seed(seed)
    module, layer = oracle(cell, inputs, hidden, dtype)
    x = torch.randn(batch, length, inputs, dtype=dtype)
    expected, last = module(x)
    stepwise = layer.stepwise(x)
    fused = layer.activations(x)
    assert largest_difference(layer(x), expected) <= tolerance
    assert largest_difference(stepwise["h"], expected) <= tolerance
    if cell is LSTM:
        assert largest_difference(fused["c"][:, -1], last[1][0]) <= tolerance
        assert largest_difference(stepwise["c"][:, -1], last[1][0]) <= tolerance
    for name in layer.cell.names:
        assert largest_difference(fused[name], stepwise[name]) <= tolerance


def torch_gates(module: nn.RNNBase, x: Tensor, h: Tensor) -> dict[str, Tensor]:
    """The gates of one step, from the weights as PyTorch's documentation lays them out."""
    W, U, b, d = module.all_weights[0]
    if isinstance(module, nn.LSTM):
        i, f, g, o = (x @ W.T + b + h @ U.T + d).chunk(4, -1)
        return {"i": i.sigmoid(), "f": f.sigmoid(), "g": g.tanh(), "o": o.sigmoid()}
    (Wr, Wz, Wn), (Ur, Uz, Un) = (x @ W.T + b).chunk(3, -1), (h @ U.T + d).chunk(3, -1)
    r = (Wr + Ur).sigmoid()
    return {"r": r, "z": (Wz + Uz).sigmoid(), "n": (Wn + r * Un).tanh()}


@pytest.mark.parametrize("cell", [LSTM, GRU])
@pytest.mark.parametrize(("dtype", "tolerance"), PRECISION)
def test_gates_equal_torchs_documented_formulas(cell, dtype, tolerance):
    torch.manual_seed(1)
    module, layer = oracle(cell, 6, 5, dtype)
    x = torch.randn(2, 9, 6, dtype=dtype)
    expected, _ = module(x)
    before = torch.cat([torch.zeros_like(expected[:, :1]), expected[:, :-1]], 1)
    run = layer.activations(x)
    for name, value in torch_gates(module, x, before).items():
        assert largest_difference(run[name], value) <= tolerance


@pytest.mark.parametrize("cell", FUSED)
@pytest.mark.parametrize("path", ["fused", "stepwise", "replayed"])
@pytest.mark.parametrize(("dtype", "tolerance"), PRECISION)
def test_gradients_equal_torchs(cell, path, dtype, tolerance):
    torch.manual_seed(2)
    module, layer = oracle(cell, 5, 7, dtype)
    x = torch.randn(2, 8, 5, dtype=dtype)
    ours, theirs = x.clone().requires_grad_(), x.clone().requires_grad_()
    run = {
        "fused": layer,
        "stepwise": lambda x: layer.stepwise(x)["h"],
        "replayed": lambda x: layer.activations(x)["h"],
    }
    weight = torch.randn(2, 8, 7, dtype=dtype) / 8
    (run[path](ours) * weight).sum().backward()
    (module(theirs)[0] * weight).sum().backward()
    W, U, b, d = (parameter.grad for parameter in module.all_weights[0])
    cell = layer.cell
    pairs = [(ours.grad, theirs.grad), (cell.W.grad, W), (cell.U.grad, U), (cell.b.grad, b)]
    if isinstance(cell, GRU):
        pairs.append((cell.b_U.grad, d[cell.block("n")]))
    for mine, other in pairs:
        assert largest_difference(mine, other) <= tolerance


@pytest.mark.parametrize("cell", FUSED)
def test_weights_survive_the_trip_to_torch_and_back(cell):
    mine = cell(4, 3)
    back = cell.from_torch(mine.to_torch())
    for name, parameter in mine.named_parameters():
        assert torch.equal(parameter, back.get_parameter(name))


def with_lstm_weights(cell: Cell, lstm: LSTM) -> Cell:
    missing, unexpected = cell.load_state_dict(lstm.state_dict(), strict=False)
    assert not unexpected
    for name in missing:
        if name.startswith("w_"):
            nn.init.zeros_(cell.get_parameter(name))
    return cell


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@given(inputs=sizes, hidden=sizes, length=lengths, batch=batches, seed=seeds)
@settings(max_examples=15, deadline=None)
def test_peephole_without_peepholes_is_the_lstm(dtype, inputs, hidden, length, batch, seed):
    torch.manual_seed(seed)
    lstm = LSTM(inputs, hidden).to(dtype)
    peephole = with_lstm_weights(Peephole(inputs, hidden).to(dtype), lstm)
    x = torch.randn(batch, length, inputs, dtype=dtype)
    expected, run = Layer(lstm).stepwise(x), Layer(peephole).stepwise(x)
    for name in LSTM.names:
        assert largest_difference(run[name], expected[name]) <= (1e-6 if dtype is torch.float32 else 1e-12)


def test_peepholes_see_the_memory():
    torch.manual_seed(3)
    peephole = Peephole(2, 1).double()
    state = {"c": torch.tensor([[0.7]]).double(), "h": torch.tensor([[-0.2]]).double()}
    x = torch.randn(1, 2).double()
    step = peephole.step(x, state)
    rows = {name: peephole.block(name) for name in peephole.blocks}
    base = {n: x @ peephole.W[r].T + state["h"] @ peephole.U[r].T + peephole.b[r] for n, r in rows.items()}
    assert torch.allclose(step["f"], torch.sigmoid(base["f"] + peephole.w_f * 0.7))
    assert torch.allclose(step["o"], torch.sigmoid(base["o"] + peephole.w_o * step["c"]))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@given(inputs=sizes, hidden=sizes, length=lengths, batch=batches, seed=seeds)
@settings(max_examples=15, deadline=None)
def test_time_aware_without_waiting_is_the_lstm(dtype, inputs, hidden, length, batch, seed):
    torch.manual_seed(seed)
    lstm = LSTM(inputs, hidden).to(dtype)
    aware = with_lstm_weights(TimeAware(inputs, hidden).to(dtype), lstm)
    x = torch.randn(batch, length, inputs, dtype=dtype)
    expected = Layer(lstm).stepwise(x)
    run = Layer(aware).stepwise(x, elapsed=torch.zeros(batch, length, dtype=dtype))
    for name in LSTM.names:
        assert largest_difference(run[name], expected[name]) <= (1e-6 if dtype is torch.float32 else 1e-12)


def test_time_fades_the_short_term_memory_only():
    aware = TimeAware(2, 3).double()
    state = {"c": torch.randn(1, 3).double(), "h": torch.zeros(1, 3).double()}
    step = aware.step(torch.zeros(1, 2).double(), state, elapsed=torch.tensor([[30.0]]).double())
    short = torch.tanh(state["c"] @ aware.W_d.T + aware.b_d)
    long = state["c"] - short
    assert torch.allclose(step["c_adj"], long + short / torch.log(torch.e + torch.tensor(30.0).double()))


@pytest.mark.parametrize("kind", CELLS)
@given(inputs=sizes, hidden=sizes)
@settings(max_examples=10, deadline=None)
def test_a_cell_is_what_it_states(kind, inputs, hidden):
    cell = CELLS[kind](inputs, hidden)
    assert cell.parameter_count(inputs, hidden) == sum(p.numel() for p in cell.parameters())
    state = {name: torch.zeros(2, hidden) for name in cell.states}
    step = cell.step(torch.randn(2, inputs), state)
    assert tuple(step) == cell.names
    assert set(cell.equations) == set(cell.names)
    assert {cell.memory, *cell.states} <= set(cell.names)


class Multiplications(TorchDispatchMode):
    """Counts the products that PyTorch really computes while it is entered."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        result = func(*args, **(kwargs or {}))
        if func in {torch.ops.aten.mm.default, torch.ops.aten.addmm.default}:
            (rows, inner), (_, columns) = (matrix.shape for matrix in args[-2:])
            self.count += rows * inner * columns
        elif func is torch.ops.aten.mul.Tensor and all(isinstance(factor, Tensor) for factor in args):
            self.count += result.numel()
        return result


@pytest.mark.slow
@pytest.mark.parametrize("kind", CELLS)
@given(inputs=sizes, hidden=sizes)
@settings(max_examples=10, deadline=None)
def test_a_cell_multiplies_as_often_as_it_states(kind, inputs, hidden):
    cell = CELLS[kind](inputs, hidden).double()
    state = {name: torch.randn(1, hidden).double() for name in cell.states}
    x = torch.randn(1, inputs).double()
    with Multiplications() as counted:
        cell.step(x, state, elapsed=torch.ones(1, 1).double())
    assert counted.count == cell.multiplications(inputs, hidden)


@pytest.mark.parametrize("kind", CELLS)
def test_an_edit_sees_each_name_once_in_order_and_decides_what_follows(kind):
    cell = CELLS[kind](3, 4)
    state = {name: torch.randn(1, 4) for name in cell.states}
    seen = []

    def edit(name: str, value: Tensor) -> Tensor:
        seen.append(name)
        return torch.full_like(value, 0.5) if name == cell.names[0] else value

    step = cell.step(torch.randn(1, 3), state, edit)
    assert tuple(seen) == cell.names
    assert torch.equal(step[cell.names[0]], torch.full((1, 4), 0.5))


@pytest.mark.slow
@given(length=st.integers(1, 40), seed=seeds)
@settings(deadline=None)
def test_scan_is_the_recurrence(length, seed):
    torch.manual_seed(seed)
    keep, write = torch.rand(2, length, 3).double(), torch.randn(2, length, 3).double()
    memory = torch.zeros(2, 3).double()
    for t, value in enumerate(scan(keep, write).unbind(1)):
        memory = keep[:, t] * memory + write[:, t]
        assert torch.allclose(value, memory, atol=1e-12)
