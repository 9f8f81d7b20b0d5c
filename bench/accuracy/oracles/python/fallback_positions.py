"""Where a value stands in for one that is missing."""

import ast
from typing import Iterator, List, NamedTuple, Optional, Tuple

from python_module import PythonModule

GETTERS = {"get", "getenv", "pop", "setdefault"}
READERS = {"str", "url", "config", "environ", "env", "db", "db_url", "cache"}
FIELDS = {"Field", "field", "attrib", "ib", "mapped_column", "Column"}
FIELDS |= {"CharField", "URLField", "TextField", "EnvField"}
OPTIONS = {"add_argument", "option", "Option", "argument", "add_option"}
OPTIONS |= {"Argument"}

# What a value may stand in without being another value's part.
WRAPPERS = (
    ast.keyword,
    ast.Lambda,
    ast.BinOp,
    ast.List,
    ast.Tuple,
    ast.FormattedValue,
    ast.JoinedStr,
)


class Fallback(NamedTuple):
    """Where a value stands: the form, the name it has there, its node."""

    form: str
    name: str
    node: ast.AST


def fallbacks(module: PythonModule, node: ast.AST) -> Iterator[Fallback]:
    """The fallback that a value is, or those that its name stands in."""
    direct = _fallback(module, node)
    if direct is not None:
        yield direct
    statement = module.parent(node)
    if not isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return
    for name in _targets(statement):
        for use in module.nodes:
            is_use = isinstance(use, ast.Name) and use.id == name
            if is_use and isinstance(getattr(use, "ctx"), ast.Load):
                if _is_bound_to(module, use, node):
                    found = _fallback(module, use)
                    if found is not None:
                        yield found._replace(form="name:" + found.form)


def _targets(statement: ast.AST) -> List[str]:
    targets = getattr(statement, "targets", [])
    targets = targets or [getattr(statement, "target")]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _is_bound_to(module: PythonModule, use: ast.AST, value: ast.AST) -> bool:
    bindings = module.scope(use).lookup(getattr(use, "id"))
    return any(binding.value is value for binding in bindings)


def _fallback(module: PythonModule, value: ast.AST) -> Optional[Fallback]:
    """The fallback position of an expression, climbing out of wrappers."""
    node, above = value, module.parent(value)
    while above is not None:
        if isinstance(above, ast.Call):
            found, is_wrapper = _in_call(module, above, node)
            if found is not None or not is_wrapper:
                return found
        elif isinstance(above, ast.BoolOp):
            if isinstance(above.op, ast.Or) and above.values[0] is not node:
                return Fallback("or", _name(module, above.values[0]), above)
        elif isinstance(above, ast.IfExp):
            if node is above.test:
                return None
            return Fallback("ternary", _name(module, above.test), node)
        elif isinstance(above, ast.arguments):
            return _parameter(above, node)
        elif isinstance(above, ast.stmt):
            return _in_statement(module, above, node)
        elif not isinstance(above, WRAPPERS):
            return None
        node, above = above, module.parent(above)
    return None


def _in_call(
    module: PythonModule, call: ast.Call, node: ast.AST
) -> Tuple[Optional[Fallback], bool]:
    """The fallback as an argument; else whether the call only wraps it."""
    function = call.func
    name = getattr(function, "attr", getattr(function, "id", ""))
    is_method = isinstance(function, ast.Attribute)
    keyword = node.arg if isinstance(node, ast.keyword) else None
    position = call.args.index(node) if node in call.args else None
    first = _text(call.args[0]) if call.args and position != 0 else ""
    is_default = keyword in ("default", "default_factory", "fallback")
    if name in OPTIONS and (is_default or position == 0):
        return Fallback("option", first, call), False
    if name in FIELDS and (is_default or position == 0):
        return Fallback("field", _owner(module, call), call), False
    if name in GETTERS and (position == 1 or is_default):
        return Fallback("get", first, call), False
    if name == "getattr" and not is_method and position == 2:
        return Fallback("getattr", _text(call.args[1]), call), False
    if name in READERS and (is_default or position == 1):
        return Fallback("get", first, call), False
    if name == "default" and is_method and position == 0:
        return Fallback("get", first, call), False
    is_type = name[:1].isupper() or name == "str"
    return None, is_type and position == 0 and len(call.args) == 1


def _parameter(arguments: ast.arguments, node: ast.AST) -> Optional[Fallback]:
    positional = getattr(arguments, "posonlyargs", []) + arguments.args
    count = len(arguments.defaults)
    defaults = list(zip(positional[-count:] if count else [],
                        arguments.defaults))
    named = zip(arguments.kwonlyargs, arguments.kw_defaults)
    for parameter, default in defaults + list(named):
        if default is node:
            return Fallback("parameter", parameter.arg, node)
    return None


def _in_statement(
    module: PythonModule, statement: ast.stmt, node: ast.AST
) -> Optional[Fallback]:
    value = getattr(statement, "value", None)
    is_assignment = isinstance(statement, (ast.Assign, ast.AnnAssign))
    if value is not node:
        return None
    name = _owner(module, node)
    above = module.parent(statement)
    if is_assignment and isinstance(above, ast.ClassDef):
        is_field = isinstance(statement, ast.AnnAssign) and (
            above.bases or above.decorator_list
        )
        form = "field" if is_field else "constant"
        return Fallback(form, name, statement)
    if not is_assignment and not isinstance(statement, ast.Return):
        return None
    if isinstance(above, ast.ExceptHandler):
        return Fallback("except", name, statement)
    if isinstance(above, ast.If):
        if statement in above.orelse:
            return Fallback("else", name, statement)
        if _asks_for_absence(module, above.test):
            return Fallback("if-not", name, statement)
        return Fallback("branch", name, statement)
    if _follows_return(statement, above):
        return Fallback("last-return", name, statement)
    return None


def _follows_return(statement: ast.stmt, above: Optional[ast.AST]) -> bool:
    """`if x: return x` and then, at the end, another value."""
    body = getattr(above, "body", [])
    if not isinstance(statement, ast.Return) or statement not in body[1:]:
        return False
    before = body[body.index(statement) - 1]
    return isinstance(before, ast.If) and isinstance(
        before.body[-1], ast.Return
    )


def _asks_for_absence(module: PythonModule, test: ast.expr) -> bool:
    """`not x`, `x is None`, `x == ""`, `"X" not in environ`."""
    if isinstance(test, ast.UnaryOp):
        return isinstance(test.op, ast.Not)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        operator, right = test.ops[0], test.comparators[0]
        is_nothing = getattr(right, "value", right) in (None, "")
        is_equal = isinstance(operator, (ast.Is, ast.Eq))
        return isinstance(operator, ast.NotIn) or is_equal and is_nothing
    return False


def _owner(module: PythonModule, node: ast.AST) -> str:
    """The name of what a value is assigned to."""
    for above in [node, *module.ancestors(node)]:
        if isinstance(above, (ast.Assign, ast.AnnAssign)):
            targets = getattr(above, "targets", None)
            return module.text((targets or [getattr(above, "target")])[0])
        if isinstance(above, ast.stmt):
            break
    for above in module.ancestors(node):
        if isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return above.name
    return ""


def _name(module: PythonModule, node: ast.AST) -> str:
    """What an expression asks for, and what it is assigned to."""
    return " ".join((_text(node), _owner(module, node))).strip()


def _text(node: ast.AST) -> str:
    """The names and strings in an expression."""
    words = []
    for part in ast.walk(node):
        for field in ("id", "attr", "value"):
            word = getattr(part, field, None)
            if isinstance(word, str):
                words.append(word)
    return " ".join(words)
