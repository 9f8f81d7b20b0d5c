"""Whether production gets to a fallback, as far as the file shows."""

import ast
import re
from typing import Iterator, Tuple

from python_module import PythonModule, start_line


def _word(words: str) -> "re.Pattern[str]":
    pattern = r"(?:^|[^a-z])(?:" + words + r")(?:[^a-z]|$)"
    return re.compile(pattern, re.IGNORECASE)


DEVELOPMENT = _word(
    "dev|devel|develop|development|local|debug|tests?|testing|pytest|ci"
)
DEPLOYMENT = _word("prod|production|staging|stage|live|deployed")
ENVIRONMENT = re.compile(
    "|".join((DEVELOPMENT.pattern, DEPLOYMENT.pattern, "environment")),
    re.IGNORECASE,
)
NEGATION = re.compile(r"(?:^|\s)not\s|!=")
PLACE = re.compile(
    r"(?:^|[^a-z])(?:dev|development|local|debug|tests?|testing|mock|fake"
    r"|example)(?:[^a-z]|$)",
    re.IGNORECASE,
)


def guard_of(module: PythonModule, node: ast.AST) -> str:
    """`guarded`, `unsure` or `unguarded`; see the module `localhost`."""
    checks = list(_checks_around(module, node))
    if any(is_for_development for is_for_development in checks):
        return "guarded"
    if checks:
        return "unsure"
    if any(PLACE.search(_words(name)) for name in _places(module, node)):
        return "guarded"
    return "unsure" if _has_earlier_check(module, node) else "unguarded"


def _words(text: str) -> str:
    """A text with the parts of its names apart: `isDevMode` is three."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", text)
    return re.sub(r"([A-Z])([A-Z][a-z])", r"\1 \2", spaced).replace("_", " ")


def _checks_around(module: PythonModule, node: ast.AST) -> Iterator[bool]:
    """For each check of an environment: does it keep production out?"""
    below = node
    for above in [node, *module.ancestors(node)]:
        if isinstance(above, (ast.If, ast.IfExp)):
            test = _words(module.text(above.test))
            if ENVIRONMENT.search(test):
                yield _is_for_development(test, _is_in_body(above, below))
        elif type(above).__name__ == "match_case":
            pattern = ast.dump(getattr(above, "pattern"))
            if ENVIRONMENT.search(pattern):
                yield _is_for_development(pattern, True)
        below = above


def _is_in_body(branch: ast.AST, node: ast.AST) -> bool:
    """True in the branch of a true condition, and on the branch itself."""
    other = getattr(branch, "orelse")
    return node is not other and (
        not isinstance(other, list) or node not in other
    )


def _is_for_development(test: str, is_met: bool) -> bool:
    is_positive = is_met != bool(NEGATION.search(test))
    is_development = bool(DEVELOPMENT.search(test))
    if is_development == bool(DEPLOYMENT.search(test)):
        return False
    return is_development == is_positive


def _places(module: PythonModule, node: ast.AST) -> Iterator[str]:
    """The names of the file, classes and functions around a node."""
    yield module.path.replace("/", " ")
    for above in module.ancestors(node):
        yield str(getattr(above, "name", "") or "")


def _has_earlier_check(module: PythonModule, node: ast.AST) -> bool:
    """True if some environments may never come as far as the node.

    In a function or module a check above that returns or raises; in a class
    one anywhere that raises, as validators do.
    """
    for above in module.ancestors(node):
        if isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef)):
            checks = _checks(module, above, (ast.Return, ast.Raise))
            if any(start_line(check) < start_line(node) for check in checks):
                return True
        elif isinstance(above, ast.ClassDef):
            return any(True for _ in _checks(module, above, (ast.Raise,)))
    return any(
        start_line(check) < start_line(node)
        for check in _checks(module, module.tree, (ast.Raise,))
        if module.scope(check) is module.module_scope
    )


def _checks(
    module: PythonModule, scope: ast.AST, exits: Tuple[type, ...]
) -> Iterator[ast.If]:
    """The checks of an environment after which control may leave."""
    for part in ast.walk(scope):
        if isinstance(part, ast.If):
            if ENVIRONMENT.search(_words(module.text(part.test))):
                if any(isinstance(inner, exits) for inner in ast.walk(part)):
                    yield part
