# ---
# misconception: guard.surface
# story: Takes the equals sign before a run for a part of it.
# fails: [reveal_base64]
# says: "step 2"
# ---
# %% key="reveal"
def reveal(text):
    def step1(t):
        return "".join(c for c in unicodedata.normalize("NFKC", t) if c not in INVISIBLE)
    text = step1(text)
    added = []
    for run in re.findall(r"[A-Za-z0-9+/=]{16,}", text):
        try:
            plain = step1(base64.b64decode(run, validate=True).decode("utf-8"))
        except ValueError:
            continue
        if plain.isprintable():
            added.append(plain)
    text = " ".join([text, *added]).lower()
    for key, value in CONFUSABLES.items():
        text = text.replace(key, value)
    return " ".join(text.split())
