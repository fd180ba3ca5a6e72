# ---
# story: Counting by hand, sums of words, plain loops.
# ---
# %% key="prompt"
def prompt(question, passages, budget):
    used = len(INSTRUCTION.split()) + len(f"Question: {question}".split())
    if used > budget:
        raise ValueError("too small")
    lines, shown = [INSTRUCTION], {}
    for name, text in passages:
        line = f'<passage id="{name}">{text}</passage>'
        used += len(line.split())
        if used > budget:
            break
        lines.append(line)
        shown[name] = text
    lines.append(f"Question: {question}")
    return "\n".join(lines), shown

# %% key="verify"
def verify(reply, shown):
    try:
        said = json.loads(reply)
    except Exception:
        return "broken"
    if not isinstance(said, dict) or not isinstance(said.get("answer"), str) or not isinstance(said.get("quotes"), list):
        return "broken"
    for quote in said["quotes"]:
        if not isinstance(quote, dict) or not all(isinstance(quote.get(key), str) for key in ("id", "quote")):
            return "broken"
    if said["answer"].strip() == "":
        return "silent"
    if len(said["quotes"]) == 0:
        return "no quote"
    for quote in said["quotes"]:
        if quote["id"] not in shown:
            return "unknown source"
    for quote in said["quotes"]:
        words = re.sub(r"\s+", " ", quote["quote"]).strip()
        if words == "" or words not in re.sub(r"\s+", " ", shown[quote["id"]]):
            return "wrong quote"
    return "grounded"

# %% key="silence_below"
def silence_below(scores, answerable, share):
    unknown = [score for score, known in zip(scores, answerable) if not known]
    best = float("inf")
    for threshold in sorted(scores, reverse=True):
        if sum(score >= threshold for score in unknown) / len(unknown) > share:
            break
        best = threshold
    return float(best)

# %% key="report"
def report(cases):
    counts = {"right": [0, 0], "right_when_answered": [0, 0], "false_answers": [0, 0], "needless_silence": [0, 0]}

    def count(name, happened):
        counts[name][0] += bool(happened)
        counts[name][1] += 1

    for answerable, right, reply in cases:
        answered = reply["status"] == "grounded"
        good = bool(right & {document_of(name) for name in reply["citations"]}) if answered else not answerable
        count("right", good)
        if answered:
            count("right_when_answered", good)
        if answerable:
            count("needless_silence", not answered)
        else:
            count("false_answers", answered)
    return {name: top / bottom if bottom else None for name, (top, bottom) in counts.items()}
