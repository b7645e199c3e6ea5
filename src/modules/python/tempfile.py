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
