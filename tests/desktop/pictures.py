"""The main states as coarse grids of mean colours against tests/desktop/pictures.txt. UPDATE=1 writes the file anew:
look at the pictures (`misfit --pictures DIR`) before you commit it."""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
MISFIT = os.environ.get("MISFIT", str(HERE.parents[1] / "build/native/misfit"))
KEPT = HERE / "pictures.txt"
MEAN, CELL = 3.0, 60  # how far colours may be off: on the average, and in one cell


def read(path):
    return dict(line.split() for line in path.read_text().splitlines())


with tempfile.TemporaryDirectory() as folder:
    made = pathlib.Path(folder) / "pictures.txt"
    subprocess.run([MISFIT, "--grids", str(made)], check=True, timeout=600, env={**os.environ, "XDG_DATA_HOME": folder})
    if os.environ.get("UPDATE"):
        KEPT.write_text(made.read_text())
    new, old = read(made), read(KEPT)

failed = 0
for name in sorted(old.keys() | new.keys()):
    a, b = bytes.fromhex(old.get(name, "")), bytes.fromhex(new.get(name, ""))
    off = [abs(x - y) for x, y in zip(a, b)]
    if len(a) != len(b) or not off or sum(off) / len(off) > MEAN or max(off) > CELL:
        failed += 1
        print(f"{name}: " + ("missing" if not off or len(a) != len(b) else f"mean {sum(off) / len(off):.1f}, worst {max(off)}"))
print(f"{len(old.keys() | new.keys()) - failed} passed, {failed} failed")
sys.exit(bool(failed))
