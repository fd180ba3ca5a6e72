# ---
# misconception: skew.schema
# story: Gives every field a default, so that no request fails.
# fails: [row_schema_refuses]
# says: with a missing field
# ---
# %% key="row_schema"
def row_schema(names):
    settings = ConfigDict(extra="forbid", strict=True)
    return create_model("Tumour", __config__=settings, **{name: (FiniteFloat, 0.0) for name in names})
