# %% [markdown]
# # Deployment and serving
# A model helps nobody until somebody else's software can ask it. You will give every caller the answer that your
# notebook gives, refuse what cannot be answered, and ship a file that can be trusted.

# %%
from certbook.lab import load_data  # first: keeps BLAS to one thread

import hashlib
import json
import os
import pickle
import socket
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import skops.io as sio
import uvicorn
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError, create_model
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#777777"
plt.rcParams.update({"figure.figsize": (7.2, 4.0), "figure.dpi": 110, "axes.spines.top": False,
                     "axes.spines.right": False, "axes.titlelocation": "left", "legend.frameon": False})

# %% [markdown]
# ## A model that is right, here
# Five measurements of a tumour, a scaler and a logistic regression: the model ranks unseen tumours well.
# `model.classes_` lists the labels in the order of the columns of `predict_proba`, so that is where you look up the
# column of *malignant*: a label is not a column number. Keep these scores. The question is only whether the world
# outside this notebook gets the same ones.

# %%
NAMES = ["worst texture", "worst area", "worst smoothness", "mean concave points", "area error"]
MALIGNANT = 0  # in this table 0 is malignant, 1 is benign
table = load_data("breast_cancer")
X_train, X_test, y_train, y_test = train_test_split(
    table[NAMES], table["target"], test_size=0.4, stratify=table["target"], random_state=0)
model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(X_train, y_train)
column = list(model.classes_).index(MALIGNANT)
offline = model.predict_proba(X_test)[:, column]
print(f"AUC in the notebook: {roc_auc_score(y_test == MALIGNANT, offline):.3f} on {len(X_test)} tumours")

# %% [markdown]
# ## The same numbers in another order
# A request arrives as JSON, and the keys of a JSON object have no order that you may rely on. Suppose a caller's
# library sorts them. Nothing is missing and every number is right. Take the values by position, as many a first
# service does, and count the decisions that change.

# %%
requests = [json.loads(json.dumps(row, sort_keys=True)) for row in X_test.to_dict("records")]
by_position = pd.DataFrame([list(row.values()) for row in requests], columns=NAMES)
by_name = pd.DataFrame(requests, columns=NAMES)
wrong, right = (model.predict_proba(rows)[:, column] for rows in (by_position, by_name))
for label, served in [("by position", wrong), ("by name", right)]:
    print(f"{label:>11}: AUC {roc_auc_score(y_test == MALIGNANT, served):.3f}, "
          f"largest difference {np.abs(served - offline).max():.3f}, "
          f"{np.mean((served >= 0.5) != (offline >= 0.5)):.0%} of the decisions change")

fig, axes = plt.subplots(1, 2, sharey=True, layout="constrained")
for ax, served, colour, title in [(axes[0], wrong, ORANGE, "Values taken by position"),
                                  (axes[1], right, BLUE, "Values taken by name")]:
    ax.axline((0, 0), slope=1, color=GREY, linewidth=0.8)
    ax.scatter(offline, served, s=14, color=colour, alpha=0.6)
    ax.set(title=title, xlabel="probability in the notebook", xlim=(-0.03, 1.03), ylim=(-0.03, 1.03))
axes[0].set_ylabel("probability from the service")
plt.show()

# %% [markdown]
# No error, no warning, and on the left a service that calls every tumour malignant. A model cannot notice that
# a smoothness arrived where an area was meant. Plot served against offline before each release: every point
# belongs on the diagonal, and one that leaves it is a bug, not noise.

# %% [markdown]
# ## What a request may contain
# The schema is the service's door, and `create_model` builds it from a list of names. By default pydantic is a friendly
# porter: it turns text into numbers, lets NaN pass and drops fields that it does not know. Two settings and one type
# make it strict. A field may also carry an *alias*, the name that callers use: `model_dump(by_alias=True)` then gives
# that name back, plain `model_dump()` the inner one.

# %%
lenient = create_model("Lenient", **{name: (float, ...) for name in NAMES})
strict = create_model("Strict", __config__=ConfigDict(extra="forbid", strict=True),
                      **{name: (FiniteFloat, ...) for name in NAMES})
sound = X_test.iloc[0].to_dict()
changes = {"a sound row": {}, "a number as text": {"worst area": "1956"}, "true": {"worst area": True},
           "NaN": {"worst area": float("nan")}, "an unknown field": {"worst aera": 1956.0},
           "null": {"worst area": None}}


aliased = create_model("Aliased", area=(FiniteFloat, Field(alias="worst area")))
tumour = aliased.model_validate({"worst area": 1956})
print("model_dump():", tumour.model_dump(), " model_dump(by_alias=True):", tumour.model_dump(by_alias=True))


def verdict(schema, row):
    try:
        return f"{schema.model_validate(row).model_dump(by_alias=True)['worst area']:g}"
    except ValidationError:
        return "refused"


pd.DataFrame({label: {"lenient: area becomes": verdict(lenient, sound | change),
                      "strict: area becomes": verdict(strict, sound | change)}
              for label, change in changes.items()}).T

# %% [markdown]
# A tumour with an area of 1, because somebody sent `true`, gets a confident score from the lenient service. So
# does the row whose misspelt field was dropped. Refusing is the kinder answer: the caller learns of the mistake
# today, not from a patient.

# %% [markdown]
# ## A service, for real
# The service loads its model once, before the first answer. It names its version in every reply, and holds nothing
# else between requests. `def`, not `async def`, before a function that computes: you will soon see why. FastAPI
# checks the body against the schema before your code runs.

# %%
def make_app(load, version):
    model = load()  # once, when the service is made
    app = FastAPI(version=version)

    class Question(BaseModel):
        rows: list[strict]

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.post("/predict")
    def predict(question: Question):
        rows = pd.DataFrame([row.model_dump(by_alias=True) for row in question.rows], columns=NAMES)
        scores = model.predict_proba(rows)[:, column].tolist() if len(rows) else []
        return {"version": version, "p_malignant": scores}

    return app

# %% [markdown]
# To call it you need a server. This one listens on the *loopback* address 127.0.0.1, which only programs on your own
# computer can reach, and on a port that the system picks. It answers while the `with` block runs, and then stops.
# Outside a notebook you would type `uvicorn app:app` and leave it running.

# %%
@contextmanager
def serving(app):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while thread.is_alive() and not server.started:
        time.sleep(0.002)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    fresh = httpx.Limits(max_keepalive_connections=0)  # a new connection per request
    try:
        with httpx.Client(base_url=address, timeout=5, limits=fresh, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(5)
        listener.close()


app = make_app(lambda: model, "tumour-2026.1")
with serving(app) as client:
    answer = client.post("/predict", json={"rows": requests}).json()
    refused = client.post("/predict", json={"rows": [requests[0] | {"worst area": "1956"}]})
print(answer["version"], f"- largest difference from the notebook: {np.abs(answer['p_malignant'] - offline).max():.1e}")
print("a number as text:", refused.status_code, refused.json()["detail"][0]["msg"])

# %% [markdown]
# ## When a refusal turns into a crash
# Python's JSON reader accepts `NaN`, although JSON has no such thing. The strict schema refuses it. But FastAPI's
# own refusal repeats what was sent, a NaN cannot be written back, and so the refusal itself fails. What does the
# caller see, and what does a refusal give away? The header `Content-Type` says that the body is JSON: httpx adds it for
# `json=`, not for `content=`, and without it FastAPI refuses every body unread, sound ones too.

# %%
with_nan = json.dumps({"rows": [requests[0] | {"worst area": float("nan")}]})
with_name = json.dumps({"rows": [requests[0] | {"worst area": "Ada Byron, ward 7"}]})
JSON_TYPE = {"Content-Type": "application/json"}


def try_both(app):
    with serving(app) as client:
        for what, body in [("NaN", with_nan), ("a name", with_name)]:
            reply = client.post("/predict", content=body, headers=JSON_TYPE)
            print(f"{what:>7}: {reply.status_code} {reply.text[:170]}")


try_both(app)

# %% [markdown]
# A 500 says *we are broken*, so somebody is woken at night and the caller sends the same body again. And the
# second answer has just copied a patient's name into two systems' logs. An *exception handler* is a function that
# writes the answer when an exception of its class goes up. One mends both: name the place and the problem, never the
# value.

# %%
app = make_app(lambda: model, "tumour-2026.1")  # handlers are read when a service starts: register them before


@app.exception_handler(RequestValidationError)
def bad_request(request, error):
    errors = [{"where": ".".join(map(str, entry["loc"])), "problem": entry["msg"]} for entry in error.errors()]
    return JSONResponse({"errors": errors}, status_code=422)


try_both(app)

# %% [markdown]
# ## Once, or on every request
# Loading inside the function that answers passes every test of the answers; it shows only on a clock. The model is
# a forest of 25 trees this time. Time single calls, after a warm-up, and look at the whole distribution: half the
# callers wait longer than the median, one in twenty longer than the 95th percentile.

# %%
forest = RandomForestClassifier(n_estimators=25, random_state=0).fit(X_train, y_train)
packed_forest = sio.dumps(forest)


def load():
    return sio.loads(packed_forest, trusted=["sklearn.tree._tree.Tree"])


class Forgetful:
    """Stands in for a model, and loads the real one whenever it is asked."""

    def predict_proba(self, rows):
        return load().predict_proba(rows)


def time_calls(app, warmup=5, runs=40):
    times = []
    with serving(app) as client:
        for number in range(warmup + runs):
            start = time.perf_counter()
            client.post("/predict", json={"rows": [requests[number % len(requests)]]})
            times.append(1000 * (time.perf_counter() - start))
    return np.array(times)


timed = {"loaded once": time_calls(make_app(load, "forest")),
         "loaded per request": time_calls(make_app(Forgetful, "forest"))}
for label, times in timed.items():
    print(f"{label:>18}: first call {times[0]:5.1f} ms, then median {np.median(times[5:]):5.1f} ms, "
          f"95th percentile {np.percentile(times[5:], 95):5.1f} ms")

# %%
fig, ax = plt.subplots(layout="constrained")
for (label, times), colour in zip(timed.items(), (BLUE, ORANGE)):
    ordered = np.sort(times[5:])
    p95 = np.percentile(ordered, 95)
    ax.step(ordered, np.arange(1, len(ordered) + 1) / len(ordered), color=colour, where="post", label=label)
    ax.plot(p95, 0.95, "o", color=colour)
    ax.annotate(f"95%: {p95:.1f} ms", (p95, 0.95), (6, -13), textcoords="offset points", color=colour)
ax.set(title="How long callers wait, on this computer", xlabel="time of one call (ms, logarithmic)",
       ylabel="share of calls answered by then", xscale="log", ylim=(0, 1.03))
low, high = ax.get_xlim()
ticks = [tick for tick in (1, 2, 5, 10, 20, 50, 100, 200, 500) if low <= tick <= high]
ax.set_xticks(ticks, [str(tick) for tick in ticks])
ax.minorticks_off()
ax.legend(loc="lower right")
plt.show()

# %% [markdown]
# Your own numbers differ from mine, which is why the labs never grade speed, only how you measure it. A model of
# a gigabyte would turn the orange line into seconds. And the first call, which fills caches, is longer than the
# rest: a timing that counts it measures the morning, not the day.

# %% [markdown]
# ## Why `def` and not `async def`
# `async def` promises that your function gives way while it waits. A model that computes never gives way, so
# everybody else stands in line, the health check among them. A platform that hears no health check for a few
# seconds kills the container in mid-answer.

# %%
waiting = FastAPI()


@waiting.get("/async")
async def computes_in_the_event_loop():
    time.sleep(0.4)  # stands for a long computation


@waiting.get("/plain")
def computes_in_a_thread():
    time.sleep(0.4)


@waiting.get("/health")
async def health():
    return {"status": "ok"}


delays = {}
with serving(waiting) as client:
    client.get("/health")
    for path in ("/async", "/plain"):
        long_call = threading.Thread(target=client.get, args=(path,))
        long_call.start()
        time.sleep(0.05)
        start = time.perf_counter()
        client.get("/health")
        delays[path] = 1000 * (time.perf_counter() - start)
        long_call.join()

fig, ax = plt.subplots(figsize=(7.2, 2.2), layout="constrained")
bars = ax.barh(["async def", "def"], [delays["/async"], delays["/plain"]], color=[ORANGE, BLUE], height=0.6)
ax.bar_label(bars, fmt="%.0f ms", padding=4)
ax.invert_yaxis()
ax.set(title="The health check, asked while one 400 ms request runs", xlabel="time until it answers (ms)",
       ylabel="/predict written with", xlim=(0, 430))
plt.show()

# %% [markdown]
# ## A model file can be a program
# A pickle is a list of instructions, and one of them is *call this function*. Opening the file is enough; by the
# time you can look at the model, its instructions have run. The stranger's file below does nothing worse than print
# a line. It could have read your keys.

# %%
class Stranger:
    def __reduce__(self):
        return (print, ("this line was printed by the file, not by the notebook",))


file = pickle.dumps(Stranger())
nothing = pickle.loads(file)

# %% [markdown]
# skops writes a zip of arrays and a description in JSON, and builds only *trusted types*: classes and functions on its
# own list or on yours. Even a forest must be allowed by name, because a *forged tree*, one whose arrays point outside
# themselves, can crash the process. The misconception is to ask the file which types it
# wants and to hand that list back as `trusted`: then the file decides what you trust.

# %%
packed = sio.dumps(model)
shell = sio.dumps(FunctionTransformer(os.system))
files = {"logistic regression": packed, "a forest": packed_forest, "a transformer around os.system": shell}
for label, content in files.items():
    print(f"{label}: asks for {sio.get_untrusted_types(data=content) or 'nothing unknown'}")
    try:
        sio.loads(content, trusted=[])  # your own list: here, empty
        print("   loaded")
    except TypeError as error:
        print("   refused:", str(error).splitlines()[0])

# %% [markdown]
# ## A fingerprint of the content
# Harmless is not yet unchanged. A *manifest*, a small file that says what a package holds, travels with the model: the
# SHA-256 of the bytes, the version, the order of the features and the libraries' versions. Hash the content, not the
# name: here one bit flips, and only one of the two notices.

# %%
changed = bytearray(packed)
changed[len(packed) // 2] ^= 1


def short_hash(data):
    return hashlib.sha256(data).hexdigest()[:16]


pd.DataFrame({"of the path": [short_hash(b"models/tumour-2026.1.skops")] * 2,
              "of the content": [short_hash(packed), short_hash(bytes(changed))]},
             index=["the file", "the file with one changed bit"])

# %% [markdown]
# ## Parity, where it matters
# Copies that leave Python, ONNX among them, usually compute in single precision. The scores then differ in the
# seventh digit, which sounds like nothing. But a decision compares with a threshold, and a threshold is often
# chosen *from* the scores. Then a patient lies exactly on it.

# %%
scaler, regression = model[0], model[-1]
single = ((X_test.to_numpy(np.float32) - scaler.mean_.astype(np.float32)) / scaler.scale_.astype(np.float32)
          ) @ regression.coef_[0].astype(np.float32) + np.float32(regression.intercept_[0])
copy = 1 - 1 / (1 + np.exp(-single.astype(np.float64)))  # class 0 is malignant
malignant = np.sort(offline[y_test == MALIGNANT])
threshold = malignant[int(0.02 * len(malignant))]  # the highest that misses at most 2% of the malignant
difference = np.abs(copy - offline)
flips = np.flatnonzero((copy >= threshold) != (offline >= threshold))
print(f"largest difference {difference.max():.1e}; "
      f"at the threshold {threshold:.4f} {len(flips)} of {len(copy)} decisions flip")
print(f"flips over all thresholds that are somebody's score: "
      f"{np.mean([np.any((copy >= t) != (offline >= t)) for t in offline]):.0%} of the thresholds have at least one")

fig, ax = plt.subplots(layout="constrained")
distance = np.maximum(np.abs(offline - threshold), 1e-12)  # zero has no place on a logarithmic axis
ax.fill_between([1e-13, 1], [1e-13, 1], 1, color=ORANGE, alpha=0.12, linewidth=0)
ax.scatter(distance, np.maximum(difference, 1e-12), s=14, color=BLUE, alpha=0.6, label="one tumour")
ax.annotate("here the copy strays further\nthan the threshold is away:\na decision can flip", (3e-12, 2e-7), color=ORANGE)
on_it = distance <= 1e-12
ax.scatter(distance[on_it], np.maximum(difference[on_it], 1e-12), s=50, facecolors="none", edgecolors="black",
           label="the tumour that set the threshold (distance 0)")
ax.set(title="Single precision: far from the threshold it is harmless", xscale="log", yscale="log",
       xlabel="distance of the score from the threshold (logarithmic)", ylabel="difference of the copy (logarithmic)",
       xlim=(3e-13, 1), ylim=(3e-13, 1e-2))
ax.legend(loc="upper left")
plt.show()

# %% [markdown]
# So report two numbers: the largest difference over *all* rows, and the decisions that flip at the threshold in
# use. A check on one comfortable row sees neither. If flips matter, put the threshold into a gap between scores,
# not onto a score.

# %% [markdown]
# ## A job that runs at night, twice
# Not every caller waits for a reply: much scoring is a job over a file. Jobs crash and are started again, so count what
# a second run leaves behind. Appending doubles the list; opening the old file for writing shows readers an empty one
# until the job ends. Write beside it, then let `os.replace` swap the whole file in.

# %%
rows = [f"{row},{chance:.6f}\n" for row, chance in enumerate(np.random.default_rng(0).random(5000))]


def appends(path):
    with open(path, "a") as stream:
        yield from (stream.write(row) for row in rows)


def opens(path):
    with open(path, "w", buffering=1) as stream:
        yield from (stream.write(row) for row in rows)


def swaps(path):
    with open(path + ".part", "w") as stream:
        yield from (stream.write(row) for row in rows)
    os.replace(path + ".part", path)


def rows_in(path):
    return Path(path).read_text().count("\n") if os.path.exists(path) else None


with TemporaryDirectory() as desk:
    for job in (appends, opens, swaps):
        path, seen = f"{desk}/{job.__name__}.csv", []
        for _ in range(2):
            seen += [rows_in(path) for number, _ in enumerate(job(path)) if number % 500 == 499]  # while it writes
        found = {count for count in seen if count is not None}
        print(f"{job.__name__:8s} two runs leave {rows_in(path):5d} rows; readers meanwhile found {min(found)} to {max(found)}")

# %% [markdown]
# ## As of a date, and never of today
# A job for March may run in June, after a crash or a correction. It must then see March: rows that came later do not
# exist, ages count to the day that was asked, and no clock runs in it. Give the date as an argument. A line that cannot
# be read goes into a quarantine file with its reason, and the job's exit code says so.

# %%
visits = pd.DataFrame({"person": [1, 1, 1, 2], "year": [1975, 1976, 1977, 1976], "cost": [10.0, 30.0, 500.0, 80.0]})
for year in (1976, 1977):
    latest = visits[visits["year"] <= year].groupby("person")["cost"].mean()
    print(f"run in {year}, mean cost so far: person 1 {latest[1]:.0f}, person 2 {latest[2]:.0f}")
again = visits.groupby("person")["cost"].mean()
print(f"1976 run again in 1977 without a date: person 1 {again[1]:.0f}: the list of 1976 has changed afterwards")

# %% [markdown]
# ## The box that it travels in
# A container is the service with its Python and its libraries, in one image that runs anywhere. The repository
# holds a complete one, in `modules/12-deployment/service`. Each line has a reason:
#
# ```dockerfile
# FROM python:3.11-slim                # small, and its version is pinned
# WORKDIR /service
# COPY requirements.txt .              # libraries first: rebuilt only when they change
# RUN pip install --no-cache-dir -r requirements.txt
# COPY app.py .
# COPY model/ model/                   # the very file that was measured; nothing trains in here
# USER 10001                           # no root inside
# EXPOSE 8000
# HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health')"]
# CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000"]
# ```
#
# Build it with `docker build --tag tumour-scoring:2026.1 .` and run it with
# `docker run --rm --publish 127.0.0.1:8000:8000 tumour-scoring:2026.1`. Without Docker, `uvicorn app:app` in the same
# folder gives the same service. Inside a container it must listen on `0.0.0.0`, or nobody outside reaches it;
# `--publish 127.0.0.1:…` keeps that to your computer.

# %% [markdown]
# ## Summary
# - The service gives the notebook's answer, shown on every row: values by name, a strict schema, one model loaded
#   once, its version in every reply.
# - A bad request gets a 422 that names the place and repeats nothing. Crashes, silent defaults and quoted values are
#   three ways to get it wrong.
# - A model travels in a file that runs nothing, with a hash of its content and a list of types that is yours; parity
#   means the largest difference *and* the flips at the threshold.
