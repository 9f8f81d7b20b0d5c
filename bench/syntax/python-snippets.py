"""Prints, as JSON strings one a line, the string constants of Python files that look like source, and their doctests."""

import ast
import json
import re
import sys
import textwrap

MAX_LENGTH = 20_000
EXAMPLE = re.compile(r"^(?P<indent> *)>>> (?P<first>.*)(?P<rest>(?:\n(?P=indent)\.\.\. ?.*)*)", re.MULTILINE)


def sources(text):
    """A constant itself, without its common indentation, and the examples in it."""
    yield text
    dedented = textwrap.dedent(text)
    if dedented != text:
        yield dedented
    for example in EXAMPLE.finditer(text):
        rest = [re.sub(r"^ *\.\.\. ?", "", line) for line in example["rest"].split("\n")[1:]]
        yield "\n".join([example["first"], *rest]) + "\n"


def looks_like_source(text):
    return 2 < len(text) < MAX_LENGTH and re.search(r"[^\w\s.,-]", text) is not None


def constants(path):
    with open(path, "rb") as file:
        try:
            tree = ast.parse(file.read())
        except (SyntaxError, ValueError):
            return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
            value = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
            yield from filter(looks_like_source, sources(value))


for path in sys.stdin.read().splitlines():
    for source in constants(path):
        print(json.dumps(source))
