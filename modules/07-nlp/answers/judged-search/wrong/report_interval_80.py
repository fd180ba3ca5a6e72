# ---
# misconception: interval.wrong_tails
# story: "Cuts 10% off at each end and calls the rest a 90% interval."
# fails: [search_report_fresh]
# says: "5% is left out at each end"
# ---
# %% key="report"
def report(results, rng):
    gain = (results["after"] - results["before"]).to_numpy()
    means = rng.choice(gain, size=(1000, len(gain))).mean(axis=1)
    low, high = (float(bound) for bound in np.quantile(means, [0.1, 0.9]))
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
