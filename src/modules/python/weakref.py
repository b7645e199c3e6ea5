def ref(obj, callback=None): return lambda: obj
def proxy(obj, callback=None): return obj
WeakKeyDictionary = WeakValueDictionary = dict
WeakSet = set
def finalize(obj, func, *args, **kwargs): return None
