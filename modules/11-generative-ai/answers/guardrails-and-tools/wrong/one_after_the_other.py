# ---
# misconception: redact.partial
# story: Replaces the secrets one after the other, in the order of the list.
# fails: [redact_all]
# says: "of those the longest"
# ---
# %% key="redact"
def redact(text, secrets):
    for secret in secrets:
        text = re.sub(re.escape(secret), "[redacted]", text, flags=re.IGNORECASE)
    return text
