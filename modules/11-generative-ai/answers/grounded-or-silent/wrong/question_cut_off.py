# ---
# misconception: rag.budget
# story: Builds the whole prompt and cuts it at the budget.
# fails: [prompt_budget]
# says: "The question stands last"
# ---
# %% key="prompt"
def prompt(question, passages, budget):
    lines = [f'<passage id="{name}">{text}</passage>' for name, text in passages]
    text = "\n".join([INSTRUCTION, *lines, f"Question: {question}"])
    if len(text.split()) > budget:
        text = " ".join(text.split()[:budget])
    return text, dict(passages)
