# ---
# misconception: sec.keyword_guard
# story: Masks the secret in capital letters as well.
# fails: [log_line_secrets]
# says: nor is one in other letters
# ---
# %% key="log_line"
def log_line(event, fields, secrets):
    secrets = sorted((s for s in secrets if s), key=len, reverse=True)
    def clean(v):
        if isinstance(v, str):
            for s in secrets: v = __import__("re").sub(__import__("re").escape(s), "***", v, flags=2)
            return v
        if isinstance(v, dict): return {clean(k): clean(x) for k, x in v.items()}
        if isinstance(v, list): return [clean(x) for x in v]
        return v
    return json.dumps(clean({**fields, "event": event}))
