"""The Jupyter server extension: REST handlers under `/certbook/api` for the JupyterLab extension."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Say to Jupyter's server what to load; it names this package in `jupyter_server_config.d/certbook.json`."""
    from certbook.server.extension import CertbookExtension

    return [{"module": "certbook.server.extension", "app": CertbookExtension}]
