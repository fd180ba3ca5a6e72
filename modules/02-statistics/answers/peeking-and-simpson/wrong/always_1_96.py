# ---
# misconception: test.peeking
# story: Uses 1.96 whatever limit was settled.
# fails: [claim_first]
# says: "not 1.96"
# ---
# %% key="claim"
def claim(z, looks, limit, found, rates, one, other):
    hits = np.flatnonzero(np.abs(z) > 1.96)
    return {
        "stopped_at": int(looks[hits[0]]) if len(hits) else None,
        "significant": len(hits) > 0,
        "overall": float(found["overall"]),
        "standardised": float(rates[one] - rates[other]),
        "report": "standardised" if found["reversed"] else "overall",
    }
