# ---
# misconception: sec.trust_model
# story: Calls its own verify and not the check that was handed in.
# fails: [answer_faults]
# says: not your own verify
# ---
# %% key="answer"
def answer(question, search, threshold, budget, model, make_prompt, check):
    quiet = {"status": "silent", "text": "", "citations": []}
    found = search(question)
    if not found or found[0][2] < threshold: return quiet
    text, shown = make_prompt(question, [(i, t) for i, t, _ in found], budget)
    reply = model.complete([{"role": "user", "content": text}])
    status = verify(reply, shown)
    if status != "grounded": return {"status": status, "text": "", "citations": []}
    made = json.loads(reply)
    return {"status": status, "text": made["answer"], "citations": list(dict.fromkeys(q["id"] for q in made["quotes"]))}
