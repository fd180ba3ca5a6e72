# ---
# misconception: metric.macro_micro
# story: "Averages over rows and calls it macro."
# fails: [report_fresh]
# says: "one vote"
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
        "macro_f1": float(f1_score(y, predicted, labels=teams, average="micro", zero_division=0)),
        "majority_accuracy": max(float((y == team).mean()) for team in teams),
        "recall": recall,
        "weakest_team": min((team for team in teams if recall[team] is not None), key=recall.get),
    }
