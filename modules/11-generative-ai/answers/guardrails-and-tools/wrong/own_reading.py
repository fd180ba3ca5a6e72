# ---
# misconception: guard.surface
# story: Screens the texts as they came and never calls reveal.
# fails: [screen_commands]
# says: "call reveal on every text first"
# ---
# %% key="screen"
def screen(passages, reveal):
    verb = re.compile(r"\b(?:%s)\b" % "|".join(VERBS))
    command = re.compile(verb.pattern + r"(?:[^\w.!?]+\w+){0,6}?[^\w.!?]+(?:%s)\b" % "|".join(NOUNS))

    def commands(text):
        starts = [match.start() for match in verb.finditer(text)]
        return [match.span() for start in starts if (match := command.match(text, start))]

    texts = [" ".join(text.lower().split()) for _, text in passages]
    flags = [bool(commands(text)) for text in texts]
    for number, (left, right) in enumerate(zip(texts, texts[1:])):
        if any(start < len(left) < end for start, end in commands(f"{left} {right}")):
            flags[number] = flags[number + 1] = True
    return flags
