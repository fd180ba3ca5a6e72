# ---
# misconception: guard.refuse_all
# story: Takes every noun behind a verb, so that a neighbour is drawn in.
# fails: [screen_split]
# says: "the nearest noun counts"
# ---
# %% key="screen"
def screen(passages, reveal):
    texts = [reveal(text) for _, text in passages]
    def commands(text):
        """Return the positions (verb, noun) of every command, in characters."""
        found, start = [], 0
        for sentence in re.finditer(r"[^.!?]+", text):
            words = [(m.group(), m.start() + sentence.start()) for m in re.finditer(r"\w+", sentence.group())]
            for i, (word, at) in enumerate(words):
                if word in VERBS:
                    for other, there in words[i + 1:i + 8]:
                        if other in NOUNS:
                            found.append((at, there))
        return found
    flags = [bool(commands(text)) for text in texts]
    for i in range(len(texts) - 1):
        border = len(texts[i])
        if any(verb < border < noun for verb, noun in commands(texts[i] + " " + texts[i + 1])):
            flags[i] = flags[i + 1] = True
    return flags
