_nothing = object()

class count:
    def __init__(self, start=0, step=1):
        if not all(hasattr(type(n), '__add__') and not isinstance(n, (str, bytes, list, tuple)) for n in (start, step)):
            raise TypeError('a number is required')
        self._next, self._step = start, step
    def __iter__(self):
        return self
    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value
    def __repr__(self):
        return f'count({self._next})' if self._step == 1 else f'count({self._next}, {self._step})'

def cycle(iterable):
    saved = []
    for element in iterable:
        yield element
        saved.append(element)
    while saved:
        for element in saved:
            yield element

class repeat:
    def __init__(self, object=_nothing, times=None):
        if object is _nothing:
            raise TypeError("repeat() missing required argument 'object' (pos 1)")
        self._object, self._left = object, times
    def __iter__(self):
        return self
    def __next__(self):
        if self._left is not None:
            if self._left <= 0:
                raise StopIteration
            self._left -= 1
        return self._object
    def __repr__(self):
        return f'repeat({self._object!r})' if self._left is None else f'repeat({self._object!r}, {self._left})'

class chain:
    __shown__ = 'itertools.chain'
    def __init__(self, *iterables):
        self._it = self._all(iterables)
    @staticmethod
    def _all(iterables):
        for it in iterables:
            yield from it
    @classmethod
    def from_iterable(cls, iterables):
        new = cls()
        new._it = cls._all(iterables)
        return new
    def __iter__(self):
        return self
    def __next__(self):
        return next(self._it)

def accumulate(iterable, func=None, *, initial=None):
    it = iter(iterable)
    total = initial
    if initial is None:
        try:
            total = next(it)
        except StopIteration:
            return
    yield total
    for element in it:
        total = total + element if func is None else func(total, element)
        yield total

def compress(data, selectors):
    return (d for d, s in zip(data, selectors) if s)

def dropwhile(predicate, iterable):
    it = iter(iterable)
    for x in it:
        if not predicate(x):
            yield x
            break
    yield from it

def takewhile(predicate, iterable):
    for x in iterable:
        if not predicate(x):
            break
        yield x

def filterfalse(predicate, iterable):
    for x in iterable:
        if not (x if predicate is None else predicate(x)):
            yield x

class groupby:
    def __init__(self, iterable=_nothing, key=None):
        if iterable is _nothing:
            raise TypeError("groupby() missing required argument 'iterable' (pos 1)")
        self._key = key
        self._it = iter(iterable)
        self._target = self._current = self._value = object()
    def __iter__(self):
        return self
    def __next__(self):
        self._id = object()
        while self._current is self._target or self._current == self._target:
            self._advance()
        self._target = self._current
        return self._current, self._group(self._target, self._id)
    def _advance(self):
        self._value = next(self._it)
        self._current = self._value if self._key is None else self._key(self._value)
    def _group(self, target, id):
        while self._id is id and self._current == target:
            yield self._value
            try:
                self._advance()
            except StopIteration:
                self._target = target
                self._it = iter(())
                self._current = target
                return

def islice(iterable, *args):
    s = slice(*args)
    for bound in (s.start, s.stop):
        if bound is not None and (not isinstance(bound, int) or bound < 0):
            raise ValueError('Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.' if len(args) == 1 else
                             'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    if s.step is not None and s.step <= 0:
        raise ValueError('Step for islice() must be a positive integer or None.')
    return _islice(iter(iterable), s.start or 0, s.stop, s.step or 1)

def _islice(it, start, stop, step):
    i = 0
    want = start
    while stop is None or i < stop:
        if i < want and stop is not None and want >= stop:
            while i < stop:
                next(it, None)
                i += 1
            return
        try:
            element = next(it)
        except StopIteration:
            return
        if i == want:
            yield element
            want += step
        i += 1

def pairwise(iterable):
    it = iter(iterable)
    previous = next(it, _nothing)
    for x in it:
        yield previous, x
        previous = x

def starmap(function, iterable):
    for args in iterable:
        yield function(*iter(args))

def tee(iterable, n=2):
    if n < 0:
        raise ValueError('n must be >= 0')
    it = iter(iterable)
    queues = [[] for _ in range(n)]
    def walk(mine):
        while True:
            if not mine:
                try:
                    value = next(it)
                except StopIteration:
                    return
                for q in queues:
                    q.append(value)
            yield mine.pop(0)
    return tuple(walk(q) for q in queues)

def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(it) for it in iterables]
    active = len(iterators)
    done = [False] * active
    while active:
        values = []
        for i, it in enumerate(iterators):
            value = fillvalue
            if not done[i]:
                try:
                    value = next(it)
                except StopIteration:
                    done[i] = True
                    active -= 1
                    if not active:
                        return
            values.append(value)
        yield tuple(values)

def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError('repeat argument cannot be negative')
    return _product([tuple(it) for it in iterables] * repeat)

def _product(pools):
    indices = [0] * len(pools)
    if not all(pools):
        return
    while True:
        yield tuple([pool[i] for pool, i in zip(pools, indices)])
        at = len(pools) - 1
        while at >= 0:
            indices[at] += 1
            if indices[at] < len(pools[at]):
                break
            indices[at] = 0
            at -= 1
        if at < 0:
            return

def permutations(iterable, r=None):
    pool = tuple(iterable)
    if r is not None and not isinstance(r, int):
        raise TypeError('Expected int as r')
    if r is not None and r < 0:
        raise ValueError('r must be non-negative')
    return _permutations(pool, len(pool) if r is None else r, (), range(len(pool)))

def _permutations(pool, r, chosen, left):
    if len(chosen) == r:
        yield tuple([pool[i] for i in chosen])
        return
    for i in left:
        yield from _permutations(pool, r, chosen + (i,), [k for k in left if k != i])

def combinations(iterable, r):
    if r < 0:
        raise ValueError('r must be non-negative')
    return _combinations(tuple(iterable), r, (), 0, 1)

def combinations_with_replacement(iterable, r):
    if r < 0:
        raise ValueError('r must be non-negative')
    return _combinations(tuple(iterable), r, (), 0, 0)

def _combinations(pool, r, chosen, first, step):
    if len(chosen) == r:
        yield chosen
        return
    for i in range(first, len(pool)):
        yield from _combinations(pool, r, chosen + (pool[i],), i + step, step)
