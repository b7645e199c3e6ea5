# EinsumDense in Python: a weight contracted with the input as an equation says.
import re
import tensorflow as tf
from tensorflow import keras

activations, initializers, regularizers, constraints = keras.activations, keras.initializers, keras.regularizers, keras.constraints


def _shapes(equation, bias_axes, input_shape, output_shape):
    flat = re.sub(r'\.\.\.', '0', equation)
    match = re.match('([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)', flat)
    if match:
        return _split(match, bias_axes, input_shape, output_shape, False)
    match = re.match('0([a-zA-Z]+),([a-zA-Z]+)->0([a-zA-Z]+)', flat)
    if match:
        return _split(match, bias_axes, input_shape, output_shape, True)
    match = re.match('([a-zA-Z]{2,})0,([a-zA-Z]+)->([a-zA-Z]+)0', flat)
    if match:
        return _split(match, bias_axes, input_shape, output_shape, False)
    raise ValueError(f"Invalid einsum equation '{equation}'. Equations must be in the form [X],[Y]->[Z], ...[X],[Y]->...[Z], or [X]...,[Y]->[Z]....")


def _split(match, bias_axes, input_shape, output_shape, left):
    inputs, weight, outputs = match.group(1), match.group(2), match.group(3)
    elided = len(input_shape) - len(inputs)
    output_shape = [output_shape] if isinstance(output_shape, int) else list(output_shape)
    output_shape.insert(0, input_shape[0])
    if elided > 0 and left:
        for i in range(1, elided):
            output_shape.insert(1, input_shape[i])
    elif elided > 0:
        output_shape += list(input_shape[len(input_shape) - elided:])
    if left:
        at_input = {dim: i + elided - len(input_shape) for i, dim in enumerate(inputs)}
        at_output = {dim: i + elided for i, dim in enumerate(outputs)}
    else:
        at_input = {dim: i for i, dim in enumerate(inputs)}
        at_output = {dim: i for i, dim in enumerate(outputs)}
    for dim in inputs:
        length = input_shape[at_input[dim]]
        if dim in at_output:
            other = output_shape[at_output[dim]]
            if other is not None and other != length:
                raise ValueError(f"Input shape and output shape do not match at shared dimension '{dim}'. Input shape is {length}, and output shape is {other}.")
    for dim in outputs:
        if dim not in inputs and dim not in weight:
            raise ValueError(f"Dimension '{dim}' was specified in the output '{outputs}' but has no corresponding dim in the input spec '{inputs}' or weight spec '{outputs}'")
    weight_shape, input_axes, output_axes = [], [], []
    for i, dim in enumerate(weight):
        if dim in at_output:
            weight_shape.append(output_shape[at_output[dim]])
            output_axes.append(i)
        elif dim in at_input:
            weight_shape.append(input_shape[at_input[dim]])
            input_axes.append(i)
        else:
            raise ValueError(f"Weight dimension '{dim}' did not have a match in either the input spec '{inputs}' or the output spec '{outputs}'. For this layer, the weight must be fully specified.")
    bias_shape = None
    if bias_axes is not None:
        lengths = {dim: output_shape[i + (elided if left else 0)] for i, dim in enumerate(outputs)}
        for dim in bias_axes:
            if dim not in outputs:
                raise ValueError(f"Bias dimension '{dim}' was requested, but is not part of the output spec '{outputs}'")
        first = min(outputs.find(dim) for dim in bias_axes)
        bias_shape = [lengths[dim] if dim in bias_axes else 1 for dim in outputs[first:]]
        if not left:
            bias_shape += [1] * elided
    return weight_shape, bias_shape, output_shape, input_axes, output_axes


# What Keras 3 leaves to matmul.
_MATMULS = ('ab,bc->ac', 'abc,cd->abd')


class EinsumDense(Layer):
    def __init__(self, equation, output_shape, activation=None, bias_axes=None, kernel_initializer='glorot_uniform', bias_initializer='zeros',
                 kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs):
        lora_rank = kwargs.pop('lora_rank', None)
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.equation = equation
        self.partial_output_shape = (output_shape,) if isinstance(output_shape, int) else tuple(output_shape)
        self.bias_axes = bias_axes
        self.activation = activations.get(activation)
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.bias_constraint = constraints.get(bias_constraint)

    def build(self, input_shape):
        input_shape = tuple(input_shape)
        kernel_shape, bias_shape, self.full_output_shape, input_axes, output_axes = _shapes(self.equation, self.bias_axes, input_shape, self.partial_output_shape)
        initializer = self.kernel_initializer
        if KERAS3:
            self.input_spec = keras.layers.InputSpec(ndim=len(input_shape))
            initializer = _with_axes(initializer, input_axes, output_axes)
        self.kernel = self.add_weight(name='kernel', shape=tuple(kernel_shape), initializer=initializer, regularizer=self.kernel_regularizer,
                                      constraint=self.kernel_constraint, dtype=self.dtype, trainable=True)
        self.bias = None
        if bias_shape is not None:
            self.bias = self.add_weight(name='bias', shape=tuple(bias_shape), initializer=self.bias_initializer, regularizer=self.bias_regularizer,
                                        constraint=self.bias_constraint, dtype=self.dtype, trainable=True)
        self.built = True

    def _contract(self, inputs):
        if KERAS3 and self.equation in _MATMULS and inputs.dtype == self.kernel.dtype:
            return tf.matmul(inputs, tf.convert_to_tensor(self.kernel))
        return tf.einsum(self.equation, inputs, self.kernel)

    def _finish(self, x):
        if self.bias is not None:
            x = x + self.bias
        return x if self.activation is None else self.activation(x)

    if KERAS3:
        def call(self, inputs, training=None):
            return self._finish(self._contract(tf.cast(inputs, self.compute_dtype)))
    else:
        def call(self, inputs):
            return self._finish(self._contract(inputs))

    def compute_output_shape(self, input_shape):
        shape = _shapes(self.equation, self.bias_axes, tuple(input_shape), self.partial_output_shape)[2]
        return tuple(shape) if KERAS3 else tf.TensorShape(shape)

    def get_config(self):
        config = super().get_config()
        config.update({'output_shape': self.partial_output_shape, 'equation': self.equation, 'activation': activations.serialize(self.activation),
                       'bias_axes': self.bias_axes, 'kernel_initializer': initializers.serialize(self.kernel_initializer),
                       'bias_initializer': initializers.serialize(self.bias_initializer), 'kernel_regularizer': regularizers.serialize(self.kernel_regularizer),
                       'bias_regularizer': regularizers.serialize(self.bias_regularizer), 'kernel_constraint': constraints.serialize(self.kernel_constraint),
                       'bias_constraint': constraints.serialize(self.bias_constraint)})
        return config


def _with_axes(initializer, input_axes, output_axes):
    config = initializer.get_config() if hasattr(initializer, 'get_config') else {}
    if 'input_axes' not in config or config['input_axes'] is not None and config['output_axes'] is not None:
        return initializer
    config['seed'] = initializer.seed
    config['input_axes'] = input_axes
    config['output_axes'] = output_axes
    return initializer.__class__.from_config(config)
