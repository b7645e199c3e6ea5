// sys, os, io, time, platform and gc: what a program may ask of its surroundings. There is no machine behind it.
#include <chrono>
#include <cmath>

#include "modules/std/std.h"
#include "python/files.h"
#include "python/machine.h"

namespace misfit::modules::standard {

using namespace py;

namespace {

Files& files(Interp& in) { return in.state<Files>(); }
std::string path_of(Interp& in, const Value& v) { return Files::normal(in.as_str(v).value_or("")); }

// What io and os are written on: files by name, without errors of their own.
bool build_files(Interp& in, Module& m) {
  define(in, m, "read", "path, /", [](Interp& i, Bound& b) {
    const auto found = files(i).contents.find(path_of(i, b[0]));
    return found == files(i).contents.end() ? Value::none() : i.bytes(found->second);
  });
  define(in, m, "write", "path, data, /", [](Interp& i, Bound& b) {
    files(i).contents[path_of(i, b[0])] = cast<Bytes>(b[1])->text;
    return i.room_for(cast<Bytes>(b[1])->text.size()) ? Value::none() : Value();
  });
  define(in, m, "remove", "path, /", [](Interp& i, Bound& b) {
    files(i).contents.erase(path_of(i, b[0]));
    files(i).folders.erase(path_of(i, b[0]));
    return Value::none();
  });
  define(in, m, "is_file", "path, /", [](Interp& i, Bound& b) { return Value::boolean(files(i).is_file(path_of(i, b[0]))); });
  define(in, m, "is_folder", "path, /", [](Interp& i, Bound& b) { return Value::boolean(files(i).is_folder(path_of(i, b[0]))); });
  define(in, m, "make_folder", "path, /", [](Interp& i, Bound& b) {
    files(i).folders.insert(path_of(i, b[0]));
    return Value::none();
  });
  define(in, m, "normal", "path, /", [](Interp& i, Bound& b) { return i.str_value(path_of(i, b[0])); });
  define(in, m, "parent", "path, /", [](Interp& i, Bound& b) { return i.str_value(Files::parent(path_of(i, b[0]))); });
  define(in, m, "names", "path, /", [](Interp& i, Bound& b) {
    const std::string folder = path_of(i, b[0]);
    std::set<std::string> found;
    const auto see = [&](const std::string& p) {
      if (Files::parent(p) == folder) found.insert(p.substr(folder.empty() ? 0 : folder.size() + 1));
    };
    for (const auto& entry : files(i).contents) see(entry.first);
    for (const std::string& p : files(i).folders) see(p);
    std::vector<Value> names;
    for (const std::string& name : found) names.push_back(i.str_value(name));
    return i.list(std::move(names));
  });
  return true;
}

constexpr char kIo[] = R"py(
import _files
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192

class UnsupportedOperation(OSError, ValueError):
    pass

class IOBase:
    closed = False
    def __enter__(self):
        self._open()
        return self
    def __exit__(self, *args):
        self.close()
    def __iter__(self):
        return self
    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line
    def _open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file' + self._stop)
    _stop = '.'
    def close(self):
        self.closed = True
    def flush(self):
        self._open()
    def isatty(self):
        return False
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def readlines(self, hint=-1):
        return list(self)
    def writelines(self, lines):
        for line in lines:
            self.write(line)

class _Memory(IOBase):
    def __init__(self, data):
        self._data = data
        self._at = 0
    def getvalue(self):
        self._open()
        return self._data
    def tell(self):
        self._open()
        return self._at
    def seek(self, offset, whence=0):
        self._open()
        self._at = offset + (self._at if whence == 1 else len(self._data) if whence == 2 else 0)
        return self._at
    def truncate(self, size=None):
        size = self._at if size is None else size
        self._data = self._data[:size]
        return size
    def read(self, size=-1):
        self._open()
        end = len(self._data) if size is None or size < 0 else self._at + size
        part = self._data[self._at:end]
        self._at += len(part)
        return part
    def readline(self, size=-1):
        self._open()
        end = self._data.find(self._newline, self._at)
        end = len(self._data) if end < 0 else end + 1
        line = self._data[self._at:end]
        self._at = end
        return line
    def _put(self, s):
        data = self._data
        if self._at == len(data):
            self._data = data + s
        else:
            data += self._newline[:0].ljust(self._at - len(data), self._pad) if self._at > len(data) else data[:0]
            self._data = data[:self._at] + s + data[self._at + len(s):]
        self._at += len(s)
        return len(s)

class StringIO(_Memory):
    _stop = ''
    _newline, _pad = '\n', '\0'
    def __init__(self, initial_value='', newline='\n'):
        super().__init__('' if initial_value is None else initial_value)
    def write(self, s):
        self._open()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        return self._put(s)

class BytesIO(_Memory):
    _newline, _pad = b'\n', b'\0'
    def __init__(self, initial_bytes=b''):
        super().__init__(bytes(initial_bytes))
    def getbuffer(self):
        return self._data
    def write(self, s):
        self._open()
        if isinstance(s, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(s))

class _File(_Memory):
    def __init__(self, name, mode, data):
        super().__init__(data)
        self.name, self.mode = name, mode
        self._binary = 'b' in mode
        self._newline, self._pad = (b'\n', b'\0') if self._binary else ('\n', '\0')
        self._reads = 'r' in mode or '+' in mode
        self._writes = 'r' not in mode or '+' in mode
        self._appends = 'a' in mode
        self.encoding = 'UTF-8'
    def __repr__(self):
        if self._binary:
            return f"<_io.BufferedReader name={self.name!r}>"
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding='UTF-8'>"
    def readable(self): return self._reads
    def writable(self): return self._writes
    def _may_read(self):
        self._open()
        if not self._reads:
            raise UnsupportedOperation('not readable' if not self._binary else 'read')
    def read(self, size=-1):
        self._may_read()
        return super().read(size)
    def readline(self, size=-1):
        self._may_read()
        return super().readline(size)
    def write(self, s):
        self._open()
        if not self._writes:
            raise UnsupportedOperation('not writable' if not self._binary else 'write')
        if self._binary and isinstance(s, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if not self._binary and not isinstance(s, str):
            raise TypeError(f'write() argument must be str, not {type(s).__name__}')
        if self._appends:
            self._at = len(self._data)
        return self._put(s)
    def flush(self):
        self._open()
        if self._writes:
            _files.write(self.name, self._data if self._binary else self._data.encode('utf-8'))
    def close(self):
        if not self.closed:
            self.flush()
        self.closed = True
    def fileno(self):
        return 3

def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if hasattr(file, '__fspath__'):
        file = file.__fspath__()
    if not isinstance(file, (str, bytes, int)):
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(file).__name__}')
    kinds = [c for c in mode if c in 'rwax']
    if any(c not in 'rwaxbt+' for c in mode) or len(mode) != len(set(mode)):
        raise ValueError(f'invalid mode: {mode!r}')
    if len(kinds) != 1:
        raise ValueError('must have exactly one of create/read/write/append mode')
    if _files.is_folder(file):
        raise IsADirectoryError(21, 'Is a directory', file)
    known = _files.read(file)
    if 'r' in mode and known is None:
        raise FileNotFoundError(2, 'No such file or directory', file)
    if 'x' in mode and known is not None:
        raise FileExistsError(17, 'File exists', file)
    if 'r' not in mode and not _files.is_folder(_files.parent(file)):
        raise FileNotFoundError(2, 'No such file or directory', file)
    data = b'' if known is None or 'w' in mode else known
    f = _File(file, mode, data if 'b' in mode else data.decode(encoding or 'utf-8').replace('\r\n', '\n'))
    if 'r' not in mode:
        f.flush()
    if 'a' in mode:
        f._at = len(f._data)
    return f

TextIOWrapper = _File
TextIOBase = RawIOBase = BufferedIOBase = IOBase
)py";

constexpr char kOs[] = R"py(
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
)py";

constexpr char kOsPath[] = R"py(
import _files
sep = '/'
def _p(p):
    return p.__fspath__() if hasattr(p, '__fspath__') else p
def _checked(p, name):
    p = _p(p)
    if not isinstance(p, (str, bytes)):
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(p).__name__}')
    return p
def join(a, *p):
    path = _checked(a, 'join')
    for b in p:
        b = _p(b)
        if not isinstance(b, str):
            raise TypeError(f"join() argument must be str, bytes, or os.PathLike object, not {type(b).__name__!r}")
        if b.startswith('/'):
            path = b
        elif not path or path.endswith('/'):
            path += b
        else:
            path += '/' + b
    return path
def split(p):
    p = _checked(p, 'split')
    i = p.rfind('/') + 1
    head, tail = p[:i], p[i:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail
def basename(p):
    return split(p)[1]
def dirname(p):
    return split(p)[0]
def splitext(p):
    p = _checked(p, 'splitext')
    dot, slash = p.rfind('.'), p.rfind('/')
    if dot > slash:
        i = slash + 1
        while i < dot:
            if p[i] != '.':
                return p[:dot], p[dot:]
            i += 1
    return p, ''
def exists(p): return _files.is_file(_p(p)) or _files.is_folder(_p(p))
def isfile(p): return _files.is_file(_p(p))
def isdir(p): return _files.is_folder(_p(p))
def islink(p): return False
def isabs(p): return _p(p).startswith('/')
def getsize(p):
    data = _files.read(_p(p))
    if data is None:
        raise FileNotFoundError(2, 'No such file or directory', p)
    return len(data)
def getmtime(p): return 1700000000.0
getctime = getatime = getmtime
def normpath(p): return _files.normal(_p(p)) or '.'
def abspath(p): return _files.normal(join('/home/user', _p(p)))
realpath = abspath
def relpath(p, start='.'):
    a, b = abspath(p).split('/')[1:], abspath(start).split('/')[1:]
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return '/'.join(['..'] * (len(b) - i) + a[i:]) or '.'
def expanduser(p): return '/home/user' + p[1:] if p.startswith('~') else p
def expandvars(p): return p
def commonprefix(m):
    if not m: return ''
    a, b = min(m), max(m)
    for i, c in enumerate(a):
        if i >= len(b) or c != b[i]:
            return a[:i]
    return a
def samefile(a, b): return abspath(a) == abspath(b)
)py";

constexpr char kSys[] = R"py(
from _sys import write as _write, modules, argv, maxsize, getsizeof, getrecursionlimit, setrecursionlimit, exc_info, getrefcount
from collections import namedtuple as _namedtuple

class _Stream:
    encoding = 'utf-8'
    errors = 'strict'
    closed = False
    def __init__(self, name, mode, shown):
        self.name, self.mode, self._shown = name, mode, shown
    def write(self, s):
        if not isinstance(s, str):
            raise TypeError(f'write() argument must be str, not {type(s).__name__}')
        if self._shown:
            _write(s)
        return len(s)
    def writelines(self, lines):
        for line in lines:
            self.write(line)
    def flush(self): pass
    def isatty(self): return False
    def fileno(self): return {'<stdin>': 0, '<stdout>': 1, '<stderr>': 2}[self.name]
    def readable(self): return self.mode == 'r'
    def writable(self): return self.mode == 'w'
    def read(self, size=-1): return ''
    def readline(self, size=-1): return ''
    def readlines(self): return []
    def __iter__(self): return iter(())
    def reconfigure(self, **kwargs): pass
    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='{self.mode}' encoding='utf-8'>"
_Stream.__name__ = _Stream.__qualname__ = 'TextIOWrapper'
_Stream.__module__ = '_io'

stdin, stdout, stderr = _Stream('<stdin>', 'r', False), _Stream('<stdout>', 'w', True), _Stream('<stderr>', 'w', False)
__stdin__, __stdout__, __stderr__ = stdin, stdout, stderr

def _record(name, fields, values):
    made = _namedtuple(name.replace('.', '_'), fields)
    made.__repr__ = lambda self: f"{name}({', '.join(f'{f}={v!r}' for f, v in zip(fields.split(), self))})"
    return made(*values)

version = '3.11.7 (main, Dec  8 2023, 18:56:58) [GCC 12.2.0]'
version_info = _record('sys.version_info', 'major minor micro releaselevel serial', (3, 11, 7, 'final', 0))
hexversion = 0x030b07f0
api_version = 1013
copyright = 'Copyright (c) 2001-2023 Python Software Foundation.'
implementation = _record('namespace', 'name version cache_tag', ('cpython', version_info, 'cpython-311'))
float_info = _record('sys.float_info', 'max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds',
                     (1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1))
int_info = _record('sys.int_info', 'bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold', (30, 4, 4300, 640))
hash_info = _record('sys.hash_info', 'width modulus inf nan imag algorithm hash_bits seed_bits cutoff', (64, 2305843009213693951, 314159, 0, 1000003, 'siphash13', 64, 128, 0))
flags = _record('sys.flags', 'debug inspect interactive optimize', (0, 0, 0, 0))
platform = 'linux'
byteorder = 'little'
executable = '/usr/bin/python3'
prefix = exec_prefix = base_prefix = '/usr'
path = ['', '/usr/lib/python3.11', '/usr/lib/python3.11/site-packages']
builtin_module_names = ('_sys', 'builtins', 'gc', 'itertools', 'sys', 'time')
maxunicode = 1114111
dont_write_bytecode = True
warnoptions = []
meta_path, path_hooks = [], []
ps1 = '>>> '

def exit(status=None, /):
    raise SystemExit(status) if status is not None else SystemExit
def intern(string, /):
    return string
def getdefaultencoding():
    return 'utf-8'
def getfilesystemencoding():
    return 'utf-8'
def get_int_max_str_digits():
    return 4300
def set_int_max_str_digits(maxdigits):
    pass
def gettrace():
    return None
def settrace(f):
    pass
def exception():
    return exc_info()[1]
def displayhook(value):
    if value is not None:
        print(repr(value))
def excepthook(type, value, traceback, /):
    import traceback as tb
    text = ''.join(tb.format_exception(value))
    stderr.write(text)
__excepthook__ = lambda type, value, traceback: globals()['stderr'].write(''.join(__import__('traceback').format_exception(value)))
)py";

// A shallow size, as CPython 3.11 on a 64-bit machine reckons it.
int64_t size_of(Interp& in, const Value& v) {
  if (v.is_int()) return v.integer() == 0 ? 24 : 28 + (std::llabs(v.integer()) >> 30 ? 4 : 0) + (std::llabs(v.integer()) >> 60 ? 4 : 0);
  if (v.is_bool()) return v.boolean() ? 28 : 24;
  if (v.is_float()) return 24;
  if (v.is_none()) return 16;
  if (const Str* s = cast<Str>(v)) return 49 + static_cast<int64_t>(s->text.size());
  if (const Bytes* b = cast<Bytes>(v)) return 33 + static_cast<int64_t>(b->text.size());
  if (const List* l = cast<List>(v)) return 56 + 8 * static_cast<int64_t>(l->items.size());
  if (const Tuple* t = cast<Tuple>(v)) return 40 + 8 * static_cast<int64_t>(t->items.size());
  if (const Dict* d = cast<Dict>(v)) {
    if (d->size() == 0) return 64;
    int64_t slots = 8;
    while (slots * 2 / 3 < static_cast<int64_t>(d->size())) slots *= 2;
    return 64 + 56 + slots * (slots > 256 ? 2 : 1) + slots * 2 / 3 * 24 - (slots == 8 ? 0 : 0);
  }
  if (const Set* s = cast<Set>(v)) return 216 + (s->table.size() > 8 ? static_cast<int64_t>(s->table.size()) * 16 : 0);
  (void)in;
  return 48;
}

bool build_sys(Interp& in, Module& m) {
  Interp::Machine& machine = in.machine();
  in.set(m, "modules", machine.modules);
  in.set(m, "argv", in.list({in.str_value(machine.file_name)}));
  in.set(m, "maxsize", Value::integer(INT64_MAX));
  define(in, m, "write", "text, /", [](Interp& i, Bound& b) {
    i.write(i.as_str(b[0]).value_or(""));
    return i.pending() ? Value() : Value::none();
  });
  define(in, m, "getsizeof", "object, default=0", [](Interp& i, Bound& b) { return Value::integer(size_of(i, b[0])); });
  define(in, m, "getrefcount", "object, /", [](Interp&, Bound& b) { return Value::integer(b[0].is_object() ? static_cast<int64_t>(b[0].object()->refs) : 1000); });
  define(in, m, "getrecursionlimit", "", [](Interp& i, Bound&) { return Value::integer(i.limits.depth); });
  define(in, m, "setrecursionlimit", "limit, /", [](Interp& i, Bound& b) {
    const std::optional<int64_t> n = i.as_int(b[0]);
    if (!n) return i.pending() ? Value() : i.raise("TypeError", "'" + type_name(i, b[0]) + "' object cannot be interpreted as an integer");
    if (*n < 1) return i.raise("ValueError", "recursion limit must be greater or equal than 1");
    i.limits.depth = static_cast<int>(std::min<int64_t>(*n, 20000));
    return Value::none();
  });
  define(in, m, "exc_info", "", [](Interp& i, Bound&) {
    const std::vector<Ref<Frame>>& frames = i.machine().frames;
    for (size_t k = frames.size(); k-- > 0;)
      if (!frames[k]->handled.empty()) {
        const Value e = frames[k]->handled.back();
        const Value trace = i.find_attr(e, "__traceback__");
        return i.tuple({Value(i.type_of(e)), e, trace ? trace : Value::none()});
      }
    return i.tuple({Value::none(), Value::none(), Value::none()});
  });
  return true;
}

double now() { return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count(); }
double steady() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

bool build_time(Interp& in, Module& m) {
  for (const char* name : {"perf_counter", "monotonic", "process_time", "thread_time"}) define(in, m, name, "!", [](Interp&, Bound&) { return Value::number(steady()); });
  for (const char* name : {"perf_counter_ns", "monotonic_ns", "process_time_ns"}) define(in, m, name, "!", [](Interp&, Bound&) { return Value::integer(static_cast<int64_t>(steady() * 1e9)); });
  define(in, m, "time", "!", [](Interp&, Bound&) { return Value::number(now()); });
  define(in, m, "time_ns", "!", [](Interp&, Bound&) { return Value::integer(static_cast<int64_t>(now() * 1e9)); });
  define(in, m, "sleep", "!secs, /", [](Interp& i, Bound& b) {  // nobody waits for a lesson
    const std::optional<double> s = i.as_double(b[0]);
    if (!s) return i.raise("TypeError", "'" + type_name(i, b[0]) + "' object cannot be interpreted as an integer");
    return *s < 0 ? i.raise("ValueError", "sleep length must be non-negative") : Value::none();
  });
  in.set(m, "timezone", Value::integer(0));
  return true;
}

constexpr char kTime[] = R"py(
from _time import *
from collections import namedtuple as _namedtuple
timezone, altzone, daylight, tzname = 0, 0, 0, ('UTC', 'UTC')
struct_time = _namedtuple('struct_time', 'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst', module='time')
def gmtime(secs=None):
    import datetime
    d = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=int(time() if secs is None else secs))
    return d.timetuple()
localtime = gmtime
def mktime(t):
    import datetime
    return (datetime.datetime(*t[:6]) - datetime.datetime(1970, 1, 1)).total_seconds()
def strftime(format, t=None):
    import datetime
    return datetime.datetime(*(t or localtime())[:6]).strftime(format)
def asctime(t=None):
    return strftime('%a %b %e %H:%M:%S %Y', t)
def ctime(secs=None):
    return asctime(localtime(secs))
)py";

constexpr char kPlatform[] = R"py(
def system(): return 'Linux'
def machine(): return 'x86_64'
def processor(): return ''
def node(): return 'localhost'
def release(): return '6.1.0'
def version(): return '#1 SMP'
def platform(aliased=0, terse=0): return 'Linux-6.1.0-x86_64-with-glibc2.36'
def python_version(): return '3.11.7'
def python_version_tuple(): return ('3', '11', '7')
def python_implementation(): return 'CPython'
def python_compiler(): return 'GCC 12.2.0'
def architecture(executable='', bits='', linkage=''): return ('64bit', 'ELF')
)py";

constexpr char kGc[] = R"py(
_on = True
def collect(generation=2): return 0
def disable():
    global _on
    _on = False
def enable():
    global _on
    _on = True
def isenabled(): return _on
def get_objects(generation=None): return []
def get_count(): return (0, 0, 0)
def get_threshold(): return (700, 10, 10)
def set_threshold(*args): pass
def freeze(): pass
garbage = []
)py";

}  // namespace

void register_system(Interp& in) {
  in.register_module("_files", build_files);
  in.register_module("_sys", build_sys);
  in.register_module("_time", build_time);
  register_text(in, "sys", kSys);
  register_text(in, "io", kIo);
  register_text(in, "os", kOs);
  register_text(in, "os.path", kOsPath);
  in.register_module("posixpath", [](Interp& i, Module& m) { return run_text(i, m, kOsPath); });
  register_text(in, "time", kTime);
  register_text(in, "platform", kPlatform);
  register_text(in, "gc", kGc);
  // open() is there without an import; io, which it is written in, comes with the first call.
  const Value open = in.builtin("open", "*args, **kwargs", [](Interp& i, Bound& b) {
    const Value io = i.import("io");
    const Value f = io ? i.get_attr(io, "open") : Value();
    if (!f) return Value();
    std::vector<Keyword> keywords;
    for (const Dict::Entry& e : cast<Dict>(b["kwargs"])->entries)
      if (e.key) keywords.push_back({cast<Str>(e.key)->text, e.value});
    return i.call(f, Args{i.items(b["args"]), keywords});
  }, "io");
  in.machine().builtins->set(in, "open", open);
}

}  // namespace misfit::modules::standard
