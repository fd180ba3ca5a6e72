# ---
# misconception: skew.schema
# story: Declares the fields as float and stops there, so pydantic turns text and true into numbers.
# fails: [row_schema_refuses]
# says: a number written as text
# ---
# %% key="row_schema"
def row_schema(names):
    return create_model("Tumour", __config__=ConfigDict(extra="forbid"), **{name: (FiniteFloat, ...) for name in names})
