# ---
# misconception: metric.answered_only
# story: "Averages over the queries that got an answer and calls it the quality of the search."
# fails: [search_report_fresh]
# says: "an unanswered query is a 0"
# ---
# %% key="report"
def report(results, rng):
    gain = (results["after"] - results["before"]).to_numpy()
    means = rng.choice(gain, size=(1000, len(gain))).mean(axis=1)
    low, high = (float(bound) for bound in np.quantile(means, [0.05, 0.95]))
    by_kind = results[results["after"] > 0].groupby("kind")[["before", "after"]].mean()
    return {
        "queries": len(results),
        "mrr_before": by_kind["before"].to_dict(),
        "mrr_after": by_kind["after"].to_dict(),
        "gain": float(gain.mean()),
        "low": low,
        "high": high,
        "verdict": "better" if low > 0 else "worse" if high < 0 else "not known",
        "missed": sorted(results.loc[results["after"] == 0, "query"]),
        "worse": sorted(results.loc[results["after"] < results["before"], "query"]),
    }
