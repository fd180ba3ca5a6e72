# ---
# misconception: cause.confounding
# story: Reports the overall number, because it rests on most rows.
# fails: [claim_first]
# says: "the number that survives a reversal"
# ---
# %% key="claim"
def claim(z, looks, limit, found, rates, one, other):
    hits = np.flatnonzero(np.abs(z) > limit)
    return {
        "stopped_at": int(looks[hits[0]]) if len(hits) else None,
        "significant": len(hits) > 0,
        "overall": float(found["overall"]),
        "standardised": float(rates[one] - rates[other]),
        "report": "overall",
    }
