class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno
JSONDecodeError.__module__ = 'json.decoder'

_escapes = {'\\': '\\\\', '"': '\\"', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t'}

def _string(s, ascii):
    if s.isascii() and s.isprintable() and '"' not in s and '\\' not in s:
        return '"' + s + '"'
    out = []
    for c in s:
        n = ord(c)
        if c in _escapes:
            out.append(_escapes[c])
        elif n < 32 or (ascii and 126 < n < 0x10000):
            out.append(f'\\u{n:04x}')
        elif ascii and n > 126:
            n -= 0x10000
            out.append(f'\\u{0xd800 + (n >> 10):04x}\\u{0xdc00 + (n & 0x3ff):04x}')
        else:
            out.append(c)
    return '"' + ''.join(out) + '"'

def _float(x, allow_nan):
    if x != x:
        text = 'NaN'
    elif x in (float('inf'), float('-inf')):
        text = 'Infinity' if x > 0 else '-Infinity'
    else:
        return float.__repr__(x)
    if not allow_nan:
        raise ValueError('Out of range float values are not JSON compliant')
    return text

class JSONEncoder:
    item_separator = ', '
    key_separator = ': '
    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular, self.allow_nan = skipkeys, ensure_ascii, check_circular, allow_nan
        self.sort_keys, self.indent = sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default
    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')
    def encode(self, o):
        return ''.join(self.iterencode(o))
    def iterencode(self, o, _one_shot=False):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = ' ' * indent
        out = []
        self._emit(o, out, indent, 0, [])
        return iter(out)
    def _emit(self, o, out, indent, level, parents):
        if isinstance(o, str):
            out.append(_string(o, self.ensure_ascii))
        elif o is None:
            out.append('null')
        elif o is True:
            out.append('true')
        elif o is False:
            out.append('false')
        elif isinstance(o, int):
            out.append(int.__repr__(o))
        elif isinstance(o, float):
            out.append(_float(o, self.allow_nan))
        else:
            if any(o is p for p in parents):
                raise ValueError('Circular reference detected')
            parents = parents + [o]
            inner = '\n' + indent * (level + 1) if indent is not None else ''
            last = '\n' + indent * level if indent is not None else ''
            if isinstance(o, (list, tuple)):
                if not o:
                    out.append('[]')
                    return
                out.append('[' + inner)
                for i, v in enumerate(o):
                    if i:
                        out.append(self.item_separator + inner)
                    self._emit(v, out, indent, level + 1, parents)
                out.append(last + ']')
            elif isinstance(o, dict):
                if not o:
                    out.append('{}')
                    return
                items = sorted(o.items()) if self.sort_keys else o.items()
                first = True
                out.append('{')
                for k, v in items:
                    if isinstance(k, str):
                        pass
                    elif k is True:
                        k = 'true'
                    elif k is False:
                        k = 'false'
                    elif k is None:
                        k = 'null'
                    elif isinstance(k, int):
                        k = int.__repr__(k)
                    elif isinstance(k, float):
                        k = _float(k, self.allow_nan)
                    elif self.skipkeys:
                        continue
                    else:
                        raise TypeError(f'keys must be str, int, float, bool or None, not {k.__class__.__name__}')
                    out.append(inner if first else self.item_separator + inner)
                    first = False
                    out.append(_string(k, self.ensure_ascii) + self.key_separator)
                    self._emit(v, out, indent, level + 1, parents)
                out.append('}' if first else last + '}')
            else:
                self._emit(self.default(o), out, indent, level, parents)

def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan, indent=indent,
                                separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)

def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))

_unescape = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

class _Reader:
    def __init__(self, text, options):
        self.s = text
        self.n = len(text)
        self.options = options
        self.parse_float = options.get('parse_float') or float
        self.parse_int = options.get('parse_int') or int
    def space(self, i):
        s, n = self.s, self.n
        while i < n and s[i] in ' \t\n\r':
            i += 1
        return i
    def value(self, i):
        s = self.s
        c = s[i] if i < self.n else ''
        if c == '"':
            return self.string(i + 1)
        if c == '{':
            return self.object(i + 1)
        if c == '[':
            return self.array(i + 1)
        for word, v in (('null', None), ('true', True), ('false', False)):
            if c == word[0] and s.startswith(word, i):
                return v, i + len(word)
        for word in ('NaN', 'Infinity', '-Infinity'):
            if c and s.startswith(word, i):
                constant = self.options.get('parse_constant') or float
                return constant(word), i + len(word)
        j = i + 1 if c == '-' else i
        first = j
        while j < self.n and '0' <= s[j] <= '9':
            j += 1
        if j == first:
            raise JSONDecodeError('Expecting value', s, i)
        if s[first] == '0':
            j = first + 1
        whole = True
        if j + 1 < self.n and s[j] == '.' and s[j + 1].isdigit():
            whole = False
            j += 1
            while j < self.n and s[j].isdigit():
                j += 1
        if j < self.n and s[j] in 'eE':
            k = j + 1
            if k < self.n and s[k] in '+-':
                k += 1
            if k < self.n and s[k].isdigit():
                whole = False
                j = k
                while j < self.n and s[j].isdigit():
                    j += 1
        return (self.parse_int if whole else self.parse_float)(s[i:j]), j
    def string(self, i):
        s, n = self.s, self.n
        begin = i - 1
        out = []
        while True:
            j = i
            while j < n and s[j] != '"' and s[j] != '\\' and s[j] >= ' ':
                j += 1
            out.append(s[i:j])
            if j >= n:
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            if s[j] == '"':
                return ''.join(out), j + 1
            if s[j] != '\\':
                raise JSONDecodeError('Invalid control character at', s, j)
            if j + 1 >= n:
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            c = s[j + 1]
            if c != 'u':
                if c not in _unescape:
                    raise JSONDecodeError('Invalid \\escape', s, j)
                out.append(_unescape[c])
                i = j + 2
                continue
            code = self.hex(j + 2)
            i = j + 6
            if 0xd800 <= code < 0xdc00 and s.startswith('\\u', i):
                low = self.hex(i + 2)
                if 0xdc00 <= low < 0xe000:
                    code = 0x10000 + ((code - 0xd800) << 10 | low - 0xdc00)
                    i += 6
            out.append(chr(code))
    def hex(self, i):
        try:
            if len(self.s[i:i + 4]) == 4:
                return int(self.s[i:i + 4], 16)
        except ValueError:
            pass
        raise JSONDecodeError('Invalid \\uXXXX escape', self.s, i - 1)
    def array(self, i):
        s = self.s
        out = []
        i = self.space(i)
        if s[i:i + 1] == ']':
            return out, i + 1
        while True:
            v, i = self.value(i)
            out.append(v)
            i = self.space(i)
            c = s[i:i + 1]
            if c == ']':
                return out, i + 1
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            i = self.space(i + 1)
    def object(self, i):
        s = self.s
        pairs = []
        i = self.space(i)
        if s[i:i + 1] != '}':
            while True:
                if s[i:i + 1] != '"':
                    raise JSONDecodeError('Expecting property name enclosed in double quotes', s, i)
                k, i = self.string(i + 1)
                i = self.space(i)
                if s[i:i + 1] != ':':
                    raise JSONDecodeError("Expecting ':' delimiter", s, i)
                v, i = self.value(self.space(i + 1))
                pairs.append((k, v))
                i = self.space(i)
                c = s[i:i + 1]
                if c == '}':
                    break
                if c != ',':
                    raise JSONDecodeError("Expecting ',' delimiter", s, i)
                i = self.space(i + 1)
        i += 1
        hook = self.options.get('object_pairs_hook')
        if hook is not None:
            return hook(pairs), i
        made = dict(pairs)
        hook = self.options.get('object_hook')
        return (made if hook is None else hook(made)), i

class JSONDecoder:
    def __init__(self, **options):
        self.options = options
    def decode(self, s):
        r = _Reader(s, self.options)
        v, end = r.value(r.space(0))
        end = r.space(end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return v
    def raw_decode(self, s, idx=0):
        return _Reader(s, self.options).value(idx)

def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode('utf-8')
    elif not isinstance(s, str):
        raise TypeError(f'the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}')
    elif s.startswith('\ufeff'):
        raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    return (cls or JSONDecoder)(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant,
                                object_pairs_hook=object_pairs_hook, **kw).decode(s)

def load(fp, **kw):
    return loads(fp.read(), **kw)
