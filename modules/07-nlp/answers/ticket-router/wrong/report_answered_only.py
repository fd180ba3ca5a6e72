# ---
# misconception: metric.answered_only
# story: "Puts the accuracy of the answered tickets on top, as if the others did not exist."
# fails: [report_fresh]
# says: "unanswered tickets stay"
# ---
# %% key="report"
def report(y, predicted, answered, teams):
    right = predicted == y
    recall = {team: float(right[y == team].mean()) if (y == team).any() else None for team in teams}
    return {
        "tickets": len(y),
        "coverage": float(answered.mean()),
        "accuracy": float(right[answered].mean()) if answered.any() else 0.0,
        "accuracy_answered": float(right[answered].mean()) if answered.any() else None,
        "macro_f1": float(f1_score(y, predicted, labels=teams, average="macro", zero_division=0)),
        "majority_accuracy": max(float((y == team).mean()) for team in teams),
        "recall": recall,
        "weakest_team": min((team for team in teams if recall[team] is not None), key=recall.get),
    }
