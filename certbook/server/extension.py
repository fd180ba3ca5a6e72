"""What Jupyter's server loads: settings, handlers, and an orderly end.

Any Jupyter server of the environment loads it, also those of people who only have Certbook installed: so nothing of
Certbook's other layers is imported before somebody asks, or before a desk is found.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_server.extension.application import ExtensionApp

from certbook.server.handlers import HANDLERS, SETTING
from certbook.server.office import Office

_WARM_AFTER = 3.0  # seconds: JupyterLab's own start has the machine to itself first


class CertbookExtension(ExtensionApp):  # type: ignore[misc]
    """The extension `certbook`."""

    name = "certbook"
    handlers: Any = HANDLERS

    def initialize_settings(self) -> None:
        """Open the office that the handlers ask; called by Jupyter's server when it loads the extension."""
        server: Any = self.serverapp
        self._office = Office(Path(server.root_dir), self.log)
        self.settings[SETTING] = self._office
        server.io_loop.call_later(_WARM_AFTER, self._office.warm_up)

    async def stop_extension(self) -> None:
        """Cancel checks that are under way; called by Jupyter's server when it ends."""
        await self._office.close()
