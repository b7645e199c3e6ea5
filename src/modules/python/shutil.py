import os as _os
def rmtree(path, ignore_errors=False, onerror=None):
    if not _os.path.isdir(path):
        if ignore_errors: return
        raise FileNotFoundError(2, 'No such file or directory', path)
    for n in _os.listdir(path):
        p = _os.path.join(path, n)
        rmtree(p) if _os.path.isdir(p) else _os.remove(p)
    _os.rmdir(path)
def copyfile(src, dst):
    with open(src, 'rb') as f: data = f.read()
    with open(dst, 'wb') as f: f.write(data)
    return dst
def copy(src, dst):
    return copyfile(src, _os.path.join(dst, _os.path.basename(src)) if _os.path.isdir(dst) else dst)
copy2 = copy
def move(src, dst):
    _os.rename(src, _os.path.join(dst, _os.path.basename(src)) if _os.path.isdir(dst) else dst)
    return dst
def which(cmd): return None
def get_terminal_size(fallback=(80, 24)):
    return _os_size(*fallback)
from collections import namedtuple as _nt
_os_size = _nt('terminal_size', 'columns lines', module='os')
