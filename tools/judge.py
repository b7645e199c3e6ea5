"""How far Misfit is from the records of real TensorFlow: python3 tools/judge.py [--misfit P] [--only GLOB] [--show N] [--update] [SET]...

A set is tests/records/SET/*.py with what the real libraries did with each in SET.keras2.jsonl and SET.keras3.jsonl
(tools/record.py writes them). A program is *exact* when all of these agree with its record:
    outcome    the exception's class (or none), and the program's line it came from
    message    its text, normalised; decimal numbers within a tolerance
    stdout     likewise
    warnings   likewise, in order
Programs that are not exact yet are listed in tests/records/not_exact.txt; one that is not on the list fails the judge.
--update writes the list anew.
"""

import argparse
import collections
import concurrent.futures
import fnmatch
import json
import os
import pathlib
import re
import subprocess
import sys

from normalise import normalise

ROOT = pathlib.Path(__file__).resolve().parents[1]
RECORDS = ROOT / "tests/records"
LIST = RECORDS / "not_exact.txt"
LIMIT = 60  # seconds for one program
NUMBER = re.compile(r"[-+]?\d+\.\d*(?:e[-+]?\d+)?|[-+]?\d+e[-+]?\d+")


def same_number(want, got):
    """Within 2e-4 of each other, or one unit of the last printed digit."""
    x, y = float(want), float(got)
    mantissa, _, exponent = want.partition("e")
    unit = 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))
    return abs(x - y) <= max(2e-4 * max(abs(x), abs(y)), 1.01 * unit, 1e-7)


def same_line(want, got):
    if [" ".join(s.split()) for s in NUMBER.split(want)] != [" ".join(s.split()) for s in NUMBER.split(got)]:
        return False
    return all(map(same_number, NUMBER.findall(want), NUMBER.findall(got)))


def same_text(want, got):
    """Equal, up to trailing blanks of lines and the last digits of decimal numbers."""
    a = [line.rstrip() for line in want.rstrip().split("\n")]
    b = [line.rstrip() for line in got.rstrip().split("\n")]
    return len(a) == len(b) and all(x == y or same_line(x, y) for x, y in zip(a, b))


def run(misfit, path, profile):
    """What `misfit run --json` says; a crash, a hang or bad JSON is an outcome too."""
    try:
        done = subprocess.run([misfit, "run", path, "--profile", profile, "--json"], capture_output=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return {"died": f"no answer in {LIMIT} s"}
    if done.returncode not in (0, 1, 2):
        return {"died": f"exit status {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}"}
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        return {"died": f"not JSON: {error}"}


def differences(want, got):
    """Names of what differs; empty when exact."""
    if "died" in got:
        return ["died"]
    if got.get("unsupported"):
        return ["unsupported"]
    differs = []
    a, b = want["exception"], got.get("exception")
    if bool(a) != bool(b) or a and (a["type"] != b["type"] or a["line"] != b.get("line")):
        differs.append("outcome")
    elif a and not same_text(a["message"], normalise(b["message"])):
        differs.append("message")
    if not same_text(want["stdout"], normalise(got.get("stdout", ""))):
        differs.append("stdout")
    warnings = [normalise(w) for w in got.get("warnings", [])]
    if len(warnings) != len(want["warnings"]) or not all(map(same_text, want["warnings"], warnings)):
        differs.append("warnings")
    return differs


def show(name, record, got, differs):
    print(f"\n--- {name}: {', '.join(differs)}")
    if differs in (["died"], ["unsupported"]):
        return print(got.get("died") or got["unsupported"])
    for key in ("stdout", "warnings", "exception"):
        if key in differs or key == "exception" and {"outcome", "message"} & set(differs):
            print(f"want {key}: {json.dumps(record[key], ensure_ascii=False)[:1500]}")
            print(f"got  {key}: {json.dumps(got.get(key), ensure_ascii=False)[:1500]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--misfit", default=ROOT / "build/native/misfit-cli")
    parser.add_argument("--only", default="*")
    parser.add_argument("--show", type=int, help="how many differences to show, of listed programs as well")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    known = set(LIST.read_text().split("\n")) if LIST.exists() else set()
    records = []
    for path in sorted(RECORDS.glob("*.jsonl")):
        name, profile, _ = path.name.split(".")
        if not options.sets or name in options.sets:
            for line in path.read_text().splitlines():
                record = json.loads(line)
                if fnmatch.fnmatch(record["program"], options.only):
                    records.append((f"{profile} {name}/{record['program']}", RECORDS / name / record["program"], record))
    if not records:
        sys.exit("no such set or program")
    if not os.access(options.misfit, os.X_OK):
        sys.exit(f"no program at {options.misfit}: build misfit_cli first")

    def one(entry):
        name, path, record = entry
        got = run(options.misfit, path, record["profile"])
        return name, record, got, differences(record, got)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(one, records))

    table = collections.defaultdict(collections.Counter)
    for name, _, _, differs in results:
        for row in (name.partition("/")[0], "all"):
            table[row].update(["programs", *(differs or ["exact"])])
    columns = ["programs", "exact", "outcome", "message", "stdout", "warnings", "unsupported", "died"]
    print(f"{'':20}" + "".join(f"{c:>12}" for c in columns))
    for row in sorted(table, key=lambda r: (r == "all", r)):
        print(f"{row:20}" + "".join(f"{table[row][c]:>12}" for c in columns))

    wrong = {name for name, _, _, differs in results if differs}
    if options.update:
        judged = {name for name, *_ in results}
        LIST.write_text("\n".join(sorted(wrong | known - judged - {""})) + "\n")
    news = [result for result in results if result[3] and (options.show is not None or result[0] not in known)]
    for result in news[:options.show or 5]:
        show(*result)
    good = {name for name, *_ in results} & known - wrong
    if good and not options.update:
        print(f"\nexact by now, and still listed: {', '.join(sorted(good))}")
    lost = len(wrong - known) if not options.update else 0
    print(f"\n{len(results) - lost} passed, {lost} failed")
    sys.exit(1 if lost else 0)


main()
