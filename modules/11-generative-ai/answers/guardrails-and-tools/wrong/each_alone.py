# ---
# misconception: guard.alone
# story: Looks at each passage by itself.
# fails: [screen_split]
# says: "does a command span the joint"
# ---
# %% key="screen"
def screen(passages, reveal):
    verb = re.compile(r"\b(?:%s)\b" % "|".join(VERBS))
    command = re.compile(verb.pattern + r"(?:[^\w.!?]+\w+){0,6}?[^\w.!?]+(?:%s)\b" % "|".join(NOUNS))

    def commands(text):
        starts = [match.start() for match in verb.finditer(text)]
        return [match.span() for start in starts if (match := command.match(text, start))]

    return [bool(commands(reveal(text))) for _, text in passages]
