// abc, dataclasses, enum, typing, types and numbers.
#include "modules/std/std.h"

namespace misfit::modules::standard {

namespace {

constexpr char kAbc[] = R"py(
def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj

class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        names = {n for n, v in namespace.items() if getattr(v, '__isabstractmethod__', False)}
        for base in bases:
            for n in getattr(base, '__abstractmethods__', ()):
                if getattr(getattr(cls, n, None), '__isabstractmethod__', False):
                    names.add(n)
        cls.__abstractmethods__ = frozenset(names)
        return cls
    def register(cls, subclass):
        registry = cls.__dict__.get('_abc_registry')
        if registry is None:
            registry = []
            cls._abc_registry = registry
        registry.append(subclass)
        return subclass
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))
    def __subclasscheck__(cls, subclass):
        if cls in subclass.__mro__:
            return True
        hook = getattr(cls, '__subclasshook__', None)
        if hook is not None:
            answer = hook(subclass)
            if answer is not NotImplemented:
                return answer
        if any(issubclass(subclass, r) for r in cls.__dict__.get('_abc_registry', ())):
            return True
        return any(issubclass(subclass, c) for c in cls.__subclasses__())

class ABC(metaclass=ABCMeta):
    __slots__ = ()

class abstractproperty(property):
    __isabstractmethod__ = True
abstractclassmethod = classmethod
abstractstaticmethod = staticmethod
)py";

constexpr char kDataclasses[] = R"py(
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
    return __init__

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
    if not cls.__doc__:
        cls.__doc__ = cls.__name__
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in real if f.init and not f.kw_only)
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
)py";

constexpr char kEnum[] = R"py(
class auto:
    def __init__(self, value=None):
        self.value = value

class nonmember:
    def __init__(self, value):
        self.value = value

class member:
    def __init__(self, value):
        self.value = value

class _EnumDict(dict):
    def __init__(self):
        super().__init__()
        self._member_names = []
        self._last_values = []
        self._generate = None
        self._flag = False
    def __setitem__(self, key, value):
        if key.startswith('__') and key.endswith('__'):
            if key == '__order__':
                return
        elif key == '_generate_next_value_':
            self._generate = value.__func__ if isinstance(value, staticmethod) else value
        elif key.startswith('_') and key.endswith('_'):
            pass
        elif key in self._member_names:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        elif isinstance(value, nonmember):
            value = value.value
        elif not _is_descriptor(value):
            if key in self:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                value = self._next(key)
            elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
                value = tuple(self._next(key) if isinstance(v, auto) else v for v in value)
            self._member_names.append(key)
            self._last_values.append(value)
        super().__setitem__(key, value)
    def _next(self, key):
        return self._generate(key, 1, len(self._member_names), self._last_values[:])

_methods = (type(lambda: 0), type(len), property, classmethod, staticmethod)

def _is_descriptor(obj):
    return isinstance(obj, _methods) or hasattr(type(obj), '__get__') or hasattr(type(obj), '__set__') or hasattr(type(obj), '__delete__')

class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        space = _EnumDict()
        for base in bases:
            generate = getattr(base, '_generate_next_value_', None)
            if generate is not None:
                space._generate = generate
        return space

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        names = getattr(classdict, '_member_names', [])
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        space = {k: v for k, v in classdict.items() if k not in names}
        if isinstance(space.get('_generate_next_value_'), type(_is_descriptor)):
            space['_generate_next_value_'] = staticmethod(space['_generate_next_value_'])
        data_type = None
        for base in bases:
            for c in base.__mro__:
                if c is not object and not isinstance(c, EnumType) and data_type is None and c.__module__ == 'builtins':
                    data_type = c
        for base in bases:
            if isinstance(base, EnumType) and data_type is None:
                data_type = base.__dict__.get('_member_type_')
                if data_type is object:
                    data_type = None
        space['_member_type_'] = data_type or object
        space['_member_names_'] = []
        space['_member_map_'] = {}
        space['_value2member_map_'] = {}
        user_new = space.pop('__new__', None)
        enum_class = super().__new__(metacls, cls, bases, space, **kwds)
        if user_new is None:
            for c in enum_class.__mro__[1:]:
                if '_user_new' in c.__dict__:
                    user_new = c.__dict__['_user_new']
                    break
        enum_class._user_new = user_new
        if data_type is not None and 'Enum' in globals():
            for name in ('__repr__', '__str__', '__format__'):
                for c in enum_class.__mro__:
                    if c is data_type:
                        setattr(enum_class, name, Enum.__dict__[name])
                        break
                    if name in c.__dict__:
                        break
        if isinstance(user_new, staticmethod):
            user_new = user_new.__func__
        for name in names:
            value = classdict[name]
            args = value if isinstance(value, tuple) else (value,)
            if data_type is tuple:
                args = (args,)
            if user_new is not None:
                instance = user_new(enum_class, *args)
                if not hasattr(instance, '_value_'):
                    instance._value_ = value
            elif data_type is not None:
                instance = data_type.__new__(enum_class, *args)
                instance._value_ = value if data_type is not str or not isinstance(value, tuple) else str(*args)
                if data_type in (int, float, str) and isinstance(value, tuple):
                    instance._value_ = data_type(*args)
            else:
                instance = object.__new__(enum_class)
                instance._value_ = value
            value = instance._value_
            canonical = None
            for known in enum_class._member_map_.values():
                if known._value_ == value and type(known._value_) is type(value):
                    canonical = known
                    break
            if canonical is None:
                for known in enum_class._member_map_.values():
                    if known._value_ == value:
                        canonical = known
                        break
            if canonical is None:
                instance._name_ = name
                instance.__objclass__ = enum_class
                instance._sort_order_ = len(enum_class._member_names_)
                if '__init__' in enum_class.__dict__ or any('__init__' in c.__dict__ for c in enum_class.__mro__[1:-1] if c.__module__ not in ('builtins', 'enum')):
                    instance.__init__(*args)
                enum_class._member_names_.append(name)
            else:
                instance = canonical
            enum_class._member_map_[name] = instance
            type.__setattr__(enum_class, name, instance)
            try:
                enum_class._value2member_map_.setdefault(value, instance)
            except TypeError:
                pass
        return enum_class

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls._lookup(value)
        return cls._create(value, names, start)

    def _create(cls, name, names, start):
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        space = EnumType.__prepare__(name, (cls,))
        if isinstance(names, dict):
            names = list(names.items())
        for i, item in enumerate(names):
            if isinstance(item, str):
                if cls._flag_class_:
                    space[item] = 1 << i
                else:
                    space[item] = start + i if cls.__dict__.get('_member_type_') is not str else item.lower()
            else:
                space[item[0]] = item[1]
        space['__module__'] = '__main__'
        return EnumType.__new__(EnumType, name, (cls,), space)

    def _lookup(cls, value):
        if type(value) is cls:
            return value
        try:
            found = cls._value2member_map_.get(value)
        except TypeError:
            found = None
        if found is not None:
            return found
        for m in cls._member_map_.values():
            if m._value_ == value:
                return m
        result = cls._missing_(value)
        if isinstance(result, cls):
            return result
        if result is None:
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        raise TypeError(f'error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member')

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            raise TypeError(f"unsupported operand type(s) for 'in': '{type(value).__qualname__}' and '{cls.__class__.__qualname__}'")
        return isinstance(value, cls) and value._name_ in cls._member_map_
    def __getitem__(cls, name):
        return cls._member_map_[name]
    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)
    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))
    def __len__(cls):
        return len(cls._member_names_)
    def __bool__(cls):
        return True
    def __repr__(cls):
        return f"<flag {cls.__name__!r}>" if cls._flag_class_ else f"<enum {cls.__name__!r}>"
    @property
    def __members__(cls):
        return dict(cls._member_map_)
    def __getattr__(cls, name):
        raise AttributeError(name)
    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)
    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
        super().__delattr__(name)

EnumMeta = EnumType

class property:
    def __init__(self, attribute):
        self._attribute = attribute
    def __set_name__(self, owner, name):
        self._owner, self._name = owner, name
    def __get__(self, instance, owner=None):
        if instance is None:
            raise AttributeError(f'{owner!r} has no attribute {self._name!r}')
        if isinstance(self._attribute, str):
            return getattr(instance, self._attribute)
        return self._attribute(instance)
    def __set__(self, instance, value):
        raise AttributeError(f'{self._owner!r} cannot set attribute {self._name!r}')
    def __delete__(self, instance):
        raise AttributeError(f'{self._owner!r} cannot delete attribute {self._name!r}')

class Enum(metaclass=EnumType):
    _flag_class_ = False
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None
    @classmethod
    def _missing_(cls, value):
        return None
    name = property('_name_')
    value = property('_value_')
    def __repr__(self):
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'
    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'
    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)
    def __hash__(self):
        return hash(self._name_)
    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)
    def __copy__(self):
        return self
    def __deepcopy__(self, memo):
        return self
    def __dir__(self):
        return ['__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value'] + [n for n in type(self).__dict__ if not n.startswith('_') and n not in type(self)._member_map_]

class IntEnum(int, Enum):
    def __str__(self):
        return int.__repr__(self)
    def __format__(self, format_spec):
        return int.__format__(self, format_spec)

class StrEnum(str, Enum):
    def __new__(cls, *values):
        for v in values:
            if not isinstance(v, str):
                raise TypeError(f'{v!r} is not a string')
        new = str.__new__(cls, *values)
        new._value_ = str(*values)
        return new
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()
    def __str__(self):
        return str.__str__(self)
    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

class Flag(Enum):
    _flag_class_ = True
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 2 ** max(last_values).bit_length()
    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        every = 0
        for m in cls._member_map_.values():
            every |= m._value_
        if value < 0:
            value = every & value
        if value & ~every and not issubclass(cls, int):
            raise ValueError(f'{cls!r} invalid value {value!r}')
        data = cls._member_type_
        pseudo = object.__new__(cls) if data is object else data.__new__(cls, value)
        pseudo._value_ = value
        parts = [m._name_ for m in cls if m._value_ and m._value_ & value == m._value_ and m._value_ & (m._value_ - 1) == 0]
        pseudo._name_ = '|'.join(parts) if parts else None
        pseudo.__objclass__ = cls
        cls._value2member_map_[value] = pseudo
        return pseudo
    def __repr__(self):
        if self._name_ is None:
            return f'<{self.__class__.__name__}: {self._value_!r}>'
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'
    def __str__(self):
        if self._name_ is None:
            return f'{self.__class__.__name__}({self._value_!r})'
        return f'{self.__class__.__name__}.{self._name_}'
    def __bool__(self):
        return bool(self._value_)
    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_
    def __iter__(self):
        return (m for m in self.__class__ if m._value_ & self._value_ and m._value_ & (m._value_ - 1) == 0)
    def __len__(self):
        return self._value_.bit_count()
    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if issubclass(self.__class__, int) and isinstance(other, int):
            return other
        return None
    def __or__(self, other):
        v = self._other(other)
        return NotImplemented if v is None else self.__class__(self._value_ | v)
    def __and__(self, other):
        v = self._other(other)
        return NotImplemented if v is None else self.__class__(self._value_ & v)
    def __xor__(self, other):
        v = self._other(other)
        return NotImplemented if v is None else self.__class__(self._value_ ^ v)
    def __invert__(self):
        every = 0
        for m in self.__class__._member_map_.values():
            every |= m._value_
        return self.__class__(every & ~self._value_)

class IntFlag(int, Flag):
    def __str__(self):
        return int.__repr__(self)
    def __format__(self, format_spec):
        return int.__format__(self, format_spec)
    __ror__ = Flag.__or__
    __rand__ = Flag.__and__
    __rxor__ = Flag.__xor__
    __or__ = Flag.__or__
    __and__ = Flag.__and__
    __xor__ = Flag.__xor__
    __invert__ = Flag.__invert__

def unique(enumeration):
    duplicates = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
    if duplicates:
        details = ', '.join(f'{alias} -> {name}' for alias, name in duplicates)
        raise ValueError(f'duplicate values found in {enumeration!r}: {details}')
    return enumeration
)py";

constexpr char kTyping[] = R"py(
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
)py";

constexpr char kTypes[] = R"py(
import sys as _sys

def _f(): pass
FunctionType = type(_f)
LambdaType = FunctionType
def _g():
    yield 1
GeneratorType = type(_g())
class _C:
    def _m(self): pass
MethodType = type(_C()._m)
BuiltinFunctionType = type(len)
BuiltinMethodType = BuiltinFunctionType
ModuleType = type(_sys)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(Ellipsis)

class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)
    def __repr__(self):
        return f"namespace({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})" if type(self) is SimpleNamespace else f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"
    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

class MappingProxyType:
    def __init__(self, mapping):
        self._mapping = mapping
    def __getitem__(self, key): return self._mapping[key]
    def __iter__(self): return iter(self._mapping)
    def __len__(self): return len(self._mapping)
    def __contains__(self, key): return key in self._mapping
    def get(self, key, default=None): return self._mapping.get(key, default)
    def keys(self): return self._mapping.keys()
    def values(self): return self._mapping.values()
    def items(self): return self._mapping.items()
    def copy(self): return self._mapping.copy()
    def __repr__(self): return f'mappingproxy({self._mapping!r})'

class DynamicClassAttribute(property):
    pass

def new_class(name, bases=(), kwds=None, exec_body=None):
    space = {}
    if exec_body is not None:
        exec_body(space)
    return type(name, bases, space)
)py";

constexpr char kNumbers[] = R"py(
class _Numeric(type):
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))
    def __subclasscheck__(cls, subclass):
        return cls in subclass.__mro__ or issubclass(subclass, cls._builtins) or any(n in [c.__name__ for c in subclass.__mro__] for n in cls._names)

class Number(metaclass=_Numeric):
    _builtins = (int, float, complex)
    _names = ('number', 'Decimal', 'Fraction')
class Complex(Number):
    _names = ('number', 'Fraction')
class Real(Complex):
    _builtins = (int, float)
    _names = ('integer', 'floating', 'Fraction')
class Rational(Real):
    _builtins = (int,)
    _names = ('integer', 'Fraction')
class Integral(Rational):
    _names = ('integer',)
)py";

}  // namespace

void register_classes(py::Interp& in) {
  register_text(in, "abc", kAbc);
  register_text(in, "dataclasses", kDataclasses);
  register_text(in, "enum", kEnum);
  register_text(in, "typing", kTyping);
  register_text(in, "typing_extensions", kTyping);
  register_text(in, "types", kTypes);
  register_text(in, "numbers", kNumbers);
  in.register_module("__future__", [](py::Interp& i, py::Module& m) {
    for (const char* name : {"annotations", "division", "print_function", "absolute_import", "unicode_literals", "generator_stop"}) i.set(m, name, py::Value::none());
    return true;
  });
}

}  // namespace misfit::modules::standard
