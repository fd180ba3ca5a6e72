# ---
# misconception: redact.partial
# story: Replaces the longest secret first where another one begins before it.
# fails: [redact_all]
# says: "the secret that begins first"
# ---
# %% key="redact"
def redact(text, secrets):
    for secret in sorted(secrets, key=len, reverse=True):
        text = re.sub(re.escape(secret), "\0", text, flags=re.IGNORECASE)
    return text.replace("\0", "[redacted]")
