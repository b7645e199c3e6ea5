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
