r"""Which word moved which score: the ledger carried through the output gate, the pooling and the head.

Every pooling is linear in h_1 … h_T once one knows at which step each unit had its maximum, so that
logit_k = b_k + Σ_t p_{k,t} · h_t exactly. With h_t = ρ_t ∘ c_t, where ρ_t = o_t ∘ tanh(c_t) / c_t, and the ledger
c_t = Σ_{s≤t} (∏_{s<j≤t} f_j) ∘ i_s ∘ c̃_s, the score is a sum over the words s. The sum is exact; that tanh's share is
dealt out in proportion to what each word has in c_t is a linearisation (through the origin, not a tangent).
"""

import torch
from torch import Tensor

from model.cells import scan
from model.trace import Specimen, Trace


@torch.inference_mode()
def score_ledger(net: Specimen, trace: Trace) -> Tensor:
    """What each step contributed to each class's last score through each unit: [T, C, H].

    Its sum over steps and units, plus the head's bias and what clamps of h put in, is `trace.scores[-1]`. Raises
    InputError for the Elman cell, which keeps no ledger.
    """
    keep, write = trace.ledger_terms()
    memory, h = trace[trace.cell.memory], trace["h"]
    ratio = torch.where(memory.abs() > torch.finfo(memory.dtype).tiny, h / memory, 0.0)
    weights = net.score_weights(h) * ratio.masked_fill(trace.held("h"), 0.0)
    # Backwards in time: what later steps make of a memory arrives through their keep.
    keep_after = torch.cat([keep[1:], torch.zeros_like(keep[:1])]).flip(0).expand_as(weights)
    arriving = scan(keep_after, weights.flip(1)).flip(1)
    return (arriving * write).transpose(0, 1)


@torch.inference_mode()
def lead_by_unit(net: Specimen, trace: Trace) -> Tensor:
    """What each unit adds to the lead of the verdict's class over the next one: [H], exact.

    Its sum plus the difference of the two classes' biases is the difference of their last scores.
    """
    first, second = trace.scores[-1].topk(2).indices.tolist()
    weights = net.score_weights(trace["h"])
    return ((weights[first] - weights[second]) * trace["h"]).sum(dim=0)


@torch.inference_mode()
def memory_shares(trace: Trace) -> Tensor:
    """What share of ‖memory_T‖² each step put there: [T], exact, sum 1 unless the memory is 0.

    The ledger's rows projected on the memory that they add up to. Raises InputError for the Elman cell.
    """
    memory = trace[trace.cell.memory][-1]
    return trace.ledger() @ memory / (memory @ memory).clamp(min=torch.finfo(memory.dtype).tiny)
