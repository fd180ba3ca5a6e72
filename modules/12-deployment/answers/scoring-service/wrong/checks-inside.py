# ---
# misconception: serve.error_code
# story: Accepts any dictionary and applies the schema inside, where a failure is the server's.
# fails: [make_app_holds]
# says: neither a crash (500)
# ---
# %% key="make_app"
def make_app(load, schema, score, version):
    model = load()
    app = FastAPI()

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/version")
    def which():
        return {"version": version}

    @app.post("/predict")
    def predict(question: dict):
        rows = [schema.model_validate(row).model_dump(by_alias=True) for row in question["rows"]]
        return {"version": version, "p_malignant": score(model, rows) if rows else []}

    return app
