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
