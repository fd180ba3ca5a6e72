# ---
# misconception: serve.no_version
# story: Reports the version of scikit-learn as the version of the model.
# fails: [make_app_holds]
# says: which model answered
# ---
# %% key="make_app"
def make_app(load, schema, score, version):
    import sklearn

    model = load()
    app = FastAPI()

    class Question(BaseModel):
        rows: list[schema]

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/version")
    def which():
        return {"version": sklearn.__version__}

    @app.post("/predict")
    def predict(question: Question):
        rows = [row.model_dump(by_alias=True) for row in question.rows]
        return {"version": sklearn.__version__, "p_malignant": score(model, rows) if rows else []}

    return app
