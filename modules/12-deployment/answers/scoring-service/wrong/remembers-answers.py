# ---
# misconception: serve.mutable_state
# story: Saves work by a dictionary of earlier answers, looked up by the first measurement.
# fails: [make_app_holds]
# says: whatever was asked before
# ---
# %% key="make_app"
def make_app(load, schema, score, version):
    model = load()
    app = FastAPI()
    known = {}

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
        answers = []
        for row in question.rows:
            values = row.model_dump(by_alias=True)
            key = next(iter(values.values()))
            if key not in known:
                known[key] = score(model, [values])[0]
            answers.append(known[key])
        return {"version": version, "p_malignant": answers}

    return app
