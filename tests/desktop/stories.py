"""Plays each tests/desktop/*.story in the desktop program ($MISFIT): what a hand and a keyboard would do."""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
MISFIT = os.environ.get("MISFIT", str(HERE.parents[1] / "build/native/misfit"))


def play(story):
    with tempfile.TemporaryDirectory() as home:
        try:
            done = subprocess.run([MISFIT, "--story", str(story)], capture_output=True, text=True, timeout=300,
                                  env={**os.environ, "XDG_DATA_HOME": home})
        except subprocess.TimeoutExpired:
            return f"{story.name}: no end after 300 s"
    return "" if done.returncode == 0 else done.stderr or f"{story.name}: exit status {done.returncode}"


names = sys.argv[1:]
stories = sorted(s for s in HERE.glob("*.story") if not names or s.stem in names)
complaints = [c for c in map(play, stories) if c]
print("".join(complaints), end="")
print(f"{len(stories) - len(complaints)} passed, {len(complaints)} failed")
sys.exit(bool(complaints) or not stories)
