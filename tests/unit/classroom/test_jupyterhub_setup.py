"""The configuration files of docs/jupyterhub: every trait is there, and nothing of the gradebook reaches learners."""

from __future__ import annotations

import importlib
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from traitlets.config import Config, PyFileConfigLoader

from certbook.grading.course import COURSE_ID

SETUP = Path(__file__).parents[3] / "docs" / "jupyterhub"
NBGRADER = {
    "CourseDirectory": "nbgrader.coursedir",
    "Exchange": "nbgrader.exchange.default",
    "ExchangeCollect": "nbgrader.exchange.default",
    "Autograde": "nbgrader.converters",
    "GenerateAssignment": "nbgrader.converters",
    "GenerateFeedback": "nbgrader.converters",
    "Execute": "nbgrader.preprocessors",
    "RecordedExecute": "certbook.grading.nbgrader_steps",
}
JUPYTERHUB = {
    "JupyterHub": "jupyterhub.app",
    "Authenticator": "jupyterhub.auth",
    "LocalAuthenticator": "jupyterhub.auth",
    "Spawner": "jupyterhub.spawner",
}
GRADEBOOK = "postgresql+psycopg://certbook@db.example.org/gradebook"


def load(path: Path) -> Any:
    return PyFileConfigLoader(str(path)).load_config()


def traits(config: Config) -> Iterator[tuple[str, str]]:
    for name, section in config.items():
        for trait in section:
            yield name, trait


def assert_all_exist(config: Config, modules: dict[str, str]) -> None:
    named = list(traits(config))
    assert named
    for name, trait in named:
        known = getattr(importlib.import_module(modules[name]), name).class_traits(config=True)
        assert trait in known, f"{name} has no {trait}"


@pytest.fixture
def hub(monkeypatch):
    monkeypatch.setenv("CERTBOOK_GRADEBOOK", GRADEBOOK)
    monkeypatch.setenv("CERTBOOK_INSTRUCTORS", "grace alan")
    return load(SETUP / "jupyterhub_config.py")


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setenv("CERTBOOK_GRADEBOOK", GRADEBOOK)
    shutil.copy(SETUP / "course" / "nbgrader_config.py", tmp_path)
    return load(tmp_path / "nbgrader_config.py")


def test_every_trait_for_everybody_is_one_of_nbgraders():
    assert_all_exist(load(SETUP / "nbgrader_config.py"), NBGRADER)


def test_every_trait_of_the_course_is_one_of_nbgraders_or_ours(course):
    assert_all_exist(course, NBGRADER)


def test_every_trait_of_the_hub_is_one_of_jupyterhubs(hub):
    pytest.importorskip("jupyterhub", reason="JupyterHub is no part of the environment")
    assert_all_exist(hub, JUPYTERHUB)


def test_one_course_id_everywhere(hub, course):
    everybody = load(SETUP / "nbgrader_config.py")
    service = hub.JupyterHub.services[0]["name"]
    assert {everybody.CourseDirectory.course_id, course.CourseDirectory.course_id, service} == {COURSE_ID}


def test_the_gradebook_is_the_environments_and_only_the_grading_account_is_told(hub, course):
    assert course.CourseDirectory.db_url == GRADEBOOK
    assert hub.JupyterHub.services[0]["environment"]["CERTBOOK_GRADEBOOK"] == GRADEBOOK
    assert GRADEBOOK not in repr(hub.Spawner)
    assert (
        hub.Spawner.environment["CERTBOOK_EXCHANGE"] == hub.JupyterHub.services[0]["environment"]["CERTBOOK_EXCHANGE"]
    )
    assert "env_keep" not in hub.Spawner
    everybody = load(SETUP / "nbgrader_config.py")
    assert "db_url" not in everybody.CourseDirectory
    assert "root" not in everybody.CourseDirectory


def test_a_course_without_an_address_ends_whoever_reads_it(tmp_path):
    shutil.copy(SETUP / "course" / "nbgrader_config.py", tmp_path)
    with pytest.raises(SystemExit, match="CERTBOOK_GRADEBOOK is not set"):
        load(tmp_path / "nbgrader_config.py")


def test_only_instructors_may_open_the_formgrader(hub):
    opens = [role for role in hub.JupyterHub.load_roles if f"access:services!service={COURSE_ID}" in role["scopes"]]
    assert [role["groups"] for role in opens] == [["instructors"]]
    assert hub.JupyterHub.load_groups == {"instructors": {"users": ["grace", "alan"]}}
    assert any("'nbgrader.server_extensions.formgrader': False" in argument for argument in hub.Spawner.args)


def test_labs_are_fetched_into_the_desk_once_there_is_one(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CERTBOOK_DESK", "~/certbook")
    assert "assignment_dir" not in load(SETUP / "nbgrader_config.py").Exchange
    (tmp_path / "certbook").mkdir()
    assert load(SETUP / "nbgrader_config.py").Exchange.assignment_dir == str(tmp_path / "certbook")


def test_the_start_script_can_be_run(hub):
    script = SETUP / "start-singleuser"
    assert os.access(script, os.X_OK)
    assert Path(hub.Spawner.cmd[0]).name == script.name


def test_no_file_holds_a_password():
    files = [path for path in SETUP.rglob("*") if path.is_file()]
    assert len(files) >= 7
    for path in files:
        assert not re.search(r"://[^/\s:@]+:[^/\s@]+@", path.read_text(encoding="utf-8")), path


def test_dask_refuses_what_is_not_encrypted():
    from dask.config import collect_yaml

    settings = collect_yaml([str(SETUP / "dask")])
    read = yaml.safe_load((SETUP / "dask" / "tls.yaml").read_text(encoding="utf-8"))
    assert [*settings] == [read]
    assert read["distributed"]["comm"]["require-encryption"] is True
    assert {"ca-file", "scheduler", "worker", "client"} == {*read["distributed"]["comm"]["tls"]}


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_dask_is_started_with_options_that_it_has(name):
    command = importlib.import_module(f"distributed.cli.dask_{name}").main
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    unit = (SETUP / "dask" / f"certbook-{name}.service").read_text(encoding="utf-8")
    start = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    words = shlex.split(start.removeprefix("ExecStart="))
    assert words[1] == name
    assert {word for word in words if word.startswith("--")} <= known
