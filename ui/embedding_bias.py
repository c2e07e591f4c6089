"""What the vectors learnt from people's texts besides grammar: small tests, with their chance beside them."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from model.vectors.association import Association
from ui.table import to_csv
from ui.take_away import Files
from ui.texts import Texts
from ui.verdict import claim

ALPHA = 0.05


def strip(t: Texts, name: str, found: Association) -> str:
    """Each word where it leans, one group above the line and one below."""
    reach = max(0.05, float(abs(found.leaning).max()))
    n = len(found.x)
    halves = (("x", found.x, found.leaning[:n]), ("y", found.y, found.leaning[n:]))
    rows = "".join(
        f'<div class="row {group}"><b>{escape(t(f"embeddings-bias-{name}-{group}"))}</b><div>'
        + "".join(
            f'<span style="left:{50 + 46 * float(lean) / reach:.1f}%" title="{escape(word)} {float(lean):+.3f}"></span>'
            for word, lean in zip(words, leaning, strict=True)
        )
        + f'<i style="left:{50 + 46 * float(leaning.mean()) / reach:.1f}%"></i></div></div>'
        for group, words, leaning in halves
    )
    ends = (
        f'<div class="row ends-of"><b></b><div><small>← {escape(t(f"embeddings-bias-{name}-b"))}</small>'
        f"<small>{escape(t(f'embeddings-bias-{name}-a'))} →</small></div></div>"
    )
    return f'<div class="leaning" role="img" aria-label="{escape(said(t, name, found))}">{rows}{ends}</div>'


def said(t: Texts, name: str, found: Association) -> str:
    """The outcome as a sentence, also when there is none."""
    return t(
        "embeddings-bias-said",
        outcome="none" if found.p >= ALPHA else "as" if found.effect > 0 else "against",
        x=t(f"embeddings-bias-{name}-x"),
        y=t(f"embeddings-bias-{name}-y"),
        a=t(f"embeddings-bias-{name}-a"),
        b=t(f"embeddings-bias-{name}-b"),
        effect=round(found.effect, 2),
        p=round(found.p, 4),
    )


def words(t: Texts, found: Association) -> str:
    """The four sets as they were used, and what the table lacks."""
    rows = "".join(
        f"<tr><th>{letter}</th><td>{escape(', '.join(kept))}</td></tr>"
        for letter, kept in (("X", found.x), ("Y", found.y), ("A", found.a), ("B", found.b))
    )
    lacking = t("embeddings-bias-missing", words=", ".join(found.missing)) if found.missing else ""
    ways = t("embeddings-bias-ways", tried=found.tried, exact="yes" if found.exact else "no")
    return f'<table class="figures wordy">{rows}</table><p class="claim">{escape(f"{ways} {lacking}".strip())}</p>'


def overview(
    t: Texts, mine: Mapping[str, Association], title: str, beside: Mapping[str, Sequence[float]] | None
) -> str:
    """All tests at once, those that find nothing too; `beside` are GloVe's effect and p, where they were measured."""
    glove = f"<th>{escape(t('embeddings-bias-glove'))}</th>" if beside else ""
    rows = "".join(
        f"<tr><td>{escape(t(f'embeddings-bias-{name}'))}</td><td>{_figure(t, found.effect, found.p)}</td>"
        + (f"<td>{_figure(t, *beside[name])}</td>" if beside else "")
        + "</tr>"
        for name, found in mine.items()
    )
    return (
        f'<div class="scrolling" tabindex="0" role="region" aria-label="{escape(t("embeddings-bias-all"))}">'
        f'<table class="figures"><tr><th>{escape(t("embeddings-bias-test"))}</th><th>{escape(title)}</th>{glove}</tr>'
        f"{rows}</table></div>"
    )


def _figure(t: Texts, effect: float, p: float) -> str:
    text = escape(t("embeddings-bias-figure", effect=round(effect, 2), p=round(p, 4)))
    return f"<b>{text}</b>" if p < ALPHA else text


def claims(t: Texts, tests: int) -> str:
    chance = round(100 * (1 - (1 - ALPHA) ** tests))
    return claim(t("look-for"), t("embeddings-bias-look")) + claim(
        t("refuted-by"), t("embeddings-bias-refuted", tests=tests, chance=chance)
    )


def files(source: str, tests: Mapping[str, Association]) -> Files:
    def told(found: Association) -> dict[str, Any]:
        leaning = dict(zip([*found.x, *found.y], (round(float(lean), 4) for lean in found.leaning), strict=True))
        sets = {"x": found.x, "y": found.y, "a": found.a, "b": found.b, "missing": found.missing}
        figures = {"effect": round(found.effect, 4), "p": found.p, "partitions": found.tried, "exact": found.exact}
        return figures | sets | {"leaning": leaning}

    def as_json() -> bytes:
        tests_told = {name: told(found) for name, found in tests.items()}
        return json.dumps({"vectors": source, "tests": tests_told}, ensure_ascii=False, indent=1).encode()

    def as_csv() -> bytes:
        rows = [
            (source, name, found.effect, found.p, found.tried, word, group, float(lean))
            for name, found in tests.items()
            for word, group, lean in zip(
                [*found.x, *found.y], "x" * len(found.x) + "y" * len(found.y), found.leaning, strict=True
            )
        ]
        columns = ["vectors", "test", "effect", "p", "partitions", "word", "group", "leaning"]
        return to_csv(pd.DataFrame(rows, columns=columns))

    return {"json": as_json, "csv": as_csv}
