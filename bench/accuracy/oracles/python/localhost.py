"""Every literal of a local host that stands where a fallback stands.

`form` is the kind of place, `guard` how sure it is that production gets there:
`guarded` by a check of the environment around it, `unsure` where something
nearby might be such a check, else `unguarded`. `exempt` names what makes the
literal no host to connect to, as far as its name shows.
"""

import ast
import re
from typing import Iterator, Optional

from fallback_guards import guard_of
from fallback_names import exemption_of
from fallback_positions import Fallback, fallbacks
from python_module import PythonModule, end_line, start_line
from units import Unit, unit

HOST = r"(?:localhost|127\.0\.0\.1|\[::1\]|::1|0\.0\.0\.0)"
LOCAL = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*://(?:[^/?#@\s]*@)?)?"
    + HOST
    + r"(?::[^/?#\s]*)?(?:[/?#]\S*)?$",
    re.IGNORECASE,
)
# Stands for what a formatted string computes.
COMPUTED = "\0"


def find_localhost(module: PythonModule) -> Iterator[Unit]:
    """A unit for each literal and each fallback that it reaches."""
    if not re.search(HOST.encode(), module.content, re.IGNORECASE):
        return
    for node in module.nodes:
        value = _literal(node)
        is_part = isinstance(module.parent(node), ast.JoinedStr)
        if value is None or is_part or LOCAL.match(value) is None:
            continue
        for fallback in fallbacks(module, node):
            yield _unit(module, node, value, fallback)


def _unit(
    module: PythonModule, literal: ast.AST, value: str, fallback: Fallback
) -> Unit:
    lines = [start_line(literal), start_line(fallback.node)]
    return unit(
        "localhost",
        start_line(literal),
        end_line(literal),
        lines=sorted(set(lines)),
        form=fallback.form,
        name=fallback.name,
        value=value.replace(COMPUTED, "{}"),
        guard=guard_of(module, fallback.node),
        exempt=exemption_of(module, fallback.node, (fallback.name, value)),
    )


def _literal(node: ast.AST) -> Optional[str]:
    """The text of a string, what it computes as one NUL each."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_literal(part) or COMPUTED for part in node.values)
    return None
