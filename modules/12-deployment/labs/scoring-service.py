# ---
# title: Scoring service
# minutes: 55
# problem: Give every caller the answer that the notebook gives, and refuse what cannot be answered.
# artefact: scoring-service-report.json
# ---
# %% [markdown] key="intro"
# # Scoring service
# A breast clinic wants your tumour model behind an address that its own software can call. You will write the
# request's schema, the scoring, the web service and its errors, then start it for real on this computer and put
# on record that it answers exactly as your notebook does.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="setup"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
import socket
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import numpy as np
import pandas as pd
import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError, create_model
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

MALIGNANT = 0  # in this table 0 is malignant, 1 is benign
TABLE = load_data("breast_cancer")
COLUMNS = [name for name in TABLE.columns if name != "target"]
NAMES = ["worst texture", "worst area", "worst smoothness", "mean concave points", "area error"]
MODEL = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(TABLE[NAMES], TABLE["target"])
JSON_TYPE = {"Content-Type": "application/json"}


@contextmanager
def serving(app, seconds=10.0):
    """Run `app` on a free port of this computer and give a client that calls it; stop it afterwards."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))  # port 0: the system picks a free one
    settings = uvicorn.Config(app, log_config=None, log_level="critical", timeout_graceful_shutdown=1)
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + seconds
    while thread.is_alive() and not server.started and time.monotonic() < deadline:
        time.sleep(0.002)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    fresh = httpx.Limits(max_keepalive_connections=0)  # a new connection per request: a crash spoils no later one
    try:
        if not server.started:
            raise RuntimeError("the service did not start: is there an error in its start-up code?")
        with httpx.Client(base_url=address, timeout=seconds, limits=fresh, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(seconds)
        listener.close()


# %% [markdown] role="task" key="row_schema"
# ## Task 1 — what a request may contain
# Write `row_schema(names)`: return a pydantic model class for one tumour, with one required field per name, each a
# finite number (`18` and `18.5` both count). It refuses text such as `"18.5"`, `true`, `null`, NaN, infinity, and any
# other field. Names contain spaces; `model_dump(by_alias=True)` gives them back.

# %% [markdown] role="hints" key="row_schema"
# 1. Out of the box pydantic is generous: it turns `"18.5"` into a number and drops fields it does not know. Which settings make it stricter?
# 2. A class can be built from a list: `create_model` takes the fields as keyword arguments and the settings as `__config__`. Two settings and one type do all the refusing.
# 3. `ConfigDict(extra="forbid", strict=True)` and, for every name, the pair `(FiniteFloat, ...)`, where `...` means required.

# %% role="answer" key="row_schema" skill="request-schema"
def row_schema(names):
    """Return a pydantic model class that accepts one tumour and nothing else.

    A name with spaces may be the field itself or its alias (the name that callers use, while Python uses another).
    With aliases, the inner name must be refused like any unknown field: leave `populate_by_name` off.
    No name starts with an underscore.
    """
    ### BEGIN SOLUTION
    settings = ConfigDict(extra="forbid", strict=True)
    return create_model("Tumour", __config__=settings, **{name: (FiniteFloat, ...) for name in names})
    ### END SOLUTION

# %% role="check" key="row_schema_accepts" task="row_schema" points=1
schema = row_schema(["mean radius", "worst area"])
assert isinstance(schema, type) and issubclass(schema, BaseModel), explain(
    called='row_schema(["mean radius", "worst area"])', got=type(schema),
    wanted="a class made from pydantic's BaseModel, not an instance and not a dict",
    look="return what create_model gives you")
tumour = schema.model_validate({"mean radius": 18, "worst area": 2019.5})
back = tumour.model_dump(by_alias=True)
assert type(back) is dict and back == {"mean radius": 18.0, "worst area": 2019.5}, explain(
    called="schema.model_validate(tumour).model_dump(by_alias=True)", got=back,
    wanted="the same names, spaces included, with the same numbers",
    look="each field is called as in names, or carries that name as its alias")

# %% role="check" key="row_schema_refuses" task="row_schema" points=3
# Sealed: other names; then a list of broken rows, each of which must be refused.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "row_schema_refuses")
names = [str(name) for name in rng.choice(COLUMNS, size=4, replace=False)]
schema = row_schema(list(names))
assert isinstance(schema, type) and issubclass(schema, BaseModel), explain(
    called="row_schema(names)", got=type(schema),
    wanted="a class made from pydantic's BaseModel", look="return what create_model gives you")


def outcome(row):
    try:
        return schema.model_validate(row).model_dump(by_alias=True)
    except ValidationError:
        return "refused"


good = {name: float(value) for name, value in zip(names, rng.uniform(1, 900, size=4))}
assert outcome(good) == good, explain(
    called="row_schema(names).model_validate(a sound row)", got=outcome(good),
    wanted="a row with exactly the given names and finite numbers is accepted, and comes back unchanged",
    look="are the fields made from names, or typed in by hand?", misconception="skew.schema")
field = str(rng.choice(names))
number = good[field]
broken = [
    ("a field more than the names", good | {"ward": 3.0}, 'what does extra="forbid" do?', "serve.extra_fields"),
    ("a missing field", {k: v for k, v in good.items() if k != field},
     "a default would make up a measurement: every field is required", "skew.schema"),
    ("a number written as text", good | {field: str(number)},
     "pydantic converts text to numbers unless it is told to be strict", "skew.schema"),
    ("true in place of a number", good | {field: True},
     "to Python True is 1; strict mode keeps the two apart", "skew.schema"),
    ("null in place of a number", good | {field: None}, "is the field's type optional?", "skew.schema"),
    ("NaN", good | {field: float("nan")}, "float lets NaN in; which pydantic type does not?", "skew.schema"),
    ("infinity", good | {field: float("-inf")}, "float lets infinity in; which pydantic type does not?", "skew.schema"),
]
inner = {info.alias: name for name, info in schema.model_fields.items() if info.alias in names and info.alias != name}
if inner:
    broken.append((
        "a field under its inner name", {inner.get(name, name): value for name, value in good.items()},
        "with populate_by_name a field answers to two names; leave it off", "serve.extra_fields"))
for what, row, look, misconception in broken:
    assert outcome(row) == "refused", explain(
        called=f"row_schema(names).model_validate(a row with {what})", got=outcome(row),
        wanted=f"a row with {what} is refused with a ValidationError, because no honest score exists for it",
        look=look, misconception=misconception)
### END HIDDEN TESTS

# %% [markdown] role="task" key="score_rows"
# ## Task 2 — the notebook's answer
# Write `score_rows(model, names, rows)`. `rows` is a list of dictionaries with their keys in any order; `model` was
# fitted on a table with the columns `names`, in that order. Return a list of Python floats, one per row: the
# probability of class `MALIGNANT`. No rows give an empty list. Change nothing that you were handed.

# %% [markdown] role="hints" key="score_rows"
# 1. JSON objects have no order that you may rely on. Where does your table get its column order from?
# 2. Build a DataFrame and say which columns it has. Then ask which column of `predict_proba` belongs to `MALIGNANT`.
# 3. `pd.DataFrame(rows, columns=names)` puts the columns in order; `list(model.classes_).index(MALIGNANT)` finds the class; `.tolist()` makes Python floats.

# %% role="answer" key="score_rows" skill="training-serving-parity"
def score_rows(model, names, rows):
    """Return the probability of malignancy for each row, as a list of floats.

    Every row has exactly the keys in `names`: the schema has refused all others. `model.classes_` holds the labels in
    the order of the columns of predict_proba; another model may know other labels beside MALIGNANT.
    """
    ### BEGIN SOLUTION
    if not rows:
        return []
    table = pd.DataFrame(rows, columns=list(names))
    column = list(model.classes_).index(MALIGNANT)
    return model.predict_proba(table)[:, column].tolist()
    ### END SOLUTION

# %% role="check" key="score_rows_shape" task="score_rows" points=1
for size in (3, 1, 2):
    scores = score_rows(MODEL, list(NAMES), TABLE[NAMES].head(size).to_dict("records"))
    assert type(scores) is list and all(type(score) is float for score in scores), explain(
        called=f"score_rows(MODEL, NAMES, {size} rows)", got=scores,
        wanted="a list of plain Python floats, which JSON can carry",
        look="NumPy arrays have .tolist()")
    assert len(scores) == size and all(0 <= score <= 1 for score in scores), explain(
        called=f"score_rows(MODEL, NAMES, {size} rows)", got=scores,
        wanted="one probability per row", look="which axis of predict_proba holds the rows?")

# %% role="check" key="score_rows_same" task="score_rows" points=3
# Sealed: another model, keys in any order, rows one at a time and together, and no rows at all.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "score_rows_same")
names = sorted((str(name) for name in rng.choice(COLUMNS, size=6, replace=False)), reverse=True)
sample = TABLE.iloc[rng.integers(0, len(TABLE), size=len(TABLE))]
fresh_model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(sample[names], sample["target"])
table = TABLE[names].iloc[rng.choice(len(TABLE), size=40, replace=False)]
offline = fresh_model.predict_proba(table)[:, list(fresh_model.classes_).index(MALIGNANT)]
rows = table.to_dict("records")
handed, given = [dict(row) for row in rows], list(names)
scores = score_rows(fresh_model, given, handed)
assert type(scores) is list and all(type(score) is float for score in scores) and len(scores) == 40, explain(
    called="score_rows(model, names, 40 rows)", got=scores,
    wanted="a list with one plain Python float per row", look="NumPy arrays have .tolist()")
assert not np.allclose(scores, 1 - offline, atol=1e-9), explain(
    called="score_rows(model, names, 40 rows)", got=scores,
    wanted="the probability of malignancy; these are the probabilities of the other class",
    look="the columns of predict_proba follow model.classes_", misconception="proba.wrong_column")
assert not np.array_equal(scores, fresh_model.predict(table) == MALIGNANT), explain(
    called="score_rows(model, names, 40 rows)", got=scores,
    wanted="probabilities; these are bare labels, and no caller can set a threshold on a label",
    look="predict gives labels, predict_proba gives probabilities", misconception="proba.hard_labels")
alone = [score_rows(fresh_model, list(names), [dict(row)])[0] for row in rows]
assert np.allclose(alone, scores, rtol=0, atol=1e-9), explain(
    called="score_rows(model, names, [row]) for each row, beside all rows at once",
    got=f"answers that move by up to {np.max(np.abs(np.array(alone) - scores)):.3f} with the company a row comes in",
    wanted="a row's score depends on that row only",
    look="is anything fitted, averaged or scaled on the rows of the request?", misconception="skew.refit_at_serving")
assert np.allclose(scores, offline, rtol=0, atol=1e-9), explain(
    called="score_rows(model, names, 40 rows)", got=scores,
    wanted="exactly what model.predict_proba gives for the same rows in a table with the columns names",
    look="do the columns stand in the order of names?", misconception="skew.column_order")
lower = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(
    sample[names], np.where(sample["target"] == MALIGNANT, MALIGNANT, MALIGNANT - 1))
coded = score_rows(lower, list(names), [dict(row) for row in rows])
assert type(coded) is list and len(coded) == 40 and np.allclose(
    coded, lower.predict_proba(table)[:, list(lower.classes_).index(MALIGNANT)], rtol=0, atol=1e-9), explain(
    called="score_rows(a model whose other label is below MALIGNANT, names, rows)", got=coded,
    wanted="the probability of MALIGNANT, wherever that label stands in model.classes_",
    look="a label is a name, not the number of a column; search for it in model.classes_",
    misconception="proba.wrong_column")
shuffled = [{key: row[key] for key in rng.permutation(names).tolist()} for row in rows]
turned = score_rows(fresh_model, list(names), shuffled)
assert len(turned) == 40 and np.allclose(turned, offline, rtol=0, atol=1e-9), explain(
    called="score_rows(model, names, the same rows with their keys in another order)", got=turned,
    wanted="the order of keys in a dictionary changes nothing: the columns are those of names, in that order",
    look="take the values by name, not by position", misconception="skew.column_order")
try:
    nothing = score_rows(fresh_model, list(names), [])
except ValueError as error:
    nothing = error
assert type(nothing) is list and nothing == [], explain(
    called="score_rows(model, names, [])", got=nothing,
    wanted="an empty list: a caller with nothing to ask is not an error",
    look="predict_proba refuses an empty table; answer before you reach it", misconception="serve.error_code")
assert given == names and handed == rows, explain(
    called="score_rows(model, names, rows)", got="a changed list of names or changed rows",
    wanted="what was handed in stays as it was, or the next request meets other data",
    look="sort, pop and update change their object; work on a copy", misconception="serve.mutable_state")
### END HIDDEN TESTS

# %% [markdown] role="task" key="make_app"
# ## Task 3 — the service
# Write `make_app(load, schema, score, version)`, returning a `FastAPI`. `load()` gives the model, slowly;
# `score(model, rows)` gives one float per row, for at least one row.
#
# - `GET /health`: `{"status": "ok"}`; `GET /version`: `{"version": version}`
# - `POST /predict` with `{"rows": [...]}`, each fitting `schema`: `{"version": version, "p_malignant": [...]}`, an empty
#   list for no rows; 422 where a row does not fit

# %% [markdown] role="hints" key="make_app"
# 1. What happens once in the life of a service, and what happens on every request? Put each line where it belongs.
# 2. Describe the body by a second pydantic model with `rows: list[schema]`. FastAPI then answers 422 by itself, before your code runs. Ask `score` only when there are rows.
# 3. First `model = load()`, then `app = FastAPI()`, then `@app.post("/predict")` over `def predict(question: Question)`; inside, `[row.model_dump(by_alias=True) for row in question.rows]` gives the dictionaries.

# %% role="answer" key="make_app" skill="service-contract"
def make_app(load, schema, score, version):
    """Return a FastAPI service with /health, /version and /predict.

    Call load() once, before the first answer: here or in the app's lifespan, both are right; so are def and async def.
    `score` gets plain dictionaries under the names that came in, that is, under the aliases where `schema` has any.
    What happens to other keys beside "rows" is up to you.
    """
    ### BEGIN SOLUTION
    model = load()
    app = FastAPI(title="Tumour scoring", version=version)

    class Question(BaseModel):
        model_config = ConfigDict(extra="forbid")
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
        return {"version": version, "p_malignant": score(model, rows) if rows else []}

    return app
    ### END SOLUTION

# %% role="check" key="make_app_answers" task="make_app" points=1
class Tumour(BaseModel):
    a: float
    area: float = Field(alias="worst area")  # callers, and score, say "worst area"


app = make_app(
    lambda: 10.0, Tumour, lambda model, rows: [(row["a"] + row["worst area"]) / model for row in rows], "trial-7")
assert isinstance(app, FastAPI), explain(
    called="make_app(load, Tumour, score, version)", got=type(app), wanted="a FastAPI object",
    look="does the function end with return app?")
with serving(app) as client:  # the service is started for real, and called over the loopback network
    health = client.get("/health")
    answer = client.post("/predict", json={"rows": [{"a": 1, "worst area": 2}, {"a": 3, "worst area": 4}]})
assert health.status_code == 200 and health.json() == {"status": "ok"}, explain(
    called="GET /health", got=f"{health.status_code} {health.text}",
    wanted='200 with {"status": "ok"}, and nothing else', look="the function under @app.get('/health')")
assert answer.status_code == 200 and isinstance(answer.json(), dict), explain(
    called="POST /predict with two rows", got=f"{answer.status_code} {answer.text}",
    wanted="200 with a JSON object; a 500 means that score, or your code, failed on these rows",
    look="does the body's model have a field called rows, and does score get its rows from model_dump(by_alias=True)?")
assert set(answer.json()) == {"version", "p_malignant"} and len(answer.json()["p_malignant"]) == 2, explain(
    called="POST /predict with two rows", got=answer.json(),
    wanted="the keys version and p_malignant, the second with one number per row", look="what predict returns")

# %% role="check" key="make_app_holds" task="make_app" points=4
# Sealed: another schema and score; many calls in random order over the network, among them empty and broken ones.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "make_app_holds")
names = [str(name) for name in rng.choice(COLUMNS, size=3, replace=False)]
weights = rng.uniform(0.01, 0.3, size=3)
hidden_version = f"v{int(rng.integers(10, 99))}.{int(rng.integers(10, 99))}"
hidden_schema = create_model("Row", __config__=ConfigDict(extra="forbid", strict=True),
                             **{f"x{i}": (FiniteFloat, Field(alias=name)) for i, name in enumerate(names)})
loads, batches = [], []


def load():
    loads.append(1)
    return {"weights": weights.copy()}


def offline_score(row):
    return float(sum(weight * row[name] for weight, name in zip(weights, names)))


def score(model, rows):
    batches.append(len(rows))
    if not rows:
        raise ValueError("score was called without rows")
    return [float(sum(w * row[name] for w, name in zip(model["weights"], names))) for row in rows]


app = make_app(load, hidden_schema, score, hidden_version)
assert isinstance(app, FastAPI), explain(
    called="make_app(load, schema, score, version)", got=type(app), wanted="a FastAPI object",
    look="does the function end with return app?")
# The rows share their first value, so that they can be told apart only by looking at all of them.
pool = [{names[0]: 1.0, names[1]: float(x), names[2]: float(y)} for x, y in rng.uniform(0, 1, size=(12, 2))]
with serving(app) as client:
    reply = client.get("/version")
    assert reply.status_code == 200 and reply.json() == {"version": hidden_version}, explain(
        called="GET /version", got=f"{reply.status_code} {reply.text}",
        wanted="the version that make_app was given: a caller must be able to say which model answered",
        look="which version do you return, that of the model or that of a library?", misconception="serve.no_version")
    for _ in range(60):
        rows = [pool[i] for i in rng.integers(0, len(pool), size=int(rng.integers(1, 4)))]
        reply = client.post("/predict", json={"rows": rows})
        assert reply.status_code == 200 and set(reply.json()) == {"version", "p_malignant"}, explain(
            called=f"POST /predict with {len(rows)} sound rows", got=f"{reply.status_code} {reply.text}",
            wanted="200 with version and p_malignant; a 500 means that score, or your code, failed on sound rows",
            look="what predict returns, and under which names score gets its rows (by_alias=True)",
            misconception="serve.no_version")
        assert reply.json()["version"] == hidden_version, explain(
            called="POST /predict", got=reply.json(),
            wanted="every answer carries the version that make_app was given",
            look="which version do you return?", misconception="serve.no_version")
        scores = reply.json()["p_malignant"]
        wanted_scores = [offline_score(row) for row in rows]
        right_form = type(scores) is list and len(scores) == len(rows)
        assert right_form and np.allclose(scores, wanted_scores, rtol=0, atol=1e-9), explain(
            called="POST /predict, the same rows again and again, in random order", got=scores,
            wanted="a row's answer depends on that row only, whatever was asked before",
            look="does something outlive the request: a cache, a list, a dictionary?", misconception="serve.mutable_state")
    reply = client.post("/predict", json={"rows": []})
    assert reply.status_code == 200 and reply.json() == {"version": hidden_version, "p_malignant": []}, explain(
        called="POST /predict with no rows", got=f"{reply.status_code} {reply.text}",
        wanted="200 with an empty list: nothing asked, nothing answered, no error",
        look="score takes one row or more; who looks after the empty list?", misconception="serve.error_code")
    for what, body in [
        ("a missing field", {"rows": [pool[0], {names[0]: 1.0}]}),
        ("a field too many", {"rows": [pool[1] | {"ward": 3.0}]}),
        ("a number as text", {"rows": [pool[2] | {names[1]: "0.4"}]}),
        ("no field called rows", {"row": pool[3]}),
    ]:
        before = len(batches)
        reply = client.post("/predict", json=body)
        assert reply.status_code == 422 and len(batches) == before, explain(
            called=f"POST /predict with {what}", got=f"{reply.status_code} {reply.text}",
            wanted="422 and no score: the caller's mistake is neither a crash (500) nor a made-up answer (200)",
            look="is the body's type list[schema], so that FastAPI checks it before your code runs?",
            misconception="serve.error_code")
assert len(loads) == 1, explain(
    called="60 requests to one service", got=f"load() was called {len(loads)} times",
    wanted="the model is loaded once, before the first answer, and kept",
    look="is load() inside the function that answers?", misconception="serve.load_per_request")
### END HIDDEN TESTS

# %% [markdown] role="task" key="install_errors"
# ## Task 4 — errors that help and keep quiet
# By default a 422 repeats what was sent, and a NaN ends in a 500. Write `install_errors(app)`, which registers two
# handlers, both answering `{"errors": [{"where": ..., "problem": ...}]}` without any value. Bad requests: 422, one
# entry per problem, `where` such as `body.rows.3.worst area`. Any other exception: 500, `where` is `service`.

# %% [markdown] role="hints" key="install_errors"
# 1. FastAPI raises `RequestValidationError` for bad input; `app.exception_handler(...)` lets you answer in your own words. What does its list `errors()` hold?
# 2. Each entry has `loc` (a tuple of places), `msg` (what is wrong) and `input` (what was sent). Pass on the first two. For `Exception` write a fixed sentence: its text is for your log.
# 3. `".".join(str(part) for part in entry["loc"])` is the place; `JSONResponse({"errors": [...]}, status_code=422)` the answer.

# %% role="answer" key="install_errors" skill="error-contract"
def install_errors(app):
    """Give `app` handlers for bad requests (422) and for everything else that fails (500).

    FastAPI's own HTTPException (404, 405, a body that cannot be read: 400) keeps its own handler: leave it alone.
    `where` may hold any field's name, also an unknown one, and for broken JSON a position; `problem` is pydantic's
    `msg` or `type`, and for a 500 a fixed sentence or the exception's class. Values and the exception's text stay inside.
    """
    ### BEGIN SOLUTION
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
    ### END SOLUTION

# %% role="check" key="install_errors_shape" task="install_errors" points=1
class Pair(BaseModel):
    a: float
    b: float


plain = FastAPI()


@plain.post("/double")
def double(pair: Pair):
    return {"double": [2 * pair.a, 2 * pair.b]}


install_errors(plain)
with serving(plain) as client:
    sound = client.post("/double", json={"a": 1, "b": 2})
    broken = client.post("/double", json={"a": 1})
assert sound.status_code == 200 and sound.json() == {"double": [2.0, 4.0]}, explain(
    called="POST /double with a sound body", got=f"{sound.status_code} {sound.text}",
    wanted="sound requests are answered as before", look="do the handlers touch anything but errors?")
assert broken.status_code == 422 and set(broken.json()) == {"errors"}, explain(
    called="POST /double without the field b", got=f"{broken.status_code} {broken.text}",
    wanted='422 with {"errors": [...]} in place of FastAPI\'s own {"detail": [...]}',
    look="is the handler registered for RequestValidationError?")

# %% role="check" key="install_errors_quiet" task="install_errors" points=3
# Sealed: NaN in the body, several problems at once, values that must not come back, and a model that fails.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "install_errors_quiet")
names = [str(name) for name in rng.choice(COLUMNS, size=3, replace=False)]
patient = f"patient-{int(rng.integers(10**6, 10**7))}"
secret = f"/srv/models/{int(rng.integers(10**6, 10**7))}.key"
Row = create_model("Row", __config__=ConfigDict(extra="forbid", strict=True),
                   **{name: (FiniteFloat, ...) for name in names})


class Rows(BaseModel):
    rows: list[Row]


plain = FastAPI()


@plain.post("/count")
def count(body: Rows):
    return {"count": len(body.rows)}


@plain.get("/fail")
def fail():
    raise RuntimeError(f"cannot read {secret}")


install_errors(plain)
good = {name: 1.5 for name in names}
nan_body = json.dumps({"rows": [good, good | {names[1]: float("nan")}]})
with serving(plain) as client:
    sound = client.post("/count", json={"rows": [good, good]})
    with_nan = client.post("/count", content=nan_body, headers=JSON_TYPE)
    two = client.post("/count", json={"rows": [good | {names[0]: patient}, {names[0]: 1.0, names[1]: 2.0}]})
    unreadable = client.post("/count", content='{"rows": [', headers=JSON_TYPE)
    failed = client.get("/fail")
    unknown = client.get("/no-such-page")
assert sound.status_code == 200 and sound.json() == {"count": 2}, explain(
    called="a sound request", got=f"{sound.status_code} {sound.text}",
    wanted="sound requests are answered as before", look="do the handlers touch anything but errors?")
assert with_nan.status_code == 422, explain(
    called="POST with NaN in the body", got=f"{with_nan.status_code} {with_nan.text}",
    wanted="422, as for any other bad value; JSON has no NaN, so an answer that repeats it becomes a 500",
    look="which part of each entry holds what was sent?", misconception="serve.error_code")


def entries(response):
    body = response.json() if response.headers.get("content-type", "").startswith("application/json") else None
    errors = body.get("errors") if type(body) is dict else None
    sound = type(errors) is list and errors and all(
        type(e) is dict and set(e) == {"where", "problem"} and all(type(v) is str and v for v in e.values())
        for e in errors)
    return errors if sound else None


for what, response in [("NaN in a field", with_nan), ("two broken rows", two), ("half a JSON text", unreadable)]:
    assert response.status_code == 422 and entries(response), explain(
        called=f"POST with {what}", got=f"{response.status_code} {response.text}",
        wanted='422 with {"errors": [...]}, each entry with the two texts where and problem',
        look="one entry per item of error.errors()", misconception="serve.error_code")
places = [entry["where"] for entry in entries(two)]
assert len(places) == 2 and any(f"rows.0.{names[0]}" in place for place in places) and any(
    f"rows.1.{names[2]}" in place for place in places), explain(
    called="POST with a bad value in one row and a missing field in the next", got=places,
    wanted="two entries, each naming the row's number and the field, so that the caller can mend both at once",
    look="join the parts of loc, all of them, for every entry", misconception="serve.error_code")
assert patient not in two.text, explain(
    called="POST with a text that could be a patient's name", got=two.text,
    wanted="no value that was sent comes back: error texts end up in logs that more people read",
    look="leave out the entry's input, and do not print the error itself", misconception="serve.leaky_error")
assert failed.status_code == 500 and entries(failed) and entries(failed)[0]["where"] == "service", explain(
    called="a request on which the model fails", got=f"{failed.status_code} {failed.text}",
    wanted='500 in the same form as the other errors, where being "service"',
    look="a second handler, for Exception", misconception="serve.error_code")
assert secret not in failed.text and "cannot read" not in failed.text, explain(
    called="a request on which the model fails", got=failed.text,
    wanted="a fixed sentence or the exception's class; paths, names and the exception's text stay inside",
    look="what of the exception do you pass on?", misconception="serve.leaky_error")
assert unknown.status_code == 404, explain(
    called="GET /no-such-page", got=f"{unknown.status_code} {unknown.text}",
    wanted="404 as before", look="register handlers for two classes only: RequestValidationError and Exception",
    misconception="serve.error_code")
### END HIDDEN TESTS

# %% [markdown] role="task" key="report"
# ## Task 5 — the acceptance report
# Write `report(client, rows, expected, bad)`: ask a running service for every row alone and for all together; send
# each JSON text of `bad` to `/predict`. Return `version`, `rows`, `max_difference` from `expected` over all answers,
# `bad_requests`, `refused` (422 only), `server_errors` (500 and more) and `passed`: at most 1e-9 apart, and all refused.

# %% [markdown] role="hints" key="report"
# 1. One row that differs is enough to stop a release. Which summary of the differences cannot hide it?
# 2. Collect two lists of answers (alone, together), compare each with `expected`, and keep the largest absolute difference. Count status codes by what they are, not by what they are not.
# 3. `client.post("/predict", content=text, headers=JSON_TYPE).status_code` for each text; `np.max(np.abs(np.array(alone) - expected))`; then `float(...)`, `bool(...)`.

# %% role="answer" key="report" skill="training-serving-parity"
def report(client, rows, expected, bad):
    """Return the acceptance report of a running service, as a dictionary that JSON can carry.

    `version` comes from GET /version. `rows` is never empty, and each sound row gets a 200 with one finite score: only
    the numbers may be wrong. `server_errors` counts answers to `bad` alone; an empty `bad` is refused in full.
    Send each text as it is, with the headers JSON_TYPE: FastAPI refuses a body without them unread, sound or not.
    """
    ### BEGIN SOLUTION
    def ask(some):
        return client.post("/predict", json={"rows": some}).json()["p_malignant"]

    alone = [ask([row])[0] for row in rows]
    together = ask(rows)
    difference = float(np.max(np.abs(np.array([alone, together]) - np.asarray(expected))))
    codes = [client.post("/predict", content=text, headers=JSON_TYPE).status_code for text in bad]
    refused = codes.count(422)
    return {
        "version": client.get("/version").json()["version"],
        "rows": len(rows),
        "max_difference": difference,
        "bad_requests": len(bad),
        "refused": refused,
        "server_errors": sum(code >= 500 for code in codes),
        "passed": bool(difference <= 1e-9 and refused == len(bad)),
    }
    ### END SOLUTION

# %% role="check" key="report_form" task="report" points=1
def always(version, scores):
    """A client of a pretended service: it gives these scores, and refuses bodies that are not JSON."""
    def reply(request):
        if request.url.path == "/version":
            return httpx.Response(200, json={"version": version})
        try:
            body = json.loads(request.content)
        except ValueError:
            return httpx.Response(422, json={"errors": []})
        assert type(body) is dict and type(body.get("rows")) is list, explain(
            called="POST /predict, by your report", got=request.content.decode(),
            wanted='{"rows": [...]} for sound rows, and each text of bad exactly as it is',
            look="json= turns an object into text; what is text already goes into content=, or it is encoded twice")
        size = len(body["rows"])
        return httpx.Response(200, json={"version": version, "p_malignant": scores[:size]})
    return httpx.Client(transport=httpx.MockTransport(reply), base_url="http://pretended")


KINDS = {"version": str, "rows": int, "max_difference": float, "bad_requests": int, "refused": int,
         "server_errors": int, "passed": bool}
for name in ("red", "blue"):
    found = report(always(name, [0.25, 0.25]), [{"a": 1.0}, {"a": 2.0}], [0.25, 0.25], ["{", "["])
    assert type(found) is dict and set(found) == set(KINDS), explain(
        called="report(client, rows, expected, bad)", got=found,
        wanted="a dictionary with the seven keys of the task", look="compare your keys with the task's")
    assert all(type(found[key]) is kind for key, kind in KINDS.items()), explain(
        called="report(client, rows, expected, bad)", got={key: type(value).__name__ for key, value in found.items()},
        wanted="text, whole numbers, one float and one bool, of Python's own types",
        look="float(...) and bool(...) turn NumPy's types into Python's")
    assert found["version"] == name, explain(
        called="report(client of a service, ...)", got=found["version"],
        wanted="the version that this service answers with", look="GET /version")

# %% role="check" key="report_recomputed" task="report" points=3
# Sealed: pretended services with known faults, each counted again here and compared number by number.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "report_recomputed")
scores = rng.uniform(0.1, 0.9, size=8)
rows = [{"id": i} for i in range(8)]
off = float(rng.uniform(0.01, 0.05))
spot = int(rng.integers(2, 8))  # never the first rows


def pretended(version, codes, alone=0.0, together=0.0):
    """A service that is off by so much at one row, asked alone or together, and answers bad bodies with these codes."""
    left = list(codes)

    def reply(request):
        if request.url.path == "/version":
            return httpx.Response(200, json={"version": version})
        if not request.headers.get("content-type", "").startswith("application/json"):
            return httpx.Response(422, json={"errors": []})  # as FastAPI does: refused unread
        try:
            asked = [row["id"] for row in json.loads(request.content)["rows"]]
        except (ValueError, KeyError, TypeError):
            return httpx.Response(left.pop(0), json={"version": version, "p_malignant": [0.5]})
        fault = alone if len(asked) == 1 else together
        return httpx.Response(200, json={
            "version": version, "p_malignant": [float(scores[i]) - fault * (i == spot) for i in asked]})
    return httpx.Client(transport=httpx.MockTransport(reply), base_url="http://pretended")


bad = ['{"rows": [{"id"', '{"row": []}', "null", '{"rows": 3}', '{"rows": [3]}']
cases = [
    ("a faultless service", {}, [422] * 5, "serve.error_code"),
    ("a service that is off at one row when rows come together", {"together": off}, [422] * 5, "ops.parity_one_row"),
    ("a service that is off at one row when it comes alone", {"alone": -off}, [422] * 5, "ops.parity_one_row"),
    ("a service that crashes on one bad request", {}, [422, 422, 500, 422, 422], "serve.error_code"),
    ("a service that makes up answers to bad requests", {}, [422, 200, 422, 503, 404], "serve.error_code"),
]
for number, (what, fault, codes, misconception) in enumerate(cases):
    name = f"r{number}-{int(rng.integers(1000, 9999))}"
    found = report(pretended(name, codes, **fault), [dict(row) for row in rows], scores.tolist(), list(bad))
    assert type(found) is dict and {"version", "rows", "max_difference", "bad_requests", "refused", "server_errors",
                                    "passed"} <= set(found), explain(
        called=f"report of {what}", got=found, wanted="a dictionary with the seven keys of the task",
        look="compare your keys with the task's")
    assert (found["version"], found["rows"], found["bad_requests"]) == (name, 8, 5), explain(
        called=f"report of {what}", got=found,
        wanted="the version that this service answers with, and the numbers of rows and of bad requests",
        look="version comes from GET /version, the counts from the arguments", misconception="serve.no_version")
    largest = max((abs(value) for value in fault.values()), default=0.0)
    assert type(found["max_difference"]) is float and abs(found["max_difference"] - largest) < 1e-12, explain(
        called=f"report of {what}", got=found,
        wanted="max_difference is the largest absolute distance over all rows, alone and together, whatever its sign",
        look="which rows and which calls does your maximum see?", misconception="ops.parity_one_row")
    refused, crashed = codes.count(422), sum(code >= 500 for code in codes)
    assert type(found["refused"]) is int and (found["refused"], found["server_errors"]) == (refused, crashed), explain(
        called=f"report of {what}", got=found,
        wanted="refused counts the answers 422 and nothing else; server_errors counts 500 and above",
        look="a crash is not a refusal, nor is a missing page; without JSON_TYPE every body is refused unread",
        misconception="serve.error_code")
    passed = largest == 0 and refused == 5
    assert type(found["passed"]) is bool and found["passed"] == passed, explain(
        called=f"report of {what}", got=found,
        wanted="passed is True only where the difference is at most 1e-9 and every bad request was refused",
        look="both conditions, joined by and", misconception=misconception)
### END HIDDEN TESTS

# %% key="run"
# Your parts together: the service runs on this computer, is called over the network, and its report is kept.
app = make_app(lambda: MODEL, row_schema(NAMES), lambda model, rows: score_rows(model, NAMES, rows), "tumour-2026.1")
install_errors(app)
rows = TABLE[NAMES].sample(40, random_state=SEED).to_dict("records")
expected = MODEL.predict_proba(pd.DataFrame(rows, columns=NAMES))[:, list(MODEL.classes_).index(MALIGNANT)]
bad = [json.dumps({"rows": [rows[0] | change]}) for change in
       ({"ward": 3}, {NAMES[0]: "18.5"}, {NAMES[0]: None}, {NAMES[0]: float("nan")})] + ["{", '{"rows": [{}]}']
with serving(app) as client:
    found = report(client, rows, expected.tolist(), bad)
Path("scoring-service-report.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
found

# %% [markdown] role="written" key="story" points=3
# ## In your own words
# For a reader who hires: the problem (who calls this service, and what a wrong answer costs), the approach (what is
# refused, what is promised, how you know), and the impact (the numbers of your report, and what it does not show).
# === BEGIN ANSWER ===
# **Problem.** The clinic's software needs a probability of malignancy for each tumour that it measures. A service
# that sorts the columns differently from the notebook, or fills in a missing measurement, gives a confident wrong
# number that nobody notices.
#
# **Approach.** The request has a strict schema: every measurement by name, finite, nothing missing, nothing more.
# Columns are taken by name, the model is loaded once, and each answer carries the model's version. Bad requests get a
# 422 that names the place without repeating the value; failures inside give a plain 500.
#
# **Impact.** Over the network the service agreed with the notebook on all 40 rows, alone and together, to within
# 1e-9, and refused all six bad requests without one crash. The report does not show speed under load, nor whether the
# model is right for this clinic's patients.
# === END ANSWER ===
