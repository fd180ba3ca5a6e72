# ---
# misconception: skew.schema
# story: Makes the schema strict, but a float may be NaN.
# fails: [row_schema_refuses]
# says: with NaN
# ---
# %% key="row_schema"
def row_schema(names):
    settings = ConfigDict(extra="forbid", strict=True)
    return create_model("Tumour", __config__=settings, **{name: (float, ...) for name in names})
