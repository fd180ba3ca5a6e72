# ---
# misconception: metric.answered_only
# story: "Judges every row up to today, and whoever was not admitted yet is a negative."
# fails: [delayed_auc_contract, delayed_auc_ripe]
# says: "ripe"
# ---
# %% key="delayed_auc"
def delayed_auc(log, now, delay):
    seen = log[log["day"] <= now]
    y = seen["admitted_on"] <= now
    auc = float(roc_auc_score(y, seen["p"])) if y.nunique() == 2 else None
    return {"judged": len(seen), "waiting": 0, "auc": auc}
