# ---
# misconception: serve.error_code
# story: Sends the bad bodies without saying that they are JSON, so all of them are refused unread.
# fails: [report_recomputed]
# says: refused unread
# ---
# %% key="report"
def report(client, rows, expected, bad):
    alone = [client.post("/predict", json={"rows": [row]}).json()["p_malignant"][0] for row in rows]
    together = client.post("/predict", json={"rows": rows}).json()["p_malignant"]
    difference = float(np.max(np.abs(np.array([alone, together]) - np.asarray(expected))))
    codes = [client.post("/predict", content=text).status_code for text in bad]
    refused = codes.count(422)
    return {"version": client.get("/version").json()["version"], "rows": len(rows), "max_difference": difference,
            "bad_requests": len(bad), "refused": refused, "server_errors": sum(code >= 500 for code in codes),
            "passed": difference <= 1e-9 and refused == len(bad)}
