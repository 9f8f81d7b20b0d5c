"""Which names the scopes of a Python file bind, and how."""

import ast
from typing import Dict, Iterator, List, Optional, Tuple

ScopeNode = (
    ast.Module,
    ast.ClassDef,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)


class Binding:
    """How a scope binds a name: exactly one of the fields is set."""

    def __init__(
        self,
        imported: Optional[str] = None,
        value: Optional[ast.expr] = None,
        other: Optional[ast.AST] = None,
    ) -> None:
        self.imported = imported
        self.value = value
        self.other = other


class Scope:
    """The names that a module, class, function or comprehension binds."""

    def __init__(self, node: ast.AST, parent: Optional["Scope"]) -> None:
        self.node = node
        self.parent = parent
        self.bindings: Dict[str, List[Binding]] = {}
        self.outer_names: Dict[str, str] = {}
        self.has_star_import = False

    def bind(self, name: str, binding: Binding) -> None:
        """Adds a binding, where `global` or `nonlocal` says it belongs."""
        scope = self._owner(name)
        scope.bindings.setdefault(name, []).append(binding)

    def _owner(self, name: str) -> "Scope":
        keyword = self.outer_names.get(name)
        if keyword is None or self.parent is None:
            return self
        scope = self.parent
        while scope.parent is not None and (
            keyword == "global" or name not in scope.bindings
        ):
            scope = scope.parent
        return scope

    def lookup(self, name: str) -> List[Binding]:
        """The bindings of the innermost scope that binds the name."""
        scope: Optional[Scope] = self
        while scope is not None:
            is_visible = scope is self or not isinstance(
                scope.node, ast.ClassDef
            )
            if is_visible and name in scope.bindings:
                return scope.bindings[name]
            scope = scope.parent
        return []


def fields_and_children(node: ast.AST) -> Iterator[Tuple[str, ast.AST]]:
    """The nodes directly below, each with the field that holds it."""
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield field, value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, ast.AST):
                    yield field, item


def is_outside(node: ast.AST, field: str) -> bool:
    """True for what is evaluated around a scope: decorators, defaults."""
    if isinstance(node, ast.ClassDef):
        return field not in ("body", "type_params")
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return field in ("decorator_list", "returns")
    if isinstance(node, ast.arguments):
        return field in ("defaults", "kw_defaults")
    return isinstance(node, ast.arg)


def declare_outer_names(node: ast.AST, scope: Scope) -> None:
    """Notes `global` and `nonlocal` before anything is bound."""
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        keyword = "global" if isinstance(node, ast.Global) else "nonlocal"
        for name in node.names:
            scope.outer_names[name] = keyword


def bind_names(
    node: ast.AST, scope: Scope, parent: Optional[ast.AST]
) -> None:
    """Binds the names that a node binds, in its scope."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            first = alias.name.split(".")[0]
            dotted = alias.name if alias.asname else first
            scope.bind(alias.asname or first, Binding(imported=dotted))
    elif isinstance(node, ast.ImportFrom):
        prefix = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                scope.has_star_import = True
                continue
            dotted = prefix + "." + alias.name
            scope.bind(alias.asname or alias.name, Binding(imported=dotted))
    elif isinstance(
        node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    ):
        scope.bind(node.name, Binding(other=node))
    elif isinstance(node, ast.arg):
        scope.bind(node.arg, Binding(other=node))
    elif isinstance(node, ast.ExceptHandler) and node.name:
        scope.bind(node.name, Binding(other=node))
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        scope.bind(node.id, _bound_value(node, parent))
    elif type(node).__name__ in ("MatchAs", "MatchStar", "TypeVar"):
        name = getattr(node, "name", None)
        if name:
            scope.bind(name, Binding(other=node))


def _bound_value(node: ast.Name, parent: Optional[ast.AST]) -> Binding:
    """What a stored name is: the value of a plain assignment, if it is one."""
    value = None
    if isinstance(parent, ast.Assign) and node in parent.targets:
        value = parent.value
    elif isinstance(parent, (ast.AnnAssign, ast.NamedExpr)):
        value = parent.value
    elif isinstance(parent, ast.withitem):
        value = parent.context_expr
    return Binding(other=node) if value is None else Binding(value=value)
