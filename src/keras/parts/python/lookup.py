# StringLookup, IntegerLookup, TextVectorization, CategoryEncoding, Discretization and Hashing in Python.
import collections
import numpy as np
import tensorflow as tf
import tensorflow._ops as ops
from tensorflow import keras


def _one_of(value, allowed, layer, name, none=False, functions=False):
    if none and value is None or functions and callable(value) or isinstance(value, str) and value in allowed:
        return
    if KERAS3:
        raise ValueError(f'Unknown value for `{name}` argument of {layer}. Allowed values are: {allowed}. Received: {name}={value}')
    allowed_args = '`None`, ' if none else ''
    allowed_args += 'a `Callable`, ' if functions else ''
    allowed_args += f'or one of the following values: {allowed}'
    note = ''
    if functions:
        note = (f'If restoring a model and `{name}` is a custom callable, please ensure the callable is registered as a custom object. See '
                'https://www.tensorflow.org/guide/keras/save_and_serialize#registering_the_custom_object for details. ')
    raise ValueError(f'Unkown value for `{name}` argument of layer {layer}. {note}Allowed values are: {allowed_args}. Received: {value}')


def _tensor(x, dtype=None):
    if not isinstance(x, tf.Tensor):
        x = tf.convert_to_tensor(x)
    if dtype is not None and x.dtype != tf.as_dtype(dtype):
        x = tf.cast(x, dtype)
    return x


def _encode(inputs, output_mode, depth, dtype, count_weights=None):
    if output_mode == 'int':
        return tf.cast(inputs, dtype)
    if not KERAS3:
        shape = inputs.shape
        if inputs.shape.rank == 0:
            inputs = tf.expand_dims(inputs, -1)
        if output_mode == 'one_hot' and inputs.shape[-1] != 1:
            inputs = tf.expand_dims(inputs, -1)
        if inputs.shape.rank > 2:
            raise ValueError(f"When output_mode is not `'int'`, maximum supported output rank is 2. Received output_mode {output_mode} and input shape "
                             f"{shape}, which would result in output rank {inputs.shape.rank}.")
    elif inputs.shape.rank == 0:
        inputs = tf.expand_dims(inputs, -1)
    if output_mode == 'one_hot':
        if len(inputs.shape) > 1 and inputs.shape[-1] == 1:
            inputs = tf.squeeze(inputs, -1)
        return tf.one_hot(tf.cast(inputs, tf.int64), depth, dtype=dtype)
    hot = tf.one_hot(tf.cast(inputs, tf.int64), depth, dtype=dtype if count_weights is None else count_weights.dtype)
    if count_weights is not None:
        hot = hot * tf.expand_dims(count_weights, -1)
    if output_mode == 'multi_hot':
        return tf.reduce_max(hot, axis=-2)
    return tf.reduce_sum(hot, axis=-2)


def _batches(data, steps):
    if isinstance(data, tf.data.Dataset):
        return data if steps is None else data.take(steps)
    if hasattr(data, '__iter__') and not isinstance(data, (list, tuple, np.ndarray, tf.Tensor)):
        return data
    return None


class IndexLookup(Layer):
    def __init__(self, max_tokens, num_oov_indices, mask_token, oov_token, vocabulary_dtype, vocabulary=None, idf_weights=None, invert=False,
                 output_mode='int', sparse=False, pad_to_max_tokens=False, **kwargs):
        if max_tokens is not None and max_tokens <= 1:
            raise ValueError(f'If set, `max_tokens` must be greater than 1. Received: max_tokens={max_tokens}' if KERAS3 else
                             f'If set, `max_tokens` must be greater than 1. You passed {max_tokens}')
        if pad_to_max_tokens and max_tokens is None:
            raise ValueError(f'If pad_to_max_tokens is True, must set `max_tokens`. ' + (f'Received: max_tokens={max_tokens}' if KERAS3 else f'You passed {max_tokens}'))
        if num_oov_indices < 0:
            raise ValueError('`num_oov_indices` must be greater than or equal to 0. ' + (f'Received: num_oov_indices={num_oov_indices}' if KERAS3 else f'You passed {num_oov_indices}'))
        output_mode = {'binary': 'multi_hot', 'tf-idf': 'tf_idf'}.get(output_mode, output_mode)
        _one_of(output_mode, ('int', 'one_hot', 'multi_hot', 'count', 'tf_idf'), self.__class__.__name__, 'output_mode')
        if invert and output_mode != 'int':
            raise ValueError("`output_mode` must be `'int'` when `invert` is true. " + (f'Received: output_mode={output_mode}' if KERAS3 else f'You passed {output_mode}'))
        if idf_weights is not None and output_mode != 'tf_idf':
            raise ValueError("`idf_weights` should only be set if `output_mode` is `'tf_idf'`. " +
                             (f'Received: idf_weights={idf_weights} and output_mode={output_mode}' if KERAS3 else f'You passed {idf_weights}'))
        for old in ('oov_method', 'salt', 'has_input_vocabulary', 'vocabulary_size'):
            kwargs.pop(old, None)
        if KERAS3:
            kwargs = {k: v for k, v in kwargs.items() if k not in ('dtype', 'trainable')}
            super().__init__(**kwargs)
            _allow_anything(self)
        else:
            kwargs.setdefault('dtype', tf.int64 if output_mode == 'int' else 'float32')
            super().__init__(**kwargs)
        self.invert = invert
        self.max_tokens = max_tokens
        self.num_oov_indices = num_oov_indices
        self.mask_token = mask_token
        self.oov_token = oov_token
        self.output_mode = output_mode
        self.sparse = sparse
        self.pad_to_max_tokens = pad_to_max_tokens
        self.vocabulary_dtype = vocabulary_dtype
        self.input_vocabulary = vocabulary
        self._fixed = vocabulary is not None
        self._tokens = []
        self._idf = None
        self._counts, self._document_counts, self._documents = {}, {}, 0
        self._frozen_vocab_size = None
        if vocabulary is not None:
            self.set_vocabulary(vocabulary, idf_weights)

    def _oov_start_index(self):
        return 1 if self.mask_token is not None and self.output_mode == 'int' else 0

    def _token_start_index(self):
        return self._oov_start_index() + self.num_oov_indices

    def vocabulary_size(self):
        return len(self._tokens) + self._token_start_index()

    def get_vocabulary(self, include_special_tokens=True):
        vocab = list(np.array(self._tokens)) if self._tokens else []
        special = [self.oov_token] * self._token_start_index()
        if self.mask_token is not None and self.output_mode == 'int':
            special[0] = self.mask_token
        return special + vocab if include_special_tokens else vocab

    def set_vocabulary(self, vocabulary, idf_weights=None):
        if self.output_mode == 'tf_idf':
            if idf_weights is None:
                raise ValueError("`idf_weights` must be set if output_mode is 'tf_idf'.")
        elif idf_weights is not None:
            raise ValueError("`idf_weights` should only be set if `output_mode` is `'tf_idf'`. Received: "
                             f'output_mode={self.output_mode} and idf_weights={idf_weights}')
        if isinstance(vocabulary, str):
            raise ValueError(f'Vocabulary file {vocabulary} does not exist.')
        if isinstance(vocabulary, tf.Tensor):
            vocabulary = vocabulary.numpy()
        vocabulary = [v.decode() if isinstance(v, bytes) else v for v in np.array(vocabulary).tolist()]
        if not vocabulary:
            raise ValueError(f'Cannot set an empty vocabulary' + (f'. Received: vocabulary={np.array(vocabulary)}' if KERAS3 else f', you passed {np.array(vocabulary)}.'))
        start = self._token_start_index()
        special = [self.mask_token] * self._oov_start_index() + [self.oov_token] * self.num_oov_indices
        found = vocabulary[:start] == special
        tokens = vocabulary[start:] if found else vocabulary
        repeated = [item for item, count in collections.Counter(tokens).items() if count > 1]
        if repeated:
            repeated = [np.str_(r) if isinstance(r, str) else np.int64(r) for r in repeated]
            raise ValueError('The passed vocabulary has at least one repeated term. Please uniquify your dataset. The repeated terms are: '
                             f"{repeated}" if KERAS3 else f'The passed vocabulary has at least one repeated term. Please uniquify your dataset. The repeated terms are {repeated}')
        for token, name, wanted in ((self.mask_token, 'mask', True), (self.oov_token, 'OOV', self.invert)):
            if token is not None and wanted and token in tokens:
                at = np.argwhere(np.array(vocabulary) == token)[-1]
                raise ValueError(f'Found reserved {name} token at unexpected location in `vocabulary`. Note that passed `vocabulary` does not need to include the '
                                 'OOV and mask tokens. Either remove all mask and OOV tokens, or include them only at the start of the vocabulary in '
                                 f'precisely this order: {special}. Received: {name.lower()}_token={token} at vocabulary index {at}')
        if self.max_tokens is not None and start + len(tokens) > self.max_tokens:
            raise ValueError('Attempted to set a vocabulary larger than the maximum vocab size. ' +
                             (f'Received vocabulary size is {start + len(tokens)}; `max_tokens` is {self.max_tokens}.' if KERAS3 else
                              f'Passed vocab size is {start + len(tokens)}, max vocab size is {self.max_tokens}.'))
        self._tokens = tokens
        self._frozen_vocab_size = self.vocabulary_size()
        if idf_weights is not None:
            weights = np.array(idf_weights, 'float32')
            front = (0, 0) if found else (start, np.average(weights))
            back = self.max_tokens - front[0] - len(weights) if self.pad_to_max_tokens else 0
            self._idf = np.pad(weights, (front[0], back), 'constant', constant_values=(front[1], 0)).astype('float32')

    def adapt(self, data, batch_size=None, steps=None):
        self.reset_state()
        batches = _batches(data, steps)
        if batches is None:
            data = _tensor(data, self.vocabulary_dtype)
            self.update_state(tf.expand_dims(data, -1) if data.shape.rank == 1 else data)
        else:
            for batch in batches:
                self.update_state(batch)
        self.finalize_state()

    def reset_state(self):
        if not self._fixed:
            self._counts, self._document_counts, self._documents = {}, {}, 0

    def update_state(self, data):
        if self._fixed:
            if KERAS3:
                raise ValueError(f"Cannot adapt layer '{self.name}' after setting a static vocabulary via `vocabulary` argument or `set_vocabulary()` method.")
            text = f'Cannot adapt {self.__class__.__name__} layer after setting a static vocabulary via init argument or `set_vocabulary`.'
            raise ValueError(f'in user code:\n\n\n    ValueError: {text}\n')
        rows = _tensor(data, self.vocabulary_dtype).numpy()
        self._count_rows(rows.reshape((1, -1)) if rows.ndim < 2 else rows.reshape((rows.shape[0], -1)))

    def _count_rows(self, rows, padding=None):
        for row in rows.tolist():
            row = [v for v in row if v != padding]
            for token in row:
                self._counts[token] = self._counts.get(token, 0) + 1
            for token in set(row):
                self._document_counts[token] = self._document_counts.get(token, 0) + 1
            self._documents += 1

    def finalize_state(self):
        if self._fixed or not self._counts:
            self._frozen_vocab_size = self.vocabulary_size()
            return
        text = self.vocabulary_dtype == 'string'
        special = [t.encode() if text and isinstance(t, str) else t for t in (self.mask_token, self.oov_token)]
        tokens = sorted((t for t in self._counts if t not in special), key=lambda t: (self._counts[t], t), reverse=True)
        if self.max_tokens:
            tokens = tokens[:self.max_tokens - self._token_start_index()]
        self._tokens = [t.decode() for t in tokens] if text else tokens
        if self.output_mode == 'tf_idf':
            weights = np.array([np.log(1 + self._documents / (1 + self._document_counts[t])) for t in tokens], 'float32')
            weights = np.concatenate([np.full(self._token_start_index(), weights.mean(), 'float32'), weights])
            if self.pad_to_max_tokens and self.max_tokens is not None:
                weights = np.pad(weights, (0, self.max_tokens - len(weights)))
            self._idf = weights
        self.reset_state()
        self._frozen_vocab_size = self.vocabulary_size()

    def _lookup(self, inputs):
        if self._frozen_vocab_size is None and not self._tokens and _eager():
            raise ops.error('FailedPreconditionError', '{{function_node __wrapped__LookupTableFindV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} Table not initialized. [Op:LookupTableFindV2] name: ')
        start = self._token_start_index()
        keys = np.array(self._tokens) if self._tokens else np.zeros(0, 'int64')
        if self.invert:
            values = tf.constant([str(self.oov_token) if self.vocabulary_dtype == 'string' else self.oov_token] + self._tokens,
                                 tf.string if self.vocabulary_dtype == 'string' else tf.int64)
            numbers = np.arange(start, start + len(self._tokens))
            found = _table_find(inputs, tf.constant(numbers, tf.int64), values[1:], values[0])
            if self.mask_token is not None:
                found = tf.where(tf.equal(inputs, 0), tf.constant(self.mask_token, found.dtype), found)
            return found
        keys = tf.constant(self._tokens if self._tokens else [], tf.as_dtype(self.vocabulary_dtype))
        otherwise = self._oov_start_index() if self.num_oov_indices == 1 else -1
        found = _table_find(inputs, keys, tf.range(start, start + len(self._tokens), dtype=tf.int64), tf.constant(otherwise, tf.int64))
        if self.mask_token is not None:
            hidden = 0 if self.output_mode == 'int' else tf.int64.max
            found = tf.where(tf.equal(inputs, tf.constant(self.mask_token, inputs.dtype)), tf.constant(hidden, tf.int64), found)
        if self.num_oov_indices == 0 and _eager():
            missing = tf.boolean_mask(inputs, tf.equal(found, -1))
            if missing.shape[0]:
                shown = '[' + ' '.join(f'"{v.decode()}"' if isinstance(v, bytes) else str(v) for v in missing.numpy().tolist()) + ']'
                tf.Assert(tf.constant(False), [f'When `num_oov_indices=0` all inputs should be in vocabulary, found OOV values {shown}, '
                                  'consider setting `num_oov_indices=1`.'])
        if self.num_oov_indices > 1:
            if self.vocabulary_dtype == 'string':
                other = tf.strings.to_hash_bucket_fast(inputs, self.num_oov_indices)
            else:
                other = tf.math.floormod(inputs, self.num_oov_indices)
            found = tf.where(tf.equal(found, -1), tf.cast(other, tf.int64) + self._oov_start_index(), found)
        return found

    def call(self, inputs):
        if self._frozen_vocab_size is None and self.output_mode != 'int' and not self.pad_to_max_tokens:
            raise RuntimeError(f'When using `output_mode={self.output_mode}` and `pad_to_max_tokens=False`, you must set the layer\'s vocabulary before '
                               'calling it. Either pass a `vocabulary` argument to the layer, or call `adapt` with some sample data.')
        inputs = _tensor(inputs, 'int64' if self.invert else self.vocabulary_dtype)
        found = self._lookup(inputs)
        if self.output_mode == 'int':
            return found
        depth = self.max_tokens if self.pad_to_max_tokens else self._frozen_vocab_size
        mode = 'count' if self.output_mode == 'tf_idf' else self.output_mode
        out = _encode(found, mode, depth, tf.int64 if KERAS3 else self.compute_dtype)
        if self.output_mode == 'tf_idf':
            out = tf.cast(out, tf.float32) * self._idf
        return out

    def compute_output_shape(self, input_shape):
        shape = tuple(input_shape)
        if self.output_mode != 'int':
            depth = self.max_tokens if self.pad_to_max_tokens else self._frozen_vocab_size
            if self.output_mode == 'one_hot' and not (len(shape) > 1 and shape[-1] == 1):
                shape = shape + (depth,)
            else:
                shape = shape[:-1] + (depth,)
        return shape if KERAS3 else tf.TensorShape(shape)

    def get_config(self):
        config = super().get_config()
        config.update(invert=self.invert, max_tokens=self.max_tokens, num_oov_indices=self.num_oov_indices, oov_token=self.oov_token, mask_token=self.mask_token,
                      output_mode=self.output_mode, sparse=self.sparse, pad_to_max_tokens=self.pad_to_max_tokens, vocabulary_dtype=self.vocabulary_dtype,
                      idf_weights=None, vocabulary=self.input_vocabulary, vocabulary_size=self._frozen_vocab_size)
        return config


if KERAS3:
    def _spec(self, inputs):
        dtype = 'float32' if self.output_mode != 'int' else self.vocabulary_dtype if self.invert else 'int64'
        return keras.KerasTensor(self.compute_output_shape(inputs.shape), dtype=dtype)
    IndexLookup.compute_output_spec = _spec


class StringLookup(IndexLookup):
    def __init__(self, max_tokens=None, num_oov_indices=1, mask_token=None, oov_token='[UNK]', vocabulary=None, idf_weights=None, invert=False,
                 output_mode='int', pad_to_max_tokens=False, sparse=False, encoding='utf-8', **kwargs):
        self.encoding = encoding
        super().__init__(max_tokens=max_tokens, num_oov_indices=num_oov_indices, mask_token=mask_token, oov_token=oov_token, vocabulary=vocabulary,
                         vocabulary_dtype='string', idf_weights=idf_weights, invert=invert, output_mode=output_mode, sparse=sparse,
                         pad_to_max_tokens=pad_to_max_tokens, **kwargs)


class IntegerLookup(IndexLookup):
    def __init__(self, max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=-1, vocabulary=None, vocabulary_dtype='int64', idf_weights=None,
                 invert=False, output_mode='int', sparse=False, pad_to_max_tokens=False, **kwargs):
        if max_tokens is not None and max_tokens <= 1:
            raise ValueError(f'If `max_tokens` is set for `IntegerLookup`, it must be greater than 1. Received: max_tokens={max_tokens}' if KERAS3 else
                             f'If `max_tokens` is set for `IntegerLookup`, it must be greater than 1. Received: max_tokens={max_tokens}.')
        if num_oov_indices < 0:
            raise ValueError(f'The value of `num_oov_indices` argument for `IntegerLookup` must >= 0. Received: num_oov_indices={num_oov_indices}' + ('' if KERAS3 else '.'))
        super().__init__(max_tokens=max_tokens, num_oov_indices=num_oov_indices, mask_token=mask_token, oov_token=oov_token, vocabulary=vocabulary,
                         vocabulary_dtype=vocabulary_dtype, idf_weights=idf_weights, invert=invert, output_mode=output_mode, sparse=sparse,
                         pad_to_max_tokens=pad_to_max_tokens, **kwargs)


class TextVectorization(Layer):
    def __init__(self, max_tokens=None, standardize='lower_and_strip_punctuation', split='whitespace', ngrams=None, output_mode='int',
                 output_sequence_length=None, pad_to_max_tokens=False, vocabulary=None, idf_weights=None, sparse=False, ragged=False, encoding='utf-8', **kwargs):
        name = self.__class__.__name__
        _one_of(standardize, ('lower_and_strip_punctuation', 'lower', 'strip_punctuation'), name, 'standardize', none=True, functions=True)
        _one_of(split, ('whitespace', 'character'), name, 'split', none=True, functions=True)
        output_mode = {'binary': 'multi_hot', 'tf-idf': 'tf_idf'}.get(output_mode, output_mode)
        _one_of(output_mode, ('int', 'one_hot', 'multi_hot', 'count', 'tf_idf') if KERAS3 else ('int', 'count', 'multi_hot', 'tf_idf'), name, 'output_mode', none=not KERAS3)
        if not (ngrams is None or isinstance(ngrams, int) or isinstance(ngrams, tuple) and all(isinstance(item, int) for item in ngrams)):
            raise ValueError(f'`ngrams` must be None, an integer, or a tuple of integers. Received: ngrams={ngrams}')
        if output_mode == 'int' and not (isinstance(output_sequence_length, int) or output_sequence_length is None):
            raise ValueError(f"`output_sequence_length` must be either None or an integer when `output_mode` is 'int'. Received: output_sequence_length={output_sequence_length}")
        if output_mode != 'int' and output_sequence_length is not None:
            raise ValueError(f"`output_sequence_length` must not be set if `output_mode` is not 'int'. Received output_sequence_length={output_sequence_length}.")
        if ragged and output_mode != 'int':
            raise ValueError(f"`ragged` must not be true if `output_mode` is `'int'`. Received: ragged={ragged} and output_mode={output_mode}")
        if KERAS3:
            super().__init__(**kwargs)
            _allow_anything(self)
            _set_dtype(self, 'string')
        else:
            if 'dtype' in kwargs and kwargs['dtype'] != tf.string:
                raise ValueError(f"`TextVectorization` may only have a dtype of string. Received dtype: {kwargs['dtype']}.")
            kwargs.setdefault('dtype', tf.string)
            super().__init__(**kwargs)
        self._max_tokens = max_tokens
        self._standardize = standardize
        self._split = split
        self._ngrams_arg = ngrams
        self._ngrams = tuple(range(1, ngrams + 1)) if isinstance(ngrams, int) else ngrams
        self._ragged = ragged
        self._output_mode = output_mode
        self._output_sequence_length = output_sequence_length
        self._lookup_layer = StringLookup(max_tokens=max_tokens, vocabulary=vocabulary, idf_weights=idf_weights, pad_to_max_tokens=pad_to_max_tokens,
                                          mask_token='', output_mode=output_mode if output_mode is not None else 'int', sparse=sparse, encoding=encoding)

    def build(self, input_shape=None):
        self.built = True

    def _words(self, inputs):
        inputs = _tensor(inputs, tf.string)
        if callable(self._standardize):
            inputs = self._standardize(inputs)
        if self._split is not None and inputs.shape.rank is not None and inputs.shape.rank > 1:
            if inputs.shape[-1] != 1:
                raise ValueError('When using `TextVectorization` to tokenize strings, the input rank must be 1 or the last shape dimension must be 1. '
                                 f'Received: inputs.shape={inputs.shape} with rank={inputs.shape.rank}')
            inputs = tf.squeeze(inputs, axis=-1)
        single = inputs.shape.rank == 0
        how = self._standardize if isinstance(self._standardize, str) else ''
        split = 'none' if self._split is None or callable(self._split) else self._split
        if self._split is None and inputs.shape.rank == 2:
            words = tf.reshape(_tokenize(tf.reshape(inputs, [-1]), 'lower' in how, 'strip' in how, 'none', None, 1), tf.shape(inputs))
            return words if self._output_sequence_length is None else words[..., :self._output_sequence_length]
        length = self._output_sequence_length if self._output_mode == 'int' else None
        if callable(self._split):
            cleaned = tf.squeeze(_tokenize(tf.reshape(inputs, [-1]), 'lower' in how, 'strip' in how, 'none', None, 1), -1)
            words = self._split(cleaned)
            words = words.to_tensor(default_value='') if hasattr(words, 'to_tensor') else words
            return words if length is None else tf.pad(words[:, :length], [[0, 0], [0, max(0, length - words.shape[1])]])
        words = _tokenize(tf.reshape(inputs, [-1]), 'lower' in how, 'strip' in how, split, self._ngrams, length)
        return words[0] if single else words

    def call(self, inputs):
        words = self._words(inputs)
        return words if self._output_mode is None else self._lookup_layer(words)

    def adapt(self, data, batch_size=None, steps=None):
        self.reset_state()
        batches = _batches(data, steps)
        for batch in ([_tensor(data, 'string')] if batches is None else batches):
            self.update_state(batch)
        self.finalize_state()

    def update_state(self, data):
        held, self._output_sequence_length = self._output_sequence_length, None
        data = _tensor(data, 'string')
        if data.shape.rank == 0:
            data = tf.expand_dims(data, 0)
        rows = self._words(data).numpy()
        self._output_sequence_length = held
        if self._lookup_layer._fixed:
            self._lookup_layer.update_state(rows)
        self._lookup_layer._count_rows(rows, b'')

    def finalize_state(self):
        self._lookup_layer.finalize_state()

    def reset_state(self):
        self._lookup_layer.reset_state()

    def get_vocabulary(self, include_special_tokens=True):
        return self._lookup_layer.get_vocabulary(include_special_tokens)

    def vocabulary_size(self):
        return self._lookup_layer.vocabulary_size()

    def set_vocabulary(self, vocabulary, idf_weights=None):
        self._lookup_layer.set_vocabulary(vocabulary, idf_weights=idf_weights)

    def compute_output_shape(self, input_shape):
        shape = tuple(input_shape)
        if self._output_mode == 'int':
            shape = (shape[0], self._output_sequence_length)
        else:
            shape = tuple(self._lookup_layer.compute_output_shape(shape + (None,) if self._split is not None else shape if len(shape) > 1 else shape + (1,)))
        return shape if KERAS3 else tf.TensorShape(shape)

    def get_config(self):
        config = super().get_config()
        config.update(max_tokens=self._max_tokens, standardize=self._standardize, split=self._split, ngrams=self._ngrams_arg, output_mode=self._output_mode,
                      output_sequence_length=self._output_sequence_length, pad_to_max_tokens=self._lookup_layer.pad_to_max_tokens, ragged=self._ragged,
                      vocabulary=self._lookup_layer.input_vocabulary, encoding=self._lookup_layer.encoding)
        return config


if KERAS3:
    def _text_spec(self, inputs):
        return keras.KerasTensor(self.compute_output_shape(inputs.shape), dtype='int64' if self._output_mode == 'int' else 'float32')
    TextVectorization.compute_output_spec = _text_spec


class CategoryEncoding(Layer):
    def __init__(self, num_tokens=None, output_mode='multi_hot', sparse=False, **kwargs):
        if not KERAS3:
            kwargs.setdefault('dtype', 'float32')
        super().__init__(**kwargs)
        if output_mode == 'binary':
            output_mode = 'multi_hot'
        if not KERAS3:
            _one_of(output_mode, ('count', 'one_hot', 'multi_hot'), 'CategoryEncoding', 'output_mode')
        elif output_mode not in ('count', 'one_hot', 'multi_hot'):
            raise ValueError(f'Unknown arg for output_mode: {output_mode}')
        if num_tokens is None:
            raise ValueError('num_tokens must be set to use this layer. If the number of tokens is not known beforehand, use the IntegerLookup layer instead.')
        if num_tokens < 1:
            raise ValueError(f'`num_tokens` must be >= 1. Received: num_tokens={num_tokens}.')
        self.num_tokens = num_tokens
        self.output_mode = output_mode
        self.sparse = sparse
        if KERAS3:
            _allow_anything(self)

    def call(self, inputs, count_weights=None):
        inputs = _tensor(inputs)
        if count_weights is not None:
            if self.output_mode != 'count':
                raise ValueError("`count_weights` is not used when `output_mode` is not `'count'`. Received `count_weights={count_weights}`."
                                 if not KERAS3 else f"`count_weights` is not used when `output_mode` is not `'count'`. Received `count_weights={count_weights}`.")
            count_weights = _tensor(count_weights, self.compute_dtype)
        if not KERAS3:
            largest, least = tf.reduce_max(inputs), tf.reduce_min(inputs)
            fits = tf.logical_and(tf.greater(tf.cast(self.num_tokens, largest.dtype), largest), tf.greater_equal(least, tf.cast(0, least.dtype)))
            tf.Assert(fits, [f'Input values must be in the range 0 <= values < num_tokens with num_tokens={self.num_tokens}'])
        return _encode(inputs, self.output_mode, self.num_tokens, self.compute_dtype, count_weights)

    def compute_output_shape(self, input_shape):
        shape = tuple(input_shape)
        if not shape:
            shape = (self.num_tokens,)
        elif self.output_mode == 'one_hot' and (shape[-1] != 1 or KERAS3 and len(shape) == 1):
            shape = shape + (self.num_tokens,)
        else:
            shape = shape[:-1] + (self.num_tokens,)
        return shape if KERAS3 else tf.TensorShape(shape)

    def get_config(self):
        return {**super().get_config(), 'num_tokens': self.num_tokens, 'output_mode': self.output_mode, 'sparse': self.sparse}


class Discretization(Layer):
    def __init__(self, bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode='int', sparse=False, **kwargs):
        if not KERAS3:
            kwargs.setdefault('dtype', tf.int64 if output_mode == 'int' else 'float32')
        super().__init__(**kwargs)
        _one_of(output_mode, ('int', 'one_hot', 'multi_hot', 'count'), 'Discretization', 'output_mode')
        if num_bins is not None and num_bins < 0:
            raise ValueError('`num_bins` must be greater than or equal to 0. ' + (f'Received: `num_bins={num_bins}`' if KERAS3 else f'You passed `num_bins={num_bins}`'))
        if num_bins is not None and bin_boundaries is not None:
            raise ValueError('Both `num_bins` and `bin_boundaries` should not be set. ' +
                             (f'Received: `num_bins={num_bins}` and `bin_boundaries={bin_boundaries}`' if KERAS3 else f'You passed `num_bins={num_bins}` and `bin_boundaries={bin_boundaries}`'))
        if num_bins is None and bin_boundaries is None and KERAS3:
            raise ValueError('You need to set either `num_bins` or `bin_boundaries`.')
        self.bin_boundaries = list(bin_boundaries) if bin_boundaries is not None else None
        self.num_bins = num_bins
        self.epsilon = epsilon
        self.output_mode = output_mode
        self.sparse = sparse
        if KERAS3:
            _allow_anything(self)
        self._summary = np.array([[], []], dtype='float32')

    def adapt(self, data, batch_size=None, steps=None):
        if self.num_bins is None:
            raise ValueError('Cannot adapt a Discretization layer that has been initialized with `bin_boundaries`, use `num_bins` instead.' if KERAS3 else
                             'Cannot adapt a Discretization layer that has been initialized with `bin_boundaries`, use `num_bins` instead. You passed '
                             f'`bin_boundaries={self.bin_boundaries}`.')
        batches = _batches(data, steps)
        summary = np.array([[], []], dtype='float32')
        for batch in ([data] if batches is None else batches):
            values = np.sort(np.reshape(np.array(batch).astype('float32'), [-1]))
            step = max(np.size(values) * self.epsilon, 1)
            edges = values[int(step - 1)::int(step)]
            merged = np.concatenate([summary, np.stack([edges, np.ones_like(edges) * step])], axis=1)
            summary = _compress(np.take(merged, np.argsort(merged[0]), axis=1), self.epsilon)
        fractions = np.cumsum(_compress(summary, 1.0 / self.num_bins)[1])
        self.bin_boundaries = _compress(summary, 1.0 / self.num_bins)[0, :-1].tolist()

    def call(self, inputs):
        if self.bin_boundaries is None:
            raise ValueError('You need to either pass the `bin_boundaries` argument at construction time or call `adapt(dataset)` before you can start using the `Discretization` layer.')
        inputs = tf.cast(_tensor(inputs), tf.float32)
        edges = tf.constant(self.bin_boundaries, tf.float32)
        indices = tf.reduce_sum(tf.cast(tf.expand_dims(inputs, -1) >= edges, tf.int32), axis=-1)
        dtype = ('int32' if KERAS3 else self.compute_dtype) if self.output_mode == 'int' else self.compute_dtype
        return _encode(tf.cast(indices, tf.int64), self.output_mode, len(self.bin_boundaries) + 1, dtype)

    def compute_output_shape(self, input_shape):
        shape = tuple(input_shape)
        if self.output_mode != 'int':
            depth = len(self.bin_boundaries) + 1 if self.bin_boundaries is not None else self.num_bins
            keep = self.output_mode == 'one_hot' and not (shape and shape[-1] == 1 and len(shape) > 1)
            shape = (shape if keep else shape[:-1]) + (depth,)
        return shape if KERAS3 else tf.TensorShape(shape)

    def get_config(self):
        return {'bin_boundaries': self.bin_boundaries, 'num_bins': self.num_bins, 'epsilon': self.epsilon, 'output_mode': self.output_mode,
                'sparse': self.sparse, **super().get_config()}


def _compress(summary, epsilon):
    if summary.shape[1] * epsilon < 1:
        return summary
    percents = epsilon + np.arange(0.0, 1.0, epsilon)
    weights = summary[1].cumsum()
    boundaries = np.interp(percents, weights / weights[-1], summary[0])
    cumulative = np.interp(percents, weights / weights[-1], weights)
    return np.stack((boundaries, np.insert(np.diff(cumulative), 0, cumulative[0])))


class Hashing(Layer):
    def __init__(self, num_bins, mask_value=None, salt=None, output_mode='int', sparse=False, **kwargs):
        if num_bins is None or num_bins <= 0:
            raise ValueError('The `num_bins` for `Hashing` cannot be `None` or non-positive values. Received: ' + f'num_bins={num_bins}.')
        if not KERAS3:
            kwargs.setdefault('dtype', tf.int64 if output_mode == 'int' else 'float32')
        super().__init__(**kwargs)
        _one_of(output_mode, ('int', 'one_hot', 'multi_hot', 'count'), 'Hashing', 'output_mode')
        self.num_bins = num_bins
        self.mask_value = mask_value
        self.salt = [salt, salt] if isinstance(salt, int) else salt
        self.output_mode = output_mode
        self.sparse = sparse
        if KERAS3:
            _allow_anything(self)

    def call(self, inputs):
        inputs = _tensor(inputs)
        words = inputs if inputs.dtype == tf.string else tf.strings.as_string(inputs)
        bins = self.num_bins - 1 if self.mask_value is not None and self.num_bins > 1 else self.num_bins
        if self.salt is None:
            found = tf.strings.to_hash_bucket_fast(words, bins)
        else:
            found = tf.strings.to_hash_bucket_strong(words, bins, key=self.salt)
        if self.mask_value is not None:
            found = tf.where(tf.equal(inputs, tf.constant(self.mask_value, inputs.dtype)), tf.zeros_like(found), found + (1 if self.num_bins > 1 else 0))
        if self.output_mode == 'int':
            return found
        return _encode(found, self.output_mode, self.num_bins, self.compute_dtype)

    def compute_output_shape(self, input_shape):
        shape = tuple(input_shape)
        if self.output_mode != 'int':
            keep = self.output_mode == 'one_hot' and not (shape and shape[-1] == 1 and len(shape) > 1)
            shape = (shape if keep else shape[:-1]) + (self.num_bins,)
        return shape if KERAS3 else tf.TensorShape(shape)

    def get_config(self):
        return {**super().get_config(), 'num_bins': self.num_bins, 'salt': self.salt, 'mask_value': self.mask_value, 'output_mode': self.output_mode, 'sparse': self.sparse}
