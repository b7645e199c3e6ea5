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
