# ---
# story: Objections row by row as lists; a table of them, grouped by row, for the refusals.
# ---
# %% key="violations"
def violations(table, contract):
    found = [[None, name, "absent"] for name in contract if name not in table.columns]
    here = [name for name in contract if name in table.columns]
    for place in range(len(table)):
        for name in reversed(here):
            value, rule = table[name].iloc[place], contract[name]
            if pd.isna(value):
                word = "" if rule["optional"] else "gap"
            elif rule["kind"] == "code":
                word = "" if value in set(rule["values"]) else "unknown code"
            elif type(value) not in (int, float) and not isinstance(value, np.number):
                word = "not a number"
            else:
                word = "" if min(max(value, rule["low"]), rule["high"]) == value else "outside"
            if word:
                found.append([table.index[place], name, word])
    return found

# %% key="score_guarded"
def score_guarded(model, table, contract, check):
    objections = pd.DataFrame(check(table, contract), columns=["row", "column", "word"], dtype=object)
    objections["reason"] = objections["column"] + ": " + objections["word"]
    everybody = objections.loc[objections["row"].isna(), "reason"].tolist()
    own = objections.dropna(subset=["row"]).groupby("row")["reason"].agg(list).to_dict()
    reasons = {row: own.get(row, []) + everybody for row in table.index}
    refused = [{"row": row, "reasons": why} for row, why in reasons.items() if why]
    accepted = table[[not why for why in reasons.values()]]
    if accepted.empty:
        return {}, refused
    chances = model.predict_proba(accepted[list(contract)])
    return {row: float(p) for row, p in zip(accepted.index, chances[:, np.argmax(model.classes_)])}, refused
