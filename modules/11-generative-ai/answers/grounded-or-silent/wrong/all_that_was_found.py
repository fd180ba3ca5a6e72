# ---
# misconception: rag.wrong_source
# story: Checks against all that the search found, although not all of it was shown.
# fails: [answer_faults]
# says: "did not fit into the prompt"
# ---
# %% key="answer"
def answer(question, search, threshold, budget, model, make_prompt, check):
    found = search(question)
    if not found or found[0][2] < threshold:
        return {"status": "silent", "text": "", "citations": []}
    written, _ = make_prompt(question, [(name, text) for name, text, _ in found], budget)
    reply = model.complete([{"role": "user", "content": written}])
    status = check(reply, {name: text for name, text, _ in found})
    if status != "grounded":
        return {"status": status, "text": "", "citations": []}
    said = json.loads(reply)
    return {"status": status, "text": said["answer"], "citations": list(dict.fromkeys(q["id"] for q in said["quotes"]))}
