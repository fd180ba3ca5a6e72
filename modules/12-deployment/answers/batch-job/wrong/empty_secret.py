# ---
# misconception: sec.keyword_guard
# story: Replaces an empty string, too, which stands between all letters.
# fails: [log_line_secrets]
# says: "an empty string stands everywhere"
# ---
# %% key="log_line"
def log_line(event, fields, secrets):
    longest_first = sorted((secret for secret in secrets), key=len, reverse=True)

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
