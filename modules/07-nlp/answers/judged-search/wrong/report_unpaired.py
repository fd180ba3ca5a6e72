# ---
# misconception: test.unpaired
# story: "Resamples the two searches apart, as if they had answered different queries."
# fails: [search_report_fresh]
# says: "apart from each other"
# ---
# %% key="report"
def report(results, rng):
    gain = (results["after"] - results["before"]).to_numpy()
    before, after = results["before"].to_numpy(), results["after"].to_numpy()
    shape = (1000, len(gain))
    means = rng.choice(after, size=shape).mean(axis=1) - rng.choice(before, size=shape).mean(axis=1)
    low, high = (float(bound) for bound in np.quantile(means, [0.05, 0.95]))
    by_kind = results.groupby("kind")[["before", "after"]].mean()
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
