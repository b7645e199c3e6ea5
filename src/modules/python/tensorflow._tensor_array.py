# tf.TensorArray.
import tensorflow as tf
import tensorflow._ops as ops

def _number(index):
    return index if isinstance(index, int) else int(index)

class TensorArray:
    """Eager: a list of tensors. In a graph: one tensor of all rows, which every write makes anew."""
    __module__ = 'tensorflow.python.ops.tensor_array_ops'
    _list = None

    def __init__(self, dtype, size=None, dynamic_size=None, clear_after_read=None, tensor_array_name=None, handle=None, flow=None,
                 infer_shape=True, element_shape=None, colocate_with_first_write_call=True, name=None):
        if size is None:
            raise ValueError('Size must be declared for TensorArrays when eager execution is enabled.')
        self._dtype = tf.as_dtype(dtype)
        self._infer_shape = infer_shape
        self._element_shape = tf.TensorShape(element_shape)
        self._dynamic_size = dynamic_size or False
        self._clear_after_read = True if clear_after_read is None else clear_after_read
        self._read = []
        if tf.executing_eagerly():
            self._list = [None] * _number(size)
        else:
            known = self._element_shape.is_fully_defined()
            shape = self._element_shape.as_list() if known else [0]
            self._stack = ops.Fill(tf.stack([size] + shape), tf.cast(0, self._dtype) if self._dtype != tf.string else '')

    dtype = property(lambda self: self._dtype)
    flow = property(lambda self: tf.constant(0))
    handle = property(lambda self: None)
    element_shape = property(lambda self: self._element_shape)
    dynamic_size = property(lambda self: self._dynamic_size)

    def _tf_components(self):
        return [self._stack] if self._list is None else [self.stack()]

    def _tf_invariants(self):
        return [tf.TensorShape(None)]

    def _tf_from_components(self, parts):
        return self._with(parts[0])

    def _with(self, stack):
        other = TensorArray.__new__(TensorArray)
        other.__dict__.update(self.__dict__)
        other._list = None
        other._stack = stack
        return other

    def _enter_graph(self):
        if self._list is not None and not tf.executing_eagerly():
            return self._with(self.stack() if self._list else tf.zeros([0, 0], self._dtype))
        return self

    def identity(self):
        return self

    def size(self, name=None):
        return tf.constant(len(self._list)) if self._list is not None else tf.shape(self._stack)[0]

    def close(self, name=None):
        if self._list is not None:
            del self._list[:]

    def _zero(self, i):
        if self._list[i] is None:
            self._list[i] = tf.zeros(self._element_shape, self._dtype)
        return self._list[i]

    def read(self, index, name=None):
        if self._list is None:
            row = tf.gather(self._stack, index)
            if self._element_shape.rank is not None:
                row = tf.ensure_shape(row, self._element_shape)
            return row
        index = _number(index)
        if index < 0:
            raise ops.error('OutOfRangeError', 'Reading from negative indices (index %d) is not allowed.' % index)
        if index >= len(self._list):
            raise ops.error('OutOfRangeError', 'Tried to read from index %d but array size is: %d ' % (index, len(self._list)))
        tensor = self._list[index]
        if tensor is None:
            if index in self._read:
                raise ops.error('InvalidArgumentError', 'Could not read index %d twice because it was cleared after a previous read '
                                '(perhaps try setting clear_after_read = false?)' % index)
            tensor = self._zero(index)
        if self._clear_after_read:
            self._list[index] = None
            self._read.append(index)
        return tensor

    def _check(self, value):
        if self._dtype != value.dtype:
            if self._list is None:
                raise TypeError('TensorArray dtype is %s but Op is trying to write dtype %s' % (self._dtype.name, value.dtype.name))
            raise ops.error('InvalidArgumentError', 'TensorArray dtype is %s but Op is trying to write dtype %s ' % (self._dtype.name, value.dtype.name))
        if not self._element_shape.is_compatible_with(value.shape):
            if self._list is None:
                raise ValueError('Inconsistent shapes: saw %s but expected %s ' % (value.shape, self._element_shape))
            raise ValueError('Incompatible shape for value (%s), expected (%s)' % (value.shape, self._element_shape))
        if self._infer_shape:
            self._element_shape = self._element_shape.merge_with(value.shape)

    def _put(self, index, value):
        index = _number(index)
        if index < 0:
            raise ops.error('OutOfRangeError', 'Writing to negative indices (index %d) is not allowed.' % index)
        size = len(self._list)
        if index >= size:
            if not self._dynamic_size:
                raise ops.error('OutOfRangeError', 'Tried to write to index %d but array is not resizeable and size is: %d ' % (index, size))
            self._list.extend([None] * (index - size + 1))
        value = tf.convert_to_tensor(value, dtype_hint=self._dtype)
        self._check(value)
        self._list[index] = value

    def write(self, index, value, name=None):
        self = self._enter_graph()
        if self._list is not None:
            self._put(index, value)
            return self
        value = tf.convert_to_tensor(value, dtype_hint=self._dtype)
        other = self._with(None)
        other._check(value)
        other._stack = ops.TensorArrayPut(self._stack, tf.cast(index, tf.int32), value)
        return other

    def stack(self, name=None):
        if self._list is None:
            if self._element_shape.rank is not None:
                return tf.ensure_shape(self._stack, [None] + self._element_shape.as_list())
            return self._stack
        for i in range(len(self._list)):
            self._zero(i)
        if not self._list and self._element_shape.is_fully_defined():
            return tf.zeros([0] + self._element_shape.as_list(), self._dtype)
        return tf.convert_to_tensor(self._list, dtype=self._dtype)

    def gather(self, indices, name=None):
        if self._list is None:
            return tf.gather(self._stack, indices)
        if tf.is_tensor(indices):
            indices = indices.numpy()
        return tf.stack([self._zero(i) for i in indices])

    def concat(self, name=None):
        if self._list is None:
            shape = tf.shape(self._stack)
            return tf.reshape(self._stack, tf.concat([[-1], shape[2:]], 0))
        return tf.concat([self._zero(i) for i in range(len(self._list))], 0, name=name)

    def unstack(self, value, name=None):
        self = self._enter_graph()
        if self._list is None:
            value = tf.convert_to_tensor(value, dtype_hint=self._dtype)
            other = self._with(value)
            if self._infer_shape and value.shape.rank is not None:
                other._element_shape = self._element_shape.merge_with(value.shape[1:])
            return other
        tensors = tf.unstack(tf.convert_to_tensor(value, dtype_hint=self._dtype))
        if len(tensors) > len(self._list) and not self._dynamic_size:
            raise ValueError('Cannot unstack %d tensors into a TensorArray of static size %d ' % (len(tensors), len(self._list)))
        self._list = list(tensors)
        return self

    def scatter(self, indices, value, name=None):
        self = self._enter_graph()
        rows = tf.unstack(tf.convert_to_tensor(value, dtype_hint=self._dtype))
        if self._list is None:
            for i, row in enumerate(rows):
                self = self.write(indices[i], row)
            return self
        for index, row in zip(indices.numpy() if tf.is_tensor(indices) else indices, rows):
            self._put(index, row)
        return self

    def split(self, value, lengths, name=None):
        value = tf.convert_to_tensor(value, dtype_hint=self._dtype)
        lengths = tf.convert_to_tensor(lengths)
        if lengths.shape.ndims != 1:
            raise ops.error('InvalidArgumentError', 'Expected lengths to be a vector, received shape: %s ' % lengths.shape.as_list())
        total = int(tf.reduce_sum(lengths))
        if total != value.shape.as_list()[0]:
            raise ops.error('InvalidArgumentError', "Expected sum of lengths to be equal to values.shape[0], but sum of lengths is %d and value's shape is: %s "
                            % (total, value.shape.as_list()))
        self._list = list(tf.split(value, lengths))
        return self

class TensorArraySpec:
    def __init__(self, element_shape=None, dtype=tf.float32, dynamic_size=False, infer_shape=True):
        self.element_shape, self.dtype, self.dynamic_size, self.infer_shape = element_shape, dtype, dynamic_size, infer_shape
