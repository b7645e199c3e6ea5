"""The catalogue of faults: every way in which a rule of src/ refuses, its words, and a recorded program that meets them.

    python3 tools/faults.py            writes it to build/faults.md
    python3 tools/faults.py --check    says which words no record of TensorFlow holds; exit status 1 if there are new ones
    python3 tools/faults.py --update   takes wordings that are recorded by now off the list of those that are not

A fault is a FaultSpec in the sources: {"code", "class", eager, graph, keras2, keras3, class in a graph}. Its words count as
recorded if a run of TensorFlow in tests/records said them, holes filled: as its exception, a warning, or what the program
printed of an exception that it caught.
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGE = ROOT / "build/faults.md"
UNRECORDED = ROOT / "tests/records/faults_without_record.txt"
DIALECTS = ("eager", "graph", "keras2", "keras3")

SPEC = re.compile(r'\{\s*"(\w+_c\d+)"\s*,')
TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(\{\s*\})|([,}]))')
HOLE = re.compile(r"\{\{|\}\}|\{\w+\}")


def fields(text, at):
    """The strings of an initialiser from `at` on, up to its closing brace; adjacent literals are one, {} is empty."""
    found, current = [], ""
    while True:
        token = TOKEN.match(text, at)
        if not token:
            return None                     # something computed: no literal of a FaultSpec
        at = token.end()
        literal, _, mark = token.groups()
        if literal is not None:
            current += json.loads(f'"{literal}"'.replace("\\'", "'"))
        elif mark:
            found.append(current)
            current = ""
            if mark == "}":
                return found


def faults():
    """{code: (fields, file, line)} of all sources; a code that two faults have is an error."""
    found, twice = {}, []
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix not in (".cpp", ".h"):
            continue
        text = path.read_text()
        for start in SPEC.finditer(text):
            spec = fields(text, start.end())
            if spec is None:
                continue
            code = start.group(1)
            if code in found:
                twice.append(f"{code}: in {found[code][1]} and in {path.relative_to(ROOT)}")
            found[code] = (spec, str(path.relative_to(ROOT)), text.count("\n", 0, start.start()) + 1)
    return found, twice


def finder(words):
    """A function that finds the words with their holes filled."""
    out, at, parts = "", 0, [""]
    for hole in HOLE.finditer(words):
        out += re.escape(words[at:hole.start()])
        parts[-1] += words[at:hole.start()]
        brace = {"{{": "{", "}}": "}"}.get(hole.group())
        if brace:
            parts[-1] += brace
        else:
            parts.append("")
        out += re.escape(brace) if brace else r"[\s\S]{0,400}?"
        at = hole.end()
    parts[-1] += words[at:]
    whole, longest = re.compile(out + re.escape(words[at:])), max(parts, key=len)
    return lambda text: longest in text and whole.search(text)


def said():
    """(program, profile, what it said) of each record."""
    for path in sorted((ROOT / "tests/records").glob("*.jsonl")):
        name, profile, _ = path.name.split(".")
        for line in path.read_text().splitlines():
            record = json.loads(line)
            message = (record.get("exception") or {}).get("message", "")
            yield f"{name}/{record['program']}", profile, "\n".join([message, record.get("stdout") or "", *(record.get("warnings") or [])])


def page_and_unrecorded(found):
    records = list(said())
    lines = ["# The catalogue of faults", "",
             "Written from the rules in `src/`. `{holes}` are filled with the program's own shapes, types and names. An example is a",
             "program of `tests/records/`.", ""]
    unrecorded, folder = [], ""
    for code, (spec, file, line) in sorted(found.items(), key=lambda item: (item[1][1], item[1][2])):
        parent = "/".join(file.split("/")[1:-1])
        if parent != folder:
            folder = parent
            lines += [f"## {folder}", ""]
        type_ = spec[0]
        graph_type = spec[5] if len(spec) > 5 else ""
        lines.append(f"**{code}** · {type_}{f', while tracing {graph_type}' if graph_type else ''} · [{file.split('/')[-1]}](../{file}#L{line})")
        lines.append("")
        for dialect, words in zip(DIALECTS, spec[1:5]):
            if not words:
                continue
            fits = finder(words)
            example = next((f"{program} ({profile})" for program, profile, text in records if fits(text)), "")
            if not example:
                unrecorded.append((code, dialect))
            shown = words.replace("{{", "{").replace("}}", "}").replace("`", "'").replace("\n", " ⏎ ")
            lines.append(f"- {dialect}: `{shown}`" + (f" — {example}" if example else " — no record"))
        lines.append("")
    return "\n".join(lines) + "\n", unrecorded


def main():
    found, twice = faults()
    page, unrecorded = page_and_unrecorded(found)
    listed = UNRECORDED.read_text().split()
    listed = set(zip(listed[::2], listed[1::2]))
    fresh = [name for name in unrecorded if name not in listed]
    if "--update" in sys.argv:
        UNRECORDED.write_text("".join(f"{code} {dialect}\n" for code, dialect in unrecorded if (code, dialect) in listed))
    if "--check" not in sys.argv:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page)
        return print(f"{len(found)} faults in {PAGE.relative_to(ROOT)}; {len(unrecorded)} wordings without a record")
    wrong = twice + [f"{code}: no record holds its {dialect} words; record a program that raises it" for code, dialect in fresh]
    wrong += [f"{code} {dialect}: recorded by now, or gone; take it off {UNRECORDED.relative_to(ROOT)} (--update)" for code, dialect in sorted(listed - set(unrecorded))]
    print("".join(f"{line}\n" for line in wrong), end="")
    print(f"{len(found) - len(wrong)} passed, {len(wrong)} failed")
    sys.exit(1 if wrong else 0)


main()
