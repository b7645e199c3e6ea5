"""Compiles a header in advance and leaves its sum beside it: precompile.py COMPILER ARGUMENT...

ccache must not keep precompiled headers: they name the folder they were made in, and GCC's differ each time. It shares
the objects made with them if a file HEADER.gch.sum says what went into the header (CCACHE_PCH_EXTSUM): the contents of
all files that the compiler read, in whatever clone they lie."""

import hashlib
import pathlib
import subprocess
import sys


def contents(depfile):
    """The digests of the files that a Makefile rule depends on, but for CMake's own, which has the folder's name in it."""
    words = depfile.read_text().replace("\\\n", " ").split()
    files = {pathlib.Path(word) for word in words if not word.endswith(":")}
    return sorted(hashlib.sha256(file.read_bytes()).hexdigest() for file in files if not file.name.startswith("cmake_pch"))


def main(command):
    status = subprocess.call(command)
    output = command[command.index("-o") + 1]
    if status == 0 and output.endswith((".gch", ".pch")):
        depfile = pathlib.Path(command[command.index("-MF") + 1])
        pathlib.Path(output + ".sum").write_text("\n".join(contents(depfile)))
    return status


sys.exit(main(sys.argv[1:]))
