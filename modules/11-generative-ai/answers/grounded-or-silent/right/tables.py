# ---
# story: A table for the report, NumPy for the threshold, early exits in the assistant.
# ---
# %% key="silence_below"
def silence_below(scores, answerable, share):
    candidates = np.append(np.sort(scores), np.inf)
    let = (scores[~answerable][None, :] >= candidates[:, None]).mean(axis=1)
    return candidates[np.argmax(let <= share)]

# %% key="answer"
def answer(question, search, threshold, budget, model, make_prompt, check):
    nothing = {"text": "", "citations": []}
    hits = search(question)
    if max((hit[2] for hit in hits), default=float("-inf")) < threshold:
        return {"status": "silent", **nothing}
    text, shown = make_prompt(question, [hit[:2] for hit in hits], budget)
    reply = model.complete([{"role": "user", "content": text}])
    if (status := check(reply, shown)) != "grounded":
        return {"status": status, **nothing}
    ids = []
    for quote in json.loads(reply)["quotes"]:
        if quote["id"] not in ids:
            ids.append(quote["id"])
    return {"status": status, "text": json.loads(reply)["answer"], "citations": ids}

# %% key="report"
def report(cases):
    import pandas as pd

    table = pd.DataFrame({
        "known": [bool(c.answerable) for c in cases],
        "out": [c.reply["status"] == "grounded" for c in cases],
        "hit": [bool({document_of(name) for name in c.reply["citations"]} & c.right) for c in cases]})
    table["right"] = (table["known"] & table["out"] & table["hit"]) | (~table["known"] & ~table["out"])

    def mean(column):
        return None if column.empty else float(column.mean())

    return {"right": mean(table["right"]), "right_when_answered": mean(table.loc[table["out"], "right"]),
            "false_answers": mean(table.loc[~table["known"], "out"]),
            "needless_silence": mean(~table.loc[table["known"], "out"])}
