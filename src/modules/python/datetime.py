import time as _time
from collections import namedtuple as _namedtuple
MINYEAR, MAXYEAR = 1, 9999
_days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
_month_names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
_day_names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
def _leap(y): return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
def _in_month(y, m): return 29 if m == 2 and _leap(y) else _days[m - 1]
def _ordinal(y, m, d):
    y1 = y - 1
    return y1 * 365 + y1 // 4 - y1 // 100 + y1 // 400 + sum(_in_month(y, k) for k in range(1, m)) + d
def _from_ordinal(n):
    y = max(1, n * 400 // 146097)
    while _ordinal(y, 1, 1) > n: y -= 1
    while _ordinal(y + 1, 1, 1) <= n: y += 1
    n -= _ordinal(y, 1, 1)
    m = 1
    while n >= _in_month(y, m):
        n -= _in_month(y, m)
        m += 1
    return y, m, n + 1

class timedelta:
    __shown__ = 'datetime.timedelta'
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        for part, v in (('days', days), ('seconds', seconds), ('microseconds', microseconds), ('milliseconds', milliseconds), ('minutes', minutes), ('hours', hours), ('weeks', weeks)):
            if not isinstance(v, (int, float)):
                raise TypeError(f'unsupported type for timedelta {part} component: {type(v).__name__}')
        us = round(((days + weeks * 7) * 86400 + seconds + minutes * 60 + hours * 3600) * 1000000 + microseconds + milliseconds * 1000)
        self._us = us
    @staticmethod
    def _of(us):
        t = timedelta()
        t._us = us
        return t
    @property
    def days(self): return self._us // 86400000000
    @property
    def seconds(self): return self._us % 86400000000 // 1000000
    @property
    def microseconds(self): return self._us % 1000000
    def total_seconds(self): return self._us / 10 ** 6
    def __repr__(self):
        parts = [f'{n}={v}' for n, v in (('days', self.days), ('seconds', self.seconds), ('microseconds', self.microseconds)) if v]
        return f"datetime.timedelta({', '.join(parts) or '0'})"
    def __str__(self):
        m, s = divmod(self.seconds, 60)
        h, m = divmod(m, 60)
        text = f'{h}:{m:02}:{s:02}'
        if self.days:
            text = f"{self.days} day{'s' if abs(self.days) != 1 else ''}, " + text
        return text + (f'.{self.microseconds:06}' if self.microseconds else '')
    def __add__(self, o): return timedelta._of(self._us + o._us) if isinstance(o, timedelta) else NotImplemented
    __radd__ = __add__
    def __sub__(self, o): return timedelta._of(self._us - o._us) if isinstance(o, timedelta) else NotImplemented
    def __neg__(self): return timedelta._of(-self._us)
    def __abs__(self): return timedelta._of(abs(self._us))
    def __mul__(self, n): return timedelta._of(round(self._us * n))
    __rmul__ = __mul__
    def __truediv__(self, o): return self._us / o._us if isinstance(o, timedelta) else timedelta._of(round(self._us / o))
    def __floordiv__(self, o): return self._us // o._us if isinstance(o, timedelta) else timedelta._of(self._us // o)
    def __mod__(self, o): return timedelta._of(self._us % o._us)
    def __eq__(self, o): return isinstance(o, timedelta) and self._us == o._us
    def __lt__(self, o): return self._us < o._us if isinstance(o, timedelta) else NotImplemented
    def __le__(self, o): return self._us <= o._us if isinstance(o, timedelta) else NotImplemented
    def __gt__(self, o): return self._us > o._us if isinstance(o, timedelta) else NotImplemented
    def __ge__(self, o): return self._us >= o._us if isinstance(o, timedelta) else NotImplemented
    def __hash__(self): return hash(self._us)
    def __bool__(self): return self._us != 0

class tzinfo: pass
class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not -timedelta(1) < offset < timedelta(1):
            raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.')
        self._offset, self._name = offset, name
    def utcoffset(self, dt): return self._offset
    def __repr__(self): return 'datetime.timezone.utc' if self._offset == timedelta(0) else f'datetime.timezone({self._offset!r})'
    def __str__(self): return self._name or 'UTC'
timezone.utc = timezone(timedelta(0))
UTC = timezone.utc

def _strftime(d, format):
    out, i = '', 0
    hour, minute, second, us = getattr(d, 'hour', 0), getattr(d, 'minute', 0), getattr(d, 'second', 0), getattr(d, 'microsecond', 0)
    while i < len(format):
        c = format[i]
        if c != '%' or i + 1 >= len(format):
            out += c
            i += 1
            continue
        c = format[i + 1]
        i += 2
        day = _ordinal(d.year, d.month, d.day)
        table = {'Y': f'{d.year:04}', 'm': f'{d.month:02}', 'd': f'{d.day:02}', 'H': f'{hour:02}', 'M': f'{minute:02}', 'S': f'{second:02}', 'f': f'{us:06}',
                 'y': f'{d.year % 100:02}', 'B': _month_names[d.month - 1], 'b': _month_names[d.month - 1][:3], 'A': _day_names[(day + 6) % 7], 'a': _day_names[(day + 6) % 7][:3],
                 'j': f'{day - _ordinal(d.year, 1, 1) + 1:03}', 'I': f'{(hour - 1) % 12 + 1:02}', 'p': 'AM' if hour < 12 else 'PM', 'e': f'{d.day:2}', 'w': str(day % 7), 'z': '', 'Z': '', '%': '%',
                 'F': f'{d.year:04}-{d.month:02}-{d.day:02}', 'T': f'{hour:02}:{minute:02}:{second:02}', 'D': f'{d.month:02}/{d.day:02}/{d.year % 100:02}', 's': '0'}
        out += table.get(c, '%' + c)
    return out

class date:
    __shown__ = 'datetime.date'
    def __init__(self, year, month=None, day=None):
        _check(year, month, day)
        self.year, self.month, self.day = year, month, day
    @classmethod
    def today(cls): return cls.fromtimestamp(_time.time())
    @classmethod
    def fromtimestamp(cls, t): return cls(*_from_ordinal(719163 + int(t // 86400)))
    @classmethod
    def fromordinal(cls, n):
        if not 1 <= n <= 3652059: raise OverflowError('date value out of range')
        return cls(*_from_ordinal(n))
    def isocalendar(self):
        thursday = self.toordinal() + 3 - self.weekday()
        year = _from_ordinal(thursday)[0]
        return IsoCalendarDate(year, (thursday - _ordinal(year, 1, 1)) // 7 + 1, self.weekday() + 1)
    @classmethod
    def fromisoformat(cls, s):
        try:
            if '-' not in s and len(s) == 8: s = f'{s[:4]}-{s[4:6]}-{s[6:]}'
            return cls(*map(int, s.split('-')))
        except (ValueError, TypeError):
            raise ValueError(f'Invalid isoformat string: {s!r}') from None
    def toordinal(self): return _ordinal(self.year, self.month, self.day)
    def weekday(self): return (self.toordinal() + 6) % 7
    def isoweekday(self): return self.weekday() + 1
    def isoformat(self): return f'{self.year:04}-{self.month:02}-{self.day:02}'
    __str__ = isoformat
    def __repr__(self): return f'datetime.date({self.year}, {self.month}, {self.day})'
    def strftime(self, format): return _strftime(self, format)
    def __format__(self, spec): return self.strftime(spec) if spec else str(self)
    def replace(self, **kw): return type(self)(**{**{'year': self.year, 'month': self.month, 'day': self.day}, **kw})
    def timetuple(self): return _time.struct_time(self.year, self.month, self.day, 0, 0, 0, self.weekday(), self.toordinal() - _ordinal(self.year, 1, 1) + 1, -1)
    def _key(self): return (self.year, self.month, self.day)
    def _ordered(self, o):
        if not isinstance(o, date): return False
        if isinstance(self, datetime) != isinstance(o, datetime):
            raise TypeError(f"can't compare {_shown(self)} to {_shown(o)}")
        return True
    def __add__(self, d): return type(self).fromordinal(self.toordinal() + d.days) if isinstance(d, timedelta) else NotImplemented
    __radd__ = __add__
    def __sub__(self, o):
        if isinstance(o, timedelta): return type(self).fromordinal(self.toordinal() - o.days)
        return timedelta(self.toordinal() - o.toordinal()) if isinstance(o, date) else NotImplemented
    def __eq__(self, o): return isinstance(o, date) and isinstance(self, datetime) == isinstance(o, datetime) and self._key() == o._key()
    def __lt__(self, o): return self._key() < o._key() if self._ordered(o) else NotImplemented
    def __le__(self, o): return self._key() <= o._key() if self._ordered(o) else NotImplemented
    def __gt__(self, o): return self._key() > o._key() if self._ordered(o) else NotImplemented
    def __ge__(self, o): return self._key() >= o._key() if self._ordered(o) else NotImplemented
    def __hash__(self): return hash(self._key())

def _shown(d): return 'datetime.datetime' if isinstance(d, datetime) else 'datetime.date'

def _check(year, month, day):
    for i, (name, v) in enumerate((('year', year), ('month', month), ('day', day))):
        if v is None: raise TypeError(f"function missing required argument '{name}' (pos {i + 1})")
        if not isinstance(v, int): raise TypeError(f"'{type(v).__name__}' object cannot be interpreted as an integer")
    if not 1 <= year <= 9999: raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12: raise ValueError('month must be in 1..12')
    if not 1 <= day <= _in_month(year, month): raise ValueError('day is out of range for month')

class time:
    __shown__ = 'datetime.time'
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo = hour, minute, second, microsecond, tzinfo
    def isoformat(self): return f'{self.hour:02}:{self.minute:02}:{self.second:02}' + (f'.{self.microsecond:06}' if self.microsecond else '')
    __str__ = isoformat
    def __repr__(self): return f'datetime.time({self.hour}, {self.minute}' + (f', {self.second}' if self.second or self.microsecond else '') + (f', {self.microsecond}' if self.microsecond else '') + ')'

class datetime(date):
    __shown__ = 'datetime.datetime'
    def __init__(self, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        super().__init__(year, month, day)
        if not 0 <= hour < 24: raise ValueError('hour must be in 0..23')
        if not 0 <= minute < 60: raise ValueError('minute must be in 0..59')
        if not 0 <= second < 60: raise ValueError('second must be in 0..59')
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo = hour, minute, second, microsecond, tzinfo
    @classmethod
    def now(cls, tz=None):
        d = cls.fromtimestamp(_time.time())
        d.tzinfo = tz
        return d
    @classmethod
    def utcnow(cls): return cls.now()
    today = now
    @classmethod
    def fromtimestamp(cls, t, tz=None): return cls(1970, 1, 1) + timedelta(seconds=t)
    @classmethod
    def combine(cls, d, t): return cls(d.year, d.month, d.day, t.hour, t.minute, t.second, t.microsecond)
    @classmethod
    def fromisoformat(cls, s):
        try:
            day, _, clock = s.replace('T', ' ').partition(' ')
            parts = [int(p) for p in day.split('-')]
            if clock:
                whole, _, fraction = clock.partition('.')
                parts += [int(p) for p in whole.split(':')]
                if fraction:
                    parts += [0] * (6 - len(parts)) + [int(fraction.ljust(6, '0')[:6])]
            return cls(*parts)
        except (ValueError, TypeError):
            raise ValueError(f'Invalid isoformat string: {s!r}') from None
    @classmethod
    def strptime(cls, text, format):
        v = {'Y': 1900, 'm': 1, 'd': 1, 'H': 0, 'M': 0, 'S': 0, 'f': 0}
        i = j = 0
        def bad():
            return ValueError(f'time data {text!r} does not match format {format!r}')
        pm = None
        while j < len(format):
            c = format[j]
            if c != '%':
                if i >= len(text) or text[i] != c: raise bad()
                i, j = i + 1, j + 1
                continue
            c = format[j + 1]
            j += 2
            if c in 'Bb':
                for k, name in enumerate(_month_names):
                    name = name if c == 'B' else name[:3]
                    if text[i:i + len(name)].lower() == name.lower():
                        v['m'] = k + 1
                        i += len(name)
                        break
                else:
                    raise bad()
                continue
            if c in 'Aa':
                for name in _day_names:
                    name = name if c == 'A' else name[:3]
                    if text[i:i + len(name)].lower() == name.lower():
                        i += len(name)
                        break
                else:
                    raise bad()
                continue
            if c == 'p':
                pm = text[i:i + 2].upper() == 'PM'
                i += 2
                continue
            k = i
            if c not in 'YmdHMSfjyIwU':
                raise ValueError(f'{c!r} is a bad directive in format {format!r}')
            limit = {'Y': 4, 'f': 6, 'j': 3}.get(c, 2)
            while k < len(text) and k - i < limit and text[k].isdigit(): k += 1
            if k == i: raise bad()
            n = int(text[i:k])
            if c == 'f': n *= 10 ** (6 - (k - i))
            if c == 'y': c, n = 'Y', n + (2000 if n < 69 else 1900)
            if c == 'I': c = 'H'
            v[c] = n
            i = k
        if i != len(text): raise ValueError(f'unconverted data remains: {text[i:]}')
        if pm is not None: v['H'] = v['H'] % 12 + (12 if pm else 0)
        return cls(v['Y'], v['m'], v['d'], v['H'], v['M'], v['S'], v['f'])
    def date(self): return date(self.year, self.month, self.day)
    def time(self): return time(self.hour, self.minute, self.second, self.microsecond)
    def timestamp(self): return (self - datetime(1970, 1, 1)).total_seconds()
    def _us(self): return ((self.toordinal() * 24 + self.hour) * 60 + self.minute) * 60000000 + self.second * 1000000 + self.microsecond
    @classmethod
    def _of(cls, us, tz=None):
        days, us = divmod(us, 86400000000)
        s, us = divmod(us, 1000000)
        return cls(*_from_ordinal(days), s // 3600, s % 3600 // 60, s % 60, us, tz)
    def isoformat(self, sep='T', timespec='auto'):
        return f'{self.year:04}-{self.month:02}-{self.day:02}{sep}{self.hour:02}:{self.minute:02}:{self.second:02}' + (f'.{self.microsecond:06}' if self.microsecond else '') + ('+00:00' if self.tzinfo else '')
    def __str__(self): return self.isoformat(' ')
    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond]
        if parts[-1] == 0: parts.pop()
        if parts[-1] == 0 and len(parts) == 6: parts.pop()
        return f"datetime.datetime({', '.join(map(str, parts))}{f', tzinfo={self.tzinfo!r}' if self.tzinfo else ''})"
    def replace(self, **kw):
        return type(self)(**{**{n: getattr(self, n) for n in ('year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond', 'tzinfo')}, **kw})
    def astimezone(self, tz=None): return self.replace(tzinfo=tz)
    def timetuple(self): return _time.struct_time(self.year, self.month, self.day, self.hour, self.minute, self.second, self.weekday(), self.toordinal() - _ordinal(self.year, 1, 1) + 1, 0)
    def _key(self): return (self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond)
    def __add__(self, d): return self._of(self._us() + d._us, self.tzinfo) if isinstance(d, timedelta) else NotImplemented
    __radd__ = __add__
    def __sub__(self, o):
        if isinstance(o, timedelta): return self._of(self._us() - o._us, self.tzinfo)
        if not isinstance(o, datetime): return NotImplemented
        if (self.tzinfo is None) != (o.tzinfo is None): raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(self._us() - o._us())
    def __hash__(self): return hash(self._key())

IsoCalendarDate = _namedtuple('IsoCalendarDate', ['year', 'week', 'weekday'])
IsoCalendarDate.__repr__ = lambda self: f'datetime.IsoCalendarDate(year={self.year}, week={self.week}, weekday={self.weekday})'
timedelta.min, timedelta.max, timedelta.resolution = timedelta(-999999999), timedelta._of(999999999 * 86400000000 + 86399999999), timedelta(microseconds=1)
date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
datetime.min, datetime.max, datetime.resolution = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), timedelta(microseconds=1)
