"""Our own phrases as the data that a training reads."""

import pandas as pd

from model.phrases import phrases


def film_phrases(train: int, valid: int) -> pd.DataFrame:
    """Columns text, label (neg, neu, pos), stars (of ten), split, and title_id: one film for each split."""
    split = phrases("en", train=train, valid=valid)
    stars = {"neg": 2, "neu": 5, "pos": 9}
    rows = [
        (row.text, row.label, stars[row.label], side, f"film-{side}")
        for side in ("train", "valid")
        for row in getattr(split, side)
    ]
    return pd.DataFrame(rows, columns=["text", "label", "stars", "split", "title_id"])
