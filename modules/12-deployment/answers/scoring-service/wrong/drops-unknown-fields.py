# ---
# misconception: serve.extra_fields
# story: Keeps pydantic's default, which drops fields that it does not know without a word.
# fails: [row_schema_refuses]
# says: a field more than the names
# ---
# %% key="row_schema"
def row_schema(names):
    return create_model("Tumour", __config__=ConfigDict(strict=True), **{name: (FiniteFloat, ...) for name in names})
