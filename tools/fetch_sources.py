"""Downloads the archives of sources.txt through their package clients, checks each against its pinned
sha256, and unpacks the parts that Misfit compiles into the folder given. Called by tools/setup."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile

IMGUI = "imgui_bundle-{version}/external/imgui/imgui"
# package -> [(path inside the archive, path inside .deps)]
PARTS = {
    "tree-sitter": [("package/vendor/tree-sitter/lib", "tree-sitter"), ("package/LICENSE", "tree-sitter/LICENSE")],
    "tree-sitter-python": [("package/src", "tree-sitter-python/src"), ("package/LICENSE", "tree-sitter-python/LICENSE")],
    "playwright-core": [("package", "node_modules/playwright-core")],
    "imgui-bundle": [
        (IMGUI, "imgui"),
        ("imgui_bundle-{version}/external/implot/implot", "implot"),
        ("imgui_bundle-{version}/external/ImGuiColorTextEdit/ImGuiColorTextEdit", "text-editor"),
    ],
}
# A client that has no archive-only download asks the package's build backend for its name and version.
# This one answers without building anything.
STAND_IN = """
import os
def get_requires_for_build_wheel(config_settings=None): return []
def get_requires_for_build_editable(config_settings=None): return []
def prepare_metadata_for_build_wheel(folder, config_settings=None):
    name = "{module}-{version}.dist-info"
    os.makedirs(os.path.join(folder, name))
    with open(os.path.join(folder, name, "METADATA"), "w") as f:
        f.write("Metadata-Version: 2.1\\nName: {package}\\nVersion: {version}\\n")
    return name
"""


def download_npm(package, version, folder):
    subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def download_pypi(package, version, folder):
    stand_in = folder / "stand_in" / "scikit_build_core"
    stand_in.mkdir(parents=True)
    (stand_in / "__init__.py").touch()
    module = package.replace("-", "_")
    (stand_in / "build.py").write_text(STAND_IN.format(module=module, package=package, version=version))
    archive = folder / "archive"
    archive.mkdir()
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
                    "--no-build-isolation", "--disable-pip-version-check", "--dest", str(archive),
                    f"{package}=={version}"],
                   check=True, env={**os.environ, "PYTHONPATH": str(stand_in.parent)})
    for file in archive.iterdir():
        file.rename(folder / file.name)


def archive_of(client, package, version, sha256, cache):
    kept = cache / f"{package}-{version}"
    if not kept.exists() or hashlib.sha256(kept.read_bytes()).hexdigest() != sha256:
        print(f"setup: downloading {package} {version}", flush=True)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            {"npm": download_npm, "pypi": download_pypi}[client](package, version, folder)
            found = [*folder.glob("*.tgz"), *folder.glob("*.tar.gz")]
            if len(found) != 1:
                sys.exit(f"setup: {package} {version}: expected one archive, got {len(found)}")
            got = hashlib.sha256(found[0].read_bytes()).hexdigest()
            if got != sha256:
                sys.exit(f"setup: {package} {version}: sha256 is {got}, pinned is {sha256}")
            shutil.copyfile(found[0], kept)
    return kept


def unpack(archive, package, version, deps):
    parts = [(source.format(version=version), target) for source, target in PARTS[package]]
    for _, target in parts:
        path = deps / target
        shutil.rmtree(path, ignore_errors=True)
        if path.is_file():
            path.unlink()
    counts = {source: 0 for source, _ in parts}
    with tarfile.open(archive) as tar:
        for member in tar:
            for source, target in parts:
                if member.isfile() and (member.name == source or member.name.startswith(source + "/")):
                    path = deps / (target + member.name[len(source):])
                    if ".." in path.parts:
                        sys.exit(f"setup: {package}: odd path {member.name}")
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(tar.extractfile(member).read())
                    counts[source] += 1
    for source, count in counts.items():
        if count == 0:
            sys.exit(f"setup: {package} {version} holds no {source}")


def main(manifest, deps):
    deps = pathlib.Path(deps)
    cache = deps / "archives"
    cache.mkdir(parents=True, exist_ok=True)
    for line in pathlib.Path(manifest).read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            client, package, version, sha256 = line.split()
            unpack(archive_of(client, package, version, sha256, cache), package, version, deps)
    # doctest is a Debian package; a copy keeps /usr/include off the web build's include path.
    header = pathlib.Path("/usr/include/doctest/doctest.h")
    if not header.exists():
        sys.exit("setup: doctest is missing; run tools/setup without --sources")
    (deps / "doctest/doctest").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(header, deps / "doctest/doctest/doctest.h")


main(*sys.argv[1:])
