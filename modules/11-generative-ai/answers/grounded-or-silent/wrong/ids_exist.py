# ---
# misconception: rag.id_only
# story: Is content when the cited passages exist.
# fails: [verify_source]
# says: "does anybody read the passage"
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
    return "grounded" if all(name in shown for name, _ in pairs) else "unknown source"
