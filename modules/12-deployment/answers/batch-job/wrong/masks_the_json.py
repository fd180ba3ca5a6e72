# ---
# misconception: sec.secret_logged
# story: Replaces in the finished JSON, where odd characters are escaped.
# fails: [log_line_secrets]
# says: "replace before, not after"
# ---
# %% key="log_line"
def log_line(event, fields, secrets):
    line = json.dumps({"event": event, **fields})
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        line = line.replace(secret, "***")
    return line
