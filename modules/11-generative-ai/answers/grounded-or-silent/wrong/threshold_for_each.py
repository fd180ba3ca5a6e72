# ---
# misconception: rag.budget
# story: Drops every passage below the threshold, which was for the best one.
# fails: [answer_faults]
# says: asks the best score alone
# ---
# %% key="answer"
def answer(question, search, threshold, budget, model, make_prompt, check):
    quiet = {"status": "silent", "text": "", "citations": []}
    found = search(question)
    if not found or found[0][2] < threshold: return quiet
    text, shown = make_prompt(question, [(i, t) for i, t, s in found if s >= threshold], budget)
    reply = model.complete([{"role": "user", "content": text}])
    status = check(reply, shown)
    if status != "grounded": return {"status": status, "text": "", "citations": []}
    made = json.loads(reply)
    return {"status": status, "text": made["answer"], "citations": list(dict.fromkeys(q["id"] for q in made["quotes"]))}
