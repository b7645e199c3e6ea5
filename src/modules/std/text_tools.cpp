// string, textwrap, csv and pprint.
#include "modules/std/std.h"

namespace misfit::modules::standard {

namespace {

constexpr char kString[] = R"py(
whitespace = ' \t\n\r\x0b\x0c'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace

def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))

class Template:
    delimiter = '$'
    def __init__(self, template):
        self.template = template
    def _fill(self, mapping, safe):
        s, out, i = self.template, [], 0
        while i < len(s):
            if s[i] != '$':
                out.append(s[i])
                i += 1
                continue
            if s[i + 1:i + 2] == '$':
                out.append('$')
                i += 2
                continue
            braced = s[i + 1:i + 2] == '{'
            j = start = i + 2 if braced else i + 1
            while j < len(s) and s[j].isascii() and (s[j] == '_' or s[j].isalpha() or (j > start and s[j].isdigit())):
                j += 1
            if j == start or (braced and s[j:j + 1] != '}'):
                if not safe:
                    lines = s[:i].splitlines(keepends=True)
                    colno, lineno = (1, 1) if not lines else (i - len(''.join(lines[:-1])) + (0 if lines[-1].endswith('\n') else 1), len(lines))
                    raise ValueError('Invalid placeholder in string: line %d, col %d' % (lineno, colno))
                out.append('$')
                i += 1
                continue
            name = s[start:j]
            end = j + 1 if braced else j
            if name in mapping or not safe:
                out.append(str(mapping[name]))
            else:
                out.append(s[i:end])
            i = end
        return ''.join(out)
    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)
    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)

class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)
    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
)py";

constexpr char kTextwrap[] = R"py(
class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False,
                 break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=' [...]'):
        self.width, self.initial_indent, self.subsequent_indent = width, initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace, self.drop_whitespace = expand_tabs, replace_whitespace, drop_whitespace
        self.break_long_words, self.break_on_hyphens, self.tabsize = break_long_words, break_on_hyphens, tabsize
        self.max_lines, self.placeholder = max_lines, placeholder

    def _split(self, text):
        chunks, word = [], ''
        i = 0
        while i < len(text):
            j = i
            if text[i].isspace():
                while j < len(text) and text[j].isspace():
                    j += 1
                chunks.append(text[i:j])
            else:
                while j < len(text) and not text[j].isspace():
                    j += 1
                word = text[i:j]
                if self.break_on_hyphens:
                    start = 0
                    for k in range(1, len(word) - 1):
                        if word[k] == '-' and word[k - 1].isalpha() and word[k + 1].isalpha() and k - start >= 2:
                            chunks.append(word[start:k + 1])
                            start = k + 1
                    chunks.append(word[start:])
                else:
                    chunks.append(word)
            i = j
        return chunks

    def wrap(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = ''.join(' ' if c in '\t\n\x0b\x0c\r ' else c for c in text)
        chunks = self._split(text)
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        lines = []
        chunks.reverse()
        while chunks:
            current, length = [], 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == '' and lines:
                del chunks[-1]
            while chunks:
                n = len(chunks[-1])
                if length + n > width:
                    break
                current.append(chunks.pop())
                length += n
            if chunks and len(chunks[-1]) > width:
                space = 1 if width < 1 else width - length
                if self.break_long_words:
                    chunk = chunks[-1]
                    end = space
                    if self.break_on_hyphens and len(chunk) > space:
                        hyphen = chunk.rfind('-', 0, space)
                        if hyphen > 0 and any(c != '-' for c in chunk[:hyphen]):
                            end = hyphen + 1
                    current.append(chunk[:end])
                    chunks[-1] = chunk[end:]
                elif not current:
                    current.append(chunks.pop())
                length = sum(map(len, current))
            if self.drop_whitespace and current and current[-1].strip() == '':
                length -= len(current[-1])
                del current[-1]
            if current:
                if self.max_lines is None or len(lines) + 1 < self.max_lines or (
                        (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()) and length <= width):
                    lines.append(indent + ''.join(current))
                else:
                    while current:
                        if current[-1].strip() and length + len(self.placeholder) <= width:
                            current.append(self.placeholder)
                            lines.append(indent + ''.join(current))
                            break
                        length -= len(current[-1])
                        del current[-1]
                    else:
                        if lines:
                            previous = lines[-1].rstrip()
                            if len(previous) + len(self.placeholder) <= self.width:
                                lines[-1] = previous + self.placeholder
                                break
                        lines.append(indent + self.placeholder.lstrip())
                    break
        return lines

    def fill(self, text):
        return '\n'.join(self.wrap(text))

def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)

def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)

def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))

def dedent(text):
    lines = [line if line.strip() else '' for line in text.split('\n')]
    margin = None
    for line in lines:
        if not line:
            continue
        indent = line[:len(line) - len(line.lstrip(' \t'))]
        if margin is None:
            margin = indent
        else:
            n = 0
            while n < min(len(margin), len(indent)) and margin[n] == indent[n]:
                n += 1
            margin = margin[:n]
    if margin:
        lines = [line[len(margin):] if line else line for line in lines]
    return '\n'.join(lines)

def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return ''.join(prefix + line if predicate(line) else line for line in text.splitlines(True))
)py";

constexpr char kCsv[] = R"py(
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3
class Error(Exception):
    pass
class Dialect:
    delimiter, quotechar, lineterminator = ',', '"', '\r\n'
class excel(Dialect):
    pass
class excel_tab(excel):
    delimiter = '\t'

class reader:
    def __init__(self, iterable, dialect='excel', *, delimiter=None, quotechar='"', skipinitialspace=False, **kwargs):
        self._lines = iter(iterable)
        self._delimiter = delimiter or ('\t' if dialect in ('excel-tab', excel_tab) else ',')
        self._quote, self._skip = quotechar, skipinitialspace
        self._numbers = kwargs.get('quoting') == QUOTE_NONNUMERIC
        self.line_num = 0
    def __iter__(self):
        return self
    def __next__(self):
        line = next(self._lines)
        self.line_num += 1
        row, value, i, quoted, was_quoted = [], '', 0, False, False
        line = line.rstrip('\n').rstrip('\r') if line.count(self._quote) % 2 == 0 else line
        if not line:
            return []
        while True:
            if i >= len(line):
                if not quoted:
                    break
                try:
                    line = next(self._lines)
                    self.line_num += 1
                except StopIteration:
                    break
                i = 0
                if line.count(self._quote) % 2:
                    line = line.rstrip('\n').rstrip('\r')
                continue
            c = line[i]
            if quoted:
                if c == self._quote:
                    if line[i + 1:i + 2] == self._quote:
                        value += c
                        i += 1
                    else:
                        quoted = False
                else:
                    value += c
            elif c == self._quote and not value:
                quoted = was_quoted = True
            elif c == self._delimiter:
                row.append(float(value) if self._numbers and not was_quoted else value)
                value, was_quoted = '', False
                while self._skip and line[i + 1:i + 2] == ' ':
                    i += 1
            else:
                value += c
            i += 1
        row.append(float(value) if self._numbers and not was_quoted else value)
        return row

class writer:
    def __init__(self, fileobj, dialect='excel', *, delimiter=None, quotechar='"', lineterminator='\r\n', quoting=QUOTE_MINIMAL, **kwargs):
        self._file, self._quote, self._end, self._quoting = fileobj, quotechar, lineterminator, quoting
        self._delimiter = delimiter or ('\t' if dialect in ('excel-tab', excel_tab) else ',')
    def _cell(self, v, alone):
        text = '' if v is None else repr(v) if isinstance(v, float) else str(v)
        number = isinstance(v, (int, float))
        if self._quoting == QUOTE_ALL or (self._quoting == QUOTE_NONNUMERIC and not number) or (self._quoting != QUOTE_NONE and (
                any(c in text for c in (self._delimiter, self._quote, '\n', '\r')) or (alone and not text))):
            return self._quote + text.replace(self._quote, self._quote * 2) + self._quote
        return text
    def writerow(self, row):
        row = list(row)
        return self._file.write(self._delimiter.join(self._cell(v, len(row) == 1) for v in row) + self._end)
    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self.reader = reader(f, dialect, *args, **kwds)
        self._fieldnames, self.restkey, self.restval = fieldnames, restkey, restval
    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames
    @property
    def line_num(self):
        return self.reader.line_num
    def __iter__(self):
        return self
    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        d = dict(zip(names, row))
        if len(names) < len(row):
            d[self.restkey] = row[len(names):]
        for key in names[len(row):]:
            d[key] = self.restval
        return d

class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        self.fieldnames, self.restval, self.extrasaction = fieldnames, restval, extrasaction
        self.writer = writer(f, dialect, *args, **kwds)
    def writeheader(self):
        return self.writer.writerow(self.fieldnames)
    def writerow(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = [k for k in rowdict if k not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(x) for x in wrong]))
        return self.writer.writerow([rowdict.get(k, self.restval) for k in self.fieldnames])
    def writerows(self, rowdicts):
        for r in rowdicts:
            self.writerow(r)
)py";

constexpr char kPprint[] = R"py(
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
)py";

}  // namespace

void register_text_tools(py::Interp& in) {
  register_text(in, "string", kString);
  register_text(in, "textwrap", kTextwrap);
  register_text(in, "csv", kCsv);
  register_text(in, "pprint", kPprint);
}

}  // namespace misfit::modules::standard
