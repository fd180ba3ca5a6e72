# ---
# misconception: serve.load_per_request
# story: Loads the model where it is needed, inside the function that answers.
# fails: [make_app_holds]
# says: the model is loaded once
# ---
# %% key="make_app"
def make_app(load, schema, score, version):
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
        model = load()
        rows = [row.model_dump(by_alias=True) for row in question.rows]
        return {"version": version, "p_malignant": score(model, rows) if rows else []}

    return app
