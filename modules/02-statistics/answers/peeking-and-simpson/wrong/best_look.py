# ---
# misconception: test.multiple
# story: Names the look with the largest z.
# fails: [claim_first]
# says: "not the largest |z|"
# ---
# %% key="claim"
def claim(z, looks, limit, found, rates, one, other):
    hits = np.flatnonzero(np.abs(z) > limit)
    return {
        "stopped_at": int(looks[np.abs(z).argmax()]) if len(hits) else None,
        "significant": len(hits) > 0,
        "overall": float(found["overall"]),
        "standardised": float(rates[one] - rates[other]),
        "report": "standardised" if found["reversed"] else "overall",
    }
