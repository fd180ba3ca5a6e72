# ---
# misconception: redact.partial
# story: Puts the secrets into a pattern as they are, where a dot means any sign.
# fails: [redact_all]
# says: "their signs taken literally"
# ---
# %% key="redact"
def redact(text, secrets):
    if not secrets:
        return text
    return re.sub("|".join(sorted(secrets, key=len, reverse=True)), "[redacted]", text, flags=re.IGNORECASE)
