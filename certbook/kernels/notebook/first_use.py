"""Use once what libraries load at their first use: the warm parent pays for it, not every submission.

A parent imports this behind a lab's libraries and before `ready`. Nothing here draws from a global generator, starts a
thread or leaves a file.
"""

import io
import sys
import warnings


def _use_pandas() -> None:
    """Read a table as `load_data` reads most of them, and show it."""
    import pandas as pd

    table = pd.read_csv(io.StringIO("kind,size\na,1\nb,2.5\nb,"))
    shown = pd.DataFrame({"size": table.groupby("kind")["size"].mean()}, index=["a", "b"])
    repr(shown)
    shown.to_html()


def _use_scikit_learn() -> None:
    import pandas as pd
    from sklearn.datasets import load_breast_cancer, make_classification
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    load_breast_cancer(as_frame=True)
    columns, labels = make_classification(20, 4, random_state=0)
    table = pd.DataFrame(columns)
    rows, _, known, _ = train_test_split(table, labels, test_size=0.5, stratify=labels, random_state=0)
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(rows, known)
    roc_auc_score(labels, model.predict_proba(table)[:, 1])


with warnings.catch_warnings(action="ignore"):
    if "pandas" in sys.modules:
        _use_pandas()
    if "sklearn" in sys.modules:
        _use_scikit_learn()
