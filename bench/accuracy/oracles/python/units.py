"""What the oracles report: one plain record a unit."""

from typing import Any, Dict

Unit = Dict[str, Any]


def unit(kind: str, first: int, last: int, **details: Any) -> Unit:
    """A unit on the 1-based lines `first` to `last`, both included."""
    return {"kind": kind, "line": first, "endLine": last, **details}
