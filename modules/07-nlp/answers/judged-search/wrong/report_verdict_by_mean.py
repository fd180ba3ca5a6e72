# ---
# misconception: interval.none
# story: "Calls any gain above zero better, whatever the interval says."
# fails: [search_report_fresh]
# says: "the verdict reads the interval"
# ---
# %% key="report"
def report(results, rng):
    gain = (results["after"] - results["before"]).to_numpy()
    means = rng.choice(gain, size=(1000, len(gain))).mean(axis=1)
    low, high = (float(bound) for bound in np.quantile(means, [0.05, 0.95]))
    by_kind = results.groupby("kind")[["before", "after"]].mean()
    return {
        "queries": len(results),
        "mrr_before": by_kind["before"].to_dict(),
        "mrr_after": by_kind["after"].to_dict(),
        "gain": float(gain.mean()),
        "low": low,
        "high": high,
        "verdict": "better" if gain.mean() > 0 else "worse" if gain.mean() < 0 else "not known",
        "missed": sorted(results.loc[results["after"] == 0, "query"]),
        "worse": sorted(results.loc[results["after"] < results["before"], "query"]),
    }
