// logging, argparse, datetime, pathlib and the smaller modules programs import.
#include "modules/std/std.h"

namespace misfit::modules::standard {

namespace {

constexpr char kLogging[] = R"py(
import sys as _sys
CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
_names = {50: 'CRITICAL', 40: 'ERROR', 30: 'WARNING', 20: 'INFO', 10: 'DEBUG', 0: 'NOTSET'}
_levels = {'CRITICAL': 50, 'FATAL': 50, 'ERROR': 40, 'WARN': 30, 'WARNING': 30, 'INFO': 20, 'DEBUG': 10, 'NOTSET': 0}
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'
raiseExceptions = True

def getLevelName(level):
    return _names.get(level) or _levels.get(level) or f'Level {level}'
def addLevelName(level, name):
    _names[level] = name
    _levels[name] = level
def _level(level):
    if isinstance(level, int):
        return level
    if isinstance(level, str):
        if level not in _levels:
            raise ValueError(f'Unknown level: {level!r}')
        return _levels[level]
    raise TypeError(f'Level not an integer or a valid string: {level!r}')

class LogRecord:
    def __init__(self, name, level, msg, args, exc_info=None):
        self.name, self.msg, self.args, self.levelno, self.levelname, self.exc_info = name, msg, args, level, getLevelName(level), exc_info
        self.lineno, self.filename, self.module, self.funcName, self.pathname = 0, 'program.py', 'program', '<module>', 'program.py'
        self.created, self.process, self.thread, self.threadName = 0.0, 1000, 1, 'MainThread'
        if len(args) == 1 and isinstance(args[0], dict) and args[0]:
            self.args = args[0]
    def getMessage(self):
        return str(self.msg) % self.args if self.args else str(self.msg)

class Formatter:
    def __init__(self, fmt=None, datefmt=None, style='%'):
        self._fmt = fmt or ('%(message)s' if style == '%' else '{message}')
        self.datefmt, self._style = datefmt, style
    def formatTime(self, record, datefmt=None):
        import time
        return time.strftime(datefmt or '%Y-%m-%d %H:%M:%S') + ('' if datefmt else ',000')
    def format(self, record):
        record.message = record.getMessage()
        record.asctime = self.formatTime(record, self.datefmt)
        text = self._fmt % record.__dict__ if self._style == '%' else self._fmt.format(**record.__dict__)
        if record.exc_info:
            import traceback
            text += '\n' + ''.join(traceback.format_exception(record.exc_info[1])).rstrip('\n')
        return text

class Filterer:
    def __init__(self):
        self.filters = []
    def addFilter(self, f):
        self.filters.append(f)
    def removeFilter(self, f):
        self.filters.remove(f)
    def filter(self, record):
        for f in self.filters:
            if not (f.filter(record) if hasattr(f, 'filter') else f(record)):
                return False
        return True
class Filter:
    def __init__(self, name=''):
        self.name = name
    def filter(self, record):
        return record.name.startswith(self.name)

class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level, self.formatter = _level(level), None
    def setLevel(self, level):
        self.level = _level(level)
    def setFormatter(self, fmt):
        self.formatter = fmt
    def format(self, record):
        return (self.formatter or Formatter()).format(record)
    def handle(self, record):
        if self.filter(record):
            self.emit(record)
    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')
    def flush(self): pass
    def close(self): pass
class NullHandler(Handler):
    def emit(self, record): pass
class StreamHandler(Handler):
    terminator = '\n'
    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream
    def emit(self, record):
        (self.stream or _sys.stderr).write(self.format(record) + self.terminator)
class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False):
        super().__init__(open(filename, mode))
    def emit(self, record):
        super().emit(record)
        self.stream.flush()
    def close(self):
        self.stream.close()

class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level, self.parent, self.propagate, self.handlers, self.disabled = name, _level(level), None, True, [], False
    def __repr__(self):
        return f'<{self.__class__.__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>'
    def setLevel(self, level):
        self.level = _level(level)
    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET
    def isEnabledFor(self, level):
        return not self.disabled and level > _disabled[0] and level >= self.getEffectiveLevel()
    def addHandler(self, h):
        if h not in self.handlers:
            self.handlers.append(h)
    def removeHandler(self, h):
        if h in self.handlers:
            self.handlers.remove(h)
    def hasHandlers(self):
        return bool(self.handlers) or bool(self.parent and self.parent.hasHandlers())
    def getChild(self, suffix):
        return getLogger(suffix if self is root else f'{self.name}.{suffix}')
    def _log(self, level, msg, args, exc_info=None, **kwargs):
        if not self.isEnabledFor(level):
            return
        if exc_info and not isinstance(exc_info, tuple):
            exc_info = (type(exc_info), exc_info, None) if isinstance(exc_info, BaseException) else _sys.exc_info()
        record = LogRecord(self.name, level, msg, args, exc_info or None)
        for k, v in (kwargs.get('extra') or {}).items():
            setattr(record, k, v)
        self.handle(record)
    def handle(self, record):
        if not self.filter(record):
            return
        logger, found = self, False
        while logger:
            for h in logger.handlers:
                found = True
                if record.levelno >= h.level:
                    h.handle(record)
            if not logger.propagate:
                break
            logger = logger.parent
        if not found and record.levelno >= WARNING:
            _sys.stderr.write(record.getMessage() + '\n')
    def debug(self, msg, *args, **kwargs): self._log(DEBUG, msg, args, **kwargs)
    def info(self, msg, *args, **kwargs): self._log(INFO, msg, args, **kwargs)
    def warning(self, msg, *args, **kwargs): self._log(WARNING, msg, args, **kwargs)
    warn = warning
    def error(self, msg, *args, **kwargs): self._log(ERROR, msg, args, **kwargs)
    def exception(self, msg, *args, exc_info=True, **kwargs): self._log(ERROR, msg, args, exc_info=exc_info, **kwargs)
    def critical(self, msg, *args, **kwargs): self._log(CRITICAL, msg, args, **kwargs)
    fatal = critical
    def log(self, level, msg, *args, **kwargs): self._log(level, msg, args, **kwargs)

class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger, self.extra = logger, extra
    def __getattr__(self, name):
        return getattr(self.logger, name)

_disabled = [-1]
root = Logger('root', WARNING)
_loggers = {}

def getLogger(name=None):
    if not name or name == 'root':
        return root
    if name not in _loggers:
        logger = _loggers[name] = Logger(name)
        parent = name
        logger.parent = root
        while '.' in parent:
            parent = parent.rpartition('.')[0]
            if parent in _loggers:
                logger.parent = _loggers[parent]
                break
        for other, known in _loggers.items():
            if other.startswith(name + '.') and not known.parent.name.startswith(name + '.'):
                known.parent = logger
    return _loggers[name]

def basicConfig(*, filename=None, filemode='a', format=None, datefmt=None, style='%', level=None, stream=None, handlers=None, force=False, **kwargs):
    if force:
        root.handlers.clear()
    if root.handlers:
        return
    if handlers is None:
        handlers = [FileHandler(filename, filemode) if filename else StreamHandler(stream)]
    for h in handlers:
        if h.formatter is None:
            h.setFormatter(Formatter(format or (BASIC_FORMAT if style == '%' else '{levelname}:{name}:{message}'), datefmt, style))
        root.addHandler(h)
    if level is not None:
        root.setLevel(level)

def disable(level=CRITICAL):
    _disabled[0] = _level(level)
def _top(method):
    def call(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, method)(msg, *args, **kwargs)
    return call
debug, info, warning, error, exception, critical = _top('debug'), _top('info'), _top('warning'), _top('error'), _top('exception'), _top('critical')
warn, fatal = warning, critical
def log(level, msg, *args, **kwargs):
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)
def captureWarnings(capture): pass
def shutdown(): pass
)py";

constexpr char kArgparse[] = R"py(
import sys as _sys
SUPPRESS = '==SUPPRESS=='
class ArgumentError(Exception): pass
class ArgumentTypeError(Exception): pass
class Namespace:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)
    def __repr__(self):
        return f"Namespace({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"
    def __eq__(self, other):
        return isinstance(other, Namespace) and vars(self) == vars(other)
    def __contains__(self, key):
        return key in self.__dict__
class HelpFormatter:
    def __init__(self, *args, **kwargs): pass
class ArgumentDefaultsHelpFormatter(HelpFormatter): pass
class RawTextHelpFormatter(HelpFormatter): pass
class RawDescriptionHelpFormatter(HelpFormatter): pass
class Action: pass
class _Argument:
    def __init__(self, flags, options):
        self.option_strings = [f for f in flags if f.startswith('-')]
        self.action = options.get('action', 'store')
        self.nargs, self.type, self.choices = options.get('nargs'), options.get('type'), options.get('choices')
        self.required, self.const, self.help, self.metavar = options.get('required', False), options.get('const'), options.get('help'), options.get('metavar')
        dest = options.get('dest')
        if dest is None:
            long = [f for f in flags if f.startswith('--')]
            dest = (long or list(flags))[0].lstrip('-').replace('-', '_') if self.option_strings else flags[0]
        self.dest = dest
        self.default = options.get('default', {'store_true': False, 'store_false': True}.get(self.action))
    def name(self):
        return '/'.join(self.option_strings) or self.metavar or self.dest
class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, add_help=True, **kwargs):
        self.prog = prog or 'program.py'
        self.usage, self.description, self.epilog = usage, description, epilog
        self._arguments, self._defaults = [], {}
        for p in parents:
            self._arguments.extend(p._arguments)
    def add_argument(self, *flags, **options):
        a = _Argument(flags, options)
        self._arguments.append(a)
        return a
    def add_argument_group(self, *args, **kwargs):
        return self
    def add_mutually_exclusive_group(self, **kwargs):
        return self
    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
    def error(self, message):
        _sys.stderr.write(f'usage: {self.prog} [-h]\n{self.prog}: error: {message}\n')
        _sys.exit(2)
    def exit(self, status=0, message=None):
        _sys.exit(status)
    def format_usage(self):
        return f'usage: {self.prog} [-h]\n'
    format_help = format_usage
    def print_help(self, file=None):
        print(self.format_help(), end='')
    print_usage = print_help
    def _convert(self, a, text):
        value = text
        if a.type is not None:
            try:
                value = a.type(text)
            except (TypeError, ValueError):
                self.error(f"argument {a.name()}: invalid {getattr(a.type, '__name__', repr(a.type))} value: {text!r}")
        if a.choices is not None and value not in a.choices:
            self.error(f"argument {a.name()}: invalid choice: {value!r} (choose from {', '.join(map(repr, a.choices))})")
        return value
    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        space = namespace or Namespace()
        for a in self._arguments:
            if a.default is not SUPPRESS and not hasattr(space, a.dest):
                d = a.default
                setattr(space, a.dest, self._convert(a, d) if isinstance(d, str) and a.type else d)
        for k, v in self._defaults.items():
            setattr(space, k, v)
        options = {f: a for a in self._arguments for f in a.option_strings}
        waiting = [a for a in self._arguments if not a.option_strings]
        seen, extra, i = set(), [], 0
        def is_option(s):
            return s.startswith('-') and len(s) > 1 and not s[1:].replace('.', '', 1).isdigit()
        while i < len(args):
            s = args[i]
            i += 1
            if is_option(s):
                key, eq, given = s.partition('=')
                matches = [f for f in options if f.startswith(key)] if key.startswith('--') and key not in options else []
                a = options.get(key) or (options[matches[0]] if len(matches) == 1 else None)
                if a is None:
                    extra.append(s)
                    continue
                seen.add(a.dest)
                if a.action == 'store_true': setattr(space, a.dest, True)
                elif a.action == 'store_false': setattr(space, a.dest, False)
                elif a.action == 'store_const': setattr(space, a.dest, a.const)
                elif a.action == 'count': setattr(space, a.dest, (getattr(space, a.dest) or 0) + 1)
                else:
                    values = [given] if eq else []
                    many = a.nargs in ('*', '+') or isinstance(a.nargs, int)
                    limit = a.nargs if isinstance(a.nargs, int) else None if many else 1
                    while not eq and i < len(args) and not is_option(args[i]) and (limit is None or len(values) < limit):
                        values.append(args[i])
                        i += 1
                    if not values and a.nargs == '?':
                        setattr(space, a.dest, a.const)
                        continue
                    if not values and a.nargs != '*':
                        self.error(f'argument {a.name()}: expected {"at least one argument" if a.nargs == "+" else "one argument"}')
                    converted = [self._convert(a, v) for v in values]
                    result = converted if many else converted[0]
                    if a.action == 'append':
                        result = (getattr(space, a.dest) or []) + [result]
                    setattr(space, a.dest, result)
            elif waiting:
                a = waiting.pop(0)
                values = [s]
                if a.nargs in ('*', '+') or isinstance(a.nargs, int):
                    while i < len(args) and not is_option(args[i]) and not (isinstance(a.nargs, int) and len(values) >= a.nargs):
                        values.append(args[i])
                        i += 1
                    setattr(space, a.dest, [self._convert(a, v) for v in values])
                else:
                    setattr(space, a.dest, self._convert(a, s))
            else:
                extra.append(s)
        missing = [a.name() for a in waiting if a.nargs not in ('?', '*')] + [a.name() for a in self._arguments if a.required and a.dest not in seen]
        if missing:
            self.error(f"the following arguments are required: {', '.join(missing)}")
        for a in waiting:
            if a.nargs == '*' and a.default is None:
                setattr(space, a.dest, [])
        return space, extra
    def parse_args(self, args=None, namespace=None):
        space, extra = self.parse_known_args(args, namespace)
        if extra:
            self.error(f"unrecognized arguments: {' '.join(extra)}")
        return space
)py";

constexpr char kDatetime[] = R"py(
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
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
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
    def __lt__(self, o): return self._us < o._us
    def __le__(self, o): return self._us <= o._us
    def __gt__(self, o): return self._us > o._us
    def __ge__(self, o): return self._us >= o._us
    def __hash__(self): return hash(self._us)
    def __bool__(self): return self._us != 0

class tzinfo: pass
class timezone(tzinfo):
    def __init__(self, offset, name=None):
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
    def __init__(self, year, month, day):
        _check(year, month, day)
        self.year, self.month, self.day = year, month, day
    @classmethod
    def today(cls): return cls.fromtimestamp(_time.time())
    @classmethod
    def fromtimestamp(cls, t): return cls(*_from_ordinal(719163 + int(t // 86400)))
    @classmethod
    def fromordinal(cls, n): return cls(*_from_ordinal(n))
    @classmethod
    def fromisoformat(cls, s):
        try:
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
    def __add__(self, d): return type(self).fromordinal(self.toordinal() + d.days) if isinstance(d, timedelta) else NotImplemented
    __radd__ = __add__
    def __sub__(self, o):
        if isinstance(o, timedelta): return type(self).fromordinal(self.toordinal() - o.days)
        return timedelta(self.toordinal() - o.toordinal()) if isinstance(o, date) else NotImplemented
    def __eq__(self, o): return isinstance(o, date) and self._key() == o._key()
    def __lt__(self, o): return self._key() < o._key()
    def __le__(self, o): return self._key() <= o._key()
    def __gt__(self, o): return self._key() > o._key()
    def __ge__(self, o): return self._key() >= o._key()
    def __hash__(self): return hash(self._key())

def _check(year, month, day):
    if not 1 <= year <= 9999: raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12: raise ValueError('month must be in 1..12')
    if not 1 <= day <= _in_month(year, month): raise ValueError('day is out of range for month')

class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo = hour, minute, second, microsecond, tzinfo
    def isoformat(self): return f'{self.hour:02}:{self.minute:02}:{self.second:02}' + (f'.{self.microsecond:06}' if self.microsecond else '')
    __str__ = isoformat
    def __repr__(self): return f'datetime.time({self.hour}, {self.minute}' + (f', {self.second}' if self.second or self.microsecond else '') + (f', {self.microsecond}' if self.microsecond else '') + ')'

class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
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
        return timedelta._of(self._us() - o._us()) if isinstance(o, datetime) else NotImplemented
    def __hash__(self): return hash(self._key())
)py";

constexpr char kPathlib[] = R"py(
import os as _os
import _files
class PurePath:
    def __init__(self, *args):
        path = _os.path.join(*[_os.fspath(a) for a in args]) if args else '.'
        root = '/' if path.startswith('/') else ''
        parts = [p for p in path.split('/') if p and p != '.']
        self._root, self._parts = root, parts
        self._str = root + '/'.join(parts) or '.'
    def __str__(self): return self._str
    def __fspath__(self): return self._str
    def __repr__(self): return f"{self.__class__.__name__}('{self._str}')"
    def as_posix(self): return self._str
    def __truediv__(self, other):
        if not isinstance(other, (str, PurePath)): return NotImplemented
        return type(self)(self, other)
    def __rtruediv__(self, other): return type(self)(other, self)
    def joinpath(self, *others): return type(self)(self, *others)
    @property
    def parts(self): return ((self._root,) if self._root else ()) + tuple(self._parts)
    @property
    def name(self): return self._parts[-1] if self._parts else ''
    @property
    def parent(self): return type(self)(self._root + '/'.join(self._parts[:-1])) if self._parts else self
    @property
    def parents(self):
        out, p = [], self
        while p.parent != p:
            p = p.parent
            out.append(p)
        return tuple(out)
    @property
    def suffix(self):
        i = self.name.rfind('.')
        return self.name[i:] if 0 < i < len(self.name) - 1 else ''
    @property
    def suffixes(self):
        return [] if self.name.endswith('.') else ['.' + s for s in self.name.lstrip('.').split('.')[1:]]
    @property
    def stem(self): return self.name[:len(self.name) - len(self.suffix)] if self.suffix else self.name
    @property
    def anchor(self): return self._root
    def is_absolute(self): return bool(self._root)
    def with_name(self, name): return self.parent / name
    def with_stem(self, stem): return self.with_name(stem + self.suffix)
    def with_suffix(self, suffix):
        if suffix and not suffix.startswith('.'): raise ValueError(f'Invalid suffix {suffix!r}')
        return self.with_name(self.stem + suffix)
    def relative_to(self, *other):
        base = type(self)(*other)
        if self.parts[:len(base.parts)] != base.parts:
            raise ValueError(f'{str(self)!r} is not in the subpath of {str(base)!r} OR one path is relative and the other is absolute.')
        return type(self)(*self.parts[len(base.parts):])
    def match(self, pattern):
        import fnmatch
        return fnmatch.fnmatch(self.name, pattern)
    def __eq__(self, other): return isinstance(other, PurePath) and self._str == other._str
    def __lt__(self, other): return self.parts < other.parts
    def __hash__(self): return hash(self._str)
class PurePosixPath(PurePath): pass
class Path(PurePosixPath):
    def __new__(cls, *args): return object.__new__(PosixPath if cls is Path else cls)
    @classmethod
    def cwd(cls): return cls(_os.getcwd())
    @classmethod
    def home(cls): return cls('/home/user')
    def exists(self): return _os.path.exists(self._str)
    def is_file(self): return _os.path.isfile(self._str)
    def is_dir(self): return _os.path.isdir(self._str)
    def open(self, mode='r', *args, **kwargs): return open(self._str, mode, *args, **kwargs)
    def read_text(self, encoding=None, errors=None):
        with self.open('r') as f: return f.read()
    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str): raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w') as f: return f.write(data)
    def read_bytes(self):
        with self.open('rb') as f: return f.read()
    def write_bytes(self, data):
        with self.open('wb') as f: return f.write(data)
    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if parents: _os.makedirs(self._str, exist_ok=exist_ok)
        elif not (exist_ok and self.is_dir()): _os.mkdir(self._str)
    def touch(self, mode=0o666, exist_ok=True):
        if not self.exists(): self.write_text('')
    def unlink(self, missing_ok=False):
        if not missing_ok or self.exists(): _os.remove(self._str)
    def rmdir(self): _os.rmdir(self._str)
    def iterdir(self):
        for n in _os.listdir(self._str): yield self / n
    def glob(self, pattern):
        import fnmatch
        deep = pattern.startswith('**/')
        for top, folders, files in _os.walk(self._str):
            for n in sorted(files + folders):
                if fnmatch.fnmatch(n, pattern[3:] if deep else pattern): yield type(self)(top, n)
            if not deep: return
    def rglob(self, pattern): return self.glob('**/' + pattern)
    def resolve(self, strict=False): return type(self)(_os.path.abspath(self._str))
    absolute = resolve
    def expanduser(self): return type(self)(_os.path.expanduser(self._str))
    def stat(self): return _os.stat(self._str)
    def rename(self, target):
        _os.rename(self._str, target)
        return type(self)(target)
    replace = rename
class PosixPath(Path): pass
)py";

constexpr char kFnmatch[] = R"py(
def fnmatchcase(name, pat):
    if not pat: return not name
    c = pat[0]
    if c == '*': return any(fnmatchcase(name[i:], pat[1:]) for i in range(len(name) + 1))
    if not name: return False
    if c == '[' and ']' in pat[2:]:
        end = pat.index(']', 2)
        body = pat[1:end]
        negated = body.startswith('!')
        body = body[negated:]
        found, i = False, 0
        while i < len(body):
            if body[i + 1:i + 2] == '-' and i + 2 < len(body):
                found = found or body[i] <= name[0] <= body[i + 2]
                i += 3
            else:
                found = found or body[i] == name[0]
                i += 1
        return found != negated and fnmatchcase(name[1:], pat[end + 1:])
    return (c == '?' or c == name[0]) and fnmatchcase(name[1:], pat[1:])
fnmatch = fnmatchcase
def filter(names, pat): return [n for n in names if fnmatch(n, pat)]
)py";

constexpr char kGlob[] = R"py(
import os as _os, fnmatch as _fnmatch
def glob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    head, tail = _os.path.split(pathname)
    if not any(c in pathname for c in '*?['):
        return [pathname] if _os.path.exists(pathname) else []
    out = []
    for folder in ([head] if not any(c in head for c in '*?[') else glob(head)):
        if folder and not _os.path.isdir(folder): continue
        out += [_os.path.join(folder, n) for n in _os.listdir(folder or '.') if _fnmatch.fnmatch(n, tail)]
    return out
def iglob(pathname, **kwargs): return iter(glob(pathname, **kwargs))
)py";

constexpr char kTempfile[] = R"py(
import os as _os
_n = [0]
def _name(prefix, suffix):
    _n[0] += 1
    return f"/tmp/{prefix or 'tmp'}{_n[0]:08}{suffix or ''}"
def gettempdir(): return '/tmp'
tempdir = None
def mkdtemp(suffix=None, prefix=None, dir=None):
    p = _name(prefix, suffix)
    _os.makedirs(p)
    return p
def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    p = _name(prefix, suffix)
    open(p, 'w').close()
    return 3, p
def mktemp(suffix='', prefix='tmp', dir=None): return _name(prefix, suffix)
class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None): self.name = mkdtemp(suffix, prefix, dir)
    def __enter__(self): return self.name
    def __exit__(self, *exc): self.cleanup()
    def cleanup(self):
        import shutil
        shutil.rmtree(self.name, ignore_errors=True)
def NamedTemporaryFile(mode='w+b', *args, suffix=None, prefix=None, delete=True, **kwargs): return open(_name(prefix, suffix), mode)
TemporaryFile = NamedTemporaryFile
)py";

constexpr char kShutil[] = R"py(
import os as _os
def rmtree(path, ignore_errors=False, onerror=None):
    if not _os.path.isdir(path):
        if ignore_errors: return
        raise FileNotFoundError(2, 'No such file or directory', path)
    for n in _os.listdir(path):
        p = _os.path.join(path, n)
        rmtree(p) if _os.path.isdir(p) else _os.remove(p)
    _os.rmdir(path)
def copyfile(src, dst):
    with open(src, 'rb') as f: data = f.read()
    with open(dst, 'wb') as f: f.write(data)
    return dst
def copy(src, dst):
    return copyfile(src, _os.path.join(dst, _os.path.basename(src)) if _os.path.isdir(dst) else dst)
copy2 = copy
def move(src, dst):
    _os.rename(src, _os.path.join(dst, _os.path.basename(src)) if _os.path.isdir(dst) else dst)
    return dst
def which(cmd): return None
def get_terminal_size(fallback=(80, 24)):
    return _os_size(*fallback)
from collections import namedtuple as _nt
_os_size = _nt('terminal_size', 'columns lines', module='os')
)py";

// The bytes are a key into a table of deep copies: enough for what goes out and comes back within one run.
constexpr char kPickle[] = R"py(
import copy as _copy
HIGHEST_PROTOCOL, DEFAULT_PROTOCOL = 5, 4
class PickleError(Exception): pass
class PicklingError(PickleError): pass
class UnpicklingError(PickleError): pass
_kept = []
def _refuse(obj):
    name = type(obj).__name__
    if name == 'function' and obj.__name__ == '<lambda>':
        raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {obj.__qualname__} on {obj.__module__} failed")
    if name in ('generator', 'module'):
        raise TypeError(f"cannot pickle '{name}' object")
def dumps(obj, protocol=None, **kwargs):
    _refuse(obj)
    _kept.append(_copy.deepcopy(obj))
    return b'\x80\x04\x95' + (len(_kept) - 1).to_bytes(8, 'little') + b'.'
def loads(data, **kwargs):
    if len(data) != 12 or data[:3] != b'\x80\x04\x95':
        raise EOFError('Ran out of input') if not data else UnpicklingError(f"invalid load key, {chr(data[0])!r}.")
    return _copy.deepcopy(_kept[int.from_bytes(data[3:11], 'little')])
def dump(obj, file, protocol=None, **kwargs): file.write(dumps(obj))
def load(file, **kwargs): return loads(file.read(12))
)py";

constexpr char kThreading[] = R"py(
class Lock:
    def __init__(self): self._held = False
    def acquire(self, blocking=True, timeout=-1):
        self._held = True
        return True
    def release(self): self._held = False
    def locked(self): return self._held
    def __enter__(self): return self.acquire()
    def __exit__(self, *exc): self.release()
class RLock(Lock): pass
class Semaphore(Lock):
    def __init__(self, value=1): super().__init__()
class Event:
    def __init__(self): self._set = False
    def set(self): self._set = True
    def clear(self): self._set = False
    def is_set(self): return self._set
    def wait(self, timeout=None): return self._set
class Condition(Lock):
    def __init__(self, lock=None): super().__init__()
    def wait(self, timeout=None): return True
    def notify(self, n=1): pass
    def notify_all(self): pass
class Thread:
    _count = 0
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        Thread._count += 1
        self._target, self._args, self._kwargs, self.daemon = target, args, kwargs or {}, daemon
        self.name = name or f'Thread-{Thread._count}' + (f' ({target.__name__})' if target else '')
    def run(self):
        if self._target: self._target(*self._args, **self._kwargs)
    def start(self): self.run()
    def join(self, timeout=None): pass
    def is_alive(self): return False
class local: pass
def current_thread():
    t = Thread(name='MainThread')
    return t
main_thread = current_thread
def get_ident(): return 1
def active_count(): return 1
class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None): super().__init__(target=function, args=args or (), kwargs=kwargs)
    def cancel(self): pass
)py";

constexpr char kInspect[] = R"py(
class _empty: pass
class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = 0, 1, 2, 3, 4
    empty = _empty
    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation
    def __str__(self):
        text = {2: '*', 4: '**'}.get(self.kind, '') + self.name
        if self.annotation is not _empty:
            a = self.annotation
            text += ': ' + (a.__name__ if isinstance(a, type) else repr(a))
        if self.default is not _empty:
            text += (' = ' if self.annotation is not _empty else '=') + repr(self.default)
        return text
    def __repr__(self): return f'<Parameter "{self}">'
class Signature:
    empty = _empty
    def __init__(self, parameters=(), *, return_annotation=_empty):
        self.parameters = {p.name: p for p in parameters}
        self.return_annotation = return_annotation
    def __str__(self):
        parts, star = [], False
        for p in self.parameters.values():
            if p.kind == 2: star = True
            if p.kind == 3 and not star:
                parts.append('*')
                star = True
            parts.append(str(p))
        text = '(' + ', '.join(parts) + ')'
        if self.return_annotation is not _empty:
            a = self.return_annotation
            text += ' -> ' + (a.__name__ if isinstance(a, type) else repr(a))
        return text
    def __repr__(self): return f'<Signature {self}>'
def signature(obj):
    f = getattr(obj, '__wrapped__', obj)
    skip = 0
    if isinstance(f, type):
        f, skip = f.__init__, 1
    elif hasattr(f, '__func__'):
        f, skip = f.__func__, 1
    elif not hasattr(f, '__code__') and hasattr(type(f), '__call__'):
        f, skip = type(f).__call__, 1
    if not hasattr(f, '__code__'):
        if not callable(obj):
            raise TypeError(f'{obj!r} is not a callable object')
        raise ValueError(f'no signature found for builtin {obj!r}')
    code = f.__code__
    names = code.co_varnames
    n, k = code.co_argcount, code.co_kwonlyargcount
    defaults = f.__defaults__ or ()
    hints = getattr(f, '__annotations__', {})
    made = []
    for i in range(n):
        d = i - (n - len(defaults))
        made.append(Parameter(names[i], 1, default=defaults[d] if d >= 0 else _empty, annotation=hints.get(names[i], _empty)))
    at = n + k
    if code.co_flags & 4:
        made.append(Parameter(names[at], 2))
        at += 1
    for i in range(n, n + k):
        made.append(Parameter(names[i], 3, default=(f.__kwdefaults__ or {}).get(names[i], _empty), annotation=hints.get(names[i], _empty)))
    if code.co_flags & 8:
        made.append(Parameter(names[at], 4))
    return Signature(made[skip:], return_annotation=hints.get('return', _empty))
def isfunction(o): return type(o).__name__ == 'function'
def ismethod(o): return type(o).__name__ == 'method'
def isbuiltin(o): return type(o).__name__ == 'builtin_function_or_method'
def isroutine(o): return isfunction(o) or ismethod(o) or isbuiltin(o)
def isclass(o): return isinstance(o, type)
def ismodule(o): return type(o).__name__ == 'module'
def isgenerator(o): return type(o).__name__ == 'generator'
def isgeneratorfunction(o): return isfunction(o) and bool(o.__code__.co_flags & 32)
def iscoroutinefunction(o): return False
def isabstract(o): return bool(getattr(o, '__abstractmethods__', ()))
def getdoc(o):
    doc = getattr(o, '__doc__', None)
    if not isinstance(doc, str): return None
    import textwrap
    first, _, rest = doc.partition('\n')
    return (first.lstrip() + ('\n' + textwrap.dedent(rest) if rest else '')).strip()
def getmembers(o, predicate=None):
    return sorted([(n, getattr(o, n)) for n in dir(o) if predicate is None or predicate(getattr(o, n))], key=lambda kv: kv[0])
def getsource(o): raise OSError('could not get source code')
def getfile(o): return 'program.py'
def currentframe(): return None
def stack(): return []
def unwrap(f):
    while hasattr(f, '__wrapped__'): f = f.__wrapped__
    return f
)py";

constexpr char kQueue[] = R"py(
class Empty(Exception): pass
class Full(Exception): pass
class Queue:
    def __init__(self, maxsize=0):
        self.maxsize, self.queue = maxsize, []
    def qsize(self): return len(self.queue)
    def empty(self): return not self.queue
    def full(self): return 0 < self.maxsize <= len(self.queue)
    def put(self, item, block=True, timeout=None):
        if self.full(): raise Full
        self._put(item)
    def get(self, block=True, timeout=None):
        if not self.queue: raise Empty
        return self._get()
    put_nowait = put
    get_nowait = get
    def _put(self, item): self.queue.append(item)
    def _get(self): return self.queue.pop(0)
    def task_done(self): pass
    def join(self): pass
class LifoQueue(Queue):
    def _get(self): return self.queue.pop()
class PriorityQueue(Queue):
    def _put(self, item):
        import heapq
        heapq.heappush(self.queue, item)
    def _get(self):
        import heapq
        return heapq.heappop(self.queue)
SimpleQueue = Queue
)py";

constexpr char kUuid[] = R"py(
class UUID:
    def __init__(self, hex=None, bytes=None, int=None):
        self.hex = hex.replace('-', '') if hex else f'{int:032x}'
    def __str__(self): return '-'.join((self.hex[:8], self.hex[8:12], self.hex[12:16], self.hex[16:20], self.hex[20:]))
    def __repr__(self): return f"UUID('{self}')"
    def __eq__(self, other): return isinstance(other, UUID) and self.hex == other.hex
    def __hash__(self): return hash(self.hex)
_state = [1]
def uuid4():
    import random
    _state[0] += 1
    n = random.Random(_state[0]).getrandbits(128)
    return UUID(int=n & ~(0xf000 << 64) & ~(0xc000 << 48) | 4 << 76 | 0x8000 << 48)
uuid1 = uuid4
)py";

constexpr char kWeakref[] = R"py(
def ref(obj, callback=None): return lambda: obj
def proxy(obj, callback=None): return obj
WeakKeyDictionary = WeakValueDictionary = dict
WeakSet = set
def finalize(obj, func, *args, **kwargs): return None
)py";

constexpr char kConcurrent[] = R"py(
class Future:
    def __init__(self, value=None, error=None): self._value, self._error = value, error
    def result(self, timeout=None):
        if self._error is not None: raise self._error
        return self._value
    def done(self): return True
    def exception(self, timeout=None): return self._error
class ThreadPoolExecutor:
    def __init__(self, max_workers=None, **kwargs): pass
    def __enter__(self): return self
    def __exit__(self, *exc): pass
    def submit(self, fn, /, *args, **kwargs):
        try:
            return Future(fn(*args, **kwargs))
        except Exception as e:
            return Future(error=e)
    def map(self, fn, *iterables, timeout=None, chunksize=1): return map(fn, *iterables)
    def shutdown(self, wait=True): pass
ProcessPoolExecutor = ThreadPoolExecutor
def as_completed(fs, timeout=None): return iter(list(fs))
def wait(fs, **kwargs): return set(fs), set()
)py";

constexpr char kTimeit[] = R"py(
from time import perf_counter as default_timer
def timeit(stmt='pass', setup='pass', timer=default_timer, number=1000000, globals=None):
    if callable(setup): setup()
    start = timer()
    if callable(stmt):
        for _ in range(min(number, 1000)): stmt()
    return timer() - start
def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=5, number=1000000, globals=None):
    return [timeit(stmt, setup, timer, number, globals) for _ in range(repeat)]
)py";

constexpr char kArray[] = R"py(
class array(list):
    def __init__(self, typecode, initializer=()):
        super().__init__(initializer)
        self.typecode = typecode
    def tolist(self): return list(self)
    def __repr__(self): return f"array('{self.typecode}', {list.__repr__(self)})" if len(self) else f"array('{self.typecode}')"
)py";

constexpr char kSecrets[] = R"py(
import random as _random
_r = _random.Random(1)
choice, randbelow, randbits = _r.choice, _r._randbelow, _r.getrandbits
def token_hex(nbytes=32): return _r.randbytes(nbytes).hex()
def token_bytes(nbytes=32): return _r.randbytes(nbytes)
)py";

}  // namespace

void register_services(py::Interp& in) {
  register_text(in, "logging", kLogging);
  register_text(in, "argparse", kArgparse);
  register_text(in, "datetime", kDatetime);
  register_text(in, "pathlib", kPathlib);
  register_text(in, "fnmatch", kFnmatch);
  register_text(in, "glob", kGlob);
  register_text(in, "tempfile", kTempfile);
  register_text(in, "shutil", kShutil);
  register_text(in, "pickle", kPickle);
  register_text(in, "threading", kThreading);
  register_text(in, "inspect", kInspect);
  register_text(in, "queue", kQueue);
  register_text(in, "uuid", kUuid);
  register_text(in, "weakref", kWeakref);
  register_text(in, "concurrent", "");
  register_text(in, "concurrent.futures", kConcurrent);
  register_text(in, "timeit", kTimeit);
  register_text(in, "array", kArray);
  register_text(in, "secrets", kSecrets);
  register_text(in, "keyword", R"py(
kwlist = ['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from',
          'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield']
softkwlist = ['_', 'case', 'match']
iskeyword = frozenset(kwlist).__contains__
)py");
  register_text(in, "signal", "SIGINT, SIGTERM = 2, 15\ndef signal(signalnum, handler):\n    return None\n");
  register_text(in, "atexit", "def register(func, *args, **kwargs):\n    return func\ndef unregister(func):\n    pass\n");
  register_text(in, "multiprocessing", "def cpu_count():\n    return 1\n");
  register_text(in, "reprlib", "def repr(x):\n    return __builtins__.repr(x)\ndef recursive_repr(fillvalue='...'):\n    return lambda f: f\n");
}

}  // namespace misfit::modules::standard
