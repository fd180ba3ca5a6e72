# ---
# story: pandas for the table, the ranks and the gaps.
# ---
# %% key="scaled_error"
def scaled_error(history, actual, predicted):
    return pd.Series(actual - predicted).abs().mean() / pd.Series(history).diff(12).abs().mean()

# %% key="plan"
def plan(y, h, rules, results, alpha):
    scores = pd.DataFrame({name: [fold["score"] for fold in results[name]] for name in rules}).mean()
    best = scores.idxmin()
    errors = pd.DataFrame([fold["errors"] for fold in results[best]]).abs()
    rank = int(np.ceil((len(errors) + 1) * (1 - alpha)))
    if rank > len(errors):
        raise ValueError(f"rank {rank} of {len(errors)}")
    half = errors.apply(lambda column: column.sort_values().iloc[rank - 1])
    mid = pd.Series(rules[best](y.copy(), h))
    return {"table": scores.to_dict(), "rule": str(best), "mid": list(mid), "low": list(mid - half),
            "high": list(mid + half)}
