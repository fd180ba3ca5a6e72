"""The contract, its TypeScript, and how Jupyter finds the extension."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from certbook.learner import jupyter
from certbook.server import contract, typescript

ROOT = Path(__file__).resolve().parents[2]
NAMES = Path("jupyter_server_config.d", "certbook.json")


def test_the_user_interface_has_this_very_contract():
    theirs = ROOT / "ui" / "src" / "contract.ts"
    again = "python -m certbook.server.typescript ui/src/contract.ts"
    assert theirs.read_text(encoding="utf-8") == typescript.typescript(), f"run: {again}"


def test_optional_lists_and_unions_become_types_that_typescript_reads_the_same_way():
    text = typescript.typescript()
    for line in (
        "  mastery: number | null;",
        "  labs: LabCard[];",
        "  state: CheckState;",
        "  kind: 'lesson' | 'lab' | 'review';",
        "  result: CheckResult | null;",
    ):
        assert line in text
    with pytest.raises(TypeError):
        typescript._type(dict[str, int])


def test_an_unknown_key_is_refused():
    with pytest.raises(ValueError, match="extra"):
        contract.Choice.model_validate({"lane": None, "lain": 1})


@pytest.mark.parametrize("folder", [jupyter.CONFIG, ROOT / "certbook" / "server"], ids=["certbook lab", "wheel"])
def test_jupyter_is_told_of_an_extension_that_there_is(folder):
    named = json.loads((folder / NAMES).read_text())["ServerApp"]["jpserver_extensions"]
    assert named["certbook.server"] is True
    (point,) = importlib.import_module("certbook.server")._jupyter_server_extension_points()
    assert point["app"].name == "certbook"


def test_loading_the_extension_imports_no_other_layer_and_no_heavy_library():
    code = (
        "import sys, jupyter_server.serverapp; before = {*sys.modules}; import certbook.server.extension; "
        "print(*sorted({name for name in {*sys.modules} - before}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    new = {
        name for name in done.stdout.split() if not name.startswith(("certbook.server", "jupyter_server", "tornado"))
    }
    assert new <= {"certbook", "certbook.errors"}, new
