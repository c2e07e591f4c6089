"""Which language a review is written in."""

from dataclasses import dataclass
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from ui.texts import LOCALES

# Measured on the 291 probes and examples: above 0.8 the choice between Spanish and English was wrong once, for one
# word; asked for any of its 97 languages, the identifier never named a third one above 0.8.
SURE = 0.8
ENOUGH = 20_000  # characters: more of the same text changes nothing


@dataclass(frozen=True)
class Recognition:
    """`language` is one that can be read; `foreign` the code of the one that it really seems to be, if neither."""

    language: str
    foreign: str | None = None


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def recognise(text: str, default: str) -> Recognition:
    """The language of `text`; `default` where a short or strange text leaves it open."""
    if not any(map(str.isalpha, text[:ENOUGH])):
        return Recognition(default)
    ranking = dict(_identifier().rank(text[:ENOUGH]))
    likeliest = max(ranking, key=ranking.__getitem__)
    if likeliest not in LOCALES and ranking[likeliest] > SURE:
        return Recognition(default, foreign=likeliest)
    mine = {language: ranking[language] for language in LOCALES}
    best = max(mine, key=mine.__getitem__)
    return Recognition(best if mine[best] > SURE * sum(mine.values()) else default)
