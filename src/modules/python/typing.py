import collections.abc as _abc

def _text(t):
    if t is ...:
        return '...'
    if isinstance(t, type):
        return t.__qualname__ if t.__module__ == 'builtins' else f'{t.__module__}.{t.__qualname__}'
    if isinstance(t, list):
        return '[' + ', '.join(_text(x) for x in t) + ']'
    if isinstance(t, str):
        return f'ForwardRef({t!r})'
    return repr(t)

class _Generic:
    def __init__(self, name, args, origin):
        self._name = name
        self.__args__ = args
        self.__origin__ = origin
        self.__parameters__ = tuple(a for a in args if isinstance(a, TypeVar))
    def __repr__(self):
        args = self.__args__
        if self._name == 'Union' and len(args) == 2 and type(None) in args:
            return f"typing.Optional[{_text(args[0] if args[1] is type(None) else args[1])}]"
        if self._name == 'Callable':
            head, result = args[:-1], args[-1]
            inner = '...' if head == (...,) else '[' + ', '.join(_text(a) for a in head) + ']'
            return f'typing.Callable[{inner}, {_text(result)}]'
        if self._name == 'Literal':
            return f"typing.Literal[{', '.join(map(repr, args))}]"
        name = self._name if not isinstance(self._name, type) else None
        prefix = f'typing.{name}' if name else _text(self._name)
        return f"{prefix}[{', '.join(_text(a) for a in args) or '()'}]"
    def __eq__(self, other):
        if not isinstance(other, _Generic) or self._name != other._name:
            return NotImplemented
        return set(self.__args__) == set(other.__args__) if self._name == 'Union' else self.__args__ == other.__args__
    def __hash__(self):
        return hash((self._name, self.__args__))
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        table = dict(zip(self.__parameters__, params))
        return _Generic(self._name, tuple(table.get(a, a) if isinstance(a, TypeVar) else a for a in self.__args__), self.__origin__)
    def __or__(self, other):
        return Union[self, other]
    def __ror__(self, other):
        return Union[other, self]
    def __call__(self, *args, **kwargs):
        if self.__origin__ is None or self.__origin__ is Union:
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*args, **kwargs)
    def __instancecheck__(self, obj):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')
    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')
    def __mro_entries__(self, bases):
        return (self.__origin__,) if isinstance(self.__origin__, type) else ()

class _Special:
    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = origin
    def __repr__(self):
        return f'typing.{self._name}'
    def __getitem__(self, params):
        name = self._name
        if name == 'Optional':
            return Union[params, None]
        if name == 'Callable':
            args, result = params
            flat = tuple(args) if isinstance(args, list) else (args,)
            return _Generic('Callable', flat + (result,), _abc.Callable)
        if not isinstance(params, tuple):
            params = (params,)
        if name == 'Union':
            flat = []
            for p in params:
                p = type(None) if p is None else p
                for q in p.__args__ if isinstance(p, _Generic) and p._name == 'Union' else (p,):
                    if q not in flat:
                        flat.append(q)
            if len(flat) == 1:
                return flat[0]
            return _Generic('Union', tuple(flat), Union)
        if name != 'Literal':
            params = tuple(type(None) if p is None else p for p in params)
        return _Generic(name, params, self.__origin__)
    def __call__(self, *args, **kwargs):
        if self.__origin__ is None:
            raise TypeError(f"Cannot instantiate {self!r}")
        raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
    def __instancecheck__(self, obj):
        if self.__origin__ is None:
            raise TypeError(f'{self!r} cannot be used with isinstance()')
        return isinstance(obj, self.__origin__)
    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)
    def __or__(self, other):
        return Union[self, other]
    def __ror__(self, other):
        return Union[other, self]
    def __mro_entries__(self, bases):
        return (self.__origin__,) if isinstance(self.__origin__, type) else ()

Any = _Special('Any')
Union = _Special('Union')
Optional = _Special('Optional')
Callable = _Special('Callable', _abc.Callable)
Literal = _Special('Literal')
Final = _Special('Final')
ClassVar = _Special('ClassVar')
Annotated = _Special('Annotated')
NoReturn = _Special('NoReturn')
Never = _Special('Never')
Self = _Special('Self')
LiteralString = _Special('LiteralString')
TypeAlias = _Special('TypeAlias')
TypeGuard = _Special('TypeGuard')
Concatenate = _Special('Concatenate')
Required = _Special('Required')
NotRequired = _Special('NotRequired')
Unpack = _Special('Unpack')
List = _Special('List', list)
Dict = _Special('Dict', dict)
Tuple = _Special('Tuple', tuple)
Set = _Special('Set', set)
FrozenSet = _Special('FrozenSet', frozenset)
Type = _Special('Type', type)
Iterable = _Special('Iterable', _abc.Iterable)
Iterator = _Special('Iterator', _abc.Iterator)
Generator = _Special('Generator', _abc.Generator)
Sequence = _Special('Sequence', _abc.Sequence)
MutableSequence = _Special('MutableSequence', _abc.MutableSequence)
Mapping = _Special('Mapping', _abc.Mapping)
MutableMapping = _Special('MutableMapping', _abc.MutableMapping)
Collection = _Special('Collection', _abc.Collection)
Container = _Special('Container', _abc.Container)
Sized = _Special('Sized', _abc.Sized)
Hashable = _Special('Hashable', _abc.Hashable)
Reversible = _Special('Reversible', _abc.Reversible)
AbstractSet = _Special('AbstractSet', _abc.Set)
Awaitable = _Special('Awaitable')
Coroutine = _Special('Coroutine')
AsyncIterator = _Special('AsyncIterator')
ContextManager = _Special('ContextManager')
Text = str
ByteString = bytes
IO = _Special('IO')
TextIO = _Special('TextIO')
BinaryIO = _Special('BinaryIO')
Pattern = _Special('Pattern')
Match = _Special('Match')
SupportsFloat = _Special('SupportsFloat')
SupportsInt = _Special('SupportsInt')

def __getattr__(name):
    import collections
    if name in ('DefaultDict', 'OrderedDict', 'Counter', 'Deque', 'ChainMap'):
        return _Special(name, getattr(collections, {'DefaultDict': 'defaultdict', 'Deque': 'deque'}.get(name, name)))
    raise AttributeError(f"module 'typing' has no attribute {name!r}")

class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self._prefix = '+' if covariant else '-' if contravariant else '~'
    def __repr__(self):
        return self._prefix + self.__name__
    def __or__(self, other):
        return Union[self, other]
    def __ror__(self, other):
        return Union[other, self]

class ParamSpec(TypeVar):
    @property
    def args(self):
        return self
    @property
    def kwargs(self):
        return self
TypeVarTuple = ParamSpec

class Generic:
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        if cls is Generic:
            return _Parameters(params)
        return _Generic(cls, params, cls)

class _Parameters(_Generic):
    def __init__(self, params):
        _Generic.__init__(self, 'Generic', params, Generic)

class Protocol(Generic):
    pass

def runtime_checkable(cls):
    names = [n for n in list(cls.__dict__) + list(cls.__dict__.get('__annotations__', {})) if not n.startswith('__') or n in ('__call__', '__len__', '__iter__')]
    cls.__subclasshook__ = None
    cls._protocol_members = names
    return cls

def NamedTuple(typename, fields=(), **kwargs):
    import collections
    fields = list(fields) + list(kwargs.items())
    made = collections.namedtuple(typename, [n for n, _ in fields])
    made.__annotations__ = dict(fields)
    return made

class _NamedTupleMeta(type):
    def __new__(cls, name, bases, space):
        import collections
        types = space.get('__annotations__', {})
        defaults = [space[n] for n in types if n in space]
        made = collections.namedtuple(name, list(types), defaults=defaults, module=space.get('__module__', '__main__'))
        made.__annotations__ = types
        for key, value in space.items():
            if key not in types and key not in ('__annotations__', '__module__', '__qualname__', '__dict__', '__classcell__'):
                setattr(made, key, value)
        return made

class _NamedTupleFactory:
    def __call__(self, typename, fields=(), **kwargs):
        return _named_tuple(typename, fields, **kwargs)
    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)
_named_tuple = NamedTuple
class _NamedTupleBase(metaclass=type):
    pass
_NamedTupleBase = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple = _NamedTupleFactory()

class _TypedDictMeta(type):
    def __new__(cls, name, bases, space, total=True):
        return type.__new__(cls, name, (dict,), {k: v for k, v in space.items() if k != '__qualname__'})
    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)
class _TypedDictFactory:
    def __call__(self, typename, fields=(), *, total=True):
        return _TypedDictMeta(typename, (), {'__annotations__': dict(fields)})
    def __mro_entries__(self, bases):
        return (_TypedDictBase,)
_TypedDictBase = type.__new__(_TypedDictMeta, 'TypedDict', (dict,), {})
TypedDict = _TypedDictFactory()

def NewType(name, tp):
    def new_type(x):
        return x
    new_type.__name__ = name
    new_type.__supertype__ = tp
    return new_type

def cast(typ, val):
    return val
def overload(func):
    return func
def final(f):
    return f
def no_type_check(arg):
    return arg
def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    return dict(getattr(obj, '__annotations__', {}))
def get_origin(tp):
    return getattr(tp, '__origin__', None)
def get_args(tp):
    return getattr(tp, '__args__', ())
def assert_type(val, typ):
    return val
def reveal_type(obj):
    return obj
TYPE_CHECKING = False
AnyStr = TypeVar('AnyStr', bytes, str)
T = TypeVar('T')
