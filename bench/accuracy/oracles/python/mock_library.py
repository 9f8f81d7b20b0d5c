"""Names of the mocking libraries of Python."""

import ast
from typing import Optional, Set

from python_module import PythonModule

MODULES = ("unittest.mock", "mock.mock", "mock", "asynctest.mock", "asynctest")
CLASSES = {
    "Mock",
    "MagicMock",
    "AsyncMock",
    "PropertyMock",
    "NonCallableMock",
}
# Mock classes that the specification does not name.
OTHER_CLASSES = {"NonCallableMagicMock", "ThreadingMock", "CoroutineMock"}
FUNCTIONS = {"create_autospec", "mock_open"}
PATCHES = {"patch", "patch.object", "patch.dict", "patch.multiple"}
ALL_CLASSES = CLASSES | OTHER_CLASSES
CREATIONS = ALL_CLASSES | FUNCTIONS | PATCHES


def mock_name(
    module: PythonModule, node: ast.AST, wanted: Set[str]
) -> Optional[str]:
    """The part of a mocking library that an expression names."""
    for dotted in sorted(module.dotted(node)):
        for prefix in MODULES:
            if dotted.startswith(prefix + "."):
                rest = dotted[len(prefix) + 1:]
                if rest in wanted:
                    return rest
    return None
