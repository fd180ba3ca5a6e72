# ---
# story: One pattern over joined neighbours, pandas for the red team's table.
# ---
# %% key="screen"
def screen(passages, reveal):
    pattern = re.compile(r"\b(%s)\b(?=((?:[^\w.!?]+\w+){0,6}?[^\w.!?]+\b(?:%s)\b))" % ("|".join(VERBS), "|".join(NOUNS)))
    texts = [reveal(text) for _, text in passages]
    flags = np.array([pattern.search(text) is not None for text in texts], dtype=bool)
    for i in range(len(texts) - 1):
        for found in pattern.finditer(texts[i] + " " + texts[i + 1]):
            if found.start(1) < len(texts[i]) < found.end(2):
                flags[[i, i + 1]] = True
    return flags.tolist()

# %% key="redact"
def redact(text, secrets):
    if len(secrets) == 0:
        return text
    ordered = sorted(set(secrets), key=lambda secret: (-len(secret), secret))
    pattern = re.compile("(" + ")|(".join(re.escape(secret) for secret in ordered) + ")", re.I)
    return pattern.sub(lambda found: "[redacted]", text)

# %% key="redteam"
def redteam(cases, guard, most_refused):
    import pandas as pd

    table = pd.DataFrame({"threat": [case.threat or "" for case in cases], "refused": [bool(guard(case.text)) for case in cases]})
    shares = table.groupby("threat")["refused"].mean()
    attacks = 1 - shares.drop("", errors="ignore")
    false = float(shares[""]) if "" in shares.index else None
    passed = len(attacks) > 0 and attacks.max() == 0 and false is not None and false <= most_refused
    return {"attack_success": {name: float(value) for name, value in attacks.items()}, "false_refusals": false, "passed": bool(passed)}
