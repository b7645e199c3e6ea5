"""Plays each tests/desktop/*.story in the desktop program ($MISFIT): what a hand and a keyboard would do."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
MISFIT = os.environ.get("MISFIT", str(HERE.parents[1] / "build/native/misfit"))


def play(story):
    with tempfile.TemporaryDirectory() as home:
        try:
            done = subprocess.run([MISFIT, "--story", str(story)], capture_output=True, text=True, timeout=120,
                                  env={**os.environ, "XDG_DATA_HOME": home})
        except subprocess.TimeoutExpired:
            return f"{story.name}: no end after 120 s\n"
    return "" if done.returncode == 0 else done.stderr or f"{story.name}: exit status {done.returncode}"


names = sys.argv[1:]
stories = sorted(s for s in HERE.glob("*.story") if not names or s.stem in names)
complaints = []
for story in stories:
    start = time.monotonic()
    if complaint := play(story):
        complaints.append(complaint)
        print(complaint, end="")
    print(f"{story.stem}: {time.monotonic() - start:.1f} s", flush=True)
print(f"{len(stories) - len(complaints)} passed, {len(complaints)} failed")
sys.exit(bool(complaints) or not stories)
