# ---
# misconception: guard.refuse_all
# story: Refuses every text that holds a suspicious verb, to be on the safe side.
# fails: [screen_small, screen_harmless, screen_split]
# says: "the verb before the noun"
# ---
# %% key="screen"
def screen(passages, reveal):
    texts = [reveal(text) for _, text in passages]
    return [any(verb in text for verb in VERBS) for text in texts]
