# ---
# misconception: leak.time
# story: "Counts rows that are scored after today among those that wait."
# fails: [delayed_auc_contract, delayed_auc_ripe]
# says: "and no others"
# ---
# %% key="delayed_auc"
def delayed_auc(log, now, delay):
    """Return judged, waiting and auc of the rows whose labels are ripe at `now`."""
    ripe = log[log["day"] + delay <= now]
    y = (ripe["admitted_on"] - ripe["day"]) <= delay
    auc = float(roc_auc_score(y, ripe["p"])) if y.nunique() == 2 else None
    return {"judged": len(ripe), "waiting": len(log) - len(ripe), "auc": auc}
