"""Looks for programs that stop Misfit: python3 tools/fuzz.py [--program P] [--minutes M] [--seed N] FOLDER...

Takes the programs of the folders and mutates them: values, names and operators are replaced, lines are dropped,
doubled, cut and spliced from another program. Each is explained in one profile. A signal, a hang past the limit and
an answer that is not JSON are findings: the program is made as short as it stays one, and kept in --keep.
tests/fuzz/ holds what was found once; tools/test explains all of it again.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
LIMIT = 60  # seconds; explaining runs the program and its fixes, each within its budget
TOKEN = re.compile(r"\d+\.?\d*(?:e-?\d+)?|\"[^\"\n]*\"|'[^'\n]*'|[A-Za-z_]\w*|[-+*/%@=<>!&|^~.,:()\[\]{}]")
VALUES = ["0", "1", "-1", "2", "3", "7", "None", "True", "1.5", "-0.0", "1e38", "1e400", "2**31", "2**63", "10**6", "''", "'relu'", "'é'",
          "()", "[]", "{}", "[[]]", "(None, 4)", "float('nan')", "...", "b'x'", "1j", "lambda *a: a", "object()", "np.zeros((0, 3))",
          "np.zeros(())", "np.arange(12.0).reshape(3, 4)", "tf.constant([1, 2])", "tf.zeros((0, 2))", "'float16'", "tf.int64", "-10**18"]
BINARY = ["+", "-", "*", "/", "//", "%", "**", "@", "&", "|", "^", "<<", "==", "<", "and", "or", "in", ",", "."]


def mutated(text, other, rng):
    for _ in range(rng.choice([1, 1, 1, 2, 3, 6])):
        lines = text.splitlines(keepends=True) or [""]
        tokens = [m for m in TOKEN.finditer(text)]
        kind = rng.randrange(10)
        if kind < 4 and tokens:  # a value, a name or an operator becomes another
            t = rng.choice(tokens)
            pool = VALUES if re.match(r"[\d\"']", t[0]) or rng.random() < 0.3 else (
                [m[0] for m in TOKEN.finditer(other) if m[0][0].isalpha()] or VALUES if t[0][0].isalpha() else BINARY)
            text = text[:t.start()] + rng.choice(pool) + text[t.end():]
        elif kind == 4:
            del lines[rng.randrange(len(lines))]
            text = "".join(lines)
        elif kind == 5:
            i = rng.randrange(len(lines))
            lines.insert(rng.randrange(len(lines) + 1), lines[i])
            text = "".join(lines)
        elif kind == 6:  # spliced
            theirs = other.splitlines(keepends=True)
            if theirs:
                i = rng.randrange(len(theirs))
                at = rng.randrange(len(lines) + 1)
                lines[at:at] = theirs[i:i + rng.randrange(1, 6)]
            text = "".join(lines)
        elif kind == 7:
            text = text[:rng.randrange(len(text) + 1)]
        elif kind == 8 and tokens:  # two arguments change places, or one goes
            a, b = sorted(rng.sample(range(len(tokens)), 2)) if len(tokens) > 1 else (0, 0)
            a, b = tokens[a], tokens[b]
            text = text[:a.start()] + b[0] + text[a.end():b.start()] + a[0] + text[b.end():] if a is not b else text
        else:
            at = rng.randrange(len(text) + 1)
            text = text[:at] + rng.choice(["(", ")", "[", "]", ":", "\n", "\t", "\\", "\"", "'''", "\0", "🙂", "#", "*", "~", ";"]) + text[at:]
    return text


def finding(program, text, profile):
    """Why this program is a finding, or None."""
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8", errors="surrogatepass") as file:
        file.write(text)
        file.flush()
        try:
            done = subprocess.run([program, "explain", file.name, "--profile", profile, "--json"], capture_output=True, timeout=LIMIT,
                                  stdin=subprocess.DEVNULL, preexec_fn=os.setsid)
        except subprocess.TimeoutExpired:
            return "no end"
    if done.returncode < 0 or done.returncode > 2:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        why = next((line for line in told if re.search(r"ERROR|runtime error|ENSURE|terminate|Assert", line)), told[-1] if told else "")
        return f"status {done.returncode}: {why[:200]}"
    try:
        json.loads(done.stdout)
    except ValueError as error:
        return f"not JSON: {error}"
    return None


def shortened(program, text, profile, until):
    """Drops lines as long as it stays a finding."""
    lines = text.splitlines(keepends=True)
    size = max(1, len(lines) // 2)
    while size >= 1 and time.monotonic() < until:
        i = 0
        while i < len(lines) and time.monotonic() < until:
            fewer = lines[:i] + lines[i + size:]
            if fewer and finding(program, "".join(fewer), profile):
                lines = fewer
            else:
                i += size
        size //= 2
    return "".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--program", default=ROOT / "build/sanitize/misfit-cli")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep", type=pathlib.Path, default=ROOT / "build/fuzz")
    options = parser.parse_args()
    corpus = [path.read_text(errors="replace") for folder in options.folders for path in sorted(folder.rglob("*.py"))]
    if not corpus:
        parser.error("the folders hold no programs")
    options.keep.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + 60 * options.minutes
    rng = random.Random(options.seed)
    seen, tried = {}, 0

    def one(seed):
        own = random.Random(seed)
        text = mutated(own.choice(corpus), own.choice(corpus), own)
        profile = own.choice(["keras2", "keras3"])
        return text, profile, finding(options.program, text, profile)

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        running = set()
        while time.monotonic() < end or running:
            while len(running) < 2 * options.jobs and time.monotonic() < end:
                running.add(pool.submit(one, rng.random()))
            done, running = concurrent.futures.wait(running, return_when=concurrent.futures.FIRST_COMPLETED)
            for job in done:
                tried += 1
                text, profile, why = job.result()
                if not why:
                    continue
                cause = re.sub(r"0x[0-9a-f]+|==\d+==|\d+", "N", why)
                if cause in seen:
                    continue
                text = shortened(options.program, text, profile, time.monotonic() + 60)
                name = hashlib.sha1(text.encode("utf-8", "surrogatepass")).hexdigest()[:10] + f".{profile}.py"
                (options.keep / name).write_text(text, errors="surrogatepass")
                seen[cause] = name
                print(f"{name}: {why}", flush=True)
    print(f"{tried} programs, {len(seen)} findings")
    raise SystemExit(1 if seen else 0)


main()
