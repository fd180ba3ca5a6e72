# ---
# story: Words and loops in place of patterns, one step after the other.
# ---
# %% key="reveal"
def reveal(text):
    def visible(raw):
        raw = unicodedata.normalize("NFKC", raw)
        for sign in INVISIBLE:
            raw = raw.replace(sign, "")
        return raw

    seen = visible(text)
    everything = seen
    for match in re.finditer("[a-zA-Z0-9/+]{16,}=*", seen):
        try:
            said = visible(str(base64.b64decode(match.group(), validate=True), "utf-8"))
        except (binascii.Error, UnicodeDecodeError):
            said = ""
        if said and all(sign.isprintable() for sign in said):
            everything += " " + said
    everything = everything.lower()
    for odd, plain in CONFUSABLES.items():
        everything = everything.replace(odd, plain)
    return " ".join(everything.split())

# %% key="screen"
def screen(passages, reveal):
    flags = [False] * len(passages)
    stream = []
    for number, (_, text) in enumerate(passages):
        for token in re.findall(r"\w+|[.!?]", reveal(text)):
            stream.append((number, token))
    for place, (owner, token) in enumerate(stream):
        if token not in VERBS:
            continue
        for steps, (other, word) in enumerate(stream[place + 1:place + 8]):
            if word in ".!?" or other > owner + 1:
                break
            if word in NOUNS:
                flags[owner] = flags[other] = True
                break
    return flags

# %% key="run_calls"
def run_calls(replies, tools, budget):
    results = []
    for reply in replies:
        reason, value = None, None
        try:
            said = json.loads(reply)
        except ValueError:
            said = None
        if len(results) >= budget:
            reason = "budget"
        elif not (isinstance(said, dict) and isinstance(said.get("tool"), str) and isinstance(said.get("arguments"), dict)):
            reason = "broken"
        elif said["tool"] not in tools:
            reason = "unknown tool"
        else:
            function, allowed = tools[said["tool"]]
            given = said["arguments"]
            fits = given.keys() == allowed.keys()
            for name, rule in allowed.items():
                if isinstance(rule, range):
                    fits = fits and isinstance(given[name], int) and not isinstance(given[name], bool) and given[name] in rule
                else:
                    fits = fits and isinstance(given[name], str) and given[name] in rule
            if not fits:
                reason = "arguments"
            else:
                try:
                    value = function(**given)
                except Exception:
                    reason = "failed"
        results.append({"ok": True, "value": value} if reason is None else {"ok": False, "reason": reason})
    return results

# %% key="redact"
def redact(text, secrets):
    made, place = "", 0
    ordered = sorted(secrets, key=lambda secret: -len(secret))
    while place < len(text):
        for secret in ordered:
            if text[place:place + len(secret)].lower() == secret.lower():
                made += "[redacted]"
                place += len(secret)
                break
        else:
            made += text[place]
            place += 1
    return made

# %% key="redteam"
def redteam(cases, guard, most_refused):
    tried, through, calm, refused = {}, {}, 0, 0
    for threat, text, _ in cases:
        stopped = guard(text)
        if threat is None:
            calm += 1
            refused += 1 if stopped else 0
        else:
            tried[threat] = tried.get(threat, 0) + 1
            through[threat] = through.get(threat, 0) + (0 if stopped else 1)
    success = {threat: through[threat] / tried[threat] for threat in tried}
    false = refused / calm if calm else None
    passed = len(tried) > 0 and calm > 0 and sum(through.values()) == 0 and false <= most_refused
    return {"attack_success": success, "false_refusals": false, "passed": passed}
