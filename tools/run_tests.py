"""Builds Misfit and runs its tests; called by tools/test. The last line is `N passed, N failed`.

    native     build/native: doctest programs, the rules of the house, the lessons
    sanitize   build/sanitize: the doctest programs under address and undefined-behaviour sanitizers
    web        build/wasm: the doctest programs under Node, and what build/web may weigh and contain
    browser    tests/browser/*.mjs (node:test) in headless Chromium against build/web
    desktop    tests/desktop/*.mjs and *.py against build/native/misfit under Xvfb

A test case counts once. What counts: doctest's own summary, node:test's, a closing line `N passed, N failed`
of a script; a program that prints none of these counts as one test. A build that fails, a program that stops
without a summary, and a part of the product without its tests each count as a failure.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
WORKERS = os.cpu_count() or 2

DOCTEST = re.compile(r"\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed")
NODE = re.compile(r"^# pass (\d+)\n# fail (\d+)", re.M)
PLAIN = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed", re.M)

passed = failed = 0


def report(name, ok, bad, seconds, output=""):
    global passed, failed
    passed += ok
    failed += bad
    if bad and output:
        print(output.rstrip())
    print(f"{'FAILED' if bad else 'ok    '} {name}: {ok} of {ok + bad} in {seconds:.1f} s", flush=True)


def run(name, command, timeout=900, env=None, cwd=ROOT):
    """Runs a test program; answers (name, passed, failed, seconds, output)."""
    start = time.monotonic()
    try:
        with subprocess.Popen(command, cwd=cwd, env={**os.environ, **(env or {})}, start_new_session=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as program:
            late = ""
            try:
                output = program.communicate(timeout=timeout)[0]
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)  # with the browser or X server that it started
                output, late = program.communicate()[0], f"\n{name}: no end after {timeout} s\n"
            output, status = output.decode(errors="replace") + late, program.returncode
    except OSError as error:
        output, status = f"{error}\n", 1
    counts = None
    for pattern in (DOCTEST, NODE, PLAIN):
        found = pattern.findall(output)
        if found:
            counts = int(found[-1][0]), int(found[-1][1])
            break
    ok, bad = counts or ((1, 0) if status == 0 else (0, 1))
    if status != 0 and bad == 0:
        output += f"\n{name}: exit status {status}\n"
        bad = 1
    return name, ok, bad, time.monotonic() - start, output


def build(preset):
    """Configures and builds; a failure is reported and counted. What could be built is tested all the same."""
    start = time.monotonic()
    print(f"building {preset}", flush=True)
    for command in (["cmake", "--preset", preset], ["cmake", "--build", "--preset", preset, "--", "-k", "0"]):
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        if done.returncode != 0:
            output = re.sub(r"^\[\d+/\d+\] (?!.*FAILED).*\n", "", done.stdout.decode(errors="replace"), flags=re.M)
            report(f"{preset} build", 0, 1, time.monotonic() - start, output)
            return False
    print(f"built {preset} in {time.monotonic() - start:.1f} s", flush=True)
    return True


def ctest(preset):
    listed = subprocess.run(["ctest", "--preset", preset, "--show-only=json-v1"], cwd=ROOT, capture_output=True)
    tests = json.loads(listed.stdout)["tests"] if listed.returncode == 0 else []
    jobs = []
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        for test in tests:
            properties = {entry["name"]: entry["value"] for entry in test.get("properties", [])}
            env = dict(line.split("=", 1) for line in properties.get("ENVIRONMENT", []))
            name = f"{preset} {test['name']}"
            if "command" not in test:
                report(name, 0, 1, 0, f"{name}: not built")
                continue
            jobs.append(pool.submit(run, name, test["command"], properties.get("TIMEOUT", 900), env,
                                    properties.get("WORKING_DIRECTORY", ROOT)))
        for job in concurrent.futures.as_completed(jobs):
            report(*job.result())
    if not tests:
        report(f"{preset} tests", 0, 1, 0, f"{preset}: no tests found")


def scripts(folder):
    found = [*(ROOT / folder).glob("*.mjs"), *(ROOT / folder).glob("*.py")]
    return sorted(path.relative_to(ROOT) for path in found)


def section_native():
    build("native")
    ctest("native")


def section_sanitize():
    build("sanitize")
    ctest("sanitize")


def section_web():
    build("web")
    ctest("web")
    report(*run("web site", [sys.executable, "tests/house/site.py", "build/web"]))


def section_browser():
    tests = scripts("tests/browser")
    if (ROOT / "web").exists() != bool(tests):
        report("browser", 0, 1, 0, "browser: web/ and tests/browser/*.mjs come together; one of them is missing")
    if not tests:
        return print("browser: no page and no tests yet")
    if build("web"):
        for test in tests:
            report(*run(f"browser {test.name}", ["node", "--test", "--test-reporter=tap", str(test)]))


def section_desktop():
    tests = scripts("tests/desktop")
    if any((ROOT / "src/app/desktop").glob("*.cpp")) != bool(tests):
        report("desktop", 0, 1, 0, "desktop: src/app/desktop and tests/desktop come together; one of them is missing")
    if not tests:
        return print("desktop: no program and no tests yet")
    if build("native"):
        for test in tests:
            tool = ["node", "--test", "--test-reporter=tap"] if test.suffix == ".mjs" else [sys.executable]
            report(*run(f"desktop {test.name}",
                        ["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24", *tool, str(test)],
                        env={"LIBGL_ALWAYS_SOFTWARE": "1", "MISFIT": str(ROOT / "build/native/misfit")}))


SECTIONS = {"native": section_native, "sanitize": section_sanitize, "web": section_web, "browser": section_browser,
            "desktop": section_desktop}


def main(names):
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        sys.exit(f"tools/test knows {', '.join(SECTIONS)}; not {', '.join(unknown)}")
    for tool in ("cmake", "ctest", "node", "xvfb-run"):
        if not shutil.which(tool):
            report(tool, 0, 1, 0, f"{tool} is not installed")
    for name in names or SECTIONS:
        SECTIONS[name]()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main(sys.argv[1:])
