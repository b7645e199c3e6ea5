#!/usr/bin/env python3
"""The rules of the house, as a test.

    house.py            checks the rules themselves on trees that break them, then this repository
    house.py --report   also lists the longest files

Layers: a folder of src/ includes only itself and the folders before it in cmake/layers.cmake.
Outside headers: each kind has the layers that may see it. What the web toolchain lacks stays out of src/.
Tests: every test source lies where something runs it. Repository: no build output, no fonts, no archives,
no names of package hosts.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

# Outside headers and the layers that may include them.
OUTSIDE = [
    (re.compile(r"(imgui|implot|TextEditor|TextDiff|imstb)"), {"ui", "app"}),
    (re.compile(r"(GL/|GLES\d/|KHR/)"), {"render", "app"}),
    (re.compile(r"(GLFW/|emscripten)"), {"app"}),
    (re.compile(r"tree_sitter/"), {"python"}),
]
# Not in Emscripten 3.1.6, or too large for the page.
NOT_ON_THE_WEB = {"format", "expected", "print", "ranges", "source_location", "stop_token", "syncstream"}
TOO_LARGE = {"iostream", "fstream", "sstream", "iomanip", "regex", "locale", "filesystem", "future"}
LARGE_ALLOWED = ("src/app/cli/", "src/app/desktop/")

OUTPUT = re.compile(r"(^|/)(build|\.deps|node_modules|__pycache__)/|"
                    r"\.(o|a|so|wasm|pyc|otf|ttf|woff2?|tgz|gz|xz|zip|whl|exe|dll)$")
LARGEST = 1 << 20
HOSTS = re.compile(r"\b(pypi\.(?:org|io)|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com|crates\.io|proxy\.golang\.org|"
                   r"deb\.debian\.org|snapshot\.debian\.org|repo1?\.maven\.(?:org|apache\.org)|rubygems\.org|"
                   r"jsdelivr\.net|unpkg\.com|cdnjs\.cloudflare\.com|esm\.sh|fonts\.(?:googleapis|gstatic)\.com)\b")
LONGEST = 600  # lines of a file in src/; a reader sees one idea a file
# Files that wait to be split: they may not outgrow this, and no file may join them.
STILL_LONG = {
    "src/keras/fit/fit.cpp": 800,
    "src/modules/tensorflow_basic.cpp": 800,
    "src/numpy/create.cpp": 800,
    "src/numpy/random.cpp": 900,
    "src/numpy/shape.cpp": 1000,
    "src/numpy/stats.cpp": 1100,
    "src/numpy/types.cpp": 900,
    "src/python/grammar_expression.cpp": 900,
    "src/python/parse.cpp": 1200,
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


def layers_of(root):
    text = (root / "cmake/layers.cmake").read_text()
    return re.search(r"set\(MISFIT_LAYERS\s+([^)]*)\)", text).group(1).split()


def files_of(root):
    """What git has or would take; everything, where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root,
                            capture_output=True)
    if listed.returncode == 0 and (root / ".git").exists():
        names = listed.stdout.decode().split("\0")
    else:
        names = [str(path.relative_to(root)) for path in root.rglob("*")]
    return sorted(name for name in names if name and (root / name).is_file())


def sources_of(root, files):
    for name in files:
        if name.startswith("src/") and name.endswith((".cpp", ".h", ".c", ".inc")):
            yield name, (root / name).read_text(errors="replace").splitlines()


def includes(root, files):
    for name, lines in sources_of(root, files):
        for number, line in enumerate(lines, 1):
            found = INCLUDE.match(line)
            if found:
                yield name, number, found.group(2), name.split("/")[1]


def check_layers(root, files):
    layers = layers_of(root)
    for name, number, header, layer in includes(root, files):
        target = header.split("/")[0]
        if layer not in layers:
            yield f"{name}: src/{layer} is not a layer of cmake/layers.cmake"
        elif "/" in header and target in layers and layers.index(target) > layers.index(layer):
            yield f"{name}:{number}: {layer} includes {header}, which lies above it"
        elif header.startswith("../") or "/../" in header:
            yield f"{name}:{number}: write {header} from src/"


def check_outside_headers(root, files):
    for name, number, header, layer in includes(root, files):
        for pattern, allowed in OUTSIDE:
            if pattern.match(header) and layer not in allowed:
                yield f"{name}:{number}: {layer} includes {header}; only {', '.join(sorted(allowed))} may"


def check_web_headers(root, files):
    for name, number, header, _ in includes(root, files):
        if header in NOT_ON_THE_WEB:
            yield f"{name}:{number}: <{header}> is not in the web toolchain"
        if header in TOO_LARGE and not name.startswith(LARGE_ALLOWED):
            yield f"{name}:{number}: <{header}> is too large for the page"


def check_tests_run(root, files):
    known = {*layers_of(root), "house", "browser", "desktop", "bench", "data", "records"}
    for name in files:
        parts = name.split("/")
        if parts[0] != "tests":
            continue
        if len(parts) > 2 and parts[1] not in known:
            yield f"{name}: nothing runs tests/{parts[1]}"
        if len(parts) == 2 and name.endswith(".cpp") and name != "tests/main.cpp":
            yield f"{name}: nothing builds this; put it under tests/<layer>/"


def check_no_output(root, files):
    for name in files:
        if OUTPUT.search(name):
            yield f"{name}: built or downloaded, not written"
        elif (root / name).stat().st_size > LARGEST:
            yield f"{name}: {(root / name).stat().st_size} bytes"


def check_no_hosts(root, files):
    for name in files:
        for number, line in enumerate((root / name).read_text(errors="replace").splitlines(), 1):
            if HOSTS.search(line):
                yield f"{name}:{number}: names a package host"


def check_length(root, files):
    for name, lines in sources_of(root, files):
        longest = STILL_LONG.get(str(name), LONGEST)
        if len(lines) > longest:
            yield f"{name}: {len(lines)} lines, the limit is {longest}"


CHECKS = [check_layers, check_outside_headers, check_web_headers, check_tests_run, check_no_output, check_no_hosts,
          check_length]

# For each check, a tree that breaks it: {file: text}.
BROKEN = {
    "check_layers": [{"src/core/a.cpp": '#include "ops/op.h"\n'}, {"src/strange/a.cpp": '#include "core/a.h"\n'},
                     {"src/ops/a.h": '#include "../core/a.h"\n'}],
    "check_outside_headers": [{"src/study/a.cpp": "#include <imgui.h>\n"}, {"src/ui/a.cpp": "#include <GLES3/gl3.h>\n"},
                              {"src/render/a.cpp": '#  include "imgui.h"\n'}],
    "check_web_headers": [{"src/core/a.h": "#include <format>\n"}, {"src/core/a.h": "#include <iostream>\n"}],
    "check_tests_run": [{"tests/strange/a.cpp": ""}, {"tests/a.cpp": ""}],
    "check_no_output": [{"a/b.o": ""}, {"web/font.otf": ""}, {"a.txt": "x" * (LARGEST + 1)}],
    "check_no_hosts": [{"a.md": "see https://" + "registry.npmjs" + ".org/x\n"}],
    "check_length": [{"src/core/a.cpp": "\n" * (LONGEST + 1)}],
}
SOUND = {"src/core/a.h": "#include <vector>\n", "src/ops/a.cpp": '#include "core/a.h"\n#include "ops/b.h"\n',
         "src/ui/a.cpp": "#include <imgui.h>\n", "tests/core/a.cpp": "", "tests/main.cpp": "", "a.md": "no hosts\n"}


def problems_in(check, tree):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {"cmake/layers.cmake": "set(MISFIT_LAYERS core ops study render ui app)\n", **tree}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        return list(check(root, files_of(root)))


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    files = files_of(root)
    passed, failed = 0, 0

    def verdict(name, problems):
        nonlocal passed, failed
        passed, failed = (passed, failed + 1) if problems else (passed + 1, failed)
        for problem in problems:
            print(f"house: {name}: {problem}")

    for check in CHECKS:
        name = check.__name__
        missed = [f"did not see {tree.keys()}" for tree in BROKEN[name] if not problems_in(check, tree)]
        verdict(f"{name} on broken trees", missed)
        verdict(f"{name} on a sound tree", problems_in(check, SOUND))
        verdict(name, list(check(root, files)))

    lengths = sorted(((len(lines), name) for name, lines in sources_of(root, files)), reverse=True)
    over = [length for length, _ in lengths if length > 300]
    print(f"house: {len(lengths)} source files, {sum(length for length, _ in lengths)} lines, {len(over)} over 300 lines")
    if "--report" in sys.argv:
        for length, name in lengths[:20]:
            print(f"house: {length:5} {name}")
    print(f"house: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
