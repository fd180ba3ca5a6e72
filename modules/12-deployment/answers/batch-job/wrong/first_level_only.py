# ---
# misconception: sec.secret_logged
# story: Masks the values of the dictionary and does not walk into lists and dictionaries.
# fails: [log_line_secrets]
# says: "walk into lists"
# ---
# %% key="log_line"
def log_line(event, fields, secrets):
    longest_first = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def masked(value):
        if isinstance(value, dict):
            return {key: masked(inner) if isinstance(inner, str) else inner for key, inner in value.items()}
        if isinstance(value, list):
            return value
        if isinstance(value, str):
            for secret in longest_first:
                value = value.replace(secret, "***")
        return value

    return json.dumps(masked({"event": event, **fields}))
