def _safe(o, sort):
    if type(o) is dict:
        items = o.items()
        if sort:
            try:
                items = sorted(items)
            except TypeError:
                items = sorted(items, key=lambda kv: (str(type(kv[0])), str(kv[0])))
        return '{' + ', '.join(f'{_safe(k, sort)}: {_safe(v, sort)}' for k, v in items) + '}'
    if type(o) is list:
        return '[' + ', '.join(_safe(v, sort) for v in o) + ']'
    if type(o) is tuple:
        return '(' + ', '.join(_safe(v, sort) for v in o) + (',)' if len(o) == 1 else ')')
    return repr(o)

class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._indent, self._width, self._stream, self._compact, self._sort = indent, width, stream, compact, sort_dicts
    def pformat(self, o):
        out = []
        self._format(o, out, 0, 0)
        return ''.join(out)
    def pprint(self, o):
        text = self.pformat(o) + '\n'
        if self._stream is None:
            print(text, end='')
        else:
            self._stream.write(text)
    def _format(self, o, out, indent, allowance):
        text = _safe(o, self._sort)
        if len(text) <= self._width - indent - allowance or type(o) not in (dict, list, tuple, set, frozenset, str):
            out.append(text)
            return
        if type(o) is str:
            self._text(o, out, indent, allowance)
            return
        if type(o) in (set, frozenset):
            opening, closing = ('{', '}') if type(o) is set else ('frozenset({', '})')
            try:
                o = sorted(o)
            except TypeError:
                o = list(o)
        elif type(o) is dict:
            out.append('{' + ' ' * (self._indent - 1))
            items = list(o.items())
            if self._sort:
                try:
                    items = sorted(items)
                except TypeError:
                    items = sorted(items, key=lambda kv: (str(type(kv[0])), str(kv[0])))
            for i, (k, v) in enumerate(items):
                last = i == len(items) - 1
                key = _safe(k, self._sort)
                if i:
                    out.append(',\n' + ' ' * (indent + self._indent))
                out.append(key + ': ')
                self._format(v, out, indent + self._indent + len(key) + 2, allowance + 1 if last else 1)
            out.append('}')
            return
        else:
            opening, closing = ('[', ']') if type(o) is list else ('(', ',)' if len(o) == 1 else ')')
        out.append(opening + ' ' * (self._indent - 1))
        inner = indent + self._indent + len(opening) - 1
        for i, v in enumerate(o):
            if i:
                out.append(',\n' + ' ' * inner)
            self._format(v, out, inner, allowance + len(closing) if i == len(o) - 1 else 1)
        out.append(closing)
    def _text(self, s, out, indent, allowance):
        room = self._width - indent - allowance
        parts, current = [], ''
        words = s.split(' ')
        pieces = [w + ' ' for w in words[:-1]] + [words[-1]]
        for p in pieces:
            if current and len(repr(current + p)) > room - 1:
                parts.append(current)
                current = p
            else:
                current += p
        parts.append(current)
        if len(parts) == 1:
            out.append(repr(s))
            return
        opening = '(' if indent == 0 else ''
        gap = ' ' * (indent + len(opening))
        out.append(opening + ('\n' + gap).join(repr(p) for p in parts) + (')' if opening else ''))

def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)
def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)
def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)
def saferepr(object):
    return repr(object)
