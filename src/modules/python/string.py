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
