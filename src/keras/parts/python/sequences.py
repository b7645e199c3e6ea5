# keras.preprocessing of text and time series, custom objects and keras.random, in Python.
import collections
import json
import random
import numpy as np
import tensorflow as tf
from tensorflow import keras

_FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'


def text_to_word_sequence(input_text, filters=_FILTERS, lower=True, split=' '):
    if lower:
        input_text = input_text.lower()
    text = ''.join(split if c in filters else c for c in input_text)
    return [word for word in text.split(split) if word]


def hashing_trick(text, n, hash_function=None, filters=_FILTERS, lower=True, split=' ', analyzer=None):
    words = text_to_word_sequence(text, filters=filters, lower=lower, split=split) if analyzer is None else analyzer(text)
    return [(hash(w) if hash_function is None else hash_function(w)) % (n - 1) + 1 for w in words]


def one_hot(input_text, n, filters=_FILTERS, lower=True, split=' ', analyzer=None):
    return hashing_trick(input_text, n, hash_function=hash, filters=filters, lower=lower, split=split, analyzer=analyzer)


class Tokenizer:
    def __init__(self, num_words=None, filters=_FILTERS, lower=True, split=' ', char_level=False, oov_token=None, analyzer=None, **kwargs):
        if 'nb_words' in kwargs:
            num_words = kwargs.pop('nb_words')
        self.document_count = kwargs.pop('document_count', 0)
        if kwargs:
            raise TypeError('Unrecognized keyword arguments: ' + str(kwargs))
        self.word_counts = collections.OrderedDict()
        self.word_docs = collections.defaultdict(int)
        self.filters, self.split, self.lower, self.num_words = filters, split, lower, num_words
        self.char_level, self.oov_token, self.analyzer = char_level, oov_token, analyzer
        self.index_docs = collections.defaultdict(int)
        self.word_index, self.index_word = {}, {}

    def _words(self, text):
        if self.char_level or isinstance(text, list):
            if self.lower:
                text = [t.lower() for t in text] if isinstance(text, list) else text.lower()
            return text
        if self.analyzer is None:
            return text_to_word_sequence(text, filters=self.filters, lower=self.lower, split=self.split)
        return self.analyzer(text)

    def fit_on_texts(self, texts):
        for text in texts:
            self.document_count += 1
            words = self._words(text)
            for w in words:
                self.word_counts[w] = self.word_counts.get(w, 0) + 1
            for w in set(words):
                self.word_docs[w] += 1
        ordered = sorted(self.word_counts.items(), key=lambda x: x[1], reverse=True)
        vocabulary = [] if self.oov_token is None else [self.oov_token]
        vocabulary.extend(w for w, _ in ordered)
        self.word_index = dict(zip(vocabulary, list(range(1, len(vocabulary) + 1))))
        self.index_word = {i: w for w, i in self.word_index.items()}
        for w, count in list(self.word_docs.items()):
            self.index_docs[self.word_index[w]] = count

    def fit_on_sequences(self, sequences):
        self.document_count += len(sequences)
        for sequence in sequences:
            for i in set(sequence):
                self.index_docs[i] += 1

    def texts_to_sequences(self, texts):
        return list(self.texts_to_sequences_generator(texts))

    def texts_to_sequences_generator(self, texts):
        oov = self.word_index.get(self.oov_token)
        for text in texts:
            numbers = []
            for w in self._words(text):
                i = self.word_index.get(w)
                if i is not None and not (self.num_words and i >= self.num_words):
                    numbers.append(i)
                elif oov is not None:
                    numbers.append(oov)
            yield numbers

    def sequences_to_texts(self, sequences):
        return list(self.sequences_to_texts_generator(sequences))

    def sequences_to_texts_generator(self, sequences):
        oov = self.word_index.get(self.oov_token)
        for sequence in sequences:
            words = []
            for number in sequence:
                w = self.index_word.get(number)
                if w is not None and not (self.num_words and number >= self.num_words):
                    words.append(w)
                elif oov is not None:
                    words.append(self.index_word[oov])
            yield ' '.join(words)

    def texts_to_matrix(self, texts, mode='binary'):
        return self.sequences_to_matrix(self.texts_to_sequences(texts), mode=mode)

    def sequences_to_matrix(self, sequences, mode='binary'):
        if not self.num_words:
            if not self.word_index:
                raise ValueError('Specify a dimension (`num_words` argument), or fit on some text data first.')
            columns = len(self.word_index) + 1
        else:
            columns = self.num_words
        if mode == 'tfidf' and not self.document_count:
            raise ValueError('Fit the Tokenizer on some data before using tfidf mode.')
        x = np.zeros((len(sequences), columns))
        for i, sequence in enumerate(sequences):
            if not sequence:
                continue
            counts = collections.defaultdict(int)
            for j in sequence:
                if j < columns:
                    counts[j] += 1
            for j, c in list(counts.items()):
                if mode == 'count':
                    x[i][j] = c
                elif mode == 'freq':
                    x[i][j] = c / len(sequence)
                elif mode == 'binary':
                    x[i][j] = 1
                elif mode == 'tfidf':
                    x[i][j] = (1 + np.log(c)) * np.log(1 + self.document_count / (1 + self.index_docs.get(j, 0)))
                else:
                    raise ValueError('Unknown vectorization mode:', mode)
        return x

    def get_config(self):
        return {'num_words': self.num_words, 'filters': self.filters, 'lower': self.lower, 'split': self.split, 'char_level': self.char_level, 'oov_token': self.oov_token,
                'document_count': self.document_count, 'word_counts': json.dumps(self.word_counts), 'word_docs': json.dumps(self.word_docs),
                'index_docs': json.dumps(self.index_docs), 'index_word': json.dumps(self.index_word), 'word_index': json.dumps(self.word_index)}

    def to_json(self, **kwargs):
        return json.dumps({'class_name': 'Tokenizer', 'config': self.get_config()}, **kwargs)


def make_sampling_table(size, sampling_factor=1e-05):
    rank = np.arange(size)
    rank[0] = 1
    inverse = rank * (np.log(rank) + 0.577) + 0.5 - 1.0 / (12.0 * rank)
    f = sampling_factor * inverse
    return np.minimum(1.0, f / np.sqrt(f))


def skipgrams(sequence, vocabulary_size, window_size=4, negative_samples=1.0, shuffle=True, categorical=False, sampling_table=None, seed=None):
    couples, labels = [], []
    for i, wi in enumerate(sequence):
        if not wi or sampling_table is not None and sampling_table[wi] < random.random():
            continue
        for j in range(max(0, i - window_size), min(len(sequence), i + window_size + 1)):
            if j != i and sequence[j]:
                couples.append([wi, sequence[j]])
                labels.append([0, 1] if categorical else 1)
    if negative_samples > 0:
        words = [c[0] for c in couples]
        random.shuffle(words)
        many = int(len(labels) * negative_samples)
        couples += [[words[i % len(words)], random.randint(1, vocabulary_size - 1)] for i in range(many)]
        labels += [[1, 0] if categorical else 0] * many
    if shuffle:
        if seed is None:
            seed = random.randint(0, 10000000)
        random.seed(seed)
        random.shuffle(couples)
        random.seed(seed)
        random.shuffle(labels)
    return couples, labels


class TimeseriesGenerator(keras.utils.Sequence):
    def __init__(self, data, targets, length, sampling_rate=1, stride=1, start_index=0, end_index=None, shuffle=False, reverse=False, batch_size=128):
        if len(data) != len(targets):
            raise ValueError('Data and targets have to be of same length. ' + f'Data length is {len(data)} while target length is {len(targets)}')
        self.data, self.targets, self.length, self.sampling_rate, self.stride = data, targets, length, sampling_rate, stride
        self.start_index = start_index + length
        self.end_index = len(data) - 1 if end_index is None else end_index
        self.shuffle, self.reverse, self.batch_size = shuffle, reverse, batch_size
        if self.start_index > self.end_index:
            raise ValueError(f'`start_index+length={self.start_index} > end_index={self.end_index}` is disallowed, as no part of the sequence would be left to be used as current step.')

    def __len__(self):
        return (self.end_index - self.start_index + self.batch_size * self.stride) // (self.batch_size * self.stride)

    def __getitem__(self, index):
        if self.shuffle:
            rows = np.random.randint(self.start_index, self.end_index + 1, size=self.batch_size)
        else:
            i = self.start_index + self.batch_size * self.stride * index
            rows = np.arange(i, min(i + self.batch_size * self.stride, self.end_index + 1), self.stride)
        samples = np.array([self.data[row - self.length:row:self.sampling_rate] for row in rows])
        targets = np.array([self.targets[row] for row in rows])
        return (samples[:, ::-1, ...], targets) if self.reverse else (samples, targets)


def timeseries_dataset_from_array(data, targets, sequence_length, sequence_stride=1, sampling_rate=1, batch_size=128, shuffle=False, seed=None, start_index=None, end_index=None):
    if start_index:
        if start_index < 0:
            raise ValueError(f'`start_index` must be 0 or greater. Received: start_index={start_index}')
        if start_index >= len(data):
            raise ValueError(f'`start_index` must be lower than the length of the data. Received: start_index={start_index}, for data of length {len(data)}')
    if end_index:
        if start_index and end_index <= start_index:
            raise ValueError(f'`end_index` must be higher than `start_index`. Received: start_index={start_index}, and end_index={end_index} ')
        if end_index >= len(data):
            raise ValueError(f'`end_index` must be lower than the length of the data. Received: end_index={end_index}, for data of length {len(data)}')
        if end_index <= 0:
            raise ValueError(f'`end_index` must be higher than 0. Received: end_index={end_index}')
    for name, value in (('sampling_rate', sampling_rate), ('sequence_stride', sequence_stride)):
        if value <= 0:
            raise ValueError(f'`{name}` must be higher than 0. Received: {name}={value}')
        if value >= len(data):
            raise ValueError(f'`{name}` must be lower than the length of the data. Received: {name}={value}, for data of length {len(data)}')
    start, end = start_index or 0, len(data) if end_index is None else end_index
    seats = end - start - sequence_length * sampling_rate + sampling_rate
    if targets is not None:
        seats = min(seats, len(targets))
    positions = np.arange(0, seats, sequence_stride, dtype='int32')
    if shuffle:
        np.random.RandomState(np.random.randint(1e6) if seed is None else seed).shuffle(positions)
    data = np.asarray(data)
    x = np.stack([data[start + p:start + p + sequence_length * sampling_rate:sampling_rate] for p in positions])
    parts = x if targets is None else (x, np.asarray(targets)[start + positions])
    dataset = tf.data.Dataset.from_tensor_slices(parts)
    if batch_size is None:
        return dataset
    if shuffle:
        dataset = dataset.shuffle(buffer_size=batch_size * 8, seed=seed)
    return dataset.batch(batch_size)


_objects, _names = {}, {}


def get_custom_objects(): return _objects


class CustomObjectScope:
    def __init__(self, *args):
        self.given = args[0] if args else {}

    def __enter__(self):
        self.before = dict(_objects)
        _objects.update(self.given)
        return self

    def __exit__(self, *args):
        _objects.clear()
        _objects.update(self.before)


custom_object_scope = CustomObjectScope


def register_keras_serializable(package='Custom', name=None):
    def decorator(arg):
        registered = package + '>' + (arg.__name__ if name is None else name)
        if isinstance(arg, type) and not hasattr(arg, 'get_config'):
            raise ValueError('Cannot register a class that does not have a get_config() method.')
        _objects[registered] = arg
        _names[arg] = registered
        return arg
    return decorator


def get_registered_name(obj): return _names.get(obj, obj.__name__)
def get_registered_object(name, custom_objects=None, module_objects=None): return (custom_objects or {}).get(name, _objects.get(name))


def pack_x_y_sample_weight(x, y=None, sample_weight=None):
    if y is None:
        return x if not isinstance(x, (list, tuple)) else (x,)
    return (x, y) if sample_weight is None else (x, y, sample_weight)


def unpack_x_y_sample_weight(data):
    if isinstance(data, list):
        data = tuple(data)
    if not isinstance(data, tuple):
        return (data, None, None)
    if len(data) <= 3:
        return tuple(data) + (None,) * (3 - len(data))
    raise ValueError(f'Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, sample_weight)`, found: {data}')


def img_to_array(img, data_format=None, dtype=None):
    x = np.asarray(img, dtype=dtype or keras.backend.floatx())
    if len(x.shape) == 2:
        return x.reshape((x.shape[0], x.shape[1], 1))
    if len(x.shape) != 3:
        raise ValueError(f'Unsupported image shape: {x.shape}')
    return x


class SeedGenerator:
    def __init__(self, seed=None, name=None, **kwargs):
        if seed is None:
            seed = _default_seed()
        if not isinstance(seed, int):
            raise ValueError(f'Argument `seed` must be an integer. Received: seed={seed}')
        if seed < 0:
            raise ValueError(f'Argument `seed` must be positive. Received: seed={seed}')
        self.name = name
        self._initial_seed = seed
        self.state = tf.Variable([seed, 0], dtype='int64', trainable=False)

    def next(self, ordered=True):
        seed = tf.identity(self.state)
        self.state.assign_add([0, 1])
        return seed


_shared = []


def _seed(seed):
    if isinstance(seed, SeedGenerator):
        return seed.next()
    if isinstance(seed, int):
        return tf.constant([seed, 0], 'int64')
    if seed is None:
        if not _shared:
            _shared.append(SeedGenerator())
        return _shared[0].next()
    raise ValueError(f'Argument `seed` must be either an integer or an instance of `SeedGenerator`. Received: seed={seed} (of type {type(seed)})')


def _t(dtype): return dtype or keras.backend.floatx()
def uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None): return tf.cast(_stateless_uniform(list(shape), _seed(seed), minval, maxval), _t(dtype))
def normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None): return tf.random.stateless_normal(shape, _seed(seed), mean=mean, stddev=stddev, dtype=_t(dtype))
def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None): return tf.random.stateless_truncated_normal(shape, _seed(seed), mean=mean, stddev=stddev, dtype=_t(dtype))
def randint(shape, minval, maxval, dtype='int32', seed=None): return tf.random.stateless_uniform(shape, _seed(seed), minval=minval, maxval=maxval, dtype=dtype)
def categorical(logits, num_samples, dtype='int32', seed=None): return tf.random.stateless_categorical(logits, num_samples, _seed(seed), dtype=dtype)
def dropout(inputs, rate, noise_shape=None, seed=None):
    keep = _stateless_uniform(tf.shape(inputs) if noise_shape is None else noise_shape, _seed(seed)) >= rate
    return tf.where(keep, inputs / (1.0 - rate), tf.zeros_like(inputs))
def shuffle(x, axis=0, seed=None):
    order = tf.argsort(_stateless_uniform([x.shape[axis]], _seed(seed)))
    return tf.gather(x, order, axis=axis)
