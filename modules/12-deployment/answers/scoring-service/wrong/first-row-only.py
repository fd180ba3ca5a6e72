# ---
# misconception: ops.parity_one_row
# story: Compares one row, sees that it agrees, and reports the whole service as equal.
# fails: [report_recomputed]
# says: largest absolute distance
# ---
# %% key="report"
def report(client, rows, expected, bad):
    answer = client.post("/predict", json={"rows": rows[:1]}).json()
    difference = abs(answer["p_malignant"][0] - expected[0])
    codes = [client.post("/predict", content=text, headers=JSON_TYPE).status_code for text in bad]
    refused = codes.count(422)
    return {
        "version": answer["version"], "rows": len(rows), "max_difference": difference, "bad_requests": len(bad),
        "refused": refused, "server_errors": sum(code >= 500 for code in codes),
        "passed": difference <= 1e-9 and refused == len(bad),
    }
