# ---
# misconception: leak.time
# story: "Counts an admission after the window as a positive, since the file has it."
# fails: [delayed_auc_ripe]
# says: "an admission after the window"
# ---
# %% key="delayed_auc"
def delayed_auc(log, now, delay):
    """Return judged, waiting and auc of the rows whose labels are ripe at `now`."""
    ripe = log[log["day"] + delay <= now]
    y = ripe["admitted_on"].notna()
    auc = float(roc_auc_score(y, ripe["p"])) if y.nunique() == 2 else None
    return {"judged": len(ripe), "waiting": int((log["day"] <= now).sum()) - len(ripe), "auc": auc}
