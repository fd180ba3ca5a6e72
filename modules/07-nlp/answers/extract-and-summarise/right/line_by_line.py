# ---
# story: "Walks through lines with a state, counts with dictionaries, a full table for the subsequence, one loop a round."
# ---
# %% key="params"
def params(doc):
    lines = doc.split("\n")
    rule = [len(line.rstrip()) >= 3 and not line.rstrip().strip("-") for line in lines]
    names, title = [], None
    for n, line in enumerate(lines):
        if rule[n]:
            continue
        if n + 1 < len(lines) and rule[n + 1]:
            title = line.strip()
        elif title == "Parameters" and line.strip() and line == line.lstrip():
            for part in re.split(r"\s:\s", line)[0].split(","):
                names.append(part.replace("*", "").strip())
    return names

# %% key="set_scores"
def set_scores(gold, found):
    both = there = got = same = 0
    for g, f in zip(gold, found):
        both += sum(1 for name in dict.fromkeys(f) if name in g)
        there += len(dict.fromkeys(g))
        got += len(dict.fromkeys(f))
        same += sorted(set(g)) == sorted(set(f))
    p, r = both / max(got, 1), both / max(there, 1)
    return {"exact": same / max(len(gold), 1), "f1": 2 * p * r / (p + r) if p + r else 0.0, "recall": r, "precision": p}

# %% key="pair"
def pair(doc):
    prose = []
    for line, below in zip(doc.splitlines(), [*doc.splitlines()[1:], ""]):
        if re.match(r"---+\s*$", below):
            break
        prose.append(line)
    first = []
    while prose and prose[0].strip():
        first.append(prose.pop(0).strip())
    reference = " ".join(" ".join(first).split())
    own = words(reference)
    return reference, list(filter(lambda sentence: words(sentence) != own, sentences("\n".join(prose))))

# %% key="rouge"
def rouge(text, reference, kind):
    a, b = words(text), words(reference)
    if kind == "1":
        hits = sum(min(a.count(word), b.count(word)) for word in set(a))
    else:
        table = np.zeros((len(a) + 1, len(b) + 1))
        for i in range(len(a)):
            for j in range(len(b)):
                table[i + 1, j + 1] = table[i, j] + 1 if a[i] == b[j] else max(table[i, j + 1], table[i + 1, j])
        hits = table[-1, -1]
    if not hits:
        return 0.0
    precision, recall = hits / len(a), hits / len(b)
    return float(2 * precision * recall / (precision + recall))

# %% key="decide"
def decide(val, test, baseline, rng, rounds):
    others = {name: sum(val[name]) / len(val[name]) for name in val if name != baseline}
    challenger = max(others, key=others.get)
    gaps = [new - old for new, old in zip(test[challenger], test[baseline])]
    means = sorted(np.mean(rng.choice(gaps, size=len(gaps))) for _ in range(rounds))
    low, high = float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))
    out = {"challenger": challenger, "difference": float(np.mean(gaps)), "low": low, "high": high, "verdict": "tie"}
    if low > 0 or high < 0:
        out["verdict"] = "win" if low > 0 else "lose"
    return out
