#!/usr/bin/env python3
"""Runs programs under real TensorFlow and writes down what each one did, for tools/judge.py.

    python3.11 -m venv k2 && k2/bin/pip install tensorflow-cpu==2.15.1
    python3.11 -m venv k3 && k3/bin/pip install tensorflow-cpu==2.21.0 keras==3.15.1 numpy==2.4.6
    k3/bin/python tools/record.py --profile keras3 --out tests/records/mine.keras3.jsonl tests/records/mine

One JSON object a line:
  program    file name
  profile    keras2 or keras3
  stdout     what it printed, normalised
  warnings   Python and absl warnings a user would have seen, normalised, in order
  exception  null, or {type, module, message, line}: `message` is str(e), normalised;
             `line` is the last line of the program in the traceback
  seconds    wall time, for information

Each program runs in a forked child of one process that has imported TensorFlow
and executed nothing, so layer-name counters and random state start fresh.
"""
import argparse, io, json, os, select, shutil, signal, sys, tempfile, time, traceback, types, warnings

from normalise import normalise

if os.environ.get("PYTHONHASHSEED") != "0":  # sets print in hash order
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")  # its kernels have other texts
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("COLUMNS", "80")


def last_line_of(program, error):
    if isinstance(error, SyntaxError) and os.path.basename(error.filename or "") == os.path.basename(program):
        return error.lineno
    line = None
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == program:
            line = frame.lineno
    return line


def run_child(path, profile, folder):
    """Runs one program as __main__ and return its record."""
    name = os.path.basename(path)
    program = os.path.join(folder, name)
    shutil.copy(path, program)
    os.chdir(folder)
    sys.path.insert(0, folder)
    with open(program) as f:
        source = f.read()
    out, caught = io.StringIO(), []

    import logging
    import tensorflow as tf  # noqa: F401

    class Handler(logging.Handler):
        def emit(self, r):
            if r.levelno >= logging.WARNING:
                caught.append(f"{r.levelname}:{r.name}: {r.getMessage()}")

    for logger_name in ("tensorflow", "absl"):
        logger = logging.getLogger(logger_name)
        logger.handlers = [Handler()]
        logger.propagate = False

    def showwarning(message, category, filename, lineno, file=None, line=None):
        caught.append(f"{category.__name__}: {message}")

    warnings.showwarning = showwarning
    main = types.ModuleType("__main__")
    main.__dict__["__file__"] = program
    sys.modules["__main__"] = main
    sys.argv = [program]
    sys.stdout = out
    exception = None
    t0 = time.time()
    try:
        exec(compile(source, program, "exec"), main.__dict__)
    except BaseException as e:  # everything is evidence
        exception = {"type": type(e).__name__, "module": type(e).__module__,
                     "message": normalise(str(e), folder), "line": last_line_of(program, e)}
    seconds = round(time.time() - t0, 3)
    sys.stdout = sys.__stdout__
    return {"program": name, "profile": profile, "stdout": normalise(out.getvalue(), folder),
            "warnings": [normalise(w, folder) for w in caught], "exception": exception, "seconds": seconds}


def run_one(path, profile, limit):
    """Forks, runs, and reads the record through a pipe; a time limit in seconds."""
    name = os.path.basename(path)

    def failed(kind, text):
        return {"program": name, "profile": profile, "stdout": "", "warnings": [], "seconds": None,
                "exception": {"type": kind, "module": "record", "message": text, "line": None}}

    folder = tempfile.mkdtemp()
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(r)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            record = run_child(path, profile, folder)
            with os.fdopen(w, "w") as pipe:
                pipe.write(json.dumps(record))
        finally:
            os._exit(0)
    os.close(w)
    deadline = time.time() + limit
    chunks = []
    try:
        while True:
            ready, _, _ = select.select([r], [], [], max(0, deadline - time.time()))
            if not ready:
                os.kill(pid, signal.SIGKILL)
                return failed("Timeout", f"no answer in {limit} s")
            data = os.read(r, 1 << 16)
            if not data:
                break
            chunks.append(data)
    finally:
        os.close(r)
        os.waitpid(pid, 0)
        shutil.rmtree(folder, ignore_errors=True)
    return json.loads(b"".join(chunks)) if chunks else failed("Crash", "the process died")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--profile", required=True, choices=["keras2", "keras3"])
    p.add_argument("--out", required=True)
    p.add_argument("--limit", type=float, default=60)
    p.add_argument("programs", nargs="+")
    a = p.parse_args()
    import tensorflow as tf
    tf.keras.Sequential  # resolve the lazy loader before forking
    import keras  # noqa: F401
    programs = []
    for arg in a.programs:
        if os.path.isdir(arg):
            programs += sorted(os.path.join(arg, f) for f in os.listdir(arg) if f.endswith(".py"))
        else:
            programs.append(arg)
    with open(a.out, "w") as out:
        for i, path in enumerate(programs):
            out.write(json.dumps(run_one(path, a.profile, a.limit), ensure_ascii=False) + "\n")
            out.flush()
            if i % 100 == 0:
                print(f"{i}/{len(programs)}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
