"""The base of all typed content."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Typed(BaseModel):
    """Base of all typed content: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)
