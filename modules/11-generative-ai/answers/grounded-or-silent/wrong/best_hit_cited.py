# ---
# misconception: rag.cites_best
# story: Cites the best search result, whatever the reply quotes.
# fails: [answer_faults]
# says: "is not what the answer rests on"
# ---
# %% key="answer"
def answer(question, search, threshold, budget, model, make_prompt, check):
    found = search(question)
    if not found or found[0][2] < threshold:
        return {"status": "silent", "text": "", "citations": []}
    written, shown = make_prompt(question, [(name, text) for name, text, _ in found], budget)
    reply = model.complete([{"role": "user", "content": written}])
    status = check(reply, shown)
    if status != "grounded":
        return {"status": status, "text": "", "citations": []}
    return {"status": status, "text": json.loads(reply)["answer"], "citations": [found[0][0]]}
