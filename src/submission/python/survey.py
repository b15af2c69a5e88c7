"""Reads a program and the own files that it imports as Python does, and runs none of them.

Standard input: the path of the program and the contents of the submission's Python files, by path.
Standard output: the first file that is not Python, or where what is imported from elsewhere is named.
"""

import ast
import base64
import json
import posixpath
import sys

HOLDS_STATEMENTS = (ast.stmt, ast.ExceptHandler, ast.match_case)
FORGIVING = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def imports_of(statements):
    """The imports that happen for sure once this code runs: none that an `if` decides on or a `try` makes good for."""
    for node in statements:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif not is_optional(node):
            yield from imports_of(each for each in ast.iter_child_nodes(node) if isinstance(each, HOLDS_STATEMENTS))


def is_optional(node):
    if isinstance(node, ast.If):
        return not (isinstance(node.test, ast.Compare) and getattr(node.test.left, "id", "") == "__name__")
    return isinstance(node, ast.Try) and any(forgives(handler) for handler in node.handlers)


def forgives(handler):
    if handler.type is None:
        return True
    return any(isinstance(name, ast.Name) and name.id in FORGIVING for name in ast.walk(handler.type))


def meant_by(node, path, root):
    """The folder in which an import looks, and the dotted names that it may look for there."""
    if isinstance(node, ast.Import):
        return root, [alias.name for alias in node.names]
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(path), *[".."] * (node.level - 1)))
    within = [node.module] if node.module else []
    names = [".".join([*within, alias.name]) for alias in node.names]
    return (folder if node.level else root), within + names


def own_files(folder, name, files):
    """The submission's files that importing the name runs; None where it has no such module."""
    found, path = [], folder
    for part in name.split("."):
        path = posixpath.normpath(posixpath.join(path, part))
        file = next((each for each in (f"{path}/__init__.py", f"{path}.py") if each in files), None)
        if file:
            found.append(file)
        elif not any(each.startswith(f"{path}/") for each in files):
            return found or None
    return found


def survey(entry, files):
    root = posixpath.dirname(entry)
    queue, foreign = [entry], []
    for path in queue:
        try:
            compile(files[path], path, "exec", dont_inherit=True)
            tree = ast.parse(files[path], path)
        except SyntaxError as error:
            return problem(path, error.lineno, error.offset, error.msg)
        except (ValueError, RecursionError, MemoryError) as error:
            return problem(path, 1, 1, str(error) or "Python's parser gives up on it")
        for node in imports_of([tree]):
            folder, names = meant_by(node, path, root)
            own = [own_files(folder, name, files) for name in names]
            queue += [file for known in own for file in known or [] if file not in queue]
            if own and own[0] is None and not getattr(node, "level", 0):
                foreign += [
                    {"module": name.split(".")[0], "file": path, "line": node.lineno, "column": node.col_offset + 1}
                    for name, known in zip(names, own)
                    if known is None
                ]
    known = {*sys.stdlib_module_names, "__main__"}
    return {"problem": None, "foreign": [each for each in foreign if each["module"] not in known]}


def problem(file, line, column, message):
    where = {"file": file, "line": max(line or 1, 1), "column": max(column or 1, 1)}
    return {"problem": {**where, "message": message}, "foreign": []}


given = json.load(sys.stdin)
contents = {path: base64.b64decode(text) for path, text in given["files"].items()}
print(json.dumps(survey(given["entry"], contents)))
