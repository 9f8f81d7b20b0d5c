"""Reads paths of Python files, one a line, and answers one JSON object a line for each, in the same order:

where statements may be inserted, where imports go, and which names the module defines. `null` where the file does not
parse. Lines are 1-based; a place is the line before which the statement goes, its indentation, its kind
(module, function, async, class), how deep it is nested in blocks of its function, the first and last line of the
outermost statement around it, and the names of the functions and classes around it.
"""

import ast
import json
import sys

MOST_PLACES = 60


def main():
    for path in sys.stdin.read().splitlines():
        try:
            with open(path, encoding="utf-8-sig", newline="") as file:
                text = file.read()
            answer = describe(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            answer = None
        print(json.dumps(answer, separators=(",", ":")))


def describe(text):
    if "\f" in text or "\r" in text.replace("\r\n", ""):
        return None
    tree = ast.parse(text)
    lines = text.replace("\r\n", "\n").split("\n")
    finder = Places(lines)
    body = tree.body
    finder.block(body, "module", 0, (0, 0), ())
    head = [index for index, node in enumerate(body) if is_docstring(node, index) or is_future(node)]
    first = body[head[-1] + 1 :] if head else body
    last_import = max((node.end_lineno for node in body if is_import_block(node)), default=0)
    end = len(lines) if lines[-1] == "" else len(lines) + 1
    kept = [place for place in finder.places if place[2] != "module" or (place[0] > last_import and place[3] == 0)]
    return {
        "importLine": start_of(first[0]) if first and finder.starts_line(first[0]) else (end if not first else 0),
        "endLine": end,
        "lastImport": last_import,
        "places": thin(kept),
        "symbols": symbols_of(body),
    }


class Places:
    def __init__(self, lines):
        self.lines = lines
        self.places = []

    def block(self, body, kind, depth, outer, names):
        for index, node in enumerate(body):
            around = outer if outer != (0, 0) else (start_of(node), node.end_lineno)
            own = (start_of(node), start_of(node)) if outer == (0, 0) else outer
            if self.starts_line(node) and not is_docstring(node, index) and not is_future(node):
                line = start_of(node)
                text = self.lines[line - 1]
                indentation = text[: len(text) - len(text.lstrip())]
                self.places.append([line, indentation, kind, depth, own[0], own[1], list(names)])
            self.inside(node, kind, depth, around, names)

    def inside(self, node, kind, depth, outer, names):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = "async" if isinstance(node, ast.AsyncFunctionDef) else "function"
            self.block(node.body, inner, 0, outer, (*names, node.name))
            return
        if isinstance(node, ast.ClassDef):
            self.block(node.body, "class", 0, outer, (*names, node.name))
            return
        if is_checking(node):
            return
        blocks = [getattr(node, field, []) for field in ("body", "orelse")]
        blocks += [handler.body for handler in getattr(node, "handlers", [])]
        blocks += [case.body for case in getattr(node, "cases", [])]
        for inner in blocks:
            if isinstance(inner, list):
                self.block(inner, kind, depth + 1, outer, names)
        if getattr(node, "finalbody", []):
            self.block(node.finalbody, kind, depth + 1, outer, (*names, "finally"))

    def starts_line(self, node):
        text = self.lines[start_of(node) - 1].lstrip()
        if getattr(node, "decorator_list", []):
            return text.startswith("@")
        prefix = self.lines[node.lineno - 1].encode()[: node.col_offset]
        return prefix.strip() == b"" and not text.startswith("elif")


def start_of(node):
    return min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])


def is_docstring(node, index):
    if index != 0 or not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Constant):
        return False
    return isinstance(node.value.value, str)


def is_future(node):
    return isinstance(node, ast.ImportFrom) and node.module == "__future__" and node.level == 0


def is_checking(node):
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def is_import_block(node):
    if isinstance(node, (ast.If, ast.Try)):
        return any(isinstance(inner, (ast.Import, ast.ImportFrom)) for inner in node.body)
    return isinstance(node, (ast.Import, ast.ImportFrom))


def thin(places):
    """At most MOST_PLACES, spread evenly."""
    step = max(1, -(-len(places) // MOST_PLACES))
    return places[::step]


def symbols_of(body):
    found = {"functions": [], "classes": {}, "imports": [], "modules": [], "constants": [], "loggers": []}
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if not node.decorator_list:
                found["functions"].append(node.name)
        elif isinstance(node, ast.ClassDef):
            methods = (inner for inner in node.body if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)))
            found["classes"][node.name] = [method.name for method in methods if not method.name.startswith("__")]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found["imports"] += [[node.module, alias.name, alias.asname or alias.name] for alias in node.names]
        elif isinstance(node, ast.Import):
            found["modules"] += [[alias.name, alias.asname or alias.name] for alias in node.names]
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            add_assignment(found, node.targets[0].id, node.value)
    return found


def add_assignment(found, name, value):
    called = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
    if "getLogger" in called or "get_logger" in called:
        found["loggers"].append(name)
    elif name.isupper() and isinstance(value, ast.Constant):
        found["constants"].append(name)


main()
