"""Every import of a file: statements, and calls of `import_module`."""

import ast
import sys
from typing import FrozenSet, Iterator, List, Optional

from python_module import PythonModule, end_line, start_line
from units import Unit, unit


def find_imports(module: PythonModule) -> Iterator[Unit]:
    """A unit for each imported module, as the statement writes it."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield _import_unit(
                    module, node, alias.name, _module_names(alias)
                )
        elif isinstance(node, ast.ImportFrom):
            specifier = "." * node.level + (node.module or "")
            names = [_imported_name(alias) for alias in node.names]
            yield _import_unit(module, node, specifier, names)
        elif isinstance(node, ast.Call):
            yield from _dynamic_import(module, node)


def _import_unit(
    module: PythonModule, node: ast.stmt, specifier: str, names: List[str]
) -> Unit:
    return unit(
        "import",
        start_line(node),
        end_line(node),
        form="statement",
        specifier=specifier,
        level=len(specifier) - len(specifier.lstrip(".")),
        names=names,
        isTypeOnly=_is_for_type_checkers(module, node),
        isShadowed=_is_shadowed(module),
    )


def _is_shadowed(module: PythonModule) -> bool:
    """True in a package with the name of a standard one.

    What its absolute name means is decided by the path of the interpreter.
    Always false before Python 3.10, which does not know the names.
    """
    names: FrozenSet[str] = getattr(sys, "stdlib_module_names", frozenset())
    first = module.path.split("/")[0]
    return "/" in module.path and first in names


def _module_names(alias: ast.alias) -> List[str]:
    """`import a.b` binds `a`, which is not what it names."""
    if alias.asname is None and "." in alias.name:
        return []
    return ["* as " + (alias.asname or alias.name)]


def _imported_name(alias: ast.alias) -> str:
    if alias.name == "*":
        return "* as "
    return alias.name + " as " + (alias.asname or alias.name)


def _is_for_type_checkers(module: PythonModule, node: ast.stmt) -> bool:
    """True below an `if TYPE_CHECKING:`, not in its `else`."""
    below: ast.AST = node
    for above in module.ancestors(node):
        if isinstance(above, ast.If) and below in above.body:
            test = above.test
            name = test.attr if isinstance(test, ast.Attribute) else None
            name = test.id if isinstance(test, ast.Name) else name
            if name == "TYPE_CHECKING":
                return True
        below = above
    return False


def _dynamic_import(module: PythonModule, call: ast.Call) -> Iterator[Unit]:
    """`importlib.import_module` of a literal name that starts with dots."""
    if "importlib.import_module" not in module.dotted(call.func):
        return
    argument: Optional[ast.expr] = call.args[0] if call.args else None
    for keyword in call.keywords:
        if keyword.arg == "name":
            argument = keyword.value
    value = getattr(argument, "value", None)
    if isinstance(value, str) and value.startswith("."):
        yield unit(
            "import",
            start_line(call),
            end_line(call),
            form="call",
            specifier=value,
            level=len(value) - len(value.lstrip(".")),
            names=[],
            isTypeOnly=False,
            isShadowed=_is_shadowed(module),
        )
