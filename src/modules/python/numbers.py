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
