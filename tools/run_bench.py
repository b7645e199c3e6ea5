"""Measures what is built and prints a table; called by tools/bench. Each figure is the best of five runs.

start       `misfit-cli run` of an empty program
workloads   tests/bench/*.py: a program with a line `EPOCHS = 2`; an epoch costs
            (seconds with 12 epochs - seconds with 2) / 10, so that parsing, building and start-up drop out
parts       what build/native/bench prints
frames      build/native/misfit while a number is scrubbed, under Xvfb
verdicts    build/web in Chromium: from an edit to its verdict
site        bytes of build/web, as they are and as brotli sends them
"""

import pathlib
import re
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "build/native/misfit-cli"
RUNS = 5


def seconds(text):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(text)
        file.flush()
        best = None
        for _ in range(RUNS):
            start = time.perf_counter()
            done = subprocess.run([PROGRAM, "run", file.name], capture_output=True)
            took = time.perf_counter() - start
            if done.returncode != 0:
                return None, done.stderr.decode(errors="replace").strip().splitlines()[-1:]
            best = took if best is None else min(best, took)
    return best, None


def row(name, figure, unit):
    print(f"{name:40} {figure:>12} {unit}", flush=True)


def main():
    if PROGRAM.exists():
        took, trouble = seconds("")
        row("start", *((f"{took * 1e3:.2f}", "ms") if took else ("-", f"does not run: {trouble}")))
        for file in sorted((ROOT / "tests/bench").glob("*.py")):
            text = file.read_text()
            few, trouble = seconds(re.sub(r"^EPOCHS = .*", "EPOCHS = 2", text, flags=re.M))
            many = seconds(re.sub(r"^EPOCHS = .*", "EPOCHS = 12", text, flags=re.M))[0] if few else None
            if not many:
                row(file.stem, "-", f"does not run: {trouble}")
            else:
                row(f"{file.stem} epoch", f"{(many - few) / 10 * 1e3:.2f}", "ms")
    else:
        row("misfit-cli", "-", "not built yet")
    parts = ROOT / "build/native/bench"
    if parts.exists():
        subprocess.run([parts], check=True)
    if (ROOT / "build/native/misfit").exists():
        window = ["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24", ROOT / "build/native/misfit", "--frames"]
        for line in subprocess.run(window, capture_output=True, text=True, check=True).stdout.splitlines():
            print(f"frames {line}", flush=True)
    if (ROOT / "build/web/core.wasm").exists():
        done = subprocess.run(["node", "--test", "--test-reporter=tap", ROOT / "tests/bench/verdicts.mjs"], capture_output=True, text=True)
        for name, took in re.findall(r"^# (verdict .+): ([\d.]+) ms", done.stdout, flags=re.M):
            row(name, took, "ms")
    site = ROOT / "build/web"
    for file in sorted(site.rglob("*")) if site.exists() else []:
        if file.is_file():
            row(f"site {file.relative_to(site)}", file.stat().st_size, "bytes")
            if shutil.which("brotli"):
                sent = subprocess.run(["brotli", "-c", "-q", "11", file], capture_output=True, check=True).stdout
                row("     as brotli", len(sent), "bytes")


main()
