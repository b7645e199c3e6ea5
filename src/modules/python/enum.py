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
        from types import MappingProxyType
        return MappingProxyType(cls._member_map_)
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
