from operator import itemgetter as _itemgetter
import heapq as _heapq

class OrderedDict(dict):
    __shown__ = 'collections.OrderedDict'
    def __iter__(self):
        n = len(self)
        for key in dict.keys(self):
            if len(self) != n:
                raise RuntimeError('OrderedDict mutated during iteration')
            yield key
            if len(self) != n:
                raise RuntimeError('OrderedDict mutated during iteration')
    def __repr__(self):
        if not self:
            return f'{self.__class__.__name__}()'
        return f'{self.__class__.__name__}({list(self.items())!r})'
    def move_to_end(self, key, last=True):
        value = self[key]
        if last:
            del self[key]
            self[key] = value
        else:
            rest = [(k, v) for k, v in self.items() if k != key]
            self.clear()
            self[key] = value
            for k, v in rest:
                self[k] = v
    def popitem(self, last=True):
        if not self:
            raise KeyError('dictionary is empty')
        key = next(reversed(self)) if last else next(iter(self))
        return key, self.pop(key)
    def copy(self):
        return self.__class__(self)
    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)
    def __ne__(self, other):
        return not self == other
    def __or__(self, other):
        new = self.__class__(self)
        new.update(other)
        return new

class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError('first argument must be callable or None')
        self.default_factory = default_factory
        super().__init__(*args, **kwargs)
    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self[key] = value
        return value
    def __repr__(self):
        return f'defaultdict({self.default_factory!r}, {dict.__repr__(self)})'
    def copy(self):
        return defaultdict(self.default_factory, self)

class Counter(dict):
    def __init__(self, iterable=None, /, **kwargs):
        super().__init__()
        self.update(iterable, **kwargs)
    def __missing__(self, key):
        return 0
    def most_common(self, n=None):
        if n is None:
            return sorted(self.items(), key=_itemgetter(1), reverse=True)
        return _heapq.nlargest(n, self.items(), key=_itemgetter(1))
    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key
    def total(self):
        return sum(self.values())
    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')
    def update(self, iterable=None, /, **kwargs):
        if iterable is not None:
            if hasattr(iterable, 'keys') and hasattr(iterable, 'items'):
                for key, count in iterable.items():
                    self[key] = count + self.get(key, 0)
            else:
                for key in iterable:
                    self[key] = self.get(key, 0) + 1
        if kwargs:
            self.update(kwargs)
    def subtract(self, iterable=None, /, **kwargs):
        if iterable is not None:
            if hasattr(iterable, 'keys') and hasattr(iterable, 'items'):
                for key, count in iterable.items():
                    self[key] = self[key] - count
            else:
                for key in iterable:
                    self[key] = self[key] - 1
        if kwargs:
            self.subtract(kwargs)
    def copy(self):
        return self.__class__(self)
    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)
    def __repr__(self):
        if not self:
            return f'{self.__class__.__name__}()'
        try:
            d = dict(self.most_common())
        except TypeError:
            d = dict(self)
        return f'{self.__class__.__name__}({d!r})'
    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] == other[e] for c in (self, other) for e in c)
    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other
    def __le__(self, other):
        return all(self[e] <= other[e] for c in (self, other) for e in c)
    def __lt__(self, other):
        return self <= other and self != other
    def __ge__(self, other):
        return all(self[e] >= other[e] for c in (self, other) for e in c)
    def __gt__(self, other):
        return self >= other and self != other
    def _combined(self, other, f):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key in self:
            n = f(self[key], other[key])
            if n > 0:
                result[key] = n
        for key in other:
            if key not in self:
                n = f(0, other[key])
                if n > 0:
                    result[key] = n
        return result
    def __add__(self, other):
        return self._combined(other, lambda a, b: a + b)
    def __sub__(self, other):
        return self._combined(other, lambda a, b: a - b)
    def __or__(self, other):
        return self._combined(other, max)
    def __and__(self, other):
        return self._combined(other, min)
    def __pos__(self):
        return Counter({k: n for k, n in self.items() if n > 0})
    def __neg__(self):
        return Counter({k: -n for k, n in self.items() if n < 0})
    def __iadd__(self, other):
        for key, count in other.items():
            self[key] += count
        return self._keep_positive()
    def __isub__(self, other):
        for key, count in other.items():
            self[key] -= count
        return self._keep_positive()
    def _keep_positive(self):
        for key in [k for k, n in self.items() if not n > 0]:
            del self[key]
        return self

class deque:
    __shown__ = 'collections.deque'
    __hash__ = None
    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None and maxlen < 0:
            raise ValueError('maxlen must be non-negative')
        self._maxlen = maxlen
        self._items = []
        self.extend(iterable)
    @property
    def maxlen(self):
        return self._maxlen
    def append(self, x):
        self._items.append(x)
        if self._maxlen is not None and len(self._items) > self._maxlen:
            del self._items[0]
    def appendleft(self, x):
        self._items.insert(0, x)
        if self._maxlen is not None and len(self._items) > self._maxlen:
            self._items.pop()
    def extend(self, iterable):
        for x in list(iterable):
            self.append(x)
    def extendleft(self, iterable):
        for x in list(iterable):
            self.appendleft(x)
    def pop(self):
        if not self._items:
            raise IndexError('pop from an empty deque')
        return self._items.pop()
    def popleft(self):
        if not self._items:
            raise IndexError('pop from an empty deque')
        return self._items.pop(0)
    def clear(self):
        self._items = []
    def copy(self):
        return self.__class__(self._items, self._maxlen)
    __copy__ = copy
    def count(self, x):
        return self._items.count(x)
    def index(self, x, *bounds):
        try:
            return self._items.index(x, *bounds)
        except ValueError:
            raise ValueError(f'{x!r} is not in deque') from None
    def insert(self, i, x):
        if self._maxlen is not None and len(self._items) >= self._maxlen:
            raise IndexError('deque already at its maximum size')
        self._items.insert(i, x)
    def remove(self, x):
        if x not in self._items:
            raise ValueError(f'{x!r} is not in deque')
        self._items.remove(x)
    def reverse(self):
        self._items.reverse()
    def rotate(self, n=1):
        if self._items:
            n %= len(self._items)
            self._items = self._items[-n:] + self._items[:-n] if n else self._items
    def __len__(self):
        return len(self._items)
    def __iter__(self):
        size = len(self._items)
        for i in range(size):
            if len(self._items) != size:
                raise RuntimeError('deque mutated during iteration')
            yield self._items[i]
    def __reversed__(self):
        return iter(self._items[::-1])
    def __contains__(self, x):
        return x in self._items
    def _check(self, i):
        if not isinstance(i, int):
            raise TypeError(f"sequence index must be integer, not '{type(i).__name__}'")
        if not -len(self._items) <= i < len(self._items):
            raise IndexError('deque index out of range')
    def __getitem__(self, i):
        self._check(i)
        return self._items[i]
    def __setitem__(self, i, x):
        self._check(i)
        self._items[i] = x
    def __delitem__(self, i):
        self._check(i)
        del self._items[i]
    def __eq__(self, other):
        return self._items == other._items if isinstance(other, deque) else NotImplemented
    def __lt__(self, other):
        return self._items < other._items if isinstance(other, deque) else NotImplemented
    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        return self.__class__(self._items + other._items, self._maxlen)
    def __iadd__(self, other):
        self.extend(other)
        return self
    def __mul__(self, n):
        return self.__class__(self._items * n, self._maxlen)
    def __repr__(self):
        return f'deque({self._items!r})' if self._maxlen is None else f'deque({self._items!r}, maxlen={self._maxlen})'

class ChainMap:
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]
    def __getitem__(self, key):
        for m in self.maps:
            if key in m:
                return m[key]
        return self.__missing__(key)
    def __missing__(self, key):
        raise KeyError(key)
    def get(self, key, default=None):
        return self[key] if key in self else default
    def __contains__(self, key):
        return any(key in m for m in self.maps)
    def __iter__(self):
        d = {}
        for m in reversed(self.maps):
            d.update(dict.fromkeys(m))
        return iter(d)
    def __len__(self):
        return len(set().union(*self.maps))
    def __bool__(self):
        return any(self.maps)
    def keys(self):
        return list(self)
    def values(self):
        return [self[k] for k in self]
    def items(self):
        return [(k, self[k]) for k in self]
    def __setitem__(self, key, value):
        self.maps[0][key] = value
    def __delitem__(self, key):
        if key not in self.maps[0]:
            raise KeyError(f'Key not found in the first mapping: {key!r}')
        del self.maps[0][key]
    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        return self.__class__(m, *self.maps)
    @property
    def parents(self):
        return self.__class__(*self.maps[1:])
    def __repr__(self):
        return f"{self.__class__.__name__}({', '.join(map(repr, self.maps))})"

class UserDict:
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        self.update(kwargs)
    def update(self, other=(), /, **kwargs):
        for k, v in {**dict(other), **kwargs}.items():
            self[k] = v
    def __len__(self): return len(self.data)
    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(self.__class__, '__missing__'):
            return self.__class__.__missing__(self, key)
        raise KeyError(key)
    def __setitem__(self, key, item): self.data[key] = item
    def __delitem__(self, key): del self.data[key]
    def __iter__(self): return iter(self.data)
    def __contains__(self, key): return key in self.data
    def __repr__(self): return repr(self.data)
    def keys(self): return self.data.keys()
    def values(self): return self.data.values()
    def items(self): return self.data.items()
    def get(self, key, default=None): return self[key] if key in self else default

class UserList:
    def __init__(self, initlist=None):
        self.data = list(initlist) if initlist is not None else []
    def __repr__(self): return repr(self.data)
    def __len__(self): return len(self.data)
    def __getitem__(self, i): return self.__class__(self.data[i]) if isinstance(i, slice) else self.data[i]
    def __setitem__(self, i, item): self.data[i] = item
    def __delitem__(self, i): del self.data[i]
    def __contains__(self, item): return item in self.data
    def __iter__(self): return iter(self.data)
    def __add__(self, other): return self.__class__(self.data + list(other))
    def __eq__(self, other): return self.data == (other.data if isinstance(other, UserList) else other)
    def append(self, item): self.data.append(item)
    def extend(self, other): self.data.extend(other)
    def insert(self, i, item): self.data.insert(i, item)
    def pop(self, i=-1): return self.data.pop(i)
    def remove(self, item): self.data.remove(item)
    def sort(self, /, *args, **kwds): self.data.sort(*args, **kwds)

class UserString:
    def __init__(self, seq): self.data = str(seq)
    def __str__(self): return self.data
    def __repr__(self): return repr(self.data)
    def __len__(self): return len(self.data)
    def __getitem__(self, i): return self.__class__(self.data[i])
    def __eq__(self, other): return self.data == (other.data if isinstance(other, UserString) else other)
    def __hash__(self): return hash(self.data)
    def __getattr__(self, name): return getattr(self.data, name)

_keywords = frozenset(['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else',
    'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'])

class _tuplegetter:
    def __init__(self, index):
        self._index = index
    def __get__(self, obj, cls=None):
        return self if obj is None else tuple.__getitem__(obj, self._index)
    def __set__(self, obj, value):
        raise AttributeError("can't set attribute")
    def __delete__(self, obj):
        raise AttributeError("can't delete attribute")

def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    fields = list(map(str, field_names))
    seen = set()
    if rename:
        for i, name in enumerate(fields):
            if not name.isidentifier() or name in _keywords or name.startswith('_') or name in seen:
                fields[i] = f'_{i}'
            seen.add(name)
    for name in [typename] + fields:
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
        if name in _keywords:
            raise ValueError(f'Type names and field names cannot be a keyword: {name!r}')
    seen = set()
    for name in fields:
        if name.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in seen:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
        seen.add(name)
    fields = tuple(fields)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(fields):
            raise TypeError('Got more default values than field names')
        field_defaults = dict(zip(fields[len(fields) - len(defaults):], defaults))
    required = [f for f in fields if f not in field_defaults]

    def missing(names):
        quoted = [repr(n) for n in names]
        text = quoted[0] if len(quoted) == 1 else ' and '.join(quoted) if len(quoted) == 2 else ', '.join(quoted[:-1]) + ', and ' + quoted[-1]
        raise TypeError(f"{typename}.__new__() missing {len(names)} required positional argument{'s' if len(names) > 1 else ''}: {text}")

    def __new__(cls, *args, **kwargs):
        if len(args) > len(fields):
            n = len(fields) + 1
            takes = f'{n} positional arguments' if not field_defaults else f'from {len(required) + 1} to {n} positional arguments'
            raise TypeError(f'{typename}.__new__() takes {takes} but {len(args) + 1} were given')
        if len(args) == len(fields) and not kwargs:
            return tuple.__new__(cls, args)
        values = dict(zip(fields, args))
        for k, v in kwargs.items():
            if k not in fields:
                raise TypeError(f'{typename}.__new__() got an unexpected keyword argument {k!r}')
            if k in values:
                raise TypeError(f'{typename}.__new__() got multiple values for argument {k!r}')
            values[k] = v
        absent = [f for f in required if f not in values]
        if absent:
            missing(absent)
        return tuple.__new__(cls, [values[f] if f in values else field_defaults[f] for f in fields])

    def _make(cls, iterable):
        result = tuple.__new__(cls, iterable)
        if len(result) != len(fields):
            raise TypeError(f'Expected {len(fields)} arguments, got {len(result)}')
        return result

    def _replace(self, /, **kwds):
        result = self._make([kwds.pop(f) if f in kwds else v for f, v in zip(fields, self)])
        if kwds:
            raise ValueError(f'Got unexpected field names: {list(kwds)!r}')
        return result

    def __repr__(self):
        return self.__class__.__name__ + '(' + ', '.join(f'{n}={v!r}' for n, v in zip(fields, self)) + ')'

    def _asdict(self):
        return dict(zip(fields, self))

    space = {'__doc__': f"{typename}({', '.join(fields)})", '__slots__': (), '_fields': fields, '_field_defaults': field_defaults, '__new__': __new__,
             '_make': classmethod(_make), '_replace': _replace, '__repr__': __repr__, '_asdict': _asdict, '__match_args__': fields,
             '__getnewargs__': lambda self: tuple(self), '__module__': '__main__' if module is None else module}
    for i, name in enumerate(fields):
        space[name] = _tuplegetter(i)
    return type(typename, (tuple,), space)
