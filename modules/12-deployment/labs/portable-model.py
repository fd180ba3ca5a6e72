# ---
# title: Portable model
# minutes: 55
# problem: Hand a model to another machine so that it arrives whole, runs nothing it should not, and answers the same.
# artefact: portable-model-report.json
# ---
# %% [markdown] key="intro"
# # Portable model
# Your tumour model has to leave this computer. You will pack it with a fingerprint, load it without trusting the file,
# measure how far a copy's answers stray from the original's, time it fairly, and end with a release note that
# says yes or no, with the numbers that decided.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="setup"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import hashlib
import io
import json
import math
import os
import pickle
import tempfile
import time
import zipfile
from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import skops.io as sio
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from skops.io.exceptions import UntrustedTypesFoundException

TABLE = load_data("breast_cancer")
COLUMNS = [name for name in TABLE.columns if name != "target"]
NAMES = ["worst texture", "worst area", "worst smoothness", "mean concave points", "area error"]
MODEL = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(TABLE[NAMES], TABLE["target"])
LIBRARIES = ["scikit-learn", "skops", "numpy"]  # the versions that a manifest records


class Refused(Exception):
    """A model file that must not be loaded."""


# %% [markdown] role="task" key="pack"
# ## Task 1 — the package
# Write `pack(model, folder, names, version)`: put `model.skops` and `manifest.json` into `folder`, made where missing.
# The manifest, also returned, holds `version`, `features` (`names`, in the order given), `sha256` (of the file's content,
# as `hexdigest` gives it) and `libraries` (name → installed version, for `LIBRARIES`). Where a manifest stands
# already, change nothing and raise `FileExistsError`.

# %% [markdown] role="hints" key="pack"
# 1. A fingerprint is worth something only if it changes when the content changes. What exactly goes into the hash?
# 2. Look for an old manifest before you write anything. Make the bytes first, hash those bytes, write those bytes: then hash and file cannot disagree.
# 3. `content = sio.dumps(model)`, `hashlib.sha256(content).hexdigest()`, `{name: installed(name) for name in LIBRARIES}`, and `json.dumps` for the manifest.

# %% role="answer" key="pack" skill="model-package"
def pack(model, folder, names, version):
    """Write the model and its manifest into `folder`; return the manifest.

    A folder with a model.skops but no manifest.json is an unfinished package, and may be written over.
    """
    ### BEGIN SOLUTION
    folder = Path(folder)
    if (folder / "manifest.json").exists():
        raise FileExistsError(f"{folder} holds a package already; a version never changes")
    folder.mkdir(parents=True, exist_ok=True)
    content = sio.dumps(model)
    manifest = {
        "version": version,
        "features": list(names),
        "sha256": hashlib.sha256(content).hexdigest(),
        "libraries": {name: installed(name) for name in LIBRARIES},
    }
    (folder / "model.skops").write_bytes(content)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    return manifest
    ### END SOLUTION

# %% role="check" key="pack_form" task="pack" points=1
with tempfile.TemporaryDirectory() as desk:
    manifest = pack(MODEL, Path(desk) / "v1", list(NAMES), "trial-1")
    files = sorted(path.name for path in Path(desk).rglob("*") if path.is_file())
    assert type(manifest) is dict and {"version", "features", "sha256", "libraries"} <= set(manifest), explain(
        called='pack(MODEL, folder, NAMES, "trial-1")', got=manifest,
        wanted="the manifest as a dictionary with version, features, sha256 and libraries",
        look="return the same dictionary that you write")
    assert files == ["manifest.json", "model.skops"], explain(
        called='pack(MODEL, folder, NAMES, "trial-1")', got=files,
        wanted="two files in the folder: manifest.json and model.skops", look="the folder may have to be made first")
    written = json.loads((Path(desk) / "v1" / "manifest.json").read_text(encoding="utf-8"))
assert written == manifest and manifest["version"] == "trial-1", explain(
    called="the content of manifest.json", got=written,
    wanted="the manifest that pack returned, with the version that it was given", look="json.dumps(manifest)")

# %% role="check" key="pack_holds" task="pack" points=3
# Sealed: another model, unsorted names; the fingerprint is computed again, and the same folder is packed twice.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "pack_holds")
names = sorted((str(name) for name in rng.choice(COLUMNS, size=5, replace=False)), reverse=True)
sample = TABLE.iloc[rng.integers(0, len(TABLE), size=len(TABLE))]
first, second = (
    make_pipeline(StandardScaler(), LogisticRegression(C=c, max_iter=1000)).fit(sample[names], sample["target"])
    for c in (1.0, 0.01))
release = f"r{int(rng.integers(100, 999))}"
with tempfile.TemporaryDirectory() as desk:
    folder = Path(desk) / "models" / release
    manifest = pack(first, folder, list(names), release)
    written = all((folder / name).is_file() for name in ("model.skops", "manifest.json"))
    assert type(manifest) is dict and written, explain(
        called="pack(model, folder, names, version)", got=manifest,
        wanted="the manifest as a dictionary, and the two files in a folder that did not exist before",
        look="make the folder with its parents")
    content = (folder / "model.skops").read_bytes()
    assert content[:2] == b"PK", explain(
        called="the first bytes of model.skops", got=repr(content[:12]),
        wanted="a skops file, which is a zip archive; a pickle can run any program when it is opened",
        look="sio.dumps, not pickle or joblib", misconception="sec.load_to_inspect")
    loaded = sio.loads(content, trusted=[])
    same = np.array_equal(loaded.predict_proba(TABLE[names]), first.predict_proba(TABLE[names]))
    assert same, explain(
        called="predict_proba of the packed model", got="other probabilities than those of the model handed in",
        wanted="the model that was handed in, unchanged", look="is MODEL packed where model was meant?",
        misconception="ops.mutable_version")
    assert type(manifest.get("sha256")) is str and manifest["sha256"] == hashlib.sha256(content).hexdigest(), explain(
        called="the manifest's sha256", got=manifest.get("sha256"),
        wanted="the SHA-256 of the bytes in model.skops, as hexdigest gives it, so that a changed byte shows",
        look="a hash of the path or of repr(model) says nothing about the bytes", misconception="ops.hash_path")
    assert type(manifest.get("features")) is list and manifest["features"] == names, explain(
        called="the manifest's features", got=manifest.get("features"),
        wanted="the names in the order in which the model was fitted",
        look="is the list sorted, or made a set, on the way?",
        misconception="skew.column_order")
    here = {name: installed(name) for name in LIBRARIES}
    assert manifest.get("version") == release and manifest.get("libraries") == here, explain(
        called="the manifest's version and libraries", got=[manifest.get("version"), manifest.get("libraries")],
        wanted="the version that was given, and the installed version of every name in LIBRARIES",
        look="installed(name) reads the version of an installed library", misconception="serve.no_version")
    written = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert written == manifest, explain(
        called="the content of manifest.json", got=written, wanted="the manifest that pack returned",
        look="json.dumps(manifest)", misconception="serve.no_version")
    try:
        pack(second, folder, list(names), release)
        ended = "a package, and no error"
    except FileExistsError:
        ended = "FileExistsError"
    unchanged = (folder / "model.skops").read_bytes() == content and json.loads(
        (folder / "manifest.json").read_text(encoding="utf-8")) == manifest
    assert ended == "FileExistsError" and unchanged, explain(
        called="pack(another model, the same folder, names, version)",
        got=f"{ended}; the files are {'as they were' if unchanged else 'changed'}",
        wanted="FileExistsError and untouched files: once published, a version means one model for ever",
        look="look for manifest.json before anything is written", misconception="ops.mutable_version")
### END HIDDEN TESTS

# %% [markdown] role="task" key="load_trusted"
# ## Task 2 — load without trusting
# Write `load_trusted(folder, allow)`: return the model, or raise `Refused` where the manifest has no `sha256`, where
# the bytes of `model.skops` have another one, or where the file asks for a type that neither skops nor `allow` (a list
# of names) trusts. Whatever else goes wrong while opening is `Refused` too. Never unpickle.

# %% [markdown] role="hints" key="load_trusted"
# 1. The fingerprint says *unchanged*, not *harmless*: whoever can replace the model can replace the manifest. Which two questions do you ask, and in which order?
# 2. Read the bytes once, compare their hash, and only then hand the same bytes to skops with your list, not with the list that the file asks for.
# 3. `sio.loads(content, trusted=list(allow))` raises `UntrustedTypesFoundException` for unknown types, and `BadZipFile`, `KeyError` or others for broken files: `except Exception as error` turns all of them into `Refused`.

# %% role="answer" key="load_trusted" skill="safe-loading"
def load_trusted(folder, allow):
    """Return the model in `folder`, or raise Refused.

    A missing manifest or model, a manifest that is not JSON or not a dictionary, and a file that skops cannot open,
    whatever error skops gives, are all Refused.
    """
    ### BEGIN SOLUTION
    folder = Path(folder)
    try:
        stated = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["sha256"]
        content = (folder / "model.skops").read_bytes()
    except Exception as error:
        raise Refused("the package is not complete") from error
    if hashlib.sha256(content).hexdigest() != stated:
        raise Refused("the file is not the one that the manifest describes")
    try:
        return sio.loads(content, trusted=list(allow))
    except Exception as error:
        raise Refused(str(error)) from error
    ### END SOLUTION

# %% role="check" key="load_trusted_refuses" task="load_trusted" points=1
with tempfile.TemporaryDirectory() as desk:
    sio.dump(MODEL, Path(desk) / "model.skops")
    stranger = {"version": "trial-1", "features": NAMES, "sha256": "0" * 64, "libraries": {}}
    (Path(desk) / "manifest.json").write_text(json.dumps(stranger), encoding="utf-8")
    try:
        ended = load_trusted(Path(desk), [])
    except Refused as error:
        ended = error
    true = stranger | {"sha256": hashlib.sha256((Path(desk) / "model.skops").read_bytes()).hexdigest()}
    (Path(desk) / "manifest.json").write_text(json.dumps(true), encoding="utf-8")
    try:
        loaded = load_trusted(Path(desk), [])
    except Refused as error:
        loaded = error
assert type(ended) is Refused, explain(
    called="load_trusted(a folder whose manifest has another fingerprint, [])", got=ended,
    wanted="Refused: the file is not the one that the manifest describes",
    look="compare the hash of the bytes with the manifest before anything is loaded")
assert type(loaded) is type(MODEL) and np.array_equal(
    loaded.predict_proba(TABLE[NAMES]), MODEL.predict_proba(TABLE[NAMES])), explain(
    called="load_trusted(a sound package whose fingerprint is true, [])", got=loaded,
    wanted="the model: a guard that refuses everybody guards nothing",
    look="return what skops loads; which of your conditions refuses it?")

# %% role="check" key="load_trusted_sealed" task="load_trusted" points=4
# Sealed: packages that must load; changed bytes, foreign types, a hand-made file and a disguised pickle that must not.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "load_trusted_sealed")
names = [str(name) for name in rng.choice(COLUMNS, size=5, replace=False)]
sample = TABLE.iloc[rng.integers(0, len(TABLE), size=len(TABLE))]
linear = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(sample[names], sample["target"])
forest = RandomForestClassifier(n_estimators=5, max_depth=4, random_state=0).fit(sample[names], sample["target"])
tree_type = sio.get_untrusted_types(data=sio.dumps(forest))  # what a forest needs beyond skops's own list
desk = tempfile.TemporaryDirectory()
trace = Path(desk.name) / "the-pickle-ran"


def package(label, content, **change):
    """Write a package with a true fingerprint, unless `change` says otherwise."""
    folder = Path(desk.name) / label
    folder.mkdir()
    digest = hashlib.sha256(content).hexdigest()
    manifest = {"version": label, "features": names, "sha256": digest, "libraries": {}} | change
    (folder / "manifest.json").write_text(
        json.dumps({key: value for key, value in manifest.items() if value is not None}), encoding="utf-8")
    (folder / "model.skops").write_bytes(content)
    return folder


def outcome(folder, allow):
    try:
        return load_trusted(folder, list(allow))
    except NotImplementedError:
        raise
    except Refused:
        return "Refused"
    except Exception as error:
        return error


class Bomb:
    """Its pickle makes a folder when it is opened; a real one would not be so kind."""

    def __reduce__(self):
        return (os.mkdir, (str(trace),))


def by_hand(content, module):
    """Return a skops file whose schema asks for another module's `system`."""
    schema = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("schema.json"))
    schema["content"]["content"]["func"]["__module__"] = module
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("schema.json", json.dumps(schema))
    return buffer.getvalue()


def archive_of(name, text):
    """Return a zip archive that is no skops file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


try:
    for label, model, allow in [("linear", linear, []), ("forest", forest, tree_type)]:
        found = outcome(package(label, sio.dumps(model)), allow)
        assert type(found) is type(model) and np.array_equal(
            found.predict_proba(TABLE[names]), model.predict_proba(TABLE[names])), explain(
            called=f"load_trusted(a sound package with a {label} model, {allow})", got=found,
            wanted="the model, giving the very same probabilities",
            look="the hash is that of the bytes in model.skops; is allow handed on to skops?",
            misconception="ops.hash_path")
    content = sio.dumps(linear)
    position = int(rng.integers(len(content) // 4, len(content) // 2))
    flipped = content[:position] + bytes([content[position] ^ 1]) + content[position + 1:]
    calls = sio.dumps(make_pipeline(FunctionTransformer(os.system)).steps[0][1])
    cases = [
        ("another model under the old manifest", sio.dumps(forest),
         {"sha256": hashlib.sha256(content).hexdigest()}, tree_type,
         "compare the hash before you load", "sec.load_to_inspect"),
        ("one changed bit", flipped, {"sha256": hashlib.sha256(content).hexdigest()}, [],
         "hash the bytes that you are about to load", "ops.hash_path"),
        ("a manifest without sha256", content, {"sha256": None}, [],
         "no fingerprint is no reason to let the file in: fail closed", "ops.hash_path"),
        ("a forest, of a type that allow does not hold", sio.dumps(forest), {}, [],
         "trust the list that you were given, not the one that the file asks for", "sec.trust_listed"),
        ("a true fingerprint and a call to the system's shell in it", calls, {}, tree_type,
         "trust the list that you were given, not the one that the file asks for", "sec.trust_listed"),
        ("a hand-made file that asks for os.system", by_hand(calls, "os"), {}, tree_type,
         "trust the list that you were given, not the one that the file asks for", "sec.trust_listed"),
        ("a pickle under the name model.skops", pickle.dumps(Bomb()), {}, tree_type,
         "whatever is not a skops file is refused; there is no second way to open it", "sec.load_to_inspect"),
        ("a zip archive without a schema", archive_of("readme.txt", "no model"), {}, [],
         "except Exception around skops: its error for a broken file is not always BadZipFile", "sec.load_to_inspect"),
        ("a zip archive with half a schema", archive_of("schema.json", "{"), {}, [],
         "except Exception around skops: its error for a broken file is not always BadZipFile", "sec.load_to_inspect"),
    ]
    for number, (what, content, change, allow, look, misconception) in enumerate(cases):
        found = outcome(package(f"case-{number}", content, **change), allow)
        ran = trace.exists()
        assert not ran, explain(
            called=f"load_trusted(a package with {what}, allow)", got="the code inside the pickle ran on this computer",
            wanted="nothing inside a file runs before the file is known to be harmless",
            look=look, misconception=misconception)
        assert found == "Refused", explain(
            called=f"load_trusted(a package with {what}, allow)", got=found,
            wanted="Refused, so that the caller need not know which library said no" if isinstance(found, Exception)
            else "Refused: this package must not become a model on this computer",
            look=look, misconception=misconception)
    for number, (what, text) in enumerate([("no manifest", None), ("half a manifest", "{"), ("a list as manifest", "[]")]):
        folder = package(f"note-{number}", content)
        (folder / "manifest.json").unlink()
        if text is not None:
            (folder / "manifest.json").write_text(text, encoding="utf-8")
        found = outcome(folder, [])
        assert found == "Refused" or isinstance(found, Exception), explain(
            called=f"load_trusted(a package with {what}, [])", got=found,
            wanted="Refused: a model without a readable fingerprint is not loaded",
            look="no fingerprint is no reason to let the file in: fail closed", misconception="ops.hash_path")
finally:
    desk.cleanup()
### END HIDDEN TESTS

# %% [markdown] role="task" key="parity"
# ## Task 3 — parity
# Write `parity(reference, candidate, X, threshold)`: two functions score the rows of `X`, as `(n,)` or `(n, 1)`, in any
# float type. Compare in float64. Return as Python numbers `rows`, `max_difference` (absolute), `worst_row` (its
# position) and `flips`: rows where only one side reaches `threshold` (`>=`). Answers of unequal length, or a score
# that is not finite: `ValueError`.

# %% [markdown] role="hints" key="parity"
# 1. A mean difference of nothing can hide one patient with another answer. And a difference of 1e-12 can still change a decision: where?
# 2. Bring both sides to one shape and one type before you compare; `(n,)` minus `(n, 1)` is an n × n table. Then take maximum, argmax, and count where the two decisions differ.
# 3. `p = np.asarray(reference(X), dtype=np.float64).ravel()`, the same for `q`; check `p.shape == q.shape` and `np.isfinite`; `flips = ((p >= threshold) != (q >= threshold)).sum()`.

# %% role="answer" key="parity" skill="parity"
def parity(reference, candidate, X, threshold):
    """Return rows, max_difference, worst_row and flips of two scoring functions on X.

    X has at least one row. Where several rows differ most, worst_row is the first of them.
    """
    ### BEGIN SOLUTION
    p = np.asarray(reference(X), dtype=np.float64).ravel()
    q = np.asarray(candidate(X), dtype=np.float64).ravel()
    if p.shape != q.shape:
        raise ValueError(f"{len(p)} probabilities against {len(q)}")
    if not (np.isfinite(p).all() and np.isfinite(q).all()):
        raise ValueError("a probability is not finite")
    difference = np.abs(p - q)
    return {
        "rows": len(p),
        "max_difference": float(difference.max()),
        "worst_row": int(difference.argmax()),
        "flips": int(((p >= threshold) != (q >= threshold)).sum()),
    }
    ### END SOLUTION

# %% role="check" key="parity_form" task="parity" points=1
for size in (3, 2):
    found = parity(lambda X: X[:, 0], lambda X: X[:, 0], np.full((size, 2), 0.25), 0.5)
    assert type(found) is dict and set(found) == {"rows", "max_difference", "worst_row", "flips"}, explain(
        called="parity(reference, candidate, X, 0.5)", got=found,
        wanted="a dictionary with rows, max_difference, worst_row and flips", look="compare your keys with the task's")
    kinds = {key: type(value).__name__ for key, value in found.items()}
    assert kinds == {"rows": "int", "max_difference": "float", "worst_row": "int", "flips": "int"}, explain(
        called="parity(reference, candidate, X, 0.5)", got=kinds,
        wanted="Python's own int and float, which JSON can carry", look="int(...) and float(...) around NumPy's numbers")
    assert found["rows"] == size and found["max_difference"] == 0, explain(
        called=f"parity(f, f, {size} rows, 0.5)", got=found,
        wanted="the number of rows, and no difference between a function and itself", look="len(X)")

# %% role="check" key="parity_edges" task="parity" points=3
# Sealed: one planted difference, rows at the threshold, columns, single precision, missing values, unequal lengths.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "parity_edges")
size = int(rng.integers(200, 300))
p = rng.uniform(0.05, 0.95, size=size)
X = rng.normal(size=(size, 3))


def measured(p, q, threshold):
    found = parity(lambda X: np.array(p), lambda X: np.array(q), X.copy(), threshold)
    assert type(found) is dict and {"rows", "max_difference", "worst_row", "flips"} <= set(found), explain(
        called="parity(reference, candidate, X, threshold)", got=found,
        wanted="a dictionary with rows, max_difference, worst_row and flips", look="compare your keys with the task's")
    return found


def expected(p, q, threshold):
    p, q = (np.asarray(side, dtype=np.float64).ravel() for side in (p, q))
    gap = np.abs(p - q)
    return {"rows": len(p), "max_difference": float(gap.max()), "worst_row": int(gap.argmax()),
            "flips": int(np.sum((p >= threshold) != (q >= threshold)))}


spot = int(rng.integers(size // 2, size))
planted = p.copy()
planted[spot] = 0.999 if p[spot] < 0.5 else 0.001
for sign, (one, two) in {"the candidate is off": (p, planted), "the reference is off": (planted, p)}.items():
    found, wanted_parity = measured(one, two, 0.5), expected(one, two, 0.5)
    largest = found["max_difference"]
    assert type(largest) is float and abs(largest - wanted_parity["max_difference"]) < 1e-12, explain(
        called=f"parity on {size} rows, {sign} at one of them", got=found,
        wanted="max_difference is the largest absolute difference over all rows, in whichever direction",
        look="a mean, a few rows, or a difference without abs would hide this row", misconception="ops.parity_one_row")
    assert (found["rows"], found["worst_row"]) == (size, spot), explain(
        called=f"parity on {size} rows, {sign} at one of them", got=found,
        wanted="the number of rows, and the position of the row that differs most",
        look="argmax of the absolute differences", misconception="ops.parity_one_row")

threshold = float(rng.uniform(0.1, 0.4))
while float(np.float32(threshold)) >= threshold:  # a threshold that single precision rounds downwards
    threshold = float(rng.uniform(0.1, 0.4))
at = rng.choice(size, size=4, replace=False)
edge = np.where(np.abs(p - threshold) < 1e-6, 0.45, p)
edge[at] = threshold
found = measured(edge, edge.copy(), threshold)
assert found["flips"] == 0, explain(
    called="parity of a function with itself, with rows that lie at the threshold", got=found,
    wanted="no flips", look="the same rule on both sides: p >= threshold", misconception="metric.ties")
below = edge.copy()
below[at[:2]] -= 1e-12
found = measured(edge, below, threshold)
assert found["flips"] == 2, explain(
    called="parity with rows at the threshold on one side and 1e-12 below it on the other", got=found,
    wanted="a flip wherever exactly one side reaches the threshold that parity was given, however small the difference",
    look="count where the decisions p >= threshold differ; no tolerance, no rounding, no threshold of your own",
    misconception="cost.default_threshold")
single = edge.astype(np.float32).reshape(-1, 1)
found, wanted_parity = measured(edge, single, threshold), expected(edge, single, threshold)
largest, wanted_largest = found["max_difference"], wanted_parity["max_difference"]
assert type(largest) is float and abs(largest - wanted_largest) < 1e-12 and (
    found["worst_row"] == wanted_parity["worst_row"]), explain(
    called="parity of (n,) in float64 with the same numbers as (n, 1) in float32", got=found,
    wanted="row compared with row: n differences, each as small as single precision makes them",
    look="(n,) minus (n, 1) is a table of n × n; bring both to one dimension first", misconception="arith.broadcast")
assert found["flips"] == wanted_parity["flips"], explain(
    called="parity of rows at the threshold in float64 with their copies in float32", got=found,
    wanted="both sides turned into float64 before they meet the threshold, as the service's caller will see them",
    look="float32 compared with a Python number is compared in float32", misconception="metric.ties")
for what, other in [("a NaN on one side", np.where(np.arange(size) == spot, np.nan, p)), ("a row too few", p[:-1])]:
    try:
        ended = parity(lambda X: p.copy(), lambda X: other.copy(), X.copy(), threshold)
    except ValueError:
        ended = "ValueError"
    assert type(ended) is str and ended == "ValueError", explain(
        called=f"parity with {what}", got=ended,
        wanted="ValueError: where a row has no answer, no parity can be stated",
        look="check shapes and np.isfinite before you compare", misconception="metric.answered_only")
### END HIDDEN TESTS

# %% [markdown] role="task" key="latency"
# ## Task 4 — latency
# Write `latency(call, inputs, clock, warmup)`. First `call` the first `warmup` inputs, untimed; then every input, in
# order, each timed by itself. `clock()` gives seconds. Return `runs`, and as Python floats in milliseconds
# `median_ms`, `p95_ms` (`np.percentile(..., 95)`) and `max_ms`.

# %% [markdown] role="hints" key="latency"
# 1. The first calls fill caches and finish imports: real, but not what callers meet all day. And what does a mean say about the slowest twentieth?
# 2. One loop without a clock, then one with: read the clock before and after each single call, keep every duration, and summarise at the end.
# 3. `start = clock(); call(one); times.append(1000 * (clock() - start))`, then `np.median(times)`, `np.percentile(times, 95)`, `max(times)`, each in `float(...)`.

# %% role="answer" key="latency" skill="latency"
def latency(call, inputs, clock, warmup):
    """Return runs, median_ms, p95_ms and max_ms of single calls after a warm-up.

    `inputs` is a list, never empty. Where warmup is larger than its length, the warm-up is every input once.
    """
    ### BEGIN SOLUTION
    for one in inputs[:warmup]:
        call(one)
    times = []
    for one in inputs:
        start = clock()
        call(one)
        times.append(1000 * (clock() - start))
    return {
        "runs": len(times),
        "median_ms": float(np.median(times)),
        "p95_ms": float(np.percentile(times, 95)),
        "max_ms": float(max(times)),
    }
    ### END SOLUTION

# %% role="check" key="latency_form" task="latency" points=1
for size in (4, 6):
    found = latency(lambda one: one, list(range(size)), time.perf_counter, 2)
    assert type(found) is dict and set(found) == {"runs", "median_ms", "p95_ms", "max_ms"}, explain(
        called="latency(call, inputs, time.perf_counter, 2)", got=found,
        wanted="a dictionary with runs, median_ms, p95_ms and max_ms", look="compare your keys with the task's")
    assert type(found["runs"]) is int and found["runs"] == size, explain(
        called=f"latency(call, {size} inputs, time.perf_counter, 2)", got=found,
        wanted="one timed run per input", look="warm-up calls come on top; they are not runs")
    assert all(type(found[key]) is float and found[key] >= 0 for key in ("median_ms", "p95_ms", "max_ms")), explain(
        called="latency(call, inputs, time.perf_counter, 2)", got=found,
        wanted="three Python floats", look="float(...) around NumPy's numbers")

# %% role="check" key="latency_fake_clock" task="latency" points=3
# Sealed: a clock that moves only when the called function says so, so that every duration is known exactly.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "latency_fake_clock")


class FakeService:
    """Takes a known time for each input, ten times as long until it is warm, and remembers what it was asked."""

    def __init__(self, seconds, cold):
        self.seconds, self.cold, self.now, self.asked = seconds.tolist(), cold, float(rng.uniform(1e3, 2e3)), []

    def clock(self):
        return self.now

    def call(self, one):
        self.now += self.seconds[one] * (10 if len(self.asked) < self.cold else 1)
        self.asked.append(one)
        return one


size, warmup = int(rng.integers(40, 60)), int(rng.integers(5, 9))
seconds = rng.gamma(2.0, 0.004, size=size) + 0.001
seconds[rng.choice(size, size=4, replace=False)] += rng.uniform(0.2, 0.3)  # a tail that a mean smears out
service = FakeService(seconds, cold=warmup)
found = latency(service.call, list(range(size)), service.clock, warmup)
assert type(found) is dict and {"runs", "median_ms", "p95_ms", "max_ms"} <= set(found), explain(
    called="latency(call, inputs, clock, warmup)", got=found,
    wanted="a dictionary with runs, median_ms, p95_ms and max_ms", look="compare your keys with the task's")
assert len(service.asked) == warmup + size and found["runs"] == size, explain(
    called=f"latency(call, {size} inputs, clock, {warmup})",
    got=f"{len(service.asked)} calls in all, of which runs = {found['runs']} are counted",
    wanted="warm-up calls that nobody counts, and after them one counted call per input",
    look="is there a loop of untimed calls before the timed one?", misconception="ops.warmup_timing")
assert service.asked == list(range(warmup)) + list(range(size)), explain(
    called=f"latency(call, {size} inputs, clock, {warmup})", got=f"calls of {len(set(service.asked))} different inputs",
    wanted="the first inputs for the warm-up, then every input once, in order",
    look="one input asked again and again may be answered from a cache; go through inputs",
    misconception="ops.warmup_timing")
wanted_times = {"median_ms": np.median(seconds), "p95_ms": np.percentile(seconds, 95), "max_ms": np.max(seconds)}
scale = found["max_ms"] / wanted_times["max_ms"]
assert not abs(scale - 1) < 1e-6, explain(
    called="latency(...)['max_ms']", got=found["max_ms"],
    wanted="milliseconds, as the key says; the clock gives seconds", look="a factor of 1000",
    misconception="metric.wrong_scale")
for key, value in wanted_times.items():
    assert type(found[key]) is float and abs(found[key] - 1000 * value) < 1e-6, explain(
        called=f"latency(...)['{key}'], with a clock that is known exactly", got=found,
        wanted="the median, the 95th percentile and the maximum of the single durations after the warm-up",
        look="is a mean, a total or a warm-up call among them? Is it the clock that you were given?",
        misconception="ops.warmup_timing")
### END HIDDEN TESTS

# %% [markdown] role="task" key="report"
# ## Task 5 — the release note
# Write `report(manifest, measured, limits)`: `version` and `sha256` of the manifest, `features` (how many), `checks`
# and `release`. For each limit, `checks[name]` is `{"measured": ..., "limit": ..., "ok": ...}`; ok means at most
# the limit. A measurement that is missing, `None` or not finite: `None`, not ok. `release` needs at least one limit, and all ok.

# %% [markdown] role="hints" key="report"
# 1. What does `float("nan") > 5` say, and what does `all([])` say? Both would wave a model through that nobody measured.
# 2. Go through the limits, not through the measurements. Ask first whether there is a finite number, then whether it is at most the limit.
# 3. `value = measured.get(name)`, `known = value is not None and math.isfinite(value)`, `ok = known and value <= limit`; at the end `bool(limits) and all(...)`.

# %% role="answer" key="report" skill="release-gate"
def report(manifest, measured, limits):
    """Return the release note of one package, as a dictionary that JSON can carry.

    `measured` and `limits` map names to plain numbers; every limit is finite, a measurement may be None, NaN or infinite.
    """
    ### BEGIN SOLUTION
    checks = {}
    for name, limit in limits.items():
        value = measured.get(name)
        known = value is not None and math.isfinite(value)
        checks[name] = {
            "measured": value if known else None,
            "limit": limit,
            "ok": bool(known and value <= limit),
        }
    return {
        "version": manifest["version"],
        "sha256": manifest["sha256"],
        "features": len(manifest["features"]),
        "checks": checks,
        "release": bool(checks) and all(check["ok"] for check in checks.values()),
    }
    ### END SOLUTION

# %% role="check" key="report_form" task="report" points=1
for name in ("red", "blue"):
    found = report({"version": name, "features": ["a", "b"], "sha256": "5e" * 32}, {"flips": 0}, {"flips": 3})
    assert type(found) is dict and set(found) == {"version", "sha256", "features", "checks", "release"}, explain(
        called="report(manifest, measured, limits)", got=found,
        wanted="a dictionary with version, sha256, features, checks and release", look="compare your keys with the task's")
    assert type(found["release"]) is bool and found["version"] == name, explain(
        called="report(manifest, measured, limits)", got=found,
        wanted="the version that the manifest states, and True or False for release", look="bool(...)")
    assert type(found["checks"]) is dict and set(found["checks"]) == {"flips"}, explain(
        called='report(manifest, {"flips": 0}, {"flips": 3})', got=found["checks"],
        wanted="one check for each limit", look="a dictionary of dictionaries")
    inside = found["checks"]["flips"]
    assert type(inside) is dict and set(inside) == {"measured", "limit", "ok"} and type(inside["ok"]) is bool, explain(
        called='report(manifest, {"flips": 0}, {"flips": 3})["checks"]["flips"]', got=inside,
        wanted="a dictionary with measured, limit and ok, the last of them True or False",
        look="compare your keys with the task's")

# %% role="check" key="report_recomputed" task="report" points=3
# Sealed: packages that must be released and packages that must not, each field computed again here.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "report_recomputed")
limits = {"max_difference": 1e-6, "flips": 0, "p95_ms": float(rng.uniform(20, 40))}
fine = {"max_difference": float(rng.uniform(0, 9e-7)), "flips": 0, "p95_ms": float(rng.uniform(1, 19)),
        "median_ms": 900.0}
without = {key: value for key, value in fine.items() if key != "p95_ms"}
cases = [
    ("every measurement within its limit", fine, limits, "biz.no_cost"),
    ("a measurement exactly at its limit", fine | {"p95_ms": limits["p95_ms"]}, limits, "metric.ties"),
    ("one flip where none is allowed", fine | {"flips": 1}, limits, "ops.parity_one_row"),
    ("a latency beyond its limit", fine | {"p95_ms": limits["p95_ms"] * 1.01}, limits, "biz.no_cost"),
    ("a measurement that is NaN", fine | {"max_difference": float("nan")}, limits, "metric.answered_only"),
    ("a measurement that was never made", without, limits, "metric.answered_only"),
    ("a measurement that is None", fine | {"flips": None}, limits, "metric.answered_only"),
    ("an infinite measurement", fine | {"p95_ms": math.inf}, limits, "metric.answered_only"),
    ("no limits at all", fine, {}, "metric.answered_only"),
]
for number, (what, measured_here, limits_here, misconception) in enumerate(cases):
    manifest = {"version": f"r{number}-{int(rng.integers(1000, 9999))}", "features": COLUMNS[: int(rng.integers(3, 20))],
                "sha256": bytes(rng.integers(0, 256, size=32).tolist()).hex(), "libraries": {}}
    found = report(dict(manifest), dict(measured_here), dict(limits_here))
    assert type(found) is dict and {"version", "sha256", "features", "checks", "release"} <= set(found), explain(
        called=f"report of a package with {what}", got=found,
        wanted="a dictionary with version, sha256, features, checks and release", look="compare your keys with the task's")
    identity = (found["version"], found["sha256"], found["features"])
    assert identity == (manifest["version"], manifest["sha256"], len(manifest["features"])), explain(
        called=f"report of a package with {what}", got=identity,
        wanted="version and sha256 as they stand in the manifest, and the number of its features",
        look="which model was measured must be beyond doubt", misconception="serve.no_version")
    checks = found["checks"]
    assert type(checks) is dict and set(checks) == set(limits_here), explain(
        called=f"report of a package with {what}", got=checks,
        wanted="one check for every limit, also where nothing was measured, and none beyond",
        look="loop over limits, not over measured", misconception="metric.answered_only")
    for name, limit in limits_here.items():
        value = measured_here.get(name)
        value = value if value is not None and math.isfinite(value) else None
        wanted_check = {"measured": value, "limit": limit, "ok": value is not None and value <= limit}
        same = type(checks[name]) is dict and checks[name] == wanted_check
        assert same and type(checks[name]["ok"]) is bool, explain(
            called=f"report of a package with {what}, its check of {name}", got=checks[name],
            wanted="the measurement, or None where there is no finite one; ok only where it is at most the limit",
            look="a measured 0 is a measurement: ask `is None`, not `not value`" if value == 0
            else "every comparison with NaN is False, so `not value > limit` lets NaN through",
            misconception=misconception)
    release = bool(limits_here) and all(
        measured_here.get(n) is not None and math.isfinite(measured_here[n]) and measured_here[n] <= limit
        for n, limit in limits_here.items())
    assert type(found["release"]) is bool and found["release"] == release, explain(
        called=f"report of a package with {what}", got=found,
        wanted="released only where there is at least one limit and every one of them is kept",
        look="all of them, not any; and all([]) is True", misconception=misconception)
### END HIDDEN TESTS

# %% key="run"
# Your parts together. The 95th percentile depends on your computer, so its limit here is generous. In the field: where
# onnxruntime and skl2onnx are installed, an ONNX copy is measured as well; it takes no part in the release.
def scores(model):
    return lambda X: model.predict_proba(X)[:, 0]  # class 0 is malignant


def onnx_scores(model, X):
    """Return a function that scores with an ONNX copy of `model`, which needs no scikit-learn to run."""
    import onnxruntime
    import skl2onnx

    copy = skl2onnx.to_onnx(model, X.to_numpy(np.float32)[:1], options={id(model): {"zipmap": False}})
    session = onnxruntime.InferenceSession(copy.SerializeToString(), providers=["CPUExecutionProvider"])
    return lambda X: session.run(["probabilities"], {"X": X.to_numpy(np.float32)})[0][:, 0]


X = TABLE[NAMES]
with tempfile.TemporaryDirectory() as desk:
    manifest = pack(MODEL, Path(desk) / "tumour", NAMES, "tumour-2026.1")
    copy = load_trusted(Path(desk) / "tumour", [])
same = parity(scores(MODEL), scores(copy), X, 0.3)
times = latency(scores(copy), [X.iloc[[i]] for i in range(150)], time.perf_counter, 20)
found = report(manifest, same | times, {"max_difference": 0.0, "flips": 0, "p95_ms": 500.0})
if find_spec("onnxruntime") and find_spec("skl2onnx"):
    in_onnx = onnx_scores(MODEL, X)
    found["onnx"] = parity(scores(MODEL), in_onnx, X, 0.3) | latency(
        in_onnx, [X.iloc[[i]] for i in range(150)], time.perf_counter, 20)
Path("portable-model-report.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
found

# %% [markdown] role="written" key="story" points=3
# ## In your own words
# For a reader who hires: the problem (what can go wrong between the notebook and the other machine), the approach
# (how you know that the file is whole, harmless and the same model), and the impact (the numbers of your release
# note, and what they do not show).
# === BEGIN ANSWER ===
# **Problem.** A model file can be swapped, can run code when it is opened, can hide which model it is, and can answer
# differently on the other side. None of this shows in a training score.
#
# **Approach.** The file is in a format that runs nothing. A manifest carries version, feature order, library versions
# and the SHA-256 of the content; loading compares the hash first and then admits only types on our own list. Every
# row is compared with the original, and decisions at the threshold are counted. Latency is the median and the 95th
# percentile of single calls after a warm-up.
#
# **Impact.** The copy gave the same 569 probabilities to the last bit, no decision flipped, and the 95th percentile
# stayed under its limit, so the package was released. The numbers do not show that the model suits other patients, nor
# its speed on another machine or under load.
# === END ANSWER ===
