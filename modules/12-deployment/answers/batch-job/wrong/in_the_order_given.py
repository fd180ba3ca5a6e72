# ---
# misconception: sec.secret_logged
# story: Replaces the secrets in the order given, so the end of a longer one stays.
# fails: [log_line_secrets]
# says: "the longer secret goes first"
# ---
# %% key="log_line"
def log_line(event, fields, secrets):
    longest_first = [secret for secret in secrets if secret]

    def masked(value):
        if isinstance(value, dict):
            return {masked(key): masked(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [masked(inner) for inner in value]
        if isinstance(value, str):
            for secret in longest_first:
                value = value.replace(secret, "***")
        return value

    return json.dumps(masked({"event": event, **fields}))
