"""What this machine has and lacks for each job: one finding a line, with what to do."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from packaging.requirements import Requirement

from certbook.content.roots import find_content
from certbook.errors import CertbookError
from certbook.grading.course import programs_on_path
from certbook.kernels.isolation.layers import layers
from certbook.learner.desk import find_desk

Job = Literal["learner", "instructor", "author"]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Finding:
    """One thing that a job needs: whether it is there, what was found, and what to do where it is not."""

    job: Job
    what: str
    ok: bool
    found: str
    needed: bool = True  # False for what only adds comfort

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)


def examine() -> tuple[Finding, ...]:
    """Look at everything and return the findings in the order of the jobs."""
    programs_on_path()
    return (*_python(), *_content(), *_data(), *_desk(), *_grading(), *_isolation(), *_authoring())


def fit_for(job: Job, findings: tuple[Finding, ...]) -> bool:
    """Whether everything that a job needs is there."""
    return all(finding.ok for finding in findings if finding.job == job and finding.needed)


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("learner", "Python 3.11 or newer", sys.version_info >= (3, 11), f"{version}, {sys.executable}")
    required = _required()
    lacking = [one for one in required if not _fits(one)]
    wanted = " ".join(f"'{one.name}{one.specifier}'" for one in lacking)
    found = f"missing or of another version; pip install {wanted}" if lacking else f"all {len(required)} installed"
    yield Finding("learner", "libraries", not lacking, found)
    yield Finding("learner", "Python kernel", *_kernel())


def _content() -> Iterator[Finding]:
    try:
        from certbook.content.library import Library

        library = Library.open()
        built = [lab for lab in library.labs if (library.root.release / lab.module / f"{lab.name}.ipynb").is_file()]
        complete = bool(built) and len(built) == len(library.labs)
        found = f"{len(library.modules)} domains, {len(built)} of {len(library.labs)} labs built"
        yield Finding("learner", "content", complete, found + ("" if complete else "; run: certbook build"))
    except (CertbookError, ImportError) as error:
        yield Finding("learner", "content", False, str(error))


def _data() -> Iterator[Finding]:
    from certbook.data.loader import data_file
    from certbook.data.registry import DATA_SETS

    for name in sorted(DATA_SETS):
        yield Finding("learner", f"data set {name}", *_tried(lambda name=name: str(data_file(name).name)))  # type: ignore[misc]


def _desk() -> Iterator[Finding]:
    try:
        desk = find_desk(find_content())
    except CertbookError as error:
        yield Finding("learner", "desk", False, str(error), needed=False)
        return
    writable = os.access(desk.path, os.W_OK)
    yield Finding("learner", "desk", writable, f"{desk.path}" + ("" if writable else " is read-only"))


def _grading() -> Iterator[Finding]:
    alembic = shutil.which("alembic")
    yield Finding("instructor", "nbgrader", _installed("nbgrader"), _version("nbgrader"))
    found = alembic or "not on the path; pip install alembic"
    yield Finding("instructor", "alembic, which nbgrader calls", alembic is not None, found)


def _isolation() -> Iterator[Finding]:
    for layer in layers():
        found = "granted" if layer.ok else layer.why
        yield Finding("instructor", f"isolation: {layer.name}", layer.ok, found, needed=False)


def _authoring() -> Iterator[Finding]:
    git = shutil.which("git")
    yield Finding("author", "git", git is not None, git or "install git")
    yield Finding("author", "papermill", _installed("papermill"), _version("papermill"))
    onnx = _installed("onnxruntime") and _installed("skl2onnx")
    yield Finding("author", "extra: onnx", onnx, "installed" if onnx else "pip install 'certbook[onnx]'", needed=False)
    browser = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    found = browser or "install chromium; without it browser tests are skipped"
    yield Finding("author", "Chromium, for browser tests", browser is not None, found, needed=False)


def _required() -> list[Requirement]:
    """Return the libraries that certbook itself names as needed, without those of its extras."""
    required = map(Requirement, importlib.metadata.requires("certbook") or [])
    return [one for one in required if one.marker is None or one.marker.evaluate({"extra": ""})]


def _fits(required: Requirement) -> bool:
    return _installed(required.name) and required.specifier.contains(_version(required.name), prereleases=True)


def _kernel() -> tuple[bool, str]:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return False, f"no kernelspec 'python3'; run: {sys.executable} -m ipykernel install --sys-prefix"
    program = shutil.which(spec.argv[0]) or spec.argv[0]
    ours = spec.argv[0] in ("python", "python3") or Path(program).resolve() == Path(sys.executable).resolve()
    advice = f"; run: {sys.executable} -m ipykernel install --sys-prefix"
    return ours, spec.resource_dir if ours else f"belongs to {program}, not to {sys.executable}{advice}"


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _version(name: str) -> str:
    return importlib.metadata.version(name) if _installed(name) else f"pip install {name}"


def _tried(look: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, look()
    except CertbookError as error:
        return False, str(error)
