# tf.strings.
import tensorflow as tf
import tensorflow._ops as ops

def _text(x):
    return x if tf.is_tensor(x) else tf.convert_to_tensor(x, dtype=tf.string)

def _flat(f, x, *rest):
    """f of the values of a ragged tensor; of anything else as it is."""
    return x.with_flat_values(f(x.flat_values, *rest)) if isinstance(x, tf.RaggedTensor) else f(x, *rest)

def length(input, unit='BYTE', name=None):
    return _flat(lambda x: ops.StringLength(x, unit=unit, name=name), input)

def lower(input, encoding='', name=None):
    return _flat(lambda x: ops.StringLower(x, encoding=encoding, name=name), input)

def upper(input, encoding='', name=None):
    return _flat(lambda x: ops.StringUpper(x, encoding=encoding, name=name), input)

def strip(input, name=None):
    return _flat(lambda x: ops.StringStrip(x, name=name), input)

def to_number(input, out_type=tf.float32, name=None):
    return _flat(lambda x: ops.StringToNumber(x, out_type=out_type, name=name), input)

def as_string(input, precision=-1, scientific=False, shortest=False, width=-1, fill='', name=None):
    return _flat(lambda x: ops.AsString(x, precision=precision, scientific=scientific, shortest=shortest, width=width, fill=fill, name=name), input)

def join(inputs, separator='', name=None):
    ragged = [x for x in inputs if isinstance(x, tf.RaggedTensor)]
    if ragged:
        return ragged[0].with_flat_values(ops.StringJoin([x.flat_values if isinstance(x, tf.RaggedTensor) else x for x in inputs], separator=separator))
    return ops.StringJoin(inputs, separator=separator, name=name)

def reduce_join(inputs, axis=None, keepdims=False, separator='', name=None):
    if isinstance(inputs, tf.RaggedTensor):
        if axis in (-1, inputs.shape.rank - 1) and inputs.shape.rank == 2:
            return unsorted_segment_join(inputs.values, inputs.value_rowids(), inputs.nrows(), separator)
        if axis in (-1, inputs.shape.rank - 1):
            return inputs.with_values(reduce_join(inputs.values, -1, keepdims, separator))
        inputs = inputs.flat_values if axis is None else inputs.to_tensor('')
    inputs = _text(inputs)
    if axis is None:
        axis = list(range(inputs.shape.rank - 1, -1, -1))[::-1]
    return ops.ReduceJoin(inputs, tf.reshape(tf.convert_to_tensor(axis, dtype=tf.int32), [-1]), keep_dims=bool(keepdims), separator=separator, name=name)

def substr(input, pos, len, unit='BYTE', name=None):
    return _flat(lambda x: ops.Substr(x, pos, len, unit=unit, name=name), input)

def regex_replace(input, pattern, rewrite, replace_global=True, name=None):
    return _flat(lambda x: ops.regex_replace(x, pattern, rewrite, replace_global), input)

def regex_full_match(input, pattern, name=None):
    return _flat(lambda x: ops.regex_full_match(x, pattern), input)

def to_hash_bucket_fast(input, num_buckets, name=None):
    return _flat(lambda x: ops.StringToHashBucketFast(x, num_buckets=num_buckets, name=name), input)

def to_hash_bucket(input, num_buckets, name=None):
    return _flat(lambda x: ops.StringToHashBucket(x, num_buckets=num_buckets, name=name), input)

def to_hash_bucket_strong(input, num_buckets, key, name=None):
    def hashed(x):
        flat = [_siphash(s, key) % num_buckets for s in tf.reshape(_text(x), [-1]).numpy().tolist()]
        return tf.reshape(tf.constant(flat, tf.int64), tf.shape(x))
    return _flat(hashed, input)

def _siphash(data, key):
    mask = (1 << 64) - 1
    rotate = lambda x, b: ((x << b) | (x >> (64 - b))) & mask
    k0, k1 = [k & mask for k in key]
    v = [k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573]
    def rounds(n):
        for _ in range(n):
            v[0] = (v[0] + v[1]) & mask; v[1] = rotate(v[1], 13) ^ v[0]; v[0] = rotate(v[0], 32)
            v[2] = (v[2] + v[3]) & mask; v[3] = rotate(v[3], 16) ^ v[2]
            v[0] = (v[0] + v[3]) & mask; v[3] = rotate(v[3], 21) ^ v[0]
            v[2] = (v[2] + v[1]) & mask; v[1] = rotate(v[1], 17) ^ v[2]; v[2] = rotate(v[2], 32)
    whole = len(data) // 8 * 8
    for i in range(0, whole, 8):
        m = int.from_bytes(data[i:i + 8], 'little')
        v[3] ^= m
        rounds(2)
        v[0] ^= m
    last = int.from_bytes(data[whole:], 'little') | (len(data) & 0xff) << 56
    v[3] ^= last
    rounds(2)
    v[0] ^= last
    v[2] ^= 0xff
    rounds(4)
    return v[0] ^ v[1] ^ v[2] ^ v[3]

def _rows(parts):
    indices, values, shape = parts
    return tf.RaggedTensor.from_value_rowids(values, indices[:, 0], nrows=shape[0])

def split(input, sep=None, maxsplit=-1, name=None):
    separator = '' if sep is None else sep
    if isinstance(input, tf.RaggedTensor):
        return input.with_flat_values(split(input.flat_values, sep, maxsplit))
    input = _text(input)
    rank = input.shape.ndims
    if rank == 0:
        return ops.StringSplitV2(tf.stack([input]), separator, maxsplit=maxsplit)[1]
    if rank == 1:
        return _rows(ops.StringSplitV2(input, separator, maxsplit=maxsplit))
    return tf.RaggedTensor.from_tensor(input, ragged_rank=rank - 1).with_flat_values(split(tf.reshape(input, [-1]), sep, maxsplit))

def _like(x, f):
    """f makes rows out of a vector; x may be of any rank."""
    if isinstance(x, tf.RaggedTensor):
        return x.with_flat_values(f(x.flat_values))
    x = _text(x)
    if x.shape.rank == 0:
        return f(tf.stack([x])).values
    if x.shape.rank == 1:
        return f(x)
    return tf.RaggedTensor.from_tensor(x, ragged_rank=x.shape.rank - 1).with_flat_values(f(tf.reshape(x, [-1])))

def _characters(x, errors, replacement_char):
    splits, characters, starts = ops.UnicodeDecodeWithOffsets(x, input_encoding='UTF-8', errors=errors, replacement_char=replacement_char)
    return splits, characters, starts

def unicode_decode(input, input_encoding, errors='replace', replacement_char=65533, replace_control_characters=False, name=None):
    def f(x):
        splits, characters, _ = _characters(x, errors, replacement_char)
        return tf.RaggedTensor.from_row_splits(characters, splits, validate=False)
    return _like(input, f)

def unicode_decode_with_offsets(input, input_encoding, errors='replace', replacement_char=65533, replace_control_characters=False, name=None):
    def f(x):
        splits, _, starts = _characters(x, errors, replacement_char)
        return tf.RaggedTensor.from_row_splits(starts, splits, validate=False)
    return unicode_decode(input, input_encoding, errors, replacement_char), _like(input, f)

def unicode_encode(input, output_encoding, errors='replace', replacement_char=65533, name=None):
    if isinstance(input, tf.RaggedTensor):
        if isinstance(input.values, tf.RaggedTensor):
            return input.with_values(unicode_encode(input.values, output_encoding))
        return ops.UnicodeEncode(input.values, input.row_splits, output_encoding=output_encoding)
    input = tf.convert_to_tensor(input)
    if input.shape.rank == 1:
        return ops.UnicodeEncode(input, tf.stack([0, tf.size(input, tf.int64)]), output_encoding=output_encoding)[0]
    return unicode_encode(tf.RaggedTensor.from_tensor(input), output_encoding)

def unicode_split(input, input_encoding, errors='replace', replacement_char=65533, name=None):
    def f(x):
        splits, characters, _ = _characters(x, errors, replacement_char)
        n = tf.size(characters, tf.int64)
        return tf.RaggedTensor.from_row_splits(ops.UnicodeEncode(characters, tf.range(n + 1), output_encoding='UTF-8'), splits, validate=False)
    return _like(input, f)

def unicode_split_with_offsets(input, input_encoding, errors='replace', replacement_char=65533, name=None):
    return unicode_split(input, input_encoding, errors), unicode_decode_with_offsets(input, input_encoding, errors)[1]

def unicode_transcode(input, input_encoding, output_encoding, errors='replace', replacement_char=65533, replace_control_characters=False, name=None):
    def f(x):
        x = _text(x)
        splits, characters, _ = _characters(tf.reshape(x, [-1]), errors, replacement_char)
        return tf.reshape(ops.UnicodeEncode(characters, splits, output_encoding=output_encoding), tf.shape(x))
    return _flat(f, input)

def unicode_script(input, name=None):
    raise NotImplementedError('tf.strings.unicode_script is not supported.')

def bytes_split(input, name=None):
    def f(x):
        rows = [[bytes([b]) for b in s] for s in x.numpy().tolist()]
        flat = [b for row in rows for b in row]
        return tf.RaggedTensor.from_row_lengths(tf.constant(flat, tf.string, shape=[len(flat)]), tf.constant([len(r) for r in rows], tf.int64))
    return _like(input, f)

def ngrams(data, ngram_width, separator=' ', pad_values=None, padding_width=None, preserve_short_sequences=False, name=None):
    widths = [ngram_width] if isinstance(ngram_width, int) else list(ngram_width)
    if min(widths, default=1) < 1:
        raise ValueError(f'All ngram_widths must be greater than 0. Got {ngram_width}')
    if pad_values is None:
        if padding_width is not None:
            raise ValueError('pad_values must be provided if padding_width is set.')
        left = right = ''
        pad = 0
    else:
        if isinstance(pad_values, (tuple, list)):
            left, right = pad_values
        else:
            left = right = pad_values
        pad = padding_width if padding_width is not None else -1
    dense = not isinstance(data, tf.RaggedTensor)
    if dense:
        data = _text(data)
        rank = data.shape.rank
        data = tf.RaggedTensor.from_tensor(tf.expand_dims(data, 0) if rank == 1 else data, ragged_rank=max(rank - 1, 1))
    inner = data
    while isinstance(inner.values, tf.RaggedTensor):
        inner = inner.values
    grams, splits = ops.StringNGrams(inner.values, inner.row_splits, separator=separator, ngram_widths=widths, left_pad=left, right_pad=right, pad_width=pad,
                                     preserve_short_sequences=preserve_short_sequences)
    out = tf.RaggedTensor.from_row_splits(grams, splits, validate=False)
    if data.ragged_rank > 1:
        out = data.with_values(out) if data.ragged_rank == 2 else out
    if dense:
        return out.values if rank == 1 else out.to_tensor() if tf.executing_eagerly() or rank > 1 else out
    return out

def unsorted_segment_join(inputs, segment_ids, num_segments, separator='', name=None):
    inputs, ids = _text(inputs), tf.cast(segment_ids, tf.int64)
    order = tf.argsort(ids, stable=True)
    rows = tf.RaggedTensor.from_value_rowids(tf.gather(inputs, order), tf.gather(ids, order), tf.cast(num_segments, tf.int64))
    width = tf.maximum(tf.reduce_max(tf.concat([rows.row_lengths(), [0]], 0)), 1)
    pieces = tf.where(tf.expand_dims(tf.range(width), 0) > 0, ops.StringJoin([separator, rows.to_tensor('', shape=[None, None])]), rows.to_tensor(''))
    pieces = tf.where(tf.sequence_mask(rows.row_lengths(), width), pieces, '')
    return ops.ReduceJoin(pieces, [1])

def encode_base64(input, pad=False, name=None):
    return ops.EncodeBase64(input, pad=pad)

def decode_base64(input, name=None):
    return ops.DecodeBase64(input)

def decode_raw(input_bytes, out_type, little_endian=True, fixed_length=None, name=None):
    return ops.DecodeRaw(input_bytes, out_type=out_type, little_endian=little_endian)
