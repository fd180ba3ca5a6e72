# ---
# misconception: rag.budget
# story: Spends the whole budget on passages and forgets what stands around them.
# fails: [prompt_budget]
# says: "count too"
# ---
# %% key="prompt"
def prompt(question, passages, budget):
    shown, used = {}, 0
    for name, text in passages:
        if used + len(text.split()) > budget:
            break
        shown[name], used = text, used + len(text.split())
    lines = [f'<passage id="{name}">{text}</passage>' for name, text in shown.items()]
    return "\n".join([INSTRUCTION, *lines, f"Question: {question}"]), shown
