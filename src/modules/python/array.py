class array(list):
    def __init__(self, typecode, initializer=()):
        super().__init__(initializer)
        self.typecode = typecode
    def tolist(self): return list(self)
    def __repr__(self): return f"array('{self.typecode}', {list.__repr__(self)})" if len(self) else f"array('{self.typecode}')"
