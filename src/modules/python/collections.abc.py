class _Meta(type):
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))
    def __subclasscheck__(cls, subclass):
        if cls in subclass.__mro__:
            return True
        named = cls.__dict__.get('_types', ())
        if named and issubclass(subclass, named):
            return True
        methods = cls.__dict__.get('_methods', ())
        return bool(methods) and all(getattr(subclass, m, None) is not None for m in methods)

def _abstract(name, methods=(), types=(), bases=()):
    return _Meta(name, bases, {'_methods': methods, '_types': types, '__module__': 'collections.abc'})

class Hashable(metaclass=_Meta):
    _methods = ('__hash__',)
class Iterable(metaclass=_Meta):
    _methods = ('__iter__',)
class Iterator(Iterable):
    _methods = ('__next__', '__iter__')
    def __iter__(self):
        return self
class Generator(Iterator):
    _methods = ('send', 'throw', 'close', '__next__', '__iter__')
class Reversible(Iterable):
    _methods = ('__reversed__', '__iter__')
class Sized(metaclass=_Meta):
    _methods = ('__len__',)
class Container(metaclass=_Meta):
    _methods = ('__contains__',)
class Collection(Sized, Iterable, Container):
    _methods = ('__len__', '__iter__', '__contains__')
class Callable(metaclass=_Meta):
    _methods = ('__call__',)
class Sequence(Reversible, Collection):
    _types = (list, tuple, str, range, bytes, bytearray)
    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return
    def __contains__(self, value):
        return any(v is value or v == value for v in self)
    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]
    def index(self, value):
        for i, v in enumerate(self):
            if v is value or v == value:
                return i
        raise ValueError
    def count(self, value):
        return sum(1 for v in self if v is value or v == value)
class MutableSequence(Sequence):
    _types = (list, bytearray)
    def append(self, value):
        self.insert(len(self), value)
    def extend(self, values):
        for v in values:
            self.append(v)
    def pop(self, index=-1):
        v = self[index]
        del self[index]
        return v
    def remove(self, value):
        del self[self.index(value)]
    def clear(self):
        while len(self):
            self.pop()
    def reverse(self):
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]
    def __iadd__(self, values):
        self.extend(values)
        return self
class Set(Collection):
    _types = (set, frozenset)
class MutableSet(Set):
    _types = (set,)
class Mapping(Collection):
    _types = (dict,)
    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default
    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True
    def keys(self):
        return list(self)
    def values(self):
        return [self[k] for k in self]
    def items(self):
        return [(k, self[k]) for k in self]
    def __eq__(self, other):
        return dict(self.items()) == dict(other.items())
class MutableMapping(Mapping):
    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value
    def update(self, other=(), /, **kwds):
        for k, v in dict(other, **kwds).items():
            self[k] = v
    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]
    def clear(self):
        for k in list(self):
            del self[k]
    _types = (dict,)
