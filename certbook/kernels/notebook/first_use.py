"""Use once what the field's libraries load at their first use: the warm parent pays for it, not every submission.

A parent imports this behind a lab's libraries and before `ready`. Nothing here draws from a global generator, starts a
thread or leaves a file.
"""

import sys
import warnings


def _use_scikit_learn() -> None:
    import pandas as pd
    from sklearn.datasets import make_classification
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    columns, labels = make_classification(20, 4, random_state=0)
    table = pd.DataFrame(columns)
    rows, _, known, _ = train_test_split(table, labels, test_size=0.5, stratify=labels, random_state=0)
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(rows, known)
    roc_auc_score(labels, model.predict_proba(table)[:, 1])


if "sklearn" in sys.modules:
    with warnings.catch_warnings(action="ignore"):
        _use_scikit_learn()
