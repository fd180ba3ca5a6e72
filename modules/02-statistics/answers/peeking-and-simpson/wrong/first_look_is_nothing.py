# ---
# misconception: metric.zero_based_rank
# story: Takes place 0 of the first crossing for no crossing.
# fails: [claim_first]
# says: "the first look of all can be the one"
# ---
# %% key="claim"
def claim(z, looks, limit, found, rates, one, other):
    first = next((i for i, value in enumerate(z) if abs(value) > limit), None)
    return {
        "stopped_at": int(looks[first]) if first else None,
        "significant": bool(first),
        "overall": float(found["overall"]),
        "standardised": float(rates[one] - rates[other]),
        "report": "standardised" if found["reversed"] else "overall",
    }
