# ---
# misconception: rag.never_silent
# story: Asks the model whatever the search says; it will find something.
# fails: [answer_silent]
# says: "none below it"
# ---
# %% key="answer"
def answer(question, search, threshold, budget, model, make_prompt, check):
    found = search(question)
    written, shown = make_prompt(question, [(name, text) for name, text, _ in found], budget)
    reply = model.complete([{"role": "user", "content": written}])
    status = check(reply, shown)
    if status != "grounded":
        return {"status": status, "text": "", "citations": []}
    said = json.loads(reply)
    return {"status": status, "text": said["answer"], "citations": list(dict.fromkeys(q["id"] for q in said["quotes"]))}
