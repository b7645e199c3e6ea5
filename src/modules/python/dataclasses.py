class FrozenInstanceError(AttributeError):
    pass

class _MISSING_TYPE:
    pass
MISSING = _MISSING_TYPE()

class _KW_ONLY_TYPE:
    pass
KW_ONLY = _KW_ONLY_TYPE()

class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'
_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()

class InitVar:
    def __init__(self, type):
        self.type = type
    def __class_getitem__(cls, type):
        return InitVar(type)

class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata', 'kw_only', '_field_type')
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._field_type = '_FIELD'
    def __repr__(self):
        return (f'Field(name={self.name!r},type={self.type!r},default={self.default!r},default_factory={self.default_factory!r},init={self.init!r},'
                f'repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},_field_type={self._field_type})')

def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)

def _kind(annotation):
    if isinstance(annotation, str):
        if annotation.startswith(('ClassVar', 'typing.ClassVar')):
            return '_FIELD_CLASSVAR'
        return '_FIELD_INITVAR' if annotation.startswith(('InitVar', 'dataclasses.InitVar')) else '_FIELD'
    if isinstance(annotation, InitVar) or annotation is InitVar:
        return '_FIELD_INITVAR'
    return '_FIELD_CLASSVAR' if str(annotation).startswith('typing.ClassVar') else '_FIELD'

def _make_field(cls, name, annotation, kw_only):
    default = cls.__dict__.get(name, MISSING)
    f = default if isinstance(default, Field) else field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _kind(annotation)
    if f._field_type != '_FIELD' and f.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type == '_FIELD' and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field {name} is not allowed: use default_factory')
    return f

def _names_text(names):
    quoted = [repr(n) for n in names]
    if len(quoted) == 1:
        return quoted[0]
    return ' and '.join(quoted) if len(quoted) == 2 else ', '.join(quoted[:-1]) + ', and ' + quoted[-1]

def _make_init(cls, fields, frozen):
    every = [f for f in fields if f.init]
    std = [f for f in every if not f.kw_only]
    keyword_only = [f for f in every if f.kw_only]
    seen_default = False
    for f in std:
        has = f.default is not MISSING or f.default_factory is not MISSING
        if has:
            seen_default = True
        elif seen_default:
            raise TypeError(f'non-default argument {f.name!r} follows default argument')
    where = f'{cls.__qualname__}.__init__()'
    known = {f.name: f for f in every}
    required = [f.name for f in std if f.default is MISSING and f.default_factory is MISSING]
    required_keywords = [f.name for f in keyword_only if f.default is MISSING and f.default_factory is MISSING]
    set_attribute = object.__setattr__ if frozen else setattr
    post_init = hasattr(cls, '__post_init__')

    def __init__(self, /, *args, **kwargs):
        if len(args) > len(std):
            n = len(std) + 1
            takes = str(n) if len(required) == len(std) else f'from {len(required) + 1} to {n}'
            raise TypeError(f"{where} takes {takes} positional argument{'s' if n != 1 or len(required) != len(std) else ''} but {len(args) + 1} were given")
        values = {}
        for f, v in zip(std, args):
            values[f.name] = v
        for k, v in kwargs.items():
            if k not in known:
                raise TypeError(f'{where} got an unexpected keyword argument {k!r}')
            if k in values:
                raise TypeError(f'{where} got multiple values for argument {k!r}')
            values[k] = v
        absent = [n for n in required if n not in values]
        if absent:
            raise TypeError(f"{where} missing {len(absent)} required positional argument{'s' if len(absent) > 1 else ''}: {_names_text(absent)}")
        absent = [n for n in required_keywords if n not in values]
        if absent:
            raise TypeError(f"{where} missing {len(absent)} required keyword-only argument{'s' if len(absent) > 1 else ''}: {_names_text(absent)}")
        extra = []
        for f in fields:
            if f.init and f.name in values:
                value = values[f.name]
            elif f.default_factory is not MISSING:
                value = f.default_factory()
            elif f.init and f.default is not MISSING:
                value = f.default
            else:
                continue
            if f._field_type == '_FIELD_INITVAR':
                extra.append(value)
            else:
                set_attribute(self, f.name, value)
        if post_init:
            self.__post_init__(*extra)
    __init__.__annotations__ = {f.name: f.type for f in std + keyword_only} | {'return': None}
    return __init__

# (x: int, y: int = 2, *, z: float = 0.5), as inspect writes it
def _signature(fields):
    def shown(f):
        kind = f.type
        if isinstance(kind, type):
            text = kind.__qualname__ if kind.__module__ == 'builtins' else f'{kind.__module__}.{kind.__qualname__}'
        else:
            text = repr(kind)
        text = f"{f.name}: {text.replace('typing.', '')}"
        if f.default_factory is not MISSING:
            return text + ' = <factory>'
        return text if f.default is MISSING else f'{text} = {f.default!r}'
    words = [shown(f) for f in fields if not f.kw_only]
    named = [shown(f) for f in fields if f.kw_only]
    return '(' + ', '.join(words + ['*'] * bool(named) + named) + ')'

def _named(cls, name, function):
    function.__name__ = name
    function.__qualname__ = f'{cls.__qualname__}.{name}'
    return function

def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = {}
    any_frozen = has_bases = False
    for base in cls.__mro__[-1:0:-1]:
        inherited = base.__dict__.get('__dataclass_fields__')
        if inherited is not None:
            has_bases = True
            for f in inherited.values():
                fields[f.name] = f
            if base.__dataclass_params__['frozen']:
                any_frozen = True
    annotations = cls.__dict__.get('__annotations__', {})
    own = []
    for name, annotation in annotations.items():
        if annotation is KW_ONLY:
            kw_only = True
            continue
        own.append(_make_field(cls, name, annotation, kw_only))
    for f in own:
        fields[f.name] = f
        if isinstance(cls.__dict__.get(f.name), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if has_bases:
        if any_frozen and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not any_frozen and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = {'frozen': frozen}
    explicit_hash = '__hash__' in cls.__dict__ and not (cls.__dict__['__hash__'] is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    real = [f for f in fields.values() if f._field_type == '_FIELD']

    def add(name, function):
        if name not in cls.__dict__:
            setattr(cls, name, _named(cls, name, function))
            return True
        return False

    if init:
        setattr(cls, '__init__', _named(cls, '__init__', _make_init(cls, [f for f in fields.values() if f._field_type != '_FIELD_CLASSVAR'], frozen)))
    if repr:
        shown = [f.name for f in real if f.repr]
        running = set()
        def __repr__(self):
            if id(self) in running:
                return '...'
            running.add(id(self))
            try:
                return self.__class__.__qualname__ + '(' + ', '.join([f'{n}={getattr(self, n)!r}' for n in shown]) + ')'
            finally:
                running.discard(id(self))
        add('__repr__', __repr__)
    compared = [f.name for f in real if f.compare]
    def key(obj):
        return tuple([getattr(obj, n) for n in compared])
    if eq:
        def __eq__(self, other):
            if other.__class__ is self.__class__:
                return key(self) == key(other)
            return NotImplemented
        add('__eq__', __eq__)
    if order:
        def __lt__(self, other):
            return key(self) < key(other) if other.__class__ is self.__class__ else NotImplemented
        def __le__(self, other):
            return key(self) <= key(other) if other.__class__ is self.__class__ else NotImplemented
        def __gt__(self, other):
            return key(self) > key(other) if other.__class__ is self.__class__ else NotImplemented
        def __ge__(self, other):
            return key(self) >= key(other) if other.__class__ is self.__class__ else NotImplemented
        for name, function in (('__lt__', __lt__), ('__le__', __le__), ('__gt__', __gt__), ('__ge__', __ge__)):
            if not add(name, function):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering')
    if frozen:
        names = [f.name for f in real]
        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f'cannot assign to field {name!r}')
            super(cls, self).__setattr__(name, value)
        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f'cannot delete field {name!r}')
            super(cls, self).__delattr__(name)
        for name, function in (('__setattr__', __setattr__), ('__delattr__', __delattr__)):
            if not add(name, function):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
    hashed = [f.name for f in real if (f.compare if f.hash is None else f.hash)]
    def __hash__(self):
        return hash(tuple([getattr(self, n) for n in hashed]))
    if unsafe_hash or (eq and frozen and not explicit_hash):
        if unsafe_hash and explicit_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        cls.__hash__ = _named(cls, '__hash__', __hash__)
    elif eq and not explicit_hash:
        cls.__hash__ = None
    if not cls.__dict__.get('__doc__'):
        cls.__doc__ = cls.__name__ + _signature([f for f in fields.values() if f.init and f._field_type != '_FIELD_CLASSVAR'])
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in fields.values() if f.init and not f.kw_only and f._field_type != '_FIELD_CLASSVAR')
    if slots:
        space = {k: v for k, v in cls.__dict__.items() if k not in [f.name for f in own] and k not in ('__dict__', '__weakref__')}
        space['__slots__'] = tuple(f.name for f in real if f in own)
        cls = type(cls)(cls.__name__, cls.__bases__, space)
    return cls

def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    return wrap if cls is None else wrap(cls)

def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in found.values() if f._field_type == '_FIELD')

def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), '__dataclass_fields__')

def _is_instance(obj):
    return hasattr(type(obj), '__dataclass_fields__')

def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _as(obj, lambda o: dict_factory([(f.name, _as(getattr(o, f.name), None, dict_factory)) for f in fields(o)]), dict_factory)

def _as(obj, make, factory):
    import copy
    if _is_instance(obj):
        if factory is tuple:
            return tuple([_as(getattr(obj, f.name), None, factory) for f in fields(obj)])
        return factory([(f.name, _as(getattr(obj, f.name), None, factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_as(v, None, factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_as(v, None, factory) for v in obj])
    if isinstance(obj, dict):
        return type(obj)([(_as(k, None, factory), _as(v, None, factory)) for k, v in obj.items()])
    return copy.deepcopy(obj)

def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return tuple_factory(_as(obj, None, tuple))

def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in obj.__dataclass_fields__.values():
        if f._field_type == '_FIELD_CLASSVAR':
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type == '_FIELD_INITVAR' and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)

def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **params):
    space = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = 'typing.Any'
        else:
            annotations[item[0]] = item[1]
            if len(item) == 3:
                space[item[0]] = item[2]
    space['__annotations__'] = annotations
    return dataclass(type(cls_name, bases, space), **params)
