# ---
# misconception: serve.error_code
# story: Passes an empty list on to the model.
# fails: [make_app_holds]
# says: no rows
# ---
# %% key="make_app"
def make_app(load, schema, score, version):
    model = load()
    app = FastAPI()

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
        rows = [row.model_dump(by_alias=True) for row in question.rows]
        return {"version": version, "p_malignant": score(model, rows)}

    return app
