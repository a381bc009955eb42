"""Who may import whom, each rule a sentence; lazily placed imports count like those at the top of a file."""
from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("fields", "models", "rules", "services", "exporters", "views")
TOP = ("app", "cli", "tour", "__main__")  # they compose: everything meets there
LAYERS = (*ORDER, "importers", *TOP)
OPEN_TO_ALL = ("settings", "resources", "temporary", "log")  # plain values, paths and notes, below every layer

MAX_FILE, MAX_FUNCTION = 450, 80

FILES = sorted(path for path in (ROOT / "desktop").rglob("*.py") if "migrations" not in path.parts)


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {module_of(path): ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in FILES}
PATHS = {module_of(path): path for path in FILES}


def layer_of(module: str) -> str:
    """desktop.services.store -> services; desktop itself -> ''."""
    return module.split(".")[1] if "." in module else ""


def for_types_only(tree: ast.Module) -> set[ast.AST]:
    """Imports under `if TYPE_CHECKING:`: names for annotations, which never run."""
    guarded = (node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
    return {inner for node in guarded for child in node.body for inner in ast.walk(child)}


def imports(module: str, at_start: bool = False) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of each import; `at_start`: only those that run when the module is imported."""
    tree = TREES[module]
    skipped = for_types_only(tree) if at_start else set()
    if at_start:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                skipped.update(ast.walk(node))
    package = module if PATHS[module].name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*home, *([node.module] if node.module else [])])
            for alias in node.names:
                whole = f"{source}.{alias.name}"
                yield node.lineno, whole if whole in TREES or not source.startswith("desktop") else source


def breaches(importer: str, allowed: tuple[str, ...]) -> list[str]:
    """Imports of our own modules by the layer `importer` that are not in one of the `allowed` layers."""
    found = []
    for module in TREES:
        if layer_of(module) != importer:
            continue
        for line, name in imports(module):
            if name.split(".")[0] == "desktop" and layer_of(name) not in (importer, *allowed, *OPEN_TO_ALL, ""):
                found.append(f"{PATHS[module].relative_to(ROOT)}:{line} imports {name}")
    return found


def users(package: str, allowed: tuple[str, ...]) -> list[str]:
    """Imports of a third-party package outside the `allowed` layers."""
    return [f"{PATHS[module].relative_to(ROOT)}:{line} imports {name}"
            for module in TREES if layer_of(module) not in allowed
            for line, name in imports(module) if name.split(".")[0] == package]


@pytest.mark.parametrize("layer", ORDER)
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    """fields <- models <- rules <- services <- exporters <- views; from services on they may also call importers."""
    below = ORDER[: ORDER.index(layer)]
    may_read_files = ("importers",) if ORDER.index(layer) >= ORDER.index("services") else ()
    assert breaches(layer, below + may_read_files) == []


def test_importers_see_fields_only() -> None:
    assert breaches("importers", ("fields",)) == []


@pytest.mark.parametrize("lowest", OPEN_TO_ALL)
def test_what_is_open_to_all_imports_nothing_of_ours(lowest: str) -> None:
    assert breaches(lowest, ()) == []


def test_nothing_imports_what_composes() -> None:
    """app, cli and tour sit on top: only they and the start know each other."""
    for layer in (*ORDER, "importers", *OPEN_TO_ALL):
        assert breaches(layer, tuple(other for other in LAYERS if other not in TOP)) == []


def test_every_module_belongs_to_a_layer() -> None:
    strays = [module for module in TREES if layer_of(module) not in (*LAYERS, *OPEN_TO_ALL, "")]
    assert strays == []


@pytest.mark.parametrize(("package", "allowed"), [
    ("PySide6", ("views", "app", "tour")),
    ("shiboken6", ("views", "app", "tour")),
    ("sqlalchemy", ("models", "services")),
    ("alembic", ("services",)),
    ("sqlcipher3", ("services",)),
    ("psycopg", ("services",)),
    ("python_calamine", ("importers",)),
    ("openpyxl", ("importers", "exporters")),
    ("docx", ("importers", "exporters")),
    ("xlsxwriter", ("exporters",)),
    ("reportlab", ("exporters",)),
    ("fontTools", ("exporters",)),
    ("pypinyin", ("services",)),
])
def test_a_library_stays_in_its_layers(package: str, allowed: tuple[str, ...]) -> None:
    assert users(package, allowed) == []


CLOCKS = {"now", "today", "utcnow", "time", "localtime"}
FILES_AND_NETWORK = {"os", "io", "pathlib", "shutil", "tempfile", "sqlite3", "socket", "subprocess", "urllib", "http", "threading"}


@pytest.mark.parametrize("layer", ["fields", "rules"])
def test_fields_and_rules_know_no_files_and_no_machine(layer: str) -> None:
    found = [f"{PATHS[module].relative_to(ROOT)}:{line} imports {name}" for module in TREES if layer_of(module) == layer
             for line, name in imports(module) if name.split(".")[0] in FILES_AND_NETWORK]
    assert found == []


@pytest.mark.parametrize("layer", ["fields", "rules"])
def test_fields_and_rules_know_no_clock(layer: str) -> None:
    """Today is passed in, so that a rule gives the same answer whenever it is asked."""
    found = [f"{PATHS[module].relative_to(ROOT)}:{node.lineno} calls {ast.unparse(node.func)}"
             for module, tree in TREES.items() if layer_of(module) == layer for node in ast.walk(tree)
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
             and ast.unparse(node.func.value).split(".")[-1] in ("date", "datetime", "time")]
    assert found == []


def reachable(start: str, graph: dict[str, set[str]]) -> dict[str, str]:
    """Every module that `start` leads to, with the one that led there first."""
    found: dict[str, str] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for module in sorted(graph[here] - found.keys()):
            found[module] = here
            waiting.append(module)
    return found


def loop(module: str, graph: dict[str, set[str]]) -> str | None:
    """The shortest way from a module back to itself, as a -> b -> a."""
    came_from = reachable(module, graph)
    if module not in came_from:
        return None
    way = [module, came_from[module]]
    while way[-1] != module:
        way.append(came_from[way[-1]])
    return " -> ".join(reversed(way))


def test_no_module_imports_itself_by_a_detour() -> None:
    """Whatever the way, an import inside a function included; only names for annotations are free."""
    graph: dict[str, set[str]] = {}
    for module, tree in TREES.items():
        typing = {node.lineno for node in for_types_only(tree) if isinstance(node, ast.Import | ast.ImportFrom)}
        graph[module] = {name for line, name in imports(module) if name in TREES and name != module and line not in typing}
    assert [way for module in graph if (way := loop(module, graph))] == []


HEAVY = {"sqlalchemy", "alembic", "openpyxl", "docx", "xlsxwriter", "reportlab", "fontTools", "pypinyin", "python_calamine", "psycopg"}


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    """What app.py and the views import at their top, directly or through ours, keeps the window waiting."""
    if "desktop.app" not in TREES:
        pytest.skip("the window is not there yet")
    graph = {module: {name for _, name in imports(module, at_start=True)} for module in TREES}
    ours = {module: {name for name in names if name in TREES} for module, names in graph.items()}
    early = {"desktop.app", "desktop.cli", "desktop.__main__"}
    early |= {module for start in early for module in reachable(start, ours)}
    found = [f"{PATHS[module].relative_to(ROOT)} imports {name}" for module in sorted(early) for name in sorted(graph[module])
             if name.split(".")[0] in HEAVY]
    assert found == []


def test_no_file_is_too_long_to_read_at_a_sitting() -> None:
    long = {str(path.relative_to(ROOT)): lines for path in FILES
            if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_FILE}
    assert long == {}


def test_no_function_is_too_long_for_a_screen() -> None:
    long = {f"{PATHS[module].relative_to(ROOT)}:{node.name}": length for module, tree in TREES.items() for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION}
    assert long == {}
