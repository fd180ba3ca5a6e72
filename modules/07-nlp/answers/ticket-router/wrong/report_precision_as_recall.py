# ---
# misconception: metric.swapped_axes
# story: "Divides by the tickets that a team was sent, not by those that it has."
# fails: [report_fresh]
# says: "not by those it was sent"
# ---
# %% key="report"
def report(y, predicted, answered, teams):
    right = predicted == y
    recall = {team: float(right[predicted == team].mean()) if (predicted == team).any() else (0.0 if (y == team).any() else None) for team in teams}
    return {
        "tickets": len(y),
        "coverage": float(answered.mean()),
        "accuracy": float(right.mean()),
        "accuracy_answered": float(right[answered].mean()) if answered.any() else None,
        "macro_f1": float(f1_score(y, predicted, labels=teams, average="macro", zero_division=0)),
        "majority_accuracy": max(float((y == team).mean()) for team in teams),
        "recall": recall,
        "weakest_team": min((team for team in teams if recall[team] is not None), key=recall.get),
    }
