# ---
# misconception: rag.wrong_source
# story: Looks for the quote in all passages together.
# fails: [verify_source]
# says: "not in everything"
# ---
# %% key="verify"
def verify(reply, shown):
    def level(text):
        return " ".join(text.split())

    try:
        said = json.loads(reply)
        answer, quotes = said["answer"], said["quotes"]
        pairs = [(quote["id"], quote["quote"]) for quote in quotes]
    except (ValueError, KeyError, TypeError, IndexError):
        return "broken"
    if type(answer) is not str or type(quotes) is not list or any(type(part) is not str for p in pairs for part in p):
        return "broken"
    if not answer.strip():
        return "silent"
    if not pairs:
        return "no quote"
    if any(name not in shown for name, _ in pairs):
        return "unknown source"
    everything = level(" ".join(shown.values()))
    return "grounded" if all(level(q) and level(q) in everything for _, q in pairs) else "wrong quote"
