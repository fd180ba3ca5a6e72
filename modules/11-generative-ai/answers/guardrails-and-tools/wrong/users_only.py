# ---
# misconception: guard.user_only
# story: Screens what users type; documents are our own.
# fails: [screen_small, screen_commands, screen_split]
# says: "whoever wrote it"
# ---
# %% key="screen"
def screen(passages, reveal):
    verb = re.compile(r"\b(?:%s)\b" % "|".join(VERBS))
    command = re.compile(verb.pattern + r"(?:[^\w.!?]+\w+){0,6}?[^\w.!?]+(?:%s)\b" % "|".join(NOUNS))

    def commands(text):
        starts = [match.start() for match in verb.finditer(text)]
        return [match.span() for start in starts if (match := command.match(text, start))]

    return [source == "user" and bool(commands(reveal(text))) for source, text in passages]
