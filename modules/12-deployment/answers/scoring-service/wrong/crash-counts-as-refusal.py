# ---
# misconception: serve.error_code
# story: Counts every answer other than 200 as a refusal.
# fails: [report_recomputed]
# says: a crash is not a refusal
# ---
# %% key="report"
def report(client, rows, expected, bad):
    def ask(some):
        return client.post("/predict", json={"rows": some}).json()["p_malignant"]

    answers = np.array([[ask([row])[0] for row in rows], ask(rows)])
    difference = float(np.max(np.abs(answers - np.array(expected))))
    codes = [client.post("/predict", content=text, headers=JSON_TYPE).status_code for text in bad]
    refused = sum(code != 200 for code in codes)
    return {
        "version": client.get("/version").json()["version"], "rows": len(rows), "max_difference": difference,
        "bad_requests": len(bad), "refused": refused, "server_errors": sum(code >= 500 for code in codes),
        "passed": bool(difference <= 1e-9 and refused == len(bad)),
    }
