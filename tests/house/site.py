#!/usr/bin/env python3
"""What the built site may weigh and contain: site.py build/web

Code is everything that is not a font or a picture. Sizes are brotli, as a host would send them."""

import pathlib
import re
import sys

try:
    import brotli
except ImportError:  # Debian's module belongs to Debian's Python
    sys.path.append("/usr/lib/python3/dist-packages")
    import brotli

CODE = {".js", ".mjs", ".wasm", ".css", ".html", ".json"}
AIM = 500_000  # what a page should cost
TOTAL = 1_760_000  # what it costs now, and it may only fall: the whole language and its libraries travel
LOADER = 8 * 1024


def size(path):
    return len(brotli.compress(path.read_bytes(), quality=11))


def main(folder):
    site = pathlib.Path(folder)
    passed, problems = 0, []

    def hold(fact, problem):
        nonlocal passed
        if fact:
            passed += 1
        else:
            problems.append(problem)

    code = [path for path in sorted(site.rglob("*")) if path.suffix in CODE and path.is_file()]
    sizes = {path: size(path) for path in code}
    for path, bytes_sent in sizes.items():
        print(f"site: {bytes_sent:8} {path.relative_to(site)}")
    total = sum(sizes.values())
    print(f"site: {total:8} in all, the limit is {TOTAL}, the aim {AIM}")
    hold(total <= TOTAL, f"{total} bytes of code, the limit is {TOTAL}")

    loader = site / "misfit.js"
    if loader.exists():
        hold(loader.stat().st_size <= LOADER, f"misfit.js has {loader.stat().st_size} bytes, the limit is {LOADER}")
    core = site / "core.wasm"
    if core.exists():
        hold(b"__cxa_throw" not in core.read_bytes(), "core.wasm throws C++ exceptions")
    for path in code:
        if path.suffix in (".js", ".mjs"):
            text = path.read_text(errors="replace")
            hold(not re.search(r"\beval\s*\(|\bnew Function\b", text), f"{path.name} evaluates text as code")
            hold("SharedArrayBuffer(" not in text, f"{path.name} shares memory between threads")
    for problem in problems:
        print(f"site: {problem}")
    print(f"site: {passed} passed, {len(problems)} failed")
    sys.exit(1 if problems else 0)


main(sys.argv[1])
