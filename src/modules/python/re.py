import _re
from enum import IntFlag as _IntFlag

class RegexFlag(_IntFlag):
    NOFLAG = 0
    TEMPLATE = 1
    IGNORECASE = 2
    LOCALE = 4
    MULTILINE = 8
    DOTALL = 16
    UNICODE = 32
    VERBOSE = 64
    DEBUG = 128
    ASCII = 256
    I = 2
    L = 4
    M = 8
    S = 16
    U = 32
    X = 64
    A = 256
    def __repr__(self):
        return 're.' + '|re.'.join(self._name_.split('|')) if self._name_ else f're.RegexFlag({self._value_})'
    __str__ = __repr__

NOFLAG, IGNORECASE, LOCALE, MULTILINE, DOTALL = RegexFlag.NOFLAG, RegexFlag.IGNORECASE, RegexFlag.LOCALE, RegexFlag.MULTILINE, RegexFlag.DOTALL
UNICODE, VERBOSE, ASCII, DEBUG = RegexFlag.UNICODE, RegexFlag.VERBOSE, RegexFlag.ASCII, RegexFlag.DEBUG
I, L, M, S, U, X, A = IGNORECASE, LOCALE, MULTILINE, DOTALL, UNICODE, VERBOSE, ASCII

class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        if pattern is not None and pos is not None:
            msg = f'{msg} at position {pos}'
            self.lineno = pattern.count('\n', 0, pos) + 1
            self.colno = pos - pattern.rfind('\n', 0, pos)
            if '\n' in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        super().__init__(msg)

class Match:
    __shown__ = 're.Match'
    def __init__(self, re, string, spans, pos, endpos):
        self.re, self.string, self._spans, self.pos, self.endpos = re, string, spans, pos, endpos
    def _index(self, group):
        if isinstance(group, str):
            if group in self.re.groupindex:
                return self.re.groupindex[group]
            raise IndexError('no such group')
        if not isinstance(group, int) or not 0 <= group <= self.re.groups:
            raise IndexError('no such group')
        return group
    def _get(self, group, default=None):
        i = self._index(group)
        a, b = self._spans[2 * i], self._spans[2 * i + 1]
        return default if a < 0 else self.string[a:b]
    def group(self, *groups):
        if not groups:
            return self._get(0)
        if len(groups) == 1:
            return self._get(groups[0])
        return tuple(self._get(g) for g in groups)
    def __getitem__(self, group):
        return self._get(group)
    def groups(self, default=None):
        return tuple(self._get(i, default) for i in range(1, self.re.groups + 1))
    def groupdict(self, default=None):
        return {name: self._get(i, default) for name, i in self.re.groupindex.items()}
    def start(self, group=0):
        return self._spans[2 * self._index(group)]
    def end(self, group=0):
        return self._spans[2 * self._index(group) + 1]
    def span(self, group=0):
        i = self._index(group)
        return self._spans[2 * i], self._spans[2 * i + 1]
    @property
    def lastindex(self):
        best, end = None, -1
        for i in range(1, self.re.groups + 1):
            if self._spans[2 * i + 1] > end:
                best, end = i, self._spans[2 * i + 1]
        return best
    @property
    def lastgroup(self):
        for name, i in self.re.groupindex.items():
            if i == self.lastindex:
                return name
        return None
    def expand(self, template):
        return _expand(self, _parse_template(self.re, template))
    def __copy__(self):
        return self
    def __repr__(self):
        return f'<re.Match object; span={self.span()!r}, match={self.group()!r}>'

def _parse_template(pattern, template):
    parts, text, i = [], '', 0
    while i < len(template):
        c = template[i]
        if c != '\\' or i + 1 >= len(template):
            text += c
            i += 1
            continue
        c = template[i + 1]
        i += 2
        if c == 'g':
            if template[i:i + 1] != '<':
                raise error('missing <', template, i)
            end = template.find('>', i)
            if end < 0:
                raise error('missing >, unterminated name', template, i + 1)
            name = template[i + 1:end]
            if name.isdigit():
                group = int(name)
            elif name in pattern.groupindex:
                group = pattern.groupindex[name]
            else:
                raise IndexError(f'unknown group name {name!r}')
            if group > pattern.groups:
                raise error(f'invalid group reference {group}', template, i + 1)
            parts += [text, group]
            text = ''
            i = end + 1
        elif c.isdigit() and c != '0':
            n = c
            if template[i:i + 1].isdigit():
                n += template[i]
                i += 1
            if int(n) > pattern.groups:
                raise error(f'invalid group reference {n}', template, i - len(n))
            parts += [text, int(n)]
            text = ''
        elif c in _simple:
            text += _simple[c]
        elif c.isascii() and c.isalpha():
            raise error(f'bad escape \\{c}', template, i - 2)
        elif c == '0':
            text += '\0'
        else:
            text += c if c == '\\' else '\\' + c
    parts.append(text)
    return parts

_simple = {'n': '\n', 't': '\t', 'r': '\r', 'f': '\f', 'v': '\v', 'a': '\a', 'b': '\b', '\\': '\\'}

def _expand(match, parts):
    return ''.join(p if isinstance(p, str) else (match._get(p) or '') for p in parts)

class Pattern:
    __shown__ = 're.Pattern'
    def __init__(self, pattern, flags, program):
        self.pattern, self._program = pattern, program
        self.flags = program.flags | (0 if program.flags & 256 else 32)
        self.groups, self.groupindex = program.groups, program.names
    def _run(self, string, pos, endpos, where, advance=False):
        if not isinstance(string, str):
            raise TypeError("cannot use a string pattern on a bytes-like object" if isinstance(string, (bytes, bytearray)) else f"expected string or bytes-like object, got '{type(string).__name__}'")
        endpos = len(string) if endpos is None else endpos
        spans = self._program.run(string, pos, endpos, where, advance)
        return None if spans is None else Match(self, string, spans, pos, endpos)
    def search(self, string, pos=0, endpos=None):
        return self._run(string, pos, endpos, 0)
    def match(self, string, pos=0, endpos=None):
        return self._run(string, pos, endpos, 1)
    def fullmatch(self, string, pos=0, endpos=None):
        return self._run(string, pos, endpos, 2)
    def finditer(self, string, pos=0, endpos=None):
        advance = False
        while True:
            m = self._run(string, pos, endpos, 0, advance)
            if m is None:
                return
            yield m
            advance = m.start() == m.end()
            pos = m.end()
    def findall(self, string, pos=0, endpos=None):
        if self.groups == 0:
            return [m.group() for m in self.finditer(string, pos, endpos)]
        if self.groups == 1:
            return [m._get(1, '') for m in self.finditer(string, pos, endpos)]
        return [m.groups('') for m in self.finditer(string, pos, endpos)]
    def split(self, string, maxsplit=0):
        out, at = [], 0
        for n, m in enumerate(self.finditer(string)):
            if maxsplit and n >= maxsplit:
                break
            out.append(string[at:m.start()])
            out.extend(m.groups())
            at = m.end()
        out.append(string[at:])
        return out
    def subn(self, repl, string, count=0):
        parts = None if callable(repl) else _parse_template(self, repl) if '\\' in repl else [repl]
        out, at, n = [], 0, 0
        for m in self.finditer(string):
            if count and n >= count:
                break
            out.append(string[at:m.start()])
            out.append(_expand(m, parts) if parts is not None else repl(m))
            at = m.end()
            n += 1
        out.append(string[at:])
        return ''.join(out), n
    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]
    def __repr__(self):
        flags = self.flags & ~32
        text = f're.compile({self.pattern!r}'
        names = [n for n, v in (('re.IGNORECASE', 2), ('re.MULTILINE', 8), ('re.DOTALL', 16), ('re.VERBOSE', 64), ('re.ASCII', 256)) if flags & v]
        return text + (', ' + '|'.join(names) if names else '') + ')'
    def __eq__(self, other):
        return isinstance(other, Pattern) and (self.pattern, self.flags) == (other.pattern, other.flags)
    def __hash__(self):
        return hash((self.pattern, self.flags))
    def __copy__(self):
        return self
    def __deepcopy__(self, memo):
        return self

_cache = {}
def _compiled(pattern, flags):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    if not isinstance(pattern, str):
        raise TypeError('first argument must be string or compiled pattern')
    flags = int(flags)
    key = (pattern, flags)
    found = _cache.get(key)
    if found is None:
        program = _re.compile(pattern, flags)
        if isinstance(program, tuple):
            raise error(program[0], pattern, program[1])
        found = _cache[key] = Pattern(pattern, flags, program)
    return found

def compile(pattern, flags=0):
    return _compiled(pattern, flags)
def search(pattern, string, flags=0):
    return _compiled(pattern, flags).search(string)
def match(pattern, string, flags=0):
    return _compiled(pattern, flags).match(string)
def fullmatch(pattern, string, flags=0):
    return _compiled(pattern, flags).fullmatch(string)
def findall(pattern, string, flags=0):
    return _compiled(pattern, flags).findall(string)
def finditer(pattern, string, flags=0):
    return _compiled(pattern, flags).finditer(string)
def split(pattern, string, maxsplit=0, flags=0):
    return _compiled(pattern, flags).split(string, maxsplit)
def sub(pattern, repl, string, count=0, flags=0):
    return _compiled(pattern, flags).sub(repl, string, count)
def subn(pattern, repl, string, count=0, flags=0):
    return _compiled(pattern, flags).subn(repl, string, count)
_special = set('()[]{}?*+-|^$\\.&~# \t\n\r\v\f')
def escape(pattern):
    return ''.join('\\' + c if c in _special else c for c in pattern)
def purge():
    _cache.clear()
