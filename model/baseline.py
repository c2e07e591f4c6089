"""The opponent that a network has to beat: a bag of words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.datasets import Example


def tfidf_probabilities(train: Sequence[Example], texts: Sequence[str], labels: Sequence[str]) -> NDArray[np.floating]:
    """What TF-IDF of 1- and 2-grams + logistic regression, fitted on `train`, thinks of `texts`: [N, C].

    Needs scikit-learn (requirements-dev.txt).
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    pipeline = make_pipeline(
        # Single letters and marks stay: in Spanish «y», «o» and «¡» are words of the text too.
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"\w+|[^\w\s]"),
        LogisticRegression(C=4.0, max_iter=200),
    )
    pipeline.fit([row.text for row in train], [row.label for row in train])
    columns = [list(pipeline.classes_).index(label) for label in labels]
    probabilities: NDArray[np.floating] = pipeline.predict_proba(list(texts))[:, columns]
    return probabilities
