# ---
# story: Plain field names with the real ones as aliases, the model loaded by a lifespan, errors written in one place.
# ---
# %% key="row_schema"
def row_schema(names):
    fields = {f"x{i}": (float, Field(alias=name, allow_inf_nan=False)) for i, name in enumerate(names)}
    return create_model("Tumour", __config__=ConfigDict(extra="forbid", strict=True), **fields)

# %% key="score_rows"
def score_rows(model, names, rows):
    table = pd.DataFrame([[row[name] for name in names] for row in rows], columns=names, dtype=float)
    if table.empty:
        return []
    by_class = dict(zip(model.classes_.tolist(), model.predict_proba(table).T))
    return [float(p) for p in by_class[MALIGNANT]]

# %% key="make_app"
def make_app(load, schema, score, version):
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def lifespan(app):
        app.state.model = load()
        yield

    app = FastAPI(lifespan=lifespan)
    Question = create_model("Question", rows=(list[schema], ...))

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    @app.get("/version")
    async def which():
        return {"version": version}

    @app.post("/predict")
    def predict(question: Question, request: Request):
        rows = [row.model_dump(by_alias=True) for row in question.rows]
        scores = score(request.app.state.model, rows) if rows else []
        return {"version": version, "p_malignant": scores}

    return app

# %% key="install_errors"
def install_errors(app):
    def body(places, code):
        return JSONResponse({"errors": [{"where": w, "problem": p} for w, p in places]}, status_code=code)

    async def bad_request(request, error):
        places = []
        for entry in error.errors():
            places.append((".".join(map(str, entry["loc"])), entry["type"].replace("_", " ")))
        return body(places, 422)

    async def failed(request, error):
        return body([("service", "something failed here; it is not your request")], 500)

    app.add_exception_handler(RequestValidationError, bad_request)
    app.add_exception_handler(Exception, failed)

# %% key="report"
def report(client, rows, expected, bad):
    worst = 0.0
    together = client.post("/predict", json={"rows": rows}).json()["p_malignant"]
    for row, joint, wanted in zip(rows, together, expected, strict=True):
        alone = client.post("/predict", json={"rows": [row]}).json()["p_malignant"][0]
        worst = max(worst, abs(alone - wanted), abs(joint - wanted))
    refused = crashed = 0
    for text in bad:
        code = client.post("/predict", content=text.encode(), headers={"content-type": "application/json"}).status_code
        refused += code == 422
        crashed += code >= 500
    return {"version": client.get("/version").json()["version"], "rows": len(rows), "max_difference": float(worst),
            "bad_requests": len(bad), "refused": refused, "server_errors": crashed,
            "passed": worst <= 1e-9 and refused == len(bad)}
