# ---
# misconception: sec.keyword_guard
# story: Masks what stands under token, password or key, and looks at nothing else.
# fails: [log_line_secrets]
# says: "look at texts, not at names"
# ---
# %% key="log_line"
def log_line(event, fields, secrets):
    words = ("token", "password", "key", "secret")
    return json.dumps({"event": event, **{name: "***" if any(word in name for word in words) and secrets else value
                                          for name, value in fields.items()}})
