"""Put the content into the wheel, but not into an editable install, which reads the clone's own folders."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CONTENT = ("modules", "notebooks", "source", "release")


class ContentHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling for every build of the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the content folders to a standard build."""
        if version == "standard":
            for folder in CONTENT:
                build_data["force_include"][folder] = f"certbook/_content/{folder}"
