import tensorflow as tf

r = tf.ragged.constant([[1, 2, 3], [], [4, 5]])
print(r, r.shape, r.row_splits, r.values, r.row_lengths(), r.nrows())
print(r.to_tensor(), r.to_list(), r[0], r[:, 1:], r[1:], r[0, 1])
print(r + 1, r * r, r > 2, tf.reduce_sum(r, axis=1), tf.reduce_max(r, axis=0), tf.reduce_mean(tf.cast(r, tf.float32)))
print(tf.concat([r, r], axis=1), tf.concat([r, [[9]]], axis=0), tf.stack([r, r]).shape, tf.gather(r, [2, 0]), tf.expand_dims(r, 1))
print(tf.RaggedTensor.from_tensor([[1, 0], [2, 3]], padding=0), tf.RaggedTensor.from_value_rowids([1, 2, 3], [0, 2, 2]), tf.ragged.range([2, 0, 3]))
print(tf.ragged.boolean_mask([1, 2, 3], [True, False, True]), tf.ragged.map_flat_values(tf.square, r), r.to_sparse(), r.merge_dims(0, 1))
print(tf.ragged.constant([[["a"], ["b", "c"]], []]), tf.strings.length(tf.ragged.constant([["a"], ["bb", "ccc"]])), tf.RaggedTensorSpec([None, None], tf.int32))

@tf.function
def total(x):
    return tf.reduce_sum(x, axis=1)

print(total(r))
s = tf.sparse.from_dense([[0, 1], [2, 0]])
print(s, tf.sparse.to_dense(s), tf.sparse.reduce_sum(s, axis=0), tf.sparse.sparse_dense_matmul(tf.cast(s, tf.float32), [[1.0], [2.0]]))
print(tf.sparse.transpose(s).indices, tf.sparse.add(s, s).values, tf.sparse.reshape(s, [4]).indices, tf.sparse.concat(0, [s, s]).dense_shape)
