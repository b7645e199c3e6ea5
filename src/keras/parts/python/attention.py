# Attention, AdditiveAttention and MultiHeadAttention in Python.
import math
import numpy as np
import tensorflow as tf
from tensorflow import keras

activations, initializers, regularizers, constraints = keras.activations, keras.initializers, keras.regularizers, keras.constraints


class BaseDenseAttention(Layer):
    def __init__(self, dropout=0.0, seed=None, **kwargs):
        self.causal = False if KERAS3 else kwargs.pop('causal', False)
        super().__init__(**kwargs)
        self.supports_masking = True
        self.dropout = dropout
        self.seed = seed
        if dropout > 0:
            self._dropping = keras.layers.Dropout(dropout, seed=seed) if KERAS3 else keras.layers.Dropout(dropout)

    def call(self, inputs, mask=None, training=False if KERAS3 else None, return_attention_scores=False, use_causal_mask=False):
        self._check(inputs, mask)
        query, value = inputs[0], inputs[1]
        key = inputs[2] if len(inputs) > 2 else value
        query_mask = mask[0] if mask else None
        value_mask = mask[1] if mask else None
        scores = self._calculate_scores(query=query, key=key)
        if value_mask is not None:
            value_mask = tf.expand_dims(value_mask, axis=-2)
        if self.causal or use_causal_mask:
            causal = _causal_mask(tf.shape(scores)[-2], tf.shape(scores)[-1])
            value_mask = causal if value_mask is None else tf.logical_and(value_mask, causal)
        result, weights = self._apply_scores(scores=scores, value=value, scores_mask=value_mask, training=training)
        if query_mask is not None:
            result = result * tf.cast(tf.expand_dims(query_mask, axis=-1), result.dtype)
        return (result, weights) if return_attention_scores else result

    def _apply_scores(self, scores, value, scores_mask=None, training=None):
        if scores_mask is not None:
            scores = scores - (65504.0 if scores.dtype == tf.float16 else 1.0e9) * tf.cast(tf.logical_not(scores_mask), scores.dtype)
        weights = tf.nn.softmax(scores)
        if self.dropout > 0:
            weights = self._dropping(weights, training=training)
        return tf.matmul(weights, value), weights

    def compute_mask(self, inputs, mask=None):
        self._check(inputs, mask)
        return None if not mask or mask[0] is None else tf.convert_to_tensor(mask[0])

    def compute_output_shape(self, input_shape):
        if KERAS3:
            return (*input_shape[0][:-1], input_shape[1][-1])
        return tf.TensorShape(input_shape[0])

    def _check(self, inputs, mask):
        name = self.__class__.__name__
        shown = f'inputs={inputs}' if KERAS3 else f'{inputs}'
        if not isinstance(inputs, list):
            raise ValueError(f'{name} layer must be called on a list of inputs, namely [query, value] or [query, value, key]. Received: {shown}.')
        if len(inputs) < 2 or len(inputs) > 3:
            raise ValueError(f'{name} layer accepts inputs list of length 2 or 3, namely [query, value] or [query, value, key]. Received length: {len(inputs)}.')
        if mask is None or not KERAS3 and not mask:
            return
        if not isinstance(mask, list):
            raise ValueError(f"{name} layer mask must be a list, namely [query_mask, value_mask]. Received: {'mask=' if KERAS3 else ''}{mask}.")
        if len(mask) < 2 or len(mask) > (3 if KERAS3 else len(inputs)):
            if KERAS3:
                raise ValueError(f'{name} layer accepts mask list of length 2 or 3. Received: inputs={inputs}, mask={mask}.')
            raise ValueError(f'{name} layer mask must be a list of length 2, namely [query_mask, value_mask]. Received length: {len(mask)}.')


if KERAS3:
    def _output_spec(self, inputs, mask=None, return_attention_scores=False, training=None, use_causal_mask=False):
        self._check(inputs, mask)
        key = inputs[2] if len(inputs) > 2 else inputs[1]
        output = keras.KerasTensor(self.compute_output_shape([inputs[0].shape, inputs[1].shape]), dtype=self.compute_dtype)
        if not return_attention_scores:
            return output
        return output, keras.KerasTensor((*inputs[0].shape[:-1], key.shape[-2]), dtype=self.compute_dtype)
    BaseDenseAttention.compute_output_spec = _output_spec


def _causal_mask(rows, columns):
    return tf.expand_dims(tf.expand_dims(tf.range(rows), 1) >= tf.expand_dims(tf.range(columns), 0), 0)


class Attention(BaseDenseAttention):
    def __init__(self, use_scale=False, score_mode='dot', **kwargs):
        super().__init__(**kwargs)
        self.use_scale = use_scale
        self.score_mode = score_mode
        if score_mode not in ['dot', 'concat']:
            if KERAS3:
                raise ValueError(f"Invalid value for argument score_mode. Expected one of {{'dot', 'concat'}}. Received: score_mode={score_mode}")
            raise ValueError(f'Received: score_mode={score_mode}. Acceptable values are: ["dot", "concat"]')

    def build(self, input_shape):
        if KERAS3:
            self._check(input_shape, None)
        self.scale = self.concat_score_weight = None
        if self.use_scale:
            self.scale = self.add_weight(name='scale', shape=(), initializer='ones', dtype=self.dtype, trainable=True)
        if self.score_mode == 'concat':
            self.concat_score_weight = self.add_weight(name='concat_score_weight', shape=(), initializer='ones', dtype=self.dtype, trainable=True)
        self.built = True

    def _calculate_scores(self, query, key):
        if self.score_mode == 'dot':
            scores = tf.matmul(query, key, transpose_b=True)
            return scores if self.scale is None else scores * self.scale
        total = tf.expand_dims(query, axis=-2) + tf.expand_dims(key, axis=-3)
        if self.scale is not None:
            total = self.scale * total
        return self.concat_score_weight * tf.reduce_sum(tf.tanh(total), axis=-1)

    def get_config(self):
        return {**super().get_config(), 'use_scale': self.use_scale, 'score_mode': self.score_mode, 'dropout': self.dropout}


class AdditiveAttention(Attention if KERAS3 else BaseDenseAttention):
    def __init__(self, use_scale=True, **kwargs):
        if KERAS3:
            super().__init__(use_scale=use_scale, **kwargs)
        else:
            super().__init__(**kwargs)
        self.use_scale = use_scale

    def build(self, input_shape):
        if KERAS3:
            self._check(input_shape, None)
        self.scale = None
        if self.use_scale:
            dim = input_shape[0][-1] if KERAS3 else tf.TensorShape(input_shape[1])[-1]
            self.scale = self.add_weight(name='scale', shape=[dim], initializer='glorot_uniform', dtype=self.dtype, trainable=True)
        self.built = True

    def _calculate_scores(self, query, key):
        scale = self.scale if self.use_scale else 1.0
        return tf.reduce_sum(scale * tf.tanh(tf.expand_dims(query, axis=-2) + tf.expand_dims(key, axis=-3)), axis=-1)

    def get_config(self):
        return {**super().get_config(), 'use_scale': self.use_scale, 'dropout': self.dropout}


def _letters(first, count):
    return ''.join(chr(ord('a') + first + i) for i in range(count))


def _projection(free, bound, outputs):
    kept, summed, made = _letters(0, free), _letters(free, bound), _letters(free + bound, outputs)
    return f'{kept}{summed},{summed}{made}->{kept}{made}', made, len(kept + made)


def _scores_and_combination(rank, axes):
    target = _letters(0, rank)
    batch = tuple(i for i in range(rank) if i not in axes + (rank - 1,))
    source, letter = '', rank
    for i in range(rank):
        if i in batch or i == rank - 1:
            source += target[i]
        else:
            source += _letters(letter, 1)
            letter += 1
    product = ''.join([target[i] for i in batch] + [target[i] for i in axes] + [source[i] for i in axes])
    return f'{source},{target}->{product}', f'{product},{source}->{target}', len(product)


class BaseMultiHeadAttention(Layer):
    def __init__(self, num_heads, key_dim, value_dim=None, dropout=0.0, use_bias=True, output_shape=None, attention_axes=None, *args,
                 kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs):
        seed, use_gate = kwargs.pop('seed', None), kwargs.pop('use_gate', False)
        flash = kwargs.pop('flash_attention', None)
        if KERAS3:
            if not isinstance(num_heads, int) or num_heads <= 0:
                raise ValueError(f'Received an invalid value for argument `num_heads`, expected a positive integer. Received: num_heads={num_heads}')
            if not isinstance(key_dim, int) or key_dim <= 0:
                raise ValueError(f'Received an invalid value for argument `key_dim`, expected a positive integer. Received: key_dim={key_dim}')
            if value_dim is not None and (not isinstance(value_dim, int) or value_dim <= 0):
                raise ValueError(f'Received an invalid value for argument `value_dim`, expected a positive integer or `None`. Received: value_dim={value_dim}')
        super().__init__(**kwargs)
        self.supports_masking = True
        self._num_heads = num_heads
        self._key_dim = key_dim
        self._value_dim = value_dim if value_dim else key_dim
        self._dropout = dropout
        self._use_bias = use_bias
        self._seed = seed
        if KERAS3 and output_shape:
            if isinstance(output_shape, int):
                output_shape = (output_shape,)
            try:
                output_shape = tuple(output_shape)
            except Exception:
                raise ValueError(f'Invalid `output_shape`: {output_shape}. When specified, the `output_shape` should be of type tuple, list, or int.')
        self._output_shape = output_shape
        self._kernel_initializer = initializers.get(kernel_initializer)
        self._bias_initializer = initializers.get(bias_initializer)
        self._common = dict(kernel_regularizer=regularizers.get(kernel_regularizer), bias_regularizer=regularizers.get(bias_regularizer),
                            activity_regularizer=regularizers.get(activity_regularizer), kernel_constraint=constraints.get(kernel_constraint),
                            bias_constraint=constraints.get(bias_constraint))
        if isinstance(attention_axes, int):
            attention_axes = (attention_axes,)
        self._attention_axes = attention_axes
        self._inside = False

    @property
    def num_heads(self):
        return self._num_heads

    @property
    def key_dim(self):
        return self._key_dim

    @property
    def value_dim(self):
        return self._value_dim

    @property
    def dropout(self):
        return self._dropout

    def _dense(self, equation, shape, bias_axes, name):
        fresh = [i.__class__.from_config(i.get_config()) for i in (self._kernel_initializer, self._bias_initializer)]
        return keras.layers.EinsumDense(equation, output_shape=shape, bias_axes=bias_axes if self._use_bias else None, name=name,
                                        kernel_initializer=fresh[0], bias_initializer=fresh[1], dtype=self.dtype, **self._common)

    def _project(self, rank, width, name):
        equation, bias_axes, output_rank = _projection(rank - 1, 1, 2)
        return self._dense(equation, [None] * (output_rank - 3) + [self._num_heads, width], bias_axes, name), output_rank

    def _make(self, query_shape, value_shape, key_shape):
        self._inside = True
        rank = len(query_shape)
        self._query_dense, _ = self._project(rank, self._key_dim, 'query')
        if KERAS3:
            self._query_dense.build(query_shape)
        self._key_dense, _ = self._project(len(key_shape), self._key_dim, 'key')
        if KERAS3:
            self._key_dense.build(key_shape)
        self._value_dense, value_rank = self._project(len(value_shape), self._value_dim, 'value')
        if KERAS3:
            self._value_dense.build(value_shape)
        if self._attention_axes is None:
            self._attention_axes = tuple(range(1, value_rank - 2))
        else:
            self._attention_axes = tuple(a if a >= 0 else (value_rank - 1) + a for a in self._attention_axes)
        self._dot_product_equation, self._combine_equation, scores_rank = _scores_and_combination(value_rank, self._attention_axes)
        self._softmax = keras.layers.Softmax(axis=tuple(range(scores_rank - len(self._attention_axes), scores_rank)), dtype=self.dtype)
        seed = {'seed': self._seed} if KERAS3 else {}
        self._dropout_layer = keras.layers.Dropout(rate=self._dropout, dtype=self.dtype, **seed)
        shape = self._output_shape
        if not shape:
            shape = [query_shape[-1]]
        elif isinstance(shape, int):
            shape = [shape]
        equation, bias_axes, output_rank = _projection(rank - 1, 2, len(shape))
        self._output_dense = self._dense(equation, [None] * (output_rank - 1 - len(shape)) + list(shape), bias_axes, 'attention_output')
        if KERAS3:
            inner = list(self._query_dense.compute_output_shape(query_shape))
            inner[-1] = self._value_dim
            self._output_dense.build(tuple(inner))

    def _attend(self, query, key, value, attention_mask=None, training=None):
        query = tf.multiply(query, 1.0 / math.sqrt(float(self._key_dim)))
        scores = tf.einsum(self._dot_product_equation, key, query)
        if attention_mask is not None:
            for _ in range(len(scores.shape) - len(attention_mask.shape)):
                attention_mask = tf.expand_dims(attention_mask, axis=-len(self._attention_axes) * 2 - 1)
        scores = self._softmax(scores, mask=attention_mask)
        dropped = self._dropout_layer(scores, training=training) if self._dropout > 0 or not KERAS3 else scores
        return tf.einsum(self._combine_equation, dropped, value), scores

    def _run(self, query, value, key, query_mask, value_mask, key_mask, attention_mask, return_attention_scores, training, use_causal_mask):
        mask = None
        for part, axis in ((query_mask, -1), (value_mask, -2), (key_mask, -2)):
            if part is not None:
                part = tf.expand_dims(tf.cast(part, tf.bool), axis)
                mask = part if mask is None else mask & part
        if use_causal_mask:
            causal = _causal_mask(tf.shape(query)[1], tf.shape(value)[1])
            mask = causal if mask is None else mask & causal
        if attention_mask is not None and KERAS3:
            attention_mask = tf.cast(attention_mask, tf.bool)
        if mask is not None:
            attention_mask = mask if attention_mask is None else tf.cast(attention_mask, tf.bool) & mask
        query = self._query_dense(query)
        key = self._key_dense(key)
        value = self._value_dense(value)
        output, scores = self._attend(query, key, value, attention_mask, training)
        output = self._output_dense(output)
        if query_mask is not None and KERAS3:
            output._keras_mask = query_mask
        return (output, scores) if return_attention_scores else output

    def get_config(self):
        config = {'num_heads': self._num_heads, 'key_dim': self._key_dim, 'value_dim': self._value_dim, 'dropout': self._dropout, 'use_bias': self._use_bias,
                  'output_shape': self._output_shape, 'attention_axes': self._attention_axes,
                  'kernel_initializer': initializers.serialize(self._kernel_initializer), 'bias_initializer': initializers.serialize(self._bias_initializer)}
        return {**super().get_config(), **config}


if KERAS3:
    class MultiHeadAttention(BaseMultiHeadAttention):
        def build(self, query_shape, value_shape, key_shape=None):
            key_shape = value_shape if key_shape is None else key_shape
            if value_shape[1:-1] != key_shape[1:-1]:
                raise ValueError(f'All dimensions of `value` and `key`, except the last one, must be equal. Received: value_shape={value_shape} and key_shape={key_shape}')
            self._make(query_shape, value_shape, key_shape)

        def call(self, query, value, key=None, query_mask=None, value_mask=None, key_mask=None, attention_mask=None, return_attention_scores=False,
                 training=None, use_causal_mask=False):
            return self._run(query, value, value if key is None else key, query_mask, value_mask, key_mask, attention_mask, return_attention_scores,
                             training, use_causal_mask)

        def compute_output_shape(self, query_shape, value_shape, key_shape=None):
            key_shape = value_shape if key_shape is None else key_shape
            if tuple(value_shape)[1:-1] != tuple(key_shape)[1:-1]:
                raise ValueError(f'All dimensions of `value` and `key`, except the last one, must be equal. Received: value_shape={value_shape} and key_shape={key_shape}')
            return tuple(query_shape)[:-1] + self._output_shape if self._output_shape else tuple(query_shape)

        def compute_output_spec(self, query, value, key=None, query_mask=None, value_mask=None, key_mask=None, attention_mask=None,
                                return_attention_scores=False, training=None, use_causal_mask=False):
            shape = self.compute_output_shape(query.shape, value.shape, None if key is None else key.shape)
            output = keras.KerasTensor(shape, dtype=self.compute_dtype)
            if not return_attention_scores:
                return output
            return output, keras.KerasTensor((query.shape[0], self.num_heads, query.shape[1], query.shape[1]), dtype=self.compute_dtype)
else:
    class MultiHeadAttention(BaseMultiHeadAttention):
        def call(self, query, value, key=None, attention_mask=None, return_attention_scores=False, training=None, use_causal_mask=False):
            if not self._inside:
                self._make(tuple(query.shape), tuple(value.shape), tuple((value if key is None else key).shape))
            key = value if key is None else key
            masks = [getattr(x, '_keras_mask', None) for x in (query, value, key)]
            return self._run(query, value, key, *masks, attention_mask, return_attention_scores, training, use_causal_mask)
