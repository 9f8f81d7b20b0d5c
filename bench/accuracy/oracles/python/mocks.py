"""Every statement or decorator that creates a mock, in any way known.

Certainty of a unit, the strongest of its creations:
- `listed`: a creation that the rule's specification lists;
- `undefined`: the name of a mock that nothing in the file defines;
- `other`: a mock all the same, in a way that the specification leaves open;
- `environment`: a replacement of environment variables, which is no unit
  unless the rule is asked for it.
"""

import ast
import re
from typing import Dict, Iterator, List, NamedTuple

from mock_creations import Creation, find_creations
from python_module import PythonModule, end_line, start_line
from units import Unit, unit

CERTAINTIES = ["environment", "other", "undefined", "listed"]

EXPLICIT_REASON = re.compile(
    r"#.*\b(?:justification\s*:|mock\s*:\s*because)\s*\S", re.IGNORECASE
)


class Place(NamedTuple):
    """The statement or decorator of a creation: 1-based lines, column."""

    first: int
    column: int
    last: int
    form: str


def find_mocks(module: PythonModule) -> Iterator[Unit]:
    """A unit for each statement or decorator that creates mocks."""
    places: Dict[Place, List[Creation]] = {}
    for creation in find_creations(module):
        place = _place(module, creation.node)
        places.setdefault(place, []).append(creation)
    justified_until = -1
    for place, creations in sorted(places.items()):
        strongest = max(
            creations, key=lambda each: CERTAINTIES.index(each.certainty)
        )
        is_justified = (
            place.first == justified_until + 1
            or _has_reason(module, place)
            or _has_justified_owner(module, strongest.node)
        )
        if is_justified:
            justified_until = place.last
        yield unit(
            "mock",
            place.first,
            place.last,
            form=place.form,
            name=strongest.name,
            count=len(creations),
            certainty=strongest.certainty,
            isJustified=is_justified,
        )


def _place(module: PythonModule, node: ast.AST) -> Place:
    """The decorator, or the statement without the body below its header."""
    below = node
    while not isinstance(below, ast.stmt):
        above = module.parent(below)
        if above is None:
            break
        if below in getattr(above, "decorator_list", []):
            return _place_of(below, end_line(below), "decorator")
        if isinstance(above, ast.ExceptHandler):
            return _place_of(above, end_line(below), "statement")
        below = above
    return _place_of(below, _header_end(below), "statement")


def _place_of(node: ast.AST, last: int, form: str) -> Place:
    return Place(start_line(node), getattr(node, "col_offset"), last, form)


def _header_end(statement: ast.AST) -> int:
    """The last line of a statement before the statements in it."""
    if not hasattr(statement, "body") and not hasattr(statement, "cases"):
        return end_line(statement)
    last = start_line(statement)
    decorators = getattr(statement, "decorator_list", [])
    for child in ast.iter_child_nodes(statement):
        is_inside = isinstance(child, (ast.stmt, ast.ExceptHandler))
        is_case = type(child).__name__ == "match_case"
        if is_inside or is_case or child in decorators:
            continue
        for part in ast.walk(child):
            last = max(last, getattr(part, "end_lineno", None) or 0)
    return last


def _has_reason(module: PythonModule, place: Place) -> bool:
    """A comment with an explicit reason on it or three lines above."""
    comments = module.comments()
    above = place.first - 1
    while above in comments:
        above -= 1
    first = min(above, place.first - 3)
    return any(
        EXPLICIT_REASON.search(comments.get(line, ""))
        for line in range(first, place.last + 1)
    )


def _has_justified_owner(module: PythonModule, node: ast.AST) -> bool:
    """`@mock_justified("…")` on a function or class around the creation."""
    for above in module.ancestors(node):
        for decorator in getattr(above, "decorator_list", []):
            function = getattr(decorator, "func", decorator)
            name = getattr(function, "attr", getattr(function, "id", ""))
            if name == "mock_justified" and getattr(decorator, "args", []):
                return True
    return False
