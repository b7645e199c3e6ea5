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
