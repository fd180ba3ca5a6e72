"""A scoring service: it starts only with a model file that it can vouch for, and answers as the notebook does."""

import hashlib
import json
import os
from importlib.metadata import version as installed
from pathlib import Path

import pandas as pd
import skops.io as sio
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, create_model

MODEL_DIR = Path(os.environ.get("MODEL_DIR", Path(__file__).parent / "model"))
ALLOWED_TYPES = []  # skops trusts scikit-learn's linear models by itself; a forest would need one entry here
MALIGNANT = 0
MOST_ROWS = 1000  # a limit per request, so that one caller cannot occupy the service


def load_package(folder):
    """Return the model and its manifest, or stop the start-up with a reason."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    content = (folder / "model.skops").read_bytes()
    if hashlib.sha256(content).hexdigest() != manifest["sha256"]:
        raise RuntimeError(f"{folder}: model.skops is not the file that manifest.json describes")
    for library, wanted in manifest["libraries"].items():
        if installed(library) != wanted:
            raise RuntimeError(f"the model was packed with {library} {wanted}; here is {installed(library)}")
    return sio.loads(content, trusted=ALLOWED_TYPES), manifest


def row_schema(names):
    """Return a pydantic model for one tumour: every name, finite numbers, nothing else."""
    settings = ConfigDict(extra="forbid", strict=True)
    return create_model("Tumour", __config__=settings, **{name: (FiniteFloat, ...) for name in names})


def make_app(model, manifest):
    """Return the service for one model."""
    app = FastAPI(title="Tumour scoring", version=manifest["version"])
    schema = row_schema(manifest["features"])
    column = list(model.classes_).index(MALIGNANT)

    class Question(BaseModel):
        model_config = ConfigDict(extra="forbid")
        rows: list[schema] = Field(max_length=MOST_ROWS)

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/version")
    def which():
        return {key: manifest[key] for key in ("version", "sha256", "features")}

    @app.post("/predict")
    def predict(question: Question):
        answer = {"version": manifest["version"], "p_malignant": []}
        if question.rows:
            rows = [row.model_dump(by_alias=True) for row in question.rows]
            table = pd.DataFrame(rows, columns=manifest["features"])
            answer["p_malignant"] = model.predict_proba(table)[:, column].tolist()
        return answer

    @app.exception_handler(RequestValidationError)
    def bad_request(request, error):
        errors = [
            {"where": ".".join(str(part) for part in entry["loc"]), "problem": entry["msg"]}
            for entry in error.errors()
        ]
        return JSONResponse({"errors": errors}, status_code=422)

    @app.exception_handler(Exception)
    def failed(request, error):
        return JSONResponse({"errors": [{"where": "service", "problem": "internal error"}]}, status_code=500)

    return app


app = make_app(*load_package(MODEL_DIR))
