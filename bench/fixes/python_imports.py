"""Compares Python files before and after fixes, without asking the tool.

Arguments: the folder before, the folder after. Reads paths from standard input, one a line. Prints one JSON object:
how many files and imports were compared, how many files this Python cannot compile, and what is broken. A file that compiled must compile, and every import that
is written otherwise must lead to the files that it led to. An import that is new must lead to a file.
"""

import ast
import json
import os
import re
import sys


def modules_at(root, parts):
    """The files that a dotted name below a folder may stand for."""
    path = os.path.join(root, *parts)
    candidates = [os.path.join(path, "__init__.py"), path + ".py", os.path.join(path, "__init__.pyi"), path + ".pyi"]
    found = [candidate for candidate in candidates if parts and os.path.isfile(candidate)]
    return found[:1] or ([path] if os.path.isdir(path) else [])


def roots_for(top, path):
    """The folders above a file, the nearest package's own root first, and `src` beside them."""
    folder = os.path.dirname(os.path.join(top, path))
    above = []
    while len(folder) >= len(top):
        above.append(folder)
        folder = os.path.dirname(folder)
    packages = [one for one in above if not os.path.isfile(os.path.join(one, "__init__.py"))]
    others = [one for one in above if one not in packages]
    return [root for one in packages + others for root in (one, os.path.join(one, "src"))]


def resolve(top, path, level, module, name):
    """The file that an imported name, or else its module, comes from; None for what is not in the project."""
    parts = module.split(".") if module else []
    if level:
        folder = os.path.dirname(os.path.join(top, path))
        for _ in range(level - 1):
            folder = os.path.dirname(folder)
        roots = [folder]
    else:
        roots = roots_for(top, path)
    for root in roots:
        own = modules_at(root, parts) if parts else [root]
        if not own:
            continue
        inner = modules_at(root, parts + [name]) if name not in (None, "*") else []
        file = (inner or own)[0]
        init = os.path.join(file, "__init__.py")
        return os.path.relpath(init if os.path.isfile(init) else file, top)
    return None


WRITTEN = re.compile(r"^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\w*)", re.MULTILINE)


def imports_of(tree):
    if isinstance(tree, str):
        yield from ([(len(dots), module, name or None, None)] for dots, module, name in WRITTEN.findall(tree))
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield [(node.level, node.module or "", alias.name, alias.asname) for alias in node.names]
        elif isinstance(node, ast.Import):
            yield [(0, alias.name, None, alias.asname) for alias in node.names]


def parsed(top, path):
    with open(os.path.join(top, path), "rb") as file:
        content = file.read()
    try:
        return compile(content, path, "exec", ast.PyCF_ONLY_AST)
    except (SyntaxError, ValueError):
        return content.decode("utf-8", "replace")


def compare(old_top, new_top, path, result):
    before, after = parsed(old_top, path), parsed(new_top, path)
    result["files"] += 1
    if isinstance(before, str):
        # It is written for a later Python than this one: its statements are compared as they are written.
        result["uncompiled"] += 1
        after = after if isinstance(after, str) else None
    elif isinstance(after, str):
        after = None
    if after is None:
        result["broken"].append(f"{path}: does not compile any more, or does now")
        return
    old, new = list(imports_of(before)), list(imports_of(after))
    if len(old) == len(new):
        pairs = list(zip(old, new))
    else:
        pairs = [(None, one) for one in new if one not in old]
    for one, other in pairs:
        if one == other:
            continue
        result["imports"] += 1
        for index, (level, module, name, alias) in enumerate(other):
            now = resolve(new_top, path, level, module, name)
            if one is None:
                if now is None:
                    result["broken"].append(f"{path}: {module} leads nowhere")
                continue
            old_level, old_module, old_name, old_alias = one[index]
            was = resolve(old_top, path, old_level, old_module, old_name)
            if was != now or (old_name, old_alias) != (name, alias):
                result["broken"].append(f"{path}: {'.' * old_level}{old_module} was {was}, {module} is {now}")


def main():
    old_top, new_top = sys.argv[1:3]
    result = {"files": 0, "uncompiled": 0, "imports": 0, "broken": []}
    for path in sys.stdin.read().splitlines():
        compare(old_top, new_top, path, result)
    json.dump(result, sys.stdout)


main()
