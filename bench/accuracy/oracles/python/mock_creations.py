"""Every expression of a file that creates a mock, and how sure that is."""

import ast
from typing import Iterator, List, NamedTuple, Optional

from mock_fixtures import fixture_call
from mock_library import ALL_CLASSES, CREATIONS, OTHER_CLASSES, mock_name
from python_module import PythonModule


class Creation(NamedTuple):
    """One creation of a mock: how, and how sure."""

    node: ast.AST
    name: str
    certainty: str


def find_creations(module: PythonModule) -> Iterator[Creation]:
    for node in module.nodes:
        if isinstance(node, ast.Call):
            yield from _call(module, node)
        elif isinstance(node, ast.ClassDef):
            for base in node.bases:
                name = mock_name(module, base, ALL_CLASSES)
                if name is not None:
                    yield Creation(base, "class of " + name, "listed")
        elif isinstance(node, ast.Assign):
            yield from _stand_in(module, node)


def _stand_in(module: PythonModule, node: ast.Assign) -> Iterator[Creation]:
    """`X = Mock` in place of something that cannot be imported."""
    name = mock_name(module, node.value, ALL_CLASSES)
    if name is None:
        return
    is_fallback = any(
        isinstance(above, ast.ExceptHandler)
        for above in module.ancestors(node)
    )
    certainty = "listed" if is_fallback else "other"
    yield Creation(node, "= " + name, certainty)


def _call(module: PythonModule, call: ast.Call) -> Iterator[Creation]:
    name = mock_name(module, call.func, CREATIONS)
    certainty = "listed"
    if name is None:
        name, certainty = fixture_call(module, call)
    if name is None:
        name, certainty = _subclass_call(module, call), "other"
    if name is None:
        name, certainty = _partial_call(module, call), "other"
    if name is None:
        name, certainty = _undefined_name(module, call), "undefined"
    if name is None:
        return
    if _is_environment(module, call, name):
        certainty = "environment"
    elif name.split(".")[-1] in OTHER_CLASSES:
        certainty = "other"
    yield Creation(call, name, certainty)


def _subclass_call(module: PythonModule, call: ast.Call) -> Optional[str]:
    """An instance of a class of this file that extends a mock class."""
    if not isinstance(call.func, ast.Name):
        return None
    for binding in module.scope(call.func).lookup(call.func.id):
        if isinstance(binding.other, ast.ClassDef):
            for base in binding.other.bases:
                if mock_name(module, base, ALL_CLASSES) is not None:
                    return "instance of " + call.func.id
    return None


def _partial_call(module: PythonModule, call: ast.Call) -> Optional[str]:
    """`functools.partial(patch, …)`."""
    if "functools.partial" not in module.dotted(call.func) or not call.args:
        return None
    return mock_name(module, call.args[0], CREATIONS)


def _undefined_name(module: PythonModule, call: ast.Call) -> Optional[str]:
    node: ast.AST = call.func
    parts: List[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or module.is_bound(node):
        return None
    name = ".".join([node.id] + parts)
    member = name[len("mock."):] if name.startswith("mock.") else name
    return name if member in CREATIONS else None


def _is_environment(module: PythonModule, call: ast.Call, name: str) -> bool:
    """True for changes and replacements of `os.environ`."""
    texts = [getattr(argument, "value", None) for argument in call.args[:2]]
    if name.endswith(("patch", "monkeypatch.setattr")):
        if texts and texts[0] == "os.environ":
            return True
    if name.endswith(("patch.object", "monkeypatch.setattr")):
        if len(texts) > 1 and texts[1] == "environ":
            owner = call.args[0]
            return getattr(owner, "attr", getattr(owner, "id", "")) == "os"
    if not name.endswith(("patch.dict", "monkeypatch.setitem")):
        return False
    targets = call.args[:1] + [
        keyword.value
        for keyword in call.keywords
        if keyword.arg in ("in_dict", "dic")
    ]
    for target in targets:
        if getattr(target, "value", None) == "os.environ":
            return True
        if "os.environ" in module.dotted(target):
            return True
    return False
