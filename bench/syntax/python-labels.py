"""Labels files by compile() of this interpreter: for each path of the input one JSON line.

["valid"], ["invalid", line or null], or ["none"] where compile() itself gives up over nesting or memory.
"""

import json
import sys
import warnings

warnings.simplefilter("ignore")


def label(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        compile(source, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        return ["invalid", error.lineno or None]
    except (RecursionError, MemoryError):
        return ["none"]
    except (ValueError, OverflowError):
        return ["invalid", None]
    return ["valid"]


for path in sys.stdin:
    print(json.dumps(label(path.rstrip("\n"))))
