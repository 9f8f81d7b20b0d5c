"""Every named type at module level, with its fields."""

import ast
from typing import Any, Dict, Iterator, List, Optional, Tuple

from python_module import PythonModule, end_line, start_line
from units import Unit, unit

Field = Dict[str, Any]

# Calls that make a type, by the last part of their name.
FACTORIES = {
    "typing.NewType",
    "typing.TypedDict",
    "typing.NamedTuple",
    "typing_extensions.NewType",
    "typing_extensions.TypedDict",
    "typing_extensions.NamedTuple",
    "collections.namedtuple",
}
TYPING = ("typing.", "typing_extensions.", "collections.abc.")
# Subscripted, these are types wherever they stand.
TYPE_FORMS = {
    "Annotated",
    "Callable",
    "Dict",
    "FrozenSet",
    "List",
    "Literal",
    "Mapping",
    "Optional",
    "Sequence",
    "Set",
    "Tuple",
    "Type",
    "Union",
}


def find_definitions(module: PythonModule) -> Iterator[Unit]:
    """A unit for each class and each certain type alias at module level."""
    for statement, is_conditional in _statements(module.tree.body, False):
        found = _definition(module, statement)
        if found is not None:
            found["isConditional"] = is_conditional
            found["isExported"] = not found["name"].startswith("_")
            yield found


def _statements(
    body: List[ast.stmt], is_conditional: bool
) -> Iterator[Tuple[ast.stmt, bool]]:
    """Statements at the top level and in the `if` and `try` there."""
    for statement in body:
        yield statement, is_conditional
        if isinstance(statement, ast.If) or "Try" in type(statement).__name__:
            for name in ("body", "orelse", "finalbody"):
                inner = getattr(statement, name, [])
                yield from _statements(inner, True)
            for handler in getattr(statement, "handlers", []):
                yield from _statements(handler.body, True)


def _definition(module: PythonModule, statement: ast.stmt) -> Optional[Unit]:
    if isinstance(statement, ast.ClassDef):
        return _class(module, statement)
    if type(statement).__name__ == "TypeAlias":
        name = getattr(statement, "name").id
        return _alias(module, statement, name, getattr(statement, "value"))
    if isinstance(statement, ast.AnnAssign):
        return _annotated_alias(module, statement)
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
        if isinstance(target, ast.Name) and _is_type(module, statement.value):
            return _alias(module, statement, target.id, statement.value)
    return None


def _annotated_alias(
    module: PythonModule, statement: ast.AnnAssign
) -> Optional[Unit]:
    names = module.dotted(statement.annotation)
    is_alias = any(name.split(".")[-1] == "TypeAlias" for name in names)
    target, value = statement.target, statement.value
    if not is_alias or value is None or not isinstance(target, ast.Name):
        return None
    return _alias(module, statement, target.id, value)


def _is_type(module: PythonModule, value: ast.expr) -> bool:
    """True for what cannot be anything but a type."""
    if isinstance(value, ast.Call):
        return bool(module.dotted(value.func) & FACTORIES)
    if isinstance(value, ast.Subscript):
        for name in module.dotted(value.value):
            if name.startswith(TYPING) and name.split(".")[-1] in TYPE_FORMS:
                return True
    return False


def _alias(
    module: PythonModule, statement: ast.stmt, name: str, value: ast.expr
) -> Unit:
    return unit(
        "definition",
        start_line(statement),
        end_line(statement),
        name=name,
        form="factory" if isinstance(value, ast.Call) else "alias",
        bases=[],
        fields=[],
        type=module.text(value),
    )


def _class(module: PythonModule, node: ast.ClassDef) -> Unit:
    fields: Dict[str, Field] = {}
    for statement in node.body:
        for field in _fields(module, statement):
            fields.setdefault(field["name"], field)
    return unit(
        "definition",
        start_line(node),
        end_line(node),
        name=node.name,
        form="class",
        bases=[module.text(base) for base in node.bases],
        fields=list(fields.values()),
        type=None,
    )


def _fields(module: PythonModule, statement: ast.stmt) -> Iterator[Field]:
    """The members that a statement of a class body makes."""
    if isinstance(statement, ast.AnnAssign):
        if isinstance(statement.target, ast.Name):
            annotation = module.text(statement.annotation)
            yield _field(statement.target.id, "annotated", annotation)
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            parts = getattr(target, "elts", [target])
            for part in parts:
                if isinstance(part, ast.Name):
                    yield _field(part.id, "assigned")
    elif isinstance(statement, ast.ClassDef):
        yield _field(statement.name, "type")
    elif isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield _field(statement.name, "method")
        if statement.name == "__init__":
            yield from _own_attributes(module, statement)


def _own_attributes(
    module: PythonModule, function: ast.AST
) -> Iterator[Field]:
    """`self.x = …` and `self.x: T = …` directly in `__init__`."""
    for statement in getattr(function, "body"):
        if isinstance(statement, ast.AnnAssign):
            if _is_own(statement.target):
                name = getattr(statement.target, "attr")
                annotation = module.text(statement.annotation)
                yield _field(name, "own", annotation)
        elif isinstance(statement, ast.Assign):
            for target in statement.targets:
                if _is_own(target):
                    yield _field(getattr(target, "attr"), "own")


def _is_own(target: ast.expr) -> bool:
    return (
        isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id == "self"
    )


def _field(name: str, role: str, annotation: Optional[str] = None) -> Field:
    return {"name": name, "role": role, "annotation": annotation}
