# ---
# misconception: guard.surface
# story: Believes that NFKC turns every look-alike into the plain letter.
# fails: [reveal_small, reveal_disguises, reveal_base64]
# says: "then the look-alikes"
# ---
# %% key="reveal"
def reveal(text):
    text = "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign not in INVISIBLE)
    for run in re.findall(r"[A-Za-z0-9+/]{16,}=*", text):
        try:
            decoded = base64.b64decode(run, validate=True).decode()
        except ValueError:
            continue
        if decoded.isprintable():
            text += " " + decoded
    return " ".join(text.lower().split())
