"""Fixtures of pytest that replace things: `mocker` and `monkeypatch`."""

import ast
import re
from typing import List, Optional, Tuple

from mock_library import CREATIONS
from python_module import PythonModule

MOCKERS = {"mocker"} | {
    scope + "_mocker" for scope in ("class", "module", "package", "session")
}
MOCKER_METHODS = CREATIONS | {
    "stub",
    "async_stub",
    "spy",
    "patch.context_manager",
}
MONKEYPATCH_METHODS = {"setattr", "setitem"}


def fixture_call(
    module: PythonModule, call: ast.Call
) -> Tuple[Optional[str], str]:
    """A method of a `mocker` or `monkeypatch`, by parameter or value."""
    parts: List[str] = []
    node: ast.AST = call.func
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        if _is_own_fixture(node):
            return _method(node.attr, parts[1:]), "other"
        node = node.value
    if isinstance(node, ast.Call):
        fixture = _made_fixture(module, node)
    else:
        fixture = _fixture(module, node)
    if fixture is None:
        return None, ""
    return _method(fixture, parts), "listed"


def _is_own_fixture(node: ast.Attribute) -> bool:
    """`self.mocker`, `cls.monkeypatch`: set by a fixture elsewhere."""
    return (
        node.attr in ("mocker", "monkeypatch")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("self", "cls")
    )


def _method(fixture: str, parts: List[str]) -> Optional[str]:
    is_mocker = fixture == "mocker"
    methods = MOCKER_METHODS if is_mocker else MONKEYPATCH_METHODS
    name = ".".join(parts)
    return fixture + "." + name if name in methods else None


def _fixture(module: PythonModule, node: ast.AST) -> Optional[str]:
    """`mocker` or `monkeypatch`, if a name is bound to such a fixture."""
    if not isinstance(node, ast.Name):
        return None
    for binding in module.scope(node).lookup(node.id):
        if isinstance(binding.other, ast.arg):
            return _parameter_fixture(module, binding.other)
        if isinstance(binding.value, ast.Call):
            made = _made_fixture(module, binding.value)
            if made is not None:
                return made
    return None


def _parameter_fixture(
    module: PythonModule, parameter: ast.arg
) -> Optional[str]:
    annotation = parameter.annotation
    if annotation is not None:
        names = module.dotted(annotation) | {module.text(annotation)}
        for name in names:
            if re.search(r"(?:Mocker|Mock)Fixture\b", name):
                return "mocker"
            if re.search(r"\bMonkeyPatch\b", name):
                return "monkeypatch"
        if not names & {"Any", "typing.Any", "object"}:
            return None
    if parameter.arg in MOCKERS:
        return "mocker"
    return "monkeypatch" if parameter.arg == "monkeypatch" else None


def _made_fixture(module: PythonModule, call: ast.Call) -> Optional[str]:
    """`pytest.MonkeyPatch()`, `MonkeyPatch.context()`, `fixture.context()`."""
    for dotted in module.dotted(call.func):
        if re.search(r"^_?pytest\.(?:\w+\.)*MonkeyPatch(\.context)?$", dotted):
            return "monkeypatch"
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr == "context":
        if _fixture(module, function.value) == "monkeypatch":
            return "monkeypatch"
    return None
