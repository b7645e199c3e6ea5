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
