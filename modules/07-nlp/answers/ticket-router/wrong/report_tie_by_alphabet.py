# ---
# misconception: metric.ties
# story: "Groups with pandas, which sorts the names, so a tie goes to the alphabet and not to the order of the teams."
# fails: [report_fresh]
# says: "the first in the order of"
# ---
# %% key="report"
def report(y, predicted, answered, teams):
    right = predicted == y
    by_team = pd.Series(right).groupby(y).mean()
    return {
        "tickets": len(y),
        "coverage": float(answered.mean()),
        "accuracy": float(right.mean()),
        "accuracy_answered": float(right[answered].mean()) if answered.any() else None,
        "macro_f1": float(f1_score(y, predicted, labels=teams, average="macro", zero_division=0)),
        "majority_accuracy": float(pd.Series(y).value_counts(normalize=True).iloc[0]),
        "recall": {team: float(by_team[team]) if team in by_team.index else None for team in teams},
        "weakest_team": str(by_team.idxmin()),
    }
