# ---
# misconception: count.boundary
# story: Stops a run at a look that touches the limit.
# fails: [claim_first]
# says: "not on it"
# ---
# %% key="claim"
def claim(z, looks, limit, found, rates, one, other):
    hit = np.flatnonzero(np.abs(z) >= limit)
    return {"stopped_at": int(looks[hit[0]]) if len(hit) else None, "significant": bool(len(hit)), "overall": float(found["overall"]),
            "standardised": float(rates[one] - rates[other]), "report": "standardised" if found["reversed"] else "overall"}
