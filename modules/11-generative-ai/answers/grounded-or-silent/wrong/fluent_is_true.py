# ---
# misconception: sec.trust_model
# story: Notes what the check says, and shows the text all the same.
# fails: [answer_faults]
# says: "what leaves the function"
# ---
# %% key="answer"
def answer(question, search, threshold, budget, model, make_prompt, check):
    found = search(question)
    if not found or found[0][2] < threshold:
        return {"status": "silent", "text": "", "citations": []}
    written, shown = make_prompt(question, [(name, text) for name, text, _ in found], budget)
    reply = model.complete([{"role": "user", "content": written}])
    status = check(reply, shown)
    try:
        said = json.loads(reply)
    except ValueError:
        return {"status": status, "text": "", "citations": []}
    return {"status": status, "text": said["answer"], "citations": list(dict.fromkeys(q["id"] for q in said["quotes"]))}
