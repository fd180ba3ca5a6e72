# ---
# misconception: interval.none
# story: "Takes percentiles of the single gains: how queries differ, not how sure the mean is."
# fails: [search_report_fresh]
# says: "means of whole resamples"
# ---
# %% key="report"
def report(results, rng):
    gain = (results["after"] - results["before"]).to_numpy()
    low, high = (float(bound) for bound in np.quantile(gain, [0.05, 0.95]))
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
