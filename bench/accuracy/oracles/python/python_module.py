"""One parsed Python file: its tree, parents, scopes, comments and names."""

import ast
from typing import Dict, Iterator, List, Optional, Set, Tuple

from python_source import fold, parse, read_comments, read_lines
from scopes import (
    Scope,
    ScopeNode,
    bind_names,
    declare_outer_names,
    fields_and_children,
    is_outside,
)

# The longest chain of names for names that is followed.
MAX_ALIASES = 8


class PythonModule:
    """The tree of one file, with what each of the oracles asks about it.

    Raises SyntaxError, ValueError or RecursionError for what CPython does
    not parse.
    """

    def __init__(self, path: str, content: bytes) -> None:
        self.path = path
        self.content, self.tree = parse(content)
        self.nodes: List[ast.AST] = []
        self._parents: Dict[int, ast.AST] = {}
        self._scopes: Dict[int, Scope] = {}
        self._comments: Optional[Dict[int, str]] = None
        self._lines: Optional[List[bytes]] = None
        self.module_scope = Scope(self.tree, None)
        self._index()

    def parent(self, node: ast.AST) -> Optional[ast.AST]:
        """The node that holds this one; None for the module."""
        return self._parents.get(id(node))

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes above, the nearest first."""
        above = self.parent(node)
        while above is not None:
            yield above
            above = self.parent(above)

    def scope(self, node: ast.AST) -> Scope:
        """The scope in which the node is evaluated."""
        return self._scopes[id(node)]

    def comments(self) -> Dict[int, str]:
        """Line (1-based) -> the text of the comment on it."""
        if self._comments is None:
            self._comments = read_comments(self.content)
        return self._comments

    def text(self, node: ast.AST) -> str:
        """The source of a node without comments, blanks folded."""
        if self._lines is None:
            self._lines = read_lines(self.content)
        first, last = start_line(node) - 1, end_line(node) - 1
        lines = self._lines[first:last + 1]
        lines[-1] = lines[-1][: getattr(node, "end_col_offset")]
        lines[0] = lines[0][getattr(node, "col_offset"):]
        return fold(b"\n".join(lines).decode("utf-8", "replace"))

    def dotted(self, node: ast.AST) -> Set[str]:
        """Absolute names that an expression may stand for, by imports.

        Follows plain names for names. Empty when nothing is known.
        """
        return set(self._dotted(node, MAX_ALIASES))

    def _dotted(self, node: ast.AST, depth: int) -> Iterator[str]:
        if isinstance(node, ast.Attribute):
            for base in self._dotted(node.value, depth):
                yield base + "." + node.attr
        elif isinstance(node, ast.Name) and depth > 0:
            for binding in self.scope(node).lookup(node.id):
                if binding.imported is not None:
                    yield binding.imported
                elif isinstance(binding.value, (ast.Name, ast.Attribute)):
                    yield from self._dotted(binding.value, depth - 1)

    def is_bound(self, node: ast.Name) -> bool:
        """False for a name that no scope around it binds."""
        scope = self.scope(node)
        while True:
            if scope.has_star_import:
                return True
            if scope.parent is None:
                break
            scope = scope.parent
        return bool(self.scope(node).lookup(node.id))

    def _index(self) -> None:
        """Fills nodes, parents and scopes, in document order."""
        waiting: List[Tuple[ast.AST, Scope]] = [(self.tree, self.module_scope)]
        while waiting:
            node, scope = waiting.pop()
            self.nodes.append(node)
            self._scopes[id(node)] = scope
            inner = scope
            if isinstance(node, ScopeNode) and node is not self.tree:
                inner = Scope(node, scope)
            declare_outer_names(node, inner)
            children = list(fields_and_children(node))
            for field, child in reversed(children):
                self._parents[id(child)] = node
                outside = is_outside(node, field)
                around = inner.parent if outside else inner
                waiting.append((child, around or scope))
        for node in self.nodes:
            bind_names(node, self._scopes[id(node)], self.parent(node))


def start_line(node: ast.AST) -> int:
    """The 1-based line on which a statement or expression starts."""
    return int(getattr(node, "lineno"))


def end_line(node: ast.AST) -> int:
    """The 1-based line on which a statement or expression ends."""
    return int(getattr(node, "end_lineno", None) or start_line(node))
