# ---
# misconception: skew.schema
# story: Hands the scorer the inner names of the fields, not those that callers use.
# fails: [make_app_answers, make_app_holds]
# says: by_alias=True
# ---
# %% key="make_app"
def make_app(load, schema, score, version):
    model = load()
    app = FastAPI(version=version)

    class Question(BaseModel):
        rows: list[schema]

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/version")
    def which():
        return {"version": version}

    @app.post("/predict")
    def predict(question: Question):
        rows = question.model_dump()["rows"]
        return {"version": version, "p_malignant": score(model, rows) if rows else []}

    return app
