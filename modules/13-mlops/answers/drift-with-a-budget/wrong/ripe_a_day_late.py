# ---
# misconception: count.boundary
# story: "Waits until the window has been closed for a day."
# fails: [delayed_auc_ripe]
# says: "all ripe rows judged"
# ---
# %% key="delayed_auc"
def delayed_auc(log, now, delay):
    """Return judged, waiting and auc of the rows whose labels are ripe at `now`."""
    ripe = log[log["day"] + delay < now]
    y = (ripe["admitted_on"] - ripe["day"]) <= delay
    auc = float(roc_auc_score(y, ripe["p"])) if y.nunique() == 2 else None
    return {"judged": len(ripe), "waiting": int((log["day"] <= now).sum()) - len(ripe), "auc": auc}
