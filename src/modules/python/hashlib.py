import _binary
class _Hash:
    def __init__(self, name, data, function, size):
        self.name, self._function, self.digest_size, self._data = name, function, size, bytes(data) if not isinstance(data, str) else data
        function(self._data)
    def update(self, data):
        self._function(data)
        self._data += data
    def digest(self):
        return self._function(self._data)
    def hexdigest(self):
        return self.digest().hex()
    def copy(self):
        return _Hash(self.name, self._data, self._function, self.digest_size)
def sha1(data=b'', **kwargs): return _Hash('sha1', data, _binary.sha1, 20)
def sha256(data=b'', **kwargs): return _Hash('sha256', data, _binary.sha256, 32)
def sha512(data=b'', **kwargs): return _Hash('sha512', data, _binary.sha512, 64)
def md5(data=b'', **kwargs): return _Hash('md5', data, _binary.md5, 16)
def new(name, data=b'', **kwargs):
    return {'sha1': sha1, 'sha256': sha256, 'sha512': sha512, 'md5': md5}[name.lower()](data)
