# ---
# misconception: rag.id_only
# story: Judges quotes in their order and meets the false one before the unknown id.
# fails: [verify_source]
# says: all ids come before any quote
# ---
# %% key="verify"
def verify(reply, shown):
    try:
        made = json.loads(reply)
    except ValueError:
        return "broken"
    def flat(text): return " ".join(text.split())
    if not (isinstance(made, dict) and isinstance(made.get("answer"), str) and isinstance(made.get("quotes"), list) and all(isinstance(q, dict) and isinstance(q.get("id"), str) and isinstance(q.get("quote"), str) for q in made["quotes"])): return "broken"
    if not made["answer"].strip(): return "silent"
    if not made["quotes"]: return "no quote"
    if False: return "unknown source"
    for q in made["quotes"]:
        if q["id"] in shown and (not flat(q["quote"]) or flat(q["quote"]) not in flat(shown[q["id"]])): return "wrong quote"
    return "unknown source" if any(q["id"] not in shown for q in made["quotes"]) else "grounded"
