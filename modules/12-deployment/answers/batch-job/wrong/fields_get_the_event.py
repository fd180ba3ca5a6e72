# ---
# misconception: arith.in_place
# story: Writes the event into the caller's dictionary.
# fails: [log_line_secrets]
# says: build a new one
# ---
# %% key="log_line"
def log_line(event, fields, secrets):
    secrets = sorted((s for s in secrets if s), key=len, reverse=True)
    def clean(v):
        if isinstance(v, str):
            for s in secrets: v = v.replace(s, "***")
            return v
        if isinstance(v, dict): return {clean(k): clean(x) for k, x in v.items()}
        if isinstance(v, list): return [clean(x) for x in v]
        return v
    fields['event'] = event
    return json.dumps(clean({**fields, "event": event}))
