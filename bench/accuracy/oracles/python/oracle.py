"""Finds in Python files, with CPython's own parser, what rules should see.

    python3 oracle.py ROOT [--kinds import,mock] < list-of-paths > units.jsonl

Reads paths relative to ROOT from standard input, one a line, and prints one
JSON object a line: the units of each file in turn, or a unit of the kind
`failure` for a file that this Python cannot read or parse. Shares no code
with the rules; needs the standard library of Python 3.8 or newer only.
"""

import argparse
import json
import os
import sys
import warnings
from typing import Callable, Dict, Iterator, List

from definitions import find_definitions
from imports import find_imports
from localhost import find_localhost
from mocks import find_mocks
from python_module import PythonModule
from sessions import find_sessions
from units import Unit, unit

Finder = Callable[[PythonModule], Iterator[Unit]]

FINDERS: Dict[str, Finder] = {
    "import": find_imports,
    "definition": find_definitions,
    "mock": find_mocks,
    "localhost": find_localhost,
    "session": find_sessions,
}


def main() -> None:
    """Prints the units of every file that standard input names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root")
    parser.add_argument("--kinds", default=",".join(FINDERS))
    arguments = parser.parse_args()
    # What old code writes in its strings is no concern here.
    warnings.simplefilter("ignore")
    finders = [FINDERS[kind] for kind in arguments.kinds.split(",")]
    for line in sys.stdin.buffer:
        path = line.decode("utf-8").rstrip("\r\n")
        for found in units_of(arguments.root, path, finders):
            print(json.dumps({"path": path, **found}))


def units_of(root: str, path: str, finders: List[Finder]) -> List[Unit]:
    """All units of one file, or the reason why there are none."""
    try:
        with open(os.path.join(root, path), "rb") as file:
            module = PythonModule(path, file.read())
    except (OSError, SyntaxError, ValueError, RecursionError) as error:
        first = getattr(error, "lineno", None) or 1
        reason = "{}: {}".format(type(error).__name__, error)
        return [unit("failure", first, first, reason=reason)]
    return [found for find in finders for found in find(module)]


if __name__ == "__main__":
    main()
