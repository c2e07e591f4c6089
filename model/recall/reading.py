"""One sentence read by one trained network: what it would answer after every word, and why."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor

from model import gradients
from model.recall.data import vocabulary
from model.recall.network import RecallNetwork
from model.recall.sentences import Sentence, grammar


@dataclass(frozen=True, eq=False)
class Reading:
    """`probabilities` [T, A] of the answers if the blank stood after word t; `answers` names them."""

    sentence: Sentence
    answers: Sequence[str]
    probabilities: Tensor

    @property
    def of_the_right_one(self) -> Tensor:
        """P(right answer) after every word, [T]."""
        return self.probabilities[:, self.answers.index(self.sentence.answer)]

    def top(self, count: int = 3) -> list[tuple[str, float]]:
        """The likeliest answers at the blank."""
        p, at = self.probabilities[-1].topk(min(count, len(self.answers)))
        return [(self.answers[place], value) for place, value in zip(at.tolist(), p.tolist(), strict=True)]

    @property
    def right(self) -> bool:
        return self.top(1)[0][0] == self.sentence.answer


@torch.inference_mode()
def read(network: RecallNetwork, sentence: Sentence, language: str = "es") -> Reading:
    """What `network` makes of the sentence, word by word. Words that it doesn't know are unknown to it."""
    words = vocabulary(language)
    scores = network(torch.tensor([words.encode(sentence.words)]), every=True)[0]
    return Reading(sentence, grammar(language).answers, scores[:, words.answers].softmax(dim=-1))


@dataclass(frozen=True, eq=False)
class Explanation:
    """The gradients of L = −ln P(right answer) in one reading, and what each word weighed.

    `flow` is in float64. `saliency` [T] is ‖∂ ln P/∂x_t‖; `occlusion` [T] how much ln P falls without word t.
    """

    flow: gradients.Flow
    saliency: Tensor
    occlusion: Tensor


def explain(network: RecallNetwork, sentence: Sentence, language: str = "es", window: int | None = None) -> Explanation:
    """Follow the right answer's probability back through the sentence; `window` truncates, as in gradients.flow."""
    exact = deepcopy(network).double()
    words = vocabulary(language)
    ids = torch.tensor(words.encode(sentence.words))
    right = grammar(language).answers.index(sentence.answer)

    def log_probability(h: Tensor) -> Tensor:
        """h [..., H] → ln P(right answer among the answers) [...]."""
        return exact.scores(h)[..., words.answers].log_softmax(dim=-1)[..., right]

    x = exact.embedded(ids).detach()
    one_a_word = torch.ones(len(ids)).double()
    return Explanation(
        flow=gradients.flow(exact.layer.cell, x, lambda h: -log_probability(h), one_a_word, window),
        saliency=gradients.saliency(x, lambda x: log_probability(exact.last_state(x[None], fused=False)[0])),
        occlusion=gradients.occlusion(
            ids, lambda ids, mask: log_probability(exact.last_state(exact.embedded(ids), mask, fused=False))
        ),
    )
