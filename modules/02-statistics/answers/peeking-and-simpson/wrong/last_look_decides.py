# ---
# misconception: test.peeking
# story: Takes back a stop when the last look is small again.
# fails: [claim_first]
# says: "a run that stopped does not look again"
# ---
# %% key="claim"
def claim(z, looks, limit, found, rates, one, other):
    hits = np.flatnonzero(np.abs(z) > limit)
    return {
        "stopped_at": int(looks[hits[0]]) if len(hits) else None,
        "significant": bool(abs(z[-1]) > limit),
        "overall": float(found["overall"]),
        "standardised": float(rates[one] - rates[other]),
        "report": "standardised" if found["reversed"] else "overall",
    }
