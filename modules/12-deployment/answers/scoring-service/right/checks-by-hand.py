# ---
# story: A hand-written validator in the schema, plain loops for tables, a router for the pages.
# ---
# %% key="row_schema"
def row_schema(names):
    import math

    from pydantic import RootModel, model_validator

    wanted = set(names)

    class Tumour(RootModel[dict[str, float]]):
        @model_validator(mode="before")
        @classmethod
        def check(cls, row):
            if type(row) is not dict or set(row) != wanted:
                raise ValueError("the fields are not those of the model")
            for value in row.values():
                if type(value) not in (int, float) or not math.isfinite(value):
                    raise ValueError("every field is a finite number")
            return row

    return Tumour

# %% key="score_rows"
def score_rows(model, names, rows):
    scores = []
    for row in rows:
        one = pd.Series(row)[list(names)].to_frame().T.astype(float)
        for label, p in zip(model.classes_, model.predict_proba(one)[0]):
            if label == MALIGNANT:
                scores.append(float(p))
    return scores

# %% key="make_app"
def make_app(load, schema, score, version):
    from fastapi import APIRouter

    model = load()
    pages = APIRouter()

    class Question(BaseModel):
        rows: list[schema]

    class Answer(BaseModel):
        version: str
        p_malignant: list[float]

    @pages.get("/health")
    def health():
        return JSONResponse({"status": "ok"})

    @pages.get("/version")
    def which():
        return JSONResponse({"version": version})

    @pages.post("/predict", response_model=Answer)
    async def predict(question: Question):
        answer = Answer(version=version, p_malignant=[])
        for row in question.rows:
            answer.p_malignant += score(model, [row.model_dump(by_alias=True)])
        return answer

    app = FastAPI()
    app.include_router(pages)
    return app

# %% key="report"
def report(client, rows, expected, bad):
    gaps = []
    for group in [[i] for i in range(len(rows))] + [list(range(len(rows)))]:
        reply = client.post("/predict", json={"rows": [rows[i] for i in group]})
        gaps += [abs(p - expected[i]) for p, i in zip(reply.json()["p_malignant"], group)]
    codes = pd.Series([client.post("/predict", content=text, headers=JSON_TYPE).status_code for text in bad])
    refused = int((codes == 422).sum())
    return {"version": client.get("/version").json()["version"], "rows": len(rows), "max_difference": float(max(gaps)),
            "bad_requests": len(bad), "refused": refused, "server_errors": int((codes >= 500).sum()),
            "passed": bool(max(gaps) <= 1e-9) and refused == len(bad)}
