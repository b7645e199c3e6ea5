"""Writes src/ops/op_defs.cpp: TensorFlow's own op definitions for the operations that src/ops/ops.h, src/ops/library_ops.h, src/ops/check/check.h and
src/modules/tensorflow_regex.h declare.

    record_op_defs.py OLDER_PYTHON NEWER_PYTHON      two interpreters, with TensorFlow 2.15 and 2.21
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PRINTER = r'''
import os, sys
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow
from tensorflow.core.framework import types_pb2
from tensorflow.python.framework import op_def_registry

name_of = types_pb2.DataType.Name


def value(attr, v):
    kind = v.WhichOneof("value")
    if kind == "type": return name_of(v.type)
    if kind == "b": return "true" if v.b else "false"
    if kind == "i": return str(v.i)
    if kind == "f": return "%g" % v.f
    if kind == "s": return '"%s"' % v.s.decode()
    if kind == "shape": return "<unknown>" if v.shape.unknown_rank else "[" + ",".join("?" if d.size < 0 else str(d.size) for d in v.shape.dim) + "]"
    return listed(v.list, attr.type)


def listed(values, kind):
    if "type" in kind: return "[" + ", ".join(map(name_of, values.type)) + "]"
    if "string" in kind: return "[" + ", ".join('"%s"' % s.decode() for s in values.s) + "]"
    return "[" + ", ".join(map(str, values.i)) + "]"


def argument(a):
    return a.name + ":" + (a.number_attr + "*" if a.number_attr else "") + (a.type_attr or a.type_list_attr or name_of(a.type)[3:].lower())


for op in sys.stdin.read().split():
    d = op_def_registry.get(op)
    if d is None: continue
    text = ", ".join(map(argument, d.input_arg)) + " -> " + ", ".join(map(argument, d.output_arg))
    for a in d.attr:
        text += "; attr=%s:%s" % (a.name, a.type)
        if a.HasField("default_value"): text += ",default=" + value(a, a.default_value)
        if a.has_minimum: text += ",min=%d" % a.minimum
        if a.HasField("allowed_values"): text += ",allowed=" + listed(a.allowed_values.list, a.type)
    for flag in ("is_commutative", "is_aggregate", "is_stateful", "allows_uninitialized_input"):
        if getattr(d, flag): text += "; %s=true" % flag
    print(op + "|" + text)
'''


def definitions(python, names):
    out = subprocess.run([python, "-c", PRINTER], input=" ".join(names), capture_output=True, text=True, check=True).stdout
    return dict(line.split("|", 1) for line in out.splitlines())


def main():
    headers = ("src/ops/ops.h", "src/ops/library_ops.h", "src/ops/check/check.h", "src/modules/tensorflow_regex.h")
    names = sorted(name for header in headers for name in re.findall(r"extern const OpDef k(\w+);", open(os.path.join(ROOT, header)).read()))
    older, newer = (definitions(python, names) for python in sys.argv[1:3])
    rows = lambda table, keep: "".join('    {"%s", R"d(%s)d"},\n' % (n, table[n]) for n in names if n in table and keep(n))
    with open(os.path.join(ROOT, "src/ops/op_defs.cpp"), "w") as f:
        f.write('''// TensorFlow's own op definitions, written by tools/record_op_defs.py from the two releases; not edited by hand.
#include "ops/op_defs.h"

namespace misfit {
namespace {

constexpr OpDefText kNewer[] = {
%s};

// Where TensorFlow 2.15 differs.
constexpr OpDefText kOlder[] = {
%s};

}  // namespace

std::span<const OpDefText> op_def_texts() { return kNewer; }
std::span<const OpDefText> older_op_def_texts() { return kOlder; }

}  // namespace misfit
''' % (rows(newer, lambda n: True), rows(older, lambda n: older[n] != newer.get(n))))


main()
