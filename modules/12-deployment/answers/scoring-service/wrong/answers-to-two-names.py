# ---
# misconception: serve.extra_fields
# story: Gives every field an alias and lets the inner name in beside it.
# fails: [row_schema_refuses]
# says: inner name
# ---
# %% key="row_schema"
def row_schema(names):
    fields = {name.replace(" ", "_"): (FiniteFloat, Field(alias=name)) for name in names}
    settings = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    return create_model("Tumour", __config__=settings, **fields)
