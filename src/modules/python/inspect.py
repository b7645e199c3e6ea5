class _empty: pass
class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = 0, 1, 2, 3, 4
    empty = _empty
    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation
    def __str__(self):
        text = {2: '*', 4: '**'}.get(self.kind, '') + self.name
        if self.annotation is not _empty:
            a = self.annotation
            text += ': ' + (a.__name__ if isinstance(a, type) else repr(a))
        if self.default is not _empty:
            text += (' = ' if self.annotation is not _empty else '=') + repr(self.default)
        return text
    def __repr__(self): return f'<Parameter "{self}">'
class Signature:
    empty = _empty
    def __init__(self, parameters=(), *, return_annotation=_empty):
        self.parameters = {p.name: p for p in parameters}
        self.return_annotation = return_annotation
    def __str__(self):
        parts, star = [], False
        for p in self.parameters.values():
            if p.kind == 2: star = True
            if p.kind == 3 and not star:
                parts.append('*')
                star = True
            parts.append(str(p))
        text = '(' + ', '.join(parts) + ')'
        if self.return_annotation is not _empty:
            a = self.return_annotation
            text += ' -> ' + (a.__name__ if isinstance(a, type) else repr(a))
        return text
    def __repr__(self): return f'<Signature {self}>'
def signature(obj):
    f = getattr(obj, '__wrapped__', obj)
    skip = 0
    if isinstance(f, type):
        f, skip = f.__init__, 1
    elif hasattr(f, '__func__'):
        f, skip = f.__func__, 1
    elif not hasattr(f, '__code__') and hasattr(type(f), '__call__'):
        f, skip = type(f).__call__, 1
    if not hasattr(f, '__code__'):
        if not callable(obj):
            raise TypeError(f'{obj!r} is not a callable object')
        raise ValueError(f'no signature found for builtin {obj!r}')
    code = f.__code__
    names = code.co_varnames
    n, k = code.co_argcount, code.co_kwonlyargcount
    defaults = f.__defaults__ or ()
    hints = getattr(f, '__annotations__', {})
    made = []
    for i in range(n):
        d = i - (n - len(defaults))
        made.append(Parameter(names[i], 1, default=defaults[d] if d >= 0 else _empty, annotation=hints.get(names[i], _empty)))
    at = n + k
    if code.co_flags & 4:
        made.append(Parameter(names[at], 2))
        at += 1
    for i in range(n, n + k):
        made.append(Parameter(names[i], 3, default=(f.__kwdefaults__ or {}).get(names[i], _empty), annotation=hints.get(names[i], _empty)))
    if code.co_flags & 8:
        made.append(Parameter(names[at], 4))
    return Signature(made[skip:], return_annotation=hints.get('return', _empty))
def isfunction(o): return type(o).__name__ == 'function'
def ismethod(o): return type(o).__name__ == 'method'
def isbuiltin(o): return type(o).__name__ == 'builtin_function_or_method'
def isroutine(o): return isfunction(o) or ismethod(o) or isbuiltin(o)
def isclass(o): return isinstance(o, type)
def ismodule(o): return type(o).__name__ == 'module'
def isgenerator(o): return type(o).__name__ == 'generator'
def isgeneratorfunction(o): return isfunction(o) and bool(o.__code__.co_flags & 32)
def iscoroutinefunction(o): return False
def isabstract(o): return bool(getattr(o, '__abstractmethods__', ()))
def getdoc(o):
    doc = getattr(o, '__doc__', None)
    if not isinstance(doc, str): return None
    import textwrap
    first, _, rest = doc.partition('\n')
    return (first.lstrip() + ('\n' + textwrap.dedent(rest) if rest else '')).strip()
def getmembers(o, predicate=None):
    return sorted([(n, getattr(o, n)) for n in dir(o) if predicate is None or predicate(getattr(o, n))], key=lambda kv: kv[0])
def getsource(o): raise OSError('could not get source code')
def getfile(o): return 'program.py'
def currentframe(): return None
def stack(): return []
def unwrap(f):
    while hasattr(f, '__wrapped__'): f = f.__wrapped__
    return f
