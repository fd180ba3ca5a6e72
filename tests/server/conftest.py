"""A server on a desk of the example course."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from classroom import make_classroom
from extension_server import LANES, Place, Server, make_place, running_server


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_classroom(tmp_path_factory.mktemp("course") / "course").root
    (root / "modules" / "lanes.yml").write_text(LANES, encoding="utf-8")
    return root


@pytest.fixture
def place(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return make_place(built, tmp_path / "course", monkeypatch)


@pytest.fixture
def server(place: Place, tmp_path: Path) -> Iterator[Server]:
    with running_server(place.desk, tmp_path / "server.log") as server:
        yield server
        assert "Traceback" not in server.log.read_text(), server.log.read_text()


@pytest.fixture(scope="module")
def shared(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return one server for the tests of a file that leave its desk as it is."""
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as environment:
        place = make_place(built, folder / "course", environment)
        with running_server(place.desk, folder / "server.log") as server:
            yield server
    assert "Traceback" not in server.log.read_text(), server.log.read_text()
