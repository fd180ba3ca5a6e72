# ---
# misconception: extract.wrong_section
# story: "Takes every line of the shape 'word : something', also within descriptions."
# fails: [params_sections, params_lines]
# says: "every name of the section once"
# ---
# %% key="params"
def params(doc):
    _, *rest = re.split(r"^Parameters\n-{3,}\n", doc, maxsplit=1, flags=re.M)
    section = re.split(r"\n\S.*\n-{3,}", rest[0])[0] if rest else ""
    return re.findall(r"^\s*(\w+) : ", section, flags=re.M)
