# tf.debugging: assertions on tensors, after TensorFlow's own check_ops and control_flow_assert.
import numpy as np
import tensorflow as tf
import tensorflow._ops as ops
from tensorflow._scope import name_scope

def _prefix(message):
    return f'{message}.  ' if message else ''

def _described(x):
    return f'shape={x.shape} dtype={x.dtype.name}'

def _shown(x):
    return _described(x) if tf.executing_eagerly() or isinstance(x, tf.SparseTensor) else x.name

def _converted(x, name):
    return x if isinstance(x, tf.SparseTensor) else tf.convert_to_tensor(x, name=name)

def _done():
    return None if tf.executing_eagerly() else tf.Operation()

# ---- Assert ----

def _first(x, summarize):
    if not x.shape.rank:
        return str(x.numpy())
    flat = x.numpy().reshape((-1,))
    most = 3 if summarize is None else flat.size if summarize < 0 else summarize
    shown = [str(v) for v in flat[:most]]
    return ', '.join(shown + ['...'] * (len(shown) < flat.size))

def Assert(condition, data, summarize=None, name=None):
    if tf.executing_eagerly():
        if not condition:
            shown = '\n'.join([_first(x, summarize) for x in [tf.convert_to_tensor(d) for d in data]])
            raise ops.error('InvalidArgumentError', "Expected '%s' to be true. Summarized data: %s" % (condition, shown))
        return None
    with name_scope(name, 'Assert'):
        on_host = all([tf.convert_to_tensor(d).dtype in (tf.string, tf.int32) for d in data])
        ops.Assert(tf.convert_to_tensor(condition, name='Condition'), list(data), summarize=3 if summarize is None else summarize, name='Assert' if on_host else 'AssertGuard/Assert')
    return tf.Operation()

# ---- Comparisons ----

def _differences(symbol, x, y, summarize, holds):
    data = [f'Condition x {symbol} y did not hold.']
    if summarize > 0:
        if x.shape == y.shape and x.shape.as_list():
            mask = tf.logical_not(holds)
            places = tf.where(mask).numpy()
            n = min(summarize, places.shape[0])
            data += [f'Indices of first {n} different values:', places[:n]]
            for letter, v in (('x', x), ('y', y)):
                data += [f'Corresponding {letter} values:', tf.boolean_mask(v, mask).numpy().reshape((-1,))[:n]]
        for letter, v in (('x', x), ('y', y)):
            flat = v.numpy().reshape((-1,))
            n = min(flat.size, summarize)
            data += [f'First {n} elements of {letter}:', flat[:n]]
    return data

def _pretty(item, summarize):
    if not tf.is_tensor(item):
        return str(item)
    if item.shape.rank == 0:
        return str(item.numpy())
    flat = item.numpy().reshape((-1,))
    shown = [str(v) for v in flat[:summarize]]
    return str(shown + ['...'] * (len(shown) < flat.size))

def _static_text(item):
    value = tf.get_static_value(item) if tf.is_tensor(item) else item
    return str(item if value is None else value)

def _compare(symbol, opname, op, static, x, y, data, summarize, message, name):
    with name_scope(name, opname):
        x = tf.convert_to_tensor(x, name='x')
        y = tf.convert_to_tensor(y, name='y')
        if tf.executing_eagerly():
            holds = op(x, y)
            if tf.reduce_all(holds):
                return None
            most = 3 if summarize is None else 1000000000 if summarize < 0 else summarize
            data = _differences(symbol, x, y, most, holds) if data is None else data
            if message is not None:
                data = [message] + list(data)
            raise ops.error('InvalidArgumentError', '\n'.join([_pretty(d, most) for d in data]))
        if data is None:
            data = [f'Condition x {symbol} y did not hold element-wise:', f'x ({x.name}) = ', x, f'y ({y.name}) = ', y]
        if message is not None:
            data = [message] + list(data)
        condition = tf.reduce_all(op(x, y))
        a, b = tf.get_static_value(x), tf.get_static_value(y)
        if a is not None and b is not None and not np.all(static(a, b)):
            raise ops.error('InvalidArgumentError', '\n'.join([_static_text(d) for d in data]))
        return Assert(condition, data, summarize=summarize)

def assert_equal(x, y, message=None, summarize=None, name=None):
    with name_scope(name, 'assert_equal'):
        if x is y:
            return _done()
    return _compare('==', 'assert_equal', tf.equal, np.equal, x, y, None, summarize, message, name)

def assert_none_equal(x, y, summarize=None, message=None, name=None):
    return _compare('!=', 'assert_none_equal', tf.not_equal, np.not_equal, x, y, None, summarize, message, name)

def _less(x, y, data, summarize, message=None, name=None):
    return _compare('<', 'assert_less', tf.less, np.less, x, y, data, summarize, message, name)

def _less_equal(x, y, data, summarize, message=None, name=None):
    return _compare('<=', 'assert_less_equal', tf.less_equal, np.less_equal, x, y, data, summarize, message, name)

def assert_less(x, y, message=None, summarize=None, name=None):
    return _less(x, y, None, summarize, message, name)

def assert_less_equal(x, y, message=None, summarize=None, name=None):
    return _less_equal(x, y, None, summarize, message, name)

def assert_greater(x, y, message=None, summarize=None, name=None):
    return _compare('>', 'assert_greater', tf.greater, np.greater, x, y, None, summarize, message, name)

def assert_greater_equal(x, y, message=None, summarize=None, name=None):
    return _compare('>=', 'assert_greater_equal', tf.greater_equal, np.greater_equal, x, y, None, summarize, message, name)

def _sign(opname, symbol, check, zero_first, x, message, summarize, name):
    with name_scope(name, opname):
        x = tf.convert_to_tensor(x, name='x')
        condition, shown = f'Condition x {symbol} 0 did not hold element-wise:', f'x ({_shown(x)}) = '
        data = [_prefix(message)] + ([condition + shown] if symbol == '<=' else [condition, shown]) + [x]
        zero = tf.convert_to_tensor(0, dtype=x.dtype)
        return check(zero, x, data, summarize) if zero_first else check(x, zero, data, summarize)

def assert_negative(x, message=None, summarize=None, name=None):
    return _sign('assert_negative', '<', _less, False, x, message, summarize, name)

def assert_positive(x, message=None, summarize=None, name=None):
    return _sign('assert_positive', '>', _less, True, x, message, summarize, name)

def assert_non_negative(x, message=None, summarize=None, name=None):
    return _sign('assert_non_negative', '>=', _less_equal, True, x, message, summarize, name)

def assert_non_positive(x, message=None, summarize=None, name=None):
    return _sign('assert_non_positive', '<=', _less_equal, False, x, message, summarize, name)

def assert_near(x, y, rtol=None, atol=None, message=None, summarize=None, name=None):
    with name_scope(name, 'assert_near'):
        x = tf.convert_to_tensor(x, name='x')
        y = tf.convert_to_tensor(y, name='y', dtype=x.dtype)
        dtype = x.dtype.real_dtype if x.dtype.is_complex else x.dtype
        eps = 0.0078125 if dtype == tf.bfloat16 else np.finfo(dtype.as_numpy_dtype).eps
        rtol = tf.convert_to_tensor(10 * eps if rtol is None else rtol, name='rtol', dtype=dtype)
        atol = tf.convert_to_tensor(10 * eps if atol is None else atol, name='atol', dtype=dtype)
        data = [_prefix(message), f'x and y not equal to tolerance rtol = {str(rtol)}, atol = {str(atol)}', f'x ({_shown(x)}) = ', x, f'y ({_shown(y)}) = ', y]
        tolerance = atol + rtol * tf.abs(y)
        return Assert(tf.reduce_all(tf.less(tf.abs(x - y), tolerance)), data, summarize=summarize)

# ---- Types ----

def _type(tensor, tf_type, message=None, name=None):
    tf_type = tf.as_dtype(tf_type)
    with name_scope(name, 'assert_type'):
        tensor = _converted(tensor, 'tensor')
        if tensor.dtype != tf_type:
            shown = 'tensor' if tf.executing_eagerly() or isinstance(tensor, tf.SparseTensor) else tensor.name
            raise TypeError(f'{_prefix(message)}{shown} must be of type {tf_type!r}; got {tensor.dtype!r}')

def assert_type(tensor, tf_type, message=None, name=None):
    _type(tensor, tf_type, message, name)

def assert_integer(x, message=None, name=None):
    with name_scope(name, 'assert_integer'):
        x = tf.convert_to_tensor(x, name='x')
        if not x.dtype.is_integer:
            shown = 'tensor' if tf.executing_eagerly() else x.name
            raise TypeError(f'{_prefix(message)}Expected "x" to be integer type.  Found: {shown} of dtype {x.dtype}')

def assert_proper_iterable(values):
    if tf.is_tensor(values) and not isinstance(values, (tf.Variable, tf.RaggedTensor)) or isinstance(values, (np.ndarray, str, bytes)):
        raise TypeError(f'Expected argument "values" to be a "proper" iterable.  Found: {type(values)}')
    if not hasattr(values, '__iter__'):
        raise TypeError(f'Expected argument "values" to be iterable.  Found: {type(values)}')

def assert_same_float_dtype(tensors=None, dtype=None):
    expected, first = dtype, None
    for item in tensors or []:
        if item is None:
            continue
        shown = item.name if hasattr(item, 'name') else str(item)
        if not expected:
            expected, first = item.dtype, shown
        elif expected != item.dtype:
            raise ValueError(f"{shown}, type={item.dtype}, must be of the same type ({expected}){f' as {first}' if first else ''}.")
    expected = tf.as_dtype(expected or tf.float32)
    if not expected.is_floating:
        raise ValueError(f'Expected floating point type, got {expected}.')
    return expected

def assert_scalar(tensor, message=None, name=None):
    with name_scope(name, 'assert_scalar') as scope:
        tensor = tf.convert_to_tensor(tensor, name=scope)
        if tensor.shape.rank != 0:
            shown = '' if tf.executing_eagerly() else f' for {tensor.name}'
            raise ValueError(f'{_prefix(message)}Expected scalar shape{shown}, saw shape: {tensor.shape}.')

def is_numeric_tensor(tensor):
    return isinstance(tensor, tf.Tensor) and tensor.dtype not in (tf.string, tf.bool, tf.resource, tf.variant)

def assert_all_finite(x, message, name=None):
    with name_scope(name, 'VerifyFinite'):
        x = tf.convert_to_tensor(x, name='x')
        tf.debugging.check_numerics(x, message)
        return x if tf.executing_eagerly() else tf.identity(x, name='control_dependency')

# ---- Ranks and shapes ----

def _rank_check(x, ranks, holds, dynamic, data, words, message):
    """What check_ops does with a rank, or with some: `words` say what it must be. x: any shape."""
    for rank in ranks:
        _type(rank, tf.int32)
    static = [tf.get_static_value(rank) for rank in ranks]
    actual = x.shape.rank
    if all([r is not None for r in static]):
        if any([np.ndim(r) != 0 for r in static]):
            raise ValueError('Rank must be a scalar.')
        if actual is not None:
            if not holds(actual, static):
                name = '' if tf.executing_eagerly() or isinstance(x, tf.SparseTensor) else x.name
                raise ValueError(f'{_prefix(message)}Tensor {name} must have rank {words(static)}.  Received rank {actual}, shape {x.shape}')
            return _done()
    return Assert(dynamic(tf.rank(x), ranks), data, summarize=None)

def _rank_data(x, ranks, words, message):
    name = '' if tf.executing_eagerly() or isinstance(x, tf.SparseTensor) else x.name
    return [_prefix(message), f'Tensor {name} must have rank{words}', *ranks, 'Received shape: ', tf.shape(x)]

def assert_rank(x, rank, message=None, name=None):
    with name_scope(name, 'assert_rank'):
        x, rank = _converted(x, 'x'), tf.convert_to_tensor(rank, name='rank')
        return _rank_check(x, [rank], lambda actual, given: actual == given[0], lambda actual, given: tf.equal(actual, given[0]),
                           _rank_data(x, [rank], '', message), lambda given: str(given[0]), message)

def assert_rank_at_least(x, rank, message=None, name=None):
    with name_scope(name, 'assert_rank_at_least'):
        x, rank = tf.convert_to_tensor(x, name='x'), tf.convert_to_tensor(rank, name='rank')
        return _rank_check(x, [rank], lambda actual, given: actual >= given[0], lambda actual, given: tf.greater_equal(actual, given[0]),
                           _rank_data(x, [rank], ' at least', message), lambda given: f'at least {given[0]}', message)

def assert_rank_in(x, ranks, message=None, name=None):
    with name_scope(name, 'assert_rank_in'):
        x, ranks = _converted(x, 'x'), tuple([tf.convert_to_tensor(rank, name='rank') for rank in ranks])
        return _rank_check(x, ranks, lambda actual, given: actual in given, lambda actual, given: tf.reduce_any([tf.equal(actual, g) for g in given]),
                           _rank_data(x, ranks, ' in', message), lambda given: f'in {tuple([g.item() for g in given]) if ops.keras3 else tuple(given)}', message)

def _known(size):
    try:
        int(size)
    except (ValueError, TypeError):
        return False
    return True

def assert_shapes(shapes, data=None, summarize=None, message=None, name=None):
    with name_scope(name, 'assert_shapes'):
        wanted = []
        constraints = [(_converted(x, None), s) for x, s in (shapes.items() if isinstance(shapes, dict) else shapes) if s is not None]
        for x, symbols in constraints:
            if not hasattr(symbols, '__iter__') and not hasattr(symbols, '__getitem__'):
                raise ValueError(f'{_prefix(message)}Tensor {_shown(x)}.  Specified shape must be an iterable.  An iterable has the attribute `__iter__` or `__getitem__`.  Received specified shape: {symbols}')
            symbols, innermost = tuple(symbols), False
            for i, symbol in enumerate(symbols):
                if symbol not in [Ellipsis, '*']:
                    continue
                if i != 0:
                    raise ValueError(f'{_prefix(message)}Tensor {_shown(x)} specified shape index {i}.  Symbol `...` or `*` for a variable number of unspecified dimensions is only allowed as the first entry')
                innermost = True
            sizes = [tf.shape(x)[i] if n is None else n for i, n in enumerate(x.shape.as_list())] if x.shape.rank else [1]
            wanted.append((x, innermost, sizes, (symbols[1:] if innermost else symbols) or (1,)))
        for x, innermost, sizes, symbols in wanted:
            if innermost:
                if len(symbols) > 1:
                    assert_rank_at_least(x, len(symbols), message, name)
            elif len(symbols) < 2:
                assert_rank_in(x, [0, 1], message, name)
            else:
                assert_rank(x, len(symbols), message, name)
        seen = {}
        for x, innermost, sizes, symbols in wanted:
            for i, symbol in enumerate(symbols):
                if symbol in [None, '.']:
                    continue
                at = i - len(symbols) if innermost else i
                if symbol not in seen and not _known(symbol):
                    seen[symbol] = sizes[at], x, at
                    continue
                if _known(symbol):
                    size, source = int(symbol), 'Specified explicitly'
                else:
                    size, by, dimension = seen[symbol]
                    source = f'Specified by tensor {_shown(by)} dimension {dimension}'
                if _known(sizes[at]) and _known(size):
                    if int(sizes[at]) != int(size):
                        raise ValueError(f'{_prefix(message)}{source}.  Tensor {_shown(x)} dimension {at} must have size {size}.  Received size {sizes[at]}, shape {x.shape}')
                    continue
                report = [_prefix(message), source, f'Tensor {_shown(x)} dimension', at, 'must have size', size, 'Received shape: ', tf.shape(x)] if data is None else data
                Assert(tf.equal(sizes[at], size), report, summarize=summarize)
