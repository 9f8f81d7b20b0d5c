"""Parsing a Python file, and reading what the tree leaves out."""

import ast
import io
import re
import tokenize
from typing import Dict, List, Tuple


def parse(content: bytes) -> Tuple[bytes, ast.Module]:
    """The tree, and the content it stands for.

    From 3.14 on `except A, B:` needs no parentheses; for an older Python
    they are put in, which moves no line.
    """
    while True:
        try:
            return content, ast.parse(content)
        except SyntaxError as error:
            if "exception types must be parenthesized" not in str(error):
                raise
            changed = _parenthesize(content, error.lineno or 0)
            if changed == content:
                raise
            content = changed


def _parenthesize(content: bytes, line: int) -> bytes:
    lines = content.splitlines(keepends=True)
    lines[line - 1] = re.sub(
        rb"^(\s*except\s+)([^():#]+?)(\s*:)", rb"\1(\2)\3", lines[line - 1]
    )
    return b"".join(lines)


def read_comments(content: bytes) -> Dict[int, str]:
    """The comments of a file; those before an error of the tokenizer."""
    comments: Dict[int, str] = {}
    try:
        for token in tokenize.tokenize(io.BytesIO(content).readline):
            if token.type == tokenize.COMMENT:
                comments[token.start[0]] = token.string
    except (tokenize.TokenError, SyntaxError):
        pass
    return comments


def read_lines(content: bytes) -> List[bytes]:
    """The lines as `ast` counts them, encoded as its offsets are."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    source = content.decode(encoding).lstrip("\ufeff")
    return [line.encode() for line in re.split("\r\n|\r|\n", source)]


def fold(source: str) -> str:
    """A piece of source as its tokens, joined by single blanks."""
    tokens: List[str] = []
    try:
        # In parentheses a line break needs no indentation.
        reader = io.StringIO("(" + source + "\n)").readline
        for token in tokenize.generate_tokens(reader):
            if token.type not in (tokenize.NL, tokenize.COMMENT):
                tokens.append(token.string.strip())
    except (tokenize.TokenError, SyntaxError):
        return " ".join(source.split())
    return " ".join(token for token in tokens if token)[2:-2]
