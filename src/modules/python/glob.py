import os as _os, fnmatch as _fnmatch
def glob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    head, tail = _os.path.split(pathname)
    if not any(c in pathname for c in '*?['):
        return [pathname] if _os.path.exists(pathname) else []
    out = []
    for folder in ([head] if not any(c in head for c in '*?[') else glob(head)):
        if folder and not _os.path.isdir(folder): continue
        out += [_os.path.join(folder, n) for n in _os.listdir(folder or '.') if _fnmatch.fnmatch(n, tail)]
    return out
def iglob(pathname, **kwargs): return iter(glob(pathname, **kwargs))
