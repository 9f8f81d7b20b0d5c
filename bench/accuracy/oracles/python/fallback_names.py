"""What makes a literal no host to connect to, as far as names show."""

import ast
import re
from typing import Dict, Optional, Tuple

from python_module import PythonModule

BY_NAME: Dict[str, str] = {
    "bind address": r"bind|listen|^(?:api_host|server_host)$",
    "allow list": r"cors|origin|allow|csp|trusted|whitelist|hosts$",
    "mail address": r"mail_from|from_mail|sender",
    "client address": r"client_?(?:ip|addr|host)|remote_addr|peer|forwarded"
    r"|(?:^|_)ip(?:$|_)",
    "cookie domain": r"cookie|domain",
    "telemetry name": r"otel|telemetry|service_name|instance",
    "test or development name": r"(?:^|_)(?:test|dev|local|mock)(?:_|$)",
}


def exemption_of(
    module: PythonModule, node: ast.AST, name_and_value: Tuple[str, str]
) -> Optional[str]:
    """The reason, or None for what looks like a host to connect to."""
    name, value = name_and_value
    if isinstance(node, ast.Call):
        called = module.text(node.func)
        if re.search(r"(?:add_argument|[oO]ption|Argument|argument)$", called):
            return "command-line option"
    if _is_in_text(module, node):
        return "part of a text"
    if _is_in_server(module, node) or value.startswith("0.0.0.0"):
        return "bind address"
    if "HOSTNAME" in name.split():
        return "bind address"
    for word in re.findall(r"\w+", name):
        for reason, pattern in BY_NAME.items():
            if re.search(pattern, word, re.IGNORECASE):
                return reason
    return None


def _is_in_server(module: PythonModule, node: ast.AST) -> bool:
    """True in a class that extends a server: its host is its own."""
    for above in module.ancestors(node):
        for base in getattr(above, "bases", []):
            if re.search(r"Server$", module.text(base)):
                return True
    return False


def _is_in_text(module: PythonModule, node: ast.AST) -> bool:
    """True for what is logged, or formatted into a text of some words."""
    for above in module.ancestors(node):
        if isinstance(above, ast.stmt):
            return False
        if isinstance(above, ast.Call):
            called = module.text(above.func).split(" . ")[-1]
            if called in ("print", "debug", "info", "warning", "error"):
                return True
        template = getattr(above, "left", None)
        if isinstance(above, ast.JoinedStr):
            parts = [getattr(part, "value", "") for part in above.values]
        else:
            parts = [getattr(template, "value", "")]
        if any(isinstance(part, str) and " " in part for part in parts):
            return True
    return False
