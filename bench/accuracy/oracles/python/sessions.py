"""Every place that sets the database session of an object to nothing.

`target` is the object whose session it is: `self` (`self.session`), `nested`
(`self.other.session`) or `other`. `isHandler` is true where a class, function
or file name around it says that messages are handled there.
"""

import ast
import re
from typing import Iterator, List, Optional, Tuple

from python_module import PythonModule, end_line, start_line
from units import Unit, unit

SESSION = re.compile(r"^(?:session|db|\w*_session|dbSession)$")
FACTORY = re.compile(r"session_?(?:maker|factory)$|^Session$|Local$")
HANDLER = re.compile(
    r"handler|consumer|on_message|onMessage|websocket|listener|subscriber",
    re.IGNORECASE,
)
TEARDOWN = re.compile(
    r"^_*(?:init__|close|aclose|aexit__|exit__|del__|cleanup|clean_up|stop"
    r"|disconnect|shutdown|teardown|tear_down|dispose)",
)
CLIENT = re.compile(r"aiohttp|requests|httpx|http_session|ClientSession")
OPENS_OWN = re.compile(r"session|unit_of_work|begin|transaction")


def find_sessions(module: PythonModule) -> Iterator[Unit]:
    """A unit for each session that is set to None or deleted."""
    for node in module.nodes:
        for target, name, form in _nulled(module, node):
            if SESSION.match(name) and not FACTORY.search(name):
                yield _unit(module, node, target, (name, form))


def _unit(
    module: PythonModule,
    node: ast.AST,
    target: ast.expr,
    name_and_form: Tuple[str, str],
) -> Unit:
    name, form = name_and_form
    function = _function_name(module, node)
    return unit(
        "session",
        start_line(node),
        end_line(node),
        form=form,
        name=name,
        target=_target_kind(target),
        function=function,
        isHandler=_is_handler(module, node),
        isTeardown=TEARDOWN.match(function) is not None,
        isClient=CLIENT.search(module.content.decode("utf-8", "replace"))
        is not None,
        opensOwn=_opens_own(module, node),
    )


def _nulled(
    module: PythonModule, node: ast.AST
) -> Iterator[Tuple[ast.expr, str, str]]:
    """The object, the name and the way of each nulling in a statement."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _assigned(target, node.value)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from _assigned(node.target, node.value)
    elif isinstance(node, ast.Delete):
        for target in node.targets:
            yield from _named(target, "del")
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        yield from _by_function(module, node, node.func)


def _by_function(
    module: PythonModule, call: ast.Call, function: ast.Name
) -> Iterator[Tuple[ast.expr, str, str]]:
    """`setattr(x, "session", None)` and `delattr(x, "session")`."""
    if module.scope(call).lookup(function.id):
        return
    arguments = call.args
    is_set = function.id == "setattr" and len(arguments) == 3
    is_delete = function.id == "delattr" and len(arguments) == 2
    if not (is_set and _is_none(arguments[2]) or is_delete):
        return
    name = getattr(arguments[1], "value", None)
    if isinstance(name, str):
        yield arguments[0], name, function.id


def _assigned(
    target: ast.expr, value: ast.expr
) -> Iterator[Tuple[ast.expr, str, str]]:
    if isinstance(target, (ast.Tuple, ast.List)):
        if isinstance(value, (ast.Tuple, ast.List)):
            if len(target.elts) == len(value.elts):
                for each, its_value in zip(target.elts, value.elts):
                    yield from _assigned(each, its_value)
    elif _is_none(value):
        yield from _named(target, "assignment")


def _named(
    target: ast.expr, form: str
) -> Iterator[Tuple[ast.expr, str, str]]:
    if isinstance(target, ast.Attribute):
        yield target.value, target.attr, form
    elif isinstance(target, ast.Subscript):
        index = target.slice
        # Before 3.9 the subscript lies in an `Index` node.
        name = getattr(getattr(index, "value", None), "value", None)
        name = name or getattr(index, "value", None)
        if isinstance(name, str):
            yield target.value, name, form
    elif isinstance(target, (ast.Tuple, ast.List)):
        for each in target.elts:
            yield from _named(each, form)


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _target_kind(target: ast.expr) -> str:
    if isinstance(target, ast.Name):
        return "self" if target.id in ("self", "cls") else "other"
    inner: ast.AST = target
    while isinstance(inner, (ast.Attribute, ast.Subscript, ast.Call)):
        inner = inner.func if isinstance(inner, ast.Call) else inner.value
    is_own = isinstance(inner, ast.Name) and inner.id in ("self", "cls")
    return "nested" if is_own else "other"


def _function(module: PythonModule, node: ast.AST) -> Optional[ast.AST]:
    for above in module.ancestors(node):
        if isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return above
    return None


def _function_name(module: PythonModule, node: ast.AST) -> str:
    return str(getattr(_function(module, node), "name", ""))


def _is_handler(module: PythonModule, node: ast.AST) -> bool:
    names: List[str] = [module.path]
    for above in module.ancestors(node):
        names.append(str(getattr(above, "name", "")))
        for base in getattr(above, "bases", []):
            names.append(module.text(base))
        for decorator in getattr(above, "decorator_list", []):
            names.append(module.text(decorator))
    return any(HANDLER.search(name) for name in names)


def _opens_own(module: PythonModule, node: ast.AST) -> bool:
    """True if the same function opens a session in a `with`."""
    function = _function(module, node)
    for inner in ast.walk(function) if function is not None else ():
        if isinstance(inner, (ast.With, ast.AsyncWith)):
            for item in inner.items:
                if OPENS_OWN.search(module.text(item.context_expr).lower()):
                    return True
    return False
