# ---
# misconception: ops.parity_one_row
# story: Takes the largest difference without its absolute value, and never sends rows together.
# fails: [report_recomputed]
# says: whatever its sign
# ---
# %% key="report"
def report(client, rows, expected, bad):
    alone = [client.post("/predict", json={"rows": [row]}).json()["p_malignant"][0] for row in rows]
    difference = float(np.max(np.array(alone) - np.array(expected)))
    codes = [client.post("/predict", content=text, headers=JSON_TYPE).status_code for text in bad]
    refused = codes.count(422)
    return {
        "version": client.get("/version").json()["version"], "rows": len(rows), "max_difference": difference,
        "bad_requests": len(bad), "refused": refused, "server_errors": sum(code >= 500 for code in codes),
        "passed": bool(difference <= 1e-9 and refused == len(bad)),
    }
