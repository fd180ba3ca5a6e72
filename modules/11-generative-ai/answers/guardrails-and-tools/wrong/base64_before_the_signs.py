# ---
# misconception: guard.surface
# story: Looks for base64 first, in a text whose invisible signs still cut the runs.
# fails: [reveal_base64]
# says: "first invisible signs"
# ---
# %% key="reveal"
def reveal(text):
    parts = [text]
    for run in re.findall(r"[A-Za-z0-9+/]{16,}=*", text):
        try:
            decoded = base64.b64decode(run, validate=True).decode()
        except ValueError:
            continue
        if decoded.isprintable():
            parts.append(decoded)
    joined = unicodedata.normalize("NFKC", " ".join(parts))
    joined = "".join(sign for sign in joined if sign not in INVISIBLE)
    return " ".join(joined.lower().translate(str.maketrans(CONFUSABLES)).split())
