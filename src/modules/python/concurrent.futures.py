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
