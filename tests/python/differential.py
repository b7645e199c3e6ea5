"""Holds the recorded outputs of tests/python/differential against the machine's own Python, where it is the profiles' 3.11."""
import os
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).with_name("differential")

if sys.version_info[:2] != (3, 11):
    print(f"Python 3.11 is wanted, this is {sys.version.split()[0]}: nothing was compared")
    sys.exit(0)
differ = []
programs = sorted(FOLDER.glob("*.py"))
for program in programs:
    done = subprocess.run([sys.executable, "-B", program.name], cwd=FOLDER, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "0"})
    if done.stdout.replace(f"{FOLDER}/", "") != program.with_suffix(".out").read_text():   # tracebacks name the whole path
        differ.append(program.name)
        print(f"{program.name}: this Python prints something else{done.stderr[-300:] and ': ' + done.stderr[-300:]}")
print(f"{len(programs) - len(differ)} passed, {len(differ)} failed")
sys.exit(1 if differ or not programs else 0)
