# ---
# misconception: serve.error_code
# story: Leaves out the rows that do not fit and answers the rest, so that the caller never hears an error.
# fails: [make_app_holds]
# says: a made-up answer (200)
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
        rows = []
        for row in question.get("rows", []):
            try:
                rows.append(schema.model_validate(row).model_dump(by_alias=True))
            except ValidationError:
                continue
        return {"version": version, "p_malignant": score(model, rows) if rows else []}

    return app
