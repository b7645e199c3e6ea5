import os as _os
import _files
class PurePath:
    def __init__(self, *args):
        path = _os.path.join(*[_os.fspath(a) for a in args]) if args else '.'
        root = '/' if path.startswith('/') else ''
        parts = [p for p in path.split('/') if p and p != '.']
        self._root, self._parts = root, parts
        self._str = root + '/'.join(parts) or '.'
    def __str__(self): return self._str
    def __fspath__(self): return self._str
    def __repr__(self): return f"{self.__class__.__name__}('{self._str}')"
    def as_posix(self): return self._str
    def __truediv__(self, other):
        if not isinstance(other, (str, PurePath)): return NotImplemented
        return type(self)(self, other)
    def __rtruediv__(self, other): return type(self)(other, self)
    def joinpath(self, *others): return type(self)(self, *others)
    @property
    def parts(self): return ((self._root,) if self._root else ()) + tuple(self._parts)
    @property
    def name(self): return self._parts[-1] if self._parts else ''
    @property
    def parent(self): return type(self)(self._root + '/'.join(self._parts[:-1])) if self._parts else self
    @property
    def parents(self):
        out, p = [], self
        while p.parent != p:
            p = p.parent
            out.append(p)
        return tuple(out)
    @property
    def suffix(self):
        i = self.name.rfind('.')
        return self.name[i:] if 0 < i < len(self.name) - 1 else ''
    @property
    def suffixes(self):
        return [] if self.name.endswith('.') else ['.' + s for s in self.name.lstrip('.').split('.')[1:]]
    @property
    def stem(self): return self.name[:len(self.name) - len(self.suffix)] if self.suffix else self.name
    @property
    def anchor(self): return self._root
    def is_absolute(self): return bool(self._root)
    def with_name(self, name): return self.parent / name
    def with_stem(self, stem): return self.with_name(stem + self.suffix)
    def with_suffix(self, suffix):
        if suffix and not suffix.startswith('.'): raise ValueError(f'Invalid suffix {suffix!r}')
        return self.with_name(self.stem + suffix)
    def relative_to(self, *other):
        base = type(self)(*other)
        if self.parts[:len(base.parts)] != base.parts:
            raise ValueError(f'{str(self)!r} is not in the subpath of {str(base)!r} OR one path is relative and the other is absolute.')
        return type(self)(*self.parts[len(base.parts):])
    def match(self, pattern):
        import fnmatch
        return fnmatch.fnmatch(self.name, pattern)
    def __eq__(self, other): return isinstance(other, PurePath) and self._str == other._str
    def __lt__(self, other): return self.parts < other.parts
    def __hash__(self): return hash(self._str)
class PurePosixPath(PurePath): pass
class Path(PurePosixPath):
    def __new__(cls, *args): return object.__new__(PosixPath if cls is Path else cls)
    @classmethod
    def cwd(cls): return cls(_os.getcwd())
    @classmethod
    def home(cls): return cls('/home/user')
    def exists(self): return _os.path.exists(self._str)
    def is_file(self): return _os.path.isfile(self._str)
    def is_dir(self): return _os.path.isdir(self._str)
    def open(self, mode='r', *args, **kwargs): return open(self._str, mode, *args, **kwargs)
    def read_text(self, encoding=None, errors=None):
        with self.open('r') as f: return f.read()
    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str): raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w') as f: return f.write(data)
    def read_bytes(self):
        with self.open('rb') as f: return f.read()
    def write_bytes(self, data):
        with self.open('wb') as f: return f.write(data)
    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if parents: _os.makedirs(self._str, exist_ok=exist_ok)
        elif not (exist_ok and self.is_dir()): _os.mkdir(self._str)
    def touch(self, mode=0o666, exist_ok=True):
        if not self.exists(): self.write_text('')
    def unlink(self, missing_ok=False):
        if not missing_ok or self.exists(): _os.remove(self._str)
    def rmdir(self): _os.rmdir(self._str)
    def iterdir(self):
        for n in _os.listdir(self._str): yield self / n
    def glob(self, pattern):
        import fnmatch
        deep = pattern.startswith('**/')
        for top, folders, files in _os.walk(self._str):
            for n in sorted(files + folders):
                if fnmatch.fnmatch(n, pattern[3:] if deep else pattern): yield type(self)(top, n)
            if not deep: return
    def rglob(self, pattern): return self.glob('**/' + pattern)
    def resolve(self, strict=False): return type(self)(_os.path.abspath(self._str))
    absolute = resolve
    def expanduser(self): return type(self)(_os.path.expanduser(self._str))
    def stat(self): return _os.stat(self._str)
    def rename(self, target):
        _os.rename(self._str, target)
        return type(self)(target)
    replace = rename
class PosixPath(Path): pass
