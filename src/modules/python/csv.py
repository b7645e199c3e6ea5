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
