# ---
# story: "Regular expressions for the sections, frames for the counts, SciPy's bootstrap for the interval."
# ---
# %% key="params"
def params(doc):
    found = re.search(r"(?:^|\n)Parameters[ ]*\n-{3,}[ ]*\n(.*?)(?=\n[^\n]*\n-{3,}[ ]*(?:\n|$)|$)", doc, flags=re.S)
    if not found:
        return []
    heads = re.findall(r"^(\S[^\n]*)$", found.group(1), flags=re.M)
    return [name for head in heads for name in re.findall(r"\w+", head.split(" : ")[0])]

# %% key="set_scores"
def set_scores(gold, found):
    rows = pd.DataFrame([(len(set(g) & set(f)), len(set(f)), len(set(g)), set(g) == set(f))
                         for g, f in zip(gold, found)], columns=["hit", "found", "gold", "same"])
    total = rows.sum()
    safe = lambda above, below: float(above / below) if below else 0.0
    return {"precision": safe(total["hit"], total["found"]), "recall": safe(total["hit"], total["gold"]),
            "f1": safe(2 * total["hit"], total["found"] + total["gold"]), "exact": float(rows["same"].mean())}

# %% key="decide"
def decide(val, test, baseline, rng, rounds):
    from scipy.stats import bootstrap

    best = pd.DataFrame(val).drop(columns=baseline).mean().idxmax()
    gaps = np.subtract(test[best], test[baseline])
    found = bootstrap((gaps,), np.mean, n_resamples=rounds, method="percentile", rng=rng).confidence_interval
    low, high = float(found.low), float(found.high)
    return {"challenger": str(best), "difference": float(gaps.mean()), "low": low, "high": high,
            "verdict": "win" if low > 0 else ("lose" if high < 0 else "tie")}
