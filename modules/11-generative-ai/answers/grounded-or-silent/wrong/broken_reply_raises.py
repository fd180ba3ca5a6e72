# ---
# misconception: serve.error_code
# story: Reads the reply as if every model wrote valid JSON of the right types.
# fails: [verify_shape]
# says: "a model may write anything"
# ---
# %% key="verify"
def verify(reply, shown):
    said = json.loads(reply)
    if not said["answer"].strip():
        return "silent"
    if not said["quotes"]:
        return "no quote"
    if any(quote["id"] not in shown for quote in said["quotes"]):
        return "unknown source"
    for quote in said["quotes"]:
        words = " ".join(quote["quote"].split())
        if not words or words not in " ".join(shown[quote["id"]].split()):
            return "wrong quote"
    return "grounded"
