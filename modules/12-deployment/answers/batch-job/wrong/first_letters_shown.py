# ---
# misconception: sec.secret_logged
# story: Leaves the first four letters, so that one can tell which secret it was.
# fails: [log_line_form, log_line_secrets]
# says: "json.dumps"
# ---
# %% key="log_line"
def log_line(event, fields, secrets):
    longest_first = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def masked(value):
        if isinstance(value, dict):
            return {masked(key): masked(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [masked(inner) for inner in value]
        if isinstance(value, str):
            for secret in longest_first:
                value = value.replace(secret, secret[:4] + "***")
        return value

    return json.dumps(masked({"event": event, **fields}))
