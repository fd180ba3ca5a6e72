# ---
# misconception: test.one_sided
# story: Sees crossings above zero only.
# fails: [claim_first]
# says: "on either side"
# ---
# %% key="claim"
def claim(z, looks, limit, found, rates, one, other):
    hits = np.flatnonzero(z > limit)
    return {
        "stopped_at": int(looks[hits[0]]) if len(hits) else None,
        "significant": len(hits) > 0,
        "overall": float(found["overall"]),
        "standardised": float(rates[one] - rates[other]),
        "report": "standardised" if found["reversed"] else "overall",
    }
