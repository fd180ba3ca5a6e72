# ---
# misconception: rag.id_only
# story: Drops all white space, so that words may run together.
# fails: [verify_source]
# says: one space, not none
# ---
# %% key="verify"
def verify(reply, shown):
    try:
        made = json.loads(reply)
    except ValueError:
        return "broken"
    def flat(text): return "".join(text.split())
    if not (isinstance(made, dict) and isinstance(made.get("answer"), str) and isinstance(made.get("quotes"), list) and all(isinstance(q, dict) and isinstance(q.get("id"), str) and isinstance(q.get("quote"), str) for q in made["quotes"])): return "broken"
    if not made["answer"].strip(): return "silent"
    if not made["quotes"]: return "no quote"
    if any(q["id"] not in shown for q in made["quotes"]): return "unknown source"
    for q in made["quotes"]:
        if not flat(q["quote"]) or flat(q["quote"]) not in flat(shown[q["id"]]): return "wrong quote"
    return "grounded"
