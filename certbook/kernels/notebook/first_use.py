"""Use once what libraries load at their first use: the warm parent pays for it, not every submission.

A parent imports this behind a lab's libraries and before `ready`. Nothing here draws from a global generator, starts a
thread or leaves a file.
"""

import sys
import warnings

from certbook.kernels.grammar import without_slow_grammar

with without_slow_grammar():
    from nbformat.v4 import new_output


def _make_outputs() -> None:
    """Let nbformat compile the schema that each output is held against: the conductor makes them."""
    new_output("stream", name="stdout", text="")
    new_output("display_data", data={"text/plain": ""}, metadata={})
    new_output("execute_result", data={"text/plain": ""}, metadata={}, execution_count=1)
    new_output("error", ename="", evalue="", traceback=[])


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


_make_outputs()
if "sklearn" in sys.modules:
    with warnings.catch_warnings(action="ignore"):
        _use_scikit_learn()
