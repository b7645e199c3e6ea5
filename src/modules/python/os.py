import _files
import sys as _sys
from os import path

name = 'posix'
sep = '/'
linesep = '\n'
curdir, pardir, extsep, pathsep, devnull = '.', '..', '.', ':', '/dev/null'
error = OSError

class _Environ(dict):
    def __setitem__(self, key, value):
        for v in (key, value):
            if not isinstance(v, str):
                raise TypeError(f'str expected, not {type(v).__name__}')
        super().__setitem__(key, value)
    def __repr__(self):
        return f'environ({dict(self)!r})'
environ = _Environ()
super(_Environ, environ).update({'HOME': '/home/user', 'PATH': '/usr/bin:/bin', 'LANG': 'C.UTF-8', 'PYTHONHASHSEED': '0', 'TF_ENABLE_ONEDNN_OPTS': '0'})

def getenv(key, default=None):
    return environ.get(key, default)
def putenv(key, value):
    environ[key] = value
def getcwd():
    return '/home/user'
def chdir(path):
    pass
def getpid():
    return 1000
def cpu_count():
    return 1
def urandom(n):
    import random
    return random.Random(n).randbytes(n)
def fspath(p):
    if isinstance(p, (str, bytes)):
        return p
    if hasattr(p, '__fspath__'):
        return p.__fspath__()
    raise TypeError(f'expected str, bytes or os.PathLike object, not {type(p).__name__}')
class PathLike:
    pass
def listdir(path='.'):
    path = fspath(path)
    if not _files.is_folder(path):
        raise FileNotFoundError(2, 'No such file or directory', path)
    return _files.names(path)
def mkdir(path, mode=0o777):
    p = fspath(path)
    if _files.is_folder(p) or _files.is_file(p):
        raise FileExistsError(17, 'File exists', p)
    if not _files.is_folder(_files.parent(p)):
        raise FileNotFoundError(2, 'No such file or directory', p)
    _files.make_folder(p)
def makedirs(name, mode=0o777, exist_ok=False):
    p = fspath(name)
    if _files.is_folder(p) or _files.is_file(p):
        if exist_ok and _files.is_folder(p):
            return
        raise FileExistsError(17, 'File exists', p)
    parent = _files.parent(p)
    if not _files.is_folder(parent):
        makedirs(parent, exist_ok=True)
    _files.make_folder(p)
def remove(path):
    p = fspath(path)
    if not _files.is_file(p):
        raise FileNotFoundError(2, 'No such file or directory', p)
    _files.remove(p)
unlink = remove
def rmdir(path):
    p = fspath(path)
    if not _files.is_folder(p):
        raise FileNotFoundError(2, 'No such file or directory', p)
    if _files.names(p):
        raise OSError(39, 'Directory not empty', p)
    _files.remove(p)
def rename(src, dst):
    data = _files.read(fspath(src))
    if data is None:
        raise FileNotFoundError(2, 'No such file or directory', src)
    _files.write(fspath(dst), data)
    _files.remove(fspath(src))
replace = rename
def walk(top, topdown=True):
    top = fspath(top)
    if not _files.is_folder(top):
        return
    names = _files.names(top)
    folders = [n for n in names if _files.is_folder(path.join(top, n))]
    yield top, folders, [n for n in names if n not in folders]
    for n in folders:
        yield from walk(path.join(top, n))
class _DirEntry:
    def __init__(self, folder, name):
        self.name, self.path = name, path.join(folder, name)
    def is_file(self): return _files.is_file(self.path)
    def is_dir(self): return _files.is_folder(self.path)
def scandir(path='.'):
    return iter([_DirEntry(path, n) for n in listdir(path)])
class stat_result:
    def __init__(self, size):
        self.st_size = size
        self.st_mtime = self.st_ctime = self.st_atime = 1700000000.0
        self.st_mode = 33188
def stat(p):
    data = _files.read(fspath(p))
    if data is None and not _files.is_folder(fspath(p)):
        raise FileNotFoundError(2, 'No such file or directory', p)
    return stat_result(len(data or b''))
def system(command):
    return 0
def _exit(code):
    raise SystemExit(code)
def access(path, mode):
    return _files.is_file(path) or _files.is_folder(path)
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
