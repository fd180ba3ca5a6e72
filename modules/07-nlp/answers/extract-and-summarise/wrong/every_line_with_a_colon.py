# ---
# misconception: extract.wrong_section
# story: "Takes every line of the shape 'word : something', also within descriptions."
# fails: [params_sections, params_lines]
# says: "every name of the section once"
# ---
# %% key="params"
def params(doc):
    _, _, rest = doc.partition("Parameters\n----------\n")
    section = re.split(r"\n\S.*\n-{3,}", rest)[0]
    return re.findall(r"^\s*(\w+) : ", section, flags=re.M)
