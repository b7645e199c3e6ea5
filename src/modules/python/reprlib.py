def repr(x):
    return __builtins__.repr(x)
def recursive_repr(fillvalue='...'):
    return lambda f: f
