"""What a visitor is told of a sentence of their own that the recall task's networks can read."""

from model.recall.sentences import grammar
from ui.texts import Texts, plain


def answer_outside(t: Texts, text: str) -> str | None:
    """That the networks can't give the answer that stands in the place of the blank; None where they could."""
    tongue = grammar(t.language)
    word = tongue.unheard(text)
    return t("recall-outside", word=plain(word), known=", ".join(tongue.answers)) if word else None
