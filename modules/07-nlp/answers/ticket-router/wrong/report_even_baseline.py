# ---
# misconception: biz.no_baseline
# story: "Compares with a coin of six sides and not with naming the largest team."
# fails: [report_fresh]
# says: "always naming"
# ---
# %% key="report"
def report(y, predicted, answered, teams):
    right = predicted == y
    recall = {team: float(right[y == team].mean()) if (y == team).any() else None for team in teams}
    return {
        "tickets": len(y),
        "coverage": float(answered.mean()),
        "accuracy": float(right.mean()),
        "accuracy_answered": float(right[answered].mean()) if answered.any() else None,
        "macro_f1": float(f1_score(y, predicted, labels=teams, average="macro", zero_division=0)),
        "majority_accuracy": 1 / len(teams),
        "recall": recall,
        "weakest_team": min((team for team in teams if recall[team] is not None), key=recall.get),
    }
