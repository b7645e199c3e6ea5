class Error(Exception):
    pass
error = Error

_atomic = (type(None), int, float, bool, complex, str, bytes, type, range, type(Ellipsis), type(NotImplemented), type(len), type(lambda: 0), property)

def copy(x):
    cls = type(x)
    if cls in _atomic or isinstance(x, type) or cls is tuple or cls is frozenset:
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    return _rebuild(x, None)

def deepcopy(x, memo=None, _nil=[]):
    if memo is None:
        memo = {}
    known = memo.get(id(x))
    if known is not None:
        return known[0]
    cls = type(x)
    if cls in _atomic or isinstance(x, type):
        return x
    if cls is list:
        y = []
        memo[id(x)] = (y, x)
        for item in x:
            y.append(deepcopy(item, memo))
        return y
    if cls is tuple:
        y = [deepcopy(item, memo) for item in x]
        if all(a is b for a, b in zip(x, y)):
            return x
        y = tuple(y)
        memo[id(x)] = (y, x)
        return y
    if cls is dict:
        y = {}
        memo[id(x)] = (y, x)
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
        return y
    if cls in (set, frozenset):
        return cls(deepcopy(item, memo) for item in x)
    if cls is bytearray:
        return x.copy()
    method = getattr(x, '__deepcopy__', None)
    if method is not None:
        y = method(memo)
        memo[id(x)] = (y, x)
        return y
    return _rebuild(x, memo)

def _rebuild(x, memo):
    cls = type(x)
    if cls.__module__ == 'builtins' and cls.__name__ in ('generator', 'module'):
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    inner = (lambda v: deepcopy(v, memo)) if memo is not None else (lambda v: v)
    reduce = None
    if isinstance(x, BaseException):
        y = cls.__new__(cls, *map(inner, x.args))
        y.args = tuple(map(inner, x.args))
    elif isinstance(x, (int, float, str, bytes, tuple, frozenset)):
        for base in (int, float, str, bytes, tuple, frozenset):
            if isinstance(x, base):
                y = base.__new__(cls, tuple(map(inner, x)) if base is tuple else x)
                break
    else:
        y = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = (y, x)
    if isinstance(x, list):
        for item in list.__iter__(x):
            list.append(y, inner(item))
    elif isinstance(x, dict):
        for k, v in dict.items(x):
            dict.__setitem__(y, inner(k), inner(v))
    elif isinstance(x, set):
        for item in set.__iter__(x):
            set.add(y, inner(item))
    state = getattr(x, '__dict__', None)
    if state is not None:
        for name, value in state.items():
            y.__dict__[name] = inner(value)
    for base in cls.__mro__:
        slots = base.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ('__dict__', '__weakref__') and hasattr(x, name):
                setattr(y, name, inner(getattr(x, name)))
    return y
