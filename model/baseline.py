"""The opponents that a network has to beat: two bags of words. Both need scikit-learn (requirements-dev.txt)."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.datasets import Example

Floats = NDArray[np.floating]
TOKEN = r"\w+|[^\w\s]"
"""Single letters and marks stay: in Spanish «y», «o» and «¡» are words of the text too."""


def tfidf_probabilities(
    train: Sequence[Example], texts: Sequence[str], labels: Sequence[str], balance: float = 0.0
) -> Floats:
    """What TF-IDF of 1- and 2-grams + logistic regression, fitted on `train`, thinks of `texts`: [N, C].

    `balance` weighs rare labels as it does for a network (`model.plan.Recipe`).
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    pipeline = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=TOKEN),
        LogisticRegression(C=4.0, max_iter=2000, class_weight=_weights(train, balance)),
    )
    pipeline.fit([row.text for row in train], [row.label for row in train])
    columns = [list(pipeline.classes_).index(label) for label in labels]
    probabilities: Floats = pipeline.predict_proba(list(texts))[:, columns]
    return probabilities


def nb_svm_probabilities(
    train: Sequence[Example], texts: Sequence[str], labels: Sequence[str], balance: float = 0.0
) -> Floats:
    """What NB-SVM of 1- to 3-grams, fitted on `train`, thinks of `texts`: [N, C] (Wang & Manning 2012, eq. 2).

    Each n-gram that occurs counts as the logarithm of how much more often it stands in texts of a label than in the
    others; logistic regression weighs them, a label against the rest.
    """
    from scipy.sparse import csr_matrix, diags_array  # type: ignore[import-untyped]
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    counter = CountVectorizer(ngram_range=(1, 3), min_df=2, binary=True, token_pattern=TOKEN, dtype=np.float32)
    known = csr_matrix(counter.fit_transform([row.text for row in train]))
    asked = csr_matrix(counter.transform(list(texts)))
    weights = _weights(train, balance)
    scores = np.zeros((len(texts), len(labels)))
    for column, label in enumerate(labels):
        own = np.array([row.label == label for row in train])
        p, q = (1 + np.asarray(known[rows].sum(axis=0)).ravel() for rows in (own, ~own))
        r = diags_array(np.log((p / p.sum()) / (q / q.sum())).astype(np.float32))
        judge = LogisticRegression(C=1.0, solver="liblinear", dual=True, max_iter=2000, random_state=0)
        judge.fit(known @ r, own, sample_weight=weights and [weights[row.label] for row in train])
        scores[:, column] = judge.predict_proba(asked @ r)[:, 1]
    probabilities: Floats = scores / scores.sum(axis=1, keepdims=True)
    return probabilities


def _weights(train: Sequence[Example], balance: float) -> dict[str, float] | None:
    """Each label's count to the power of −`balance`, so that a text weighs 1 on average; None where all weigh 1."""
    if not balance:
        return None
    counts = Counter(row.label for row in train)
    total = sum(count ** (1 - balance) for count in counts.values())
    return {label: count**-balance * len(train) / total for label, count in counts.items()}
