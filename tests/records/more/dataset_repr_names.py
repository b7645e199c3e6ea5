import tensorflow as tf

ds = tf.data.Dataset.range(8)
for d in [ds, ds.map(lambda x: x), ds.batch(2), ds.shuffle(4), ds.repeat(2), ds.take(1), ds.skip(1), ds.prefetch(1), ds.cache(), ds.filter(lambda x: x > 2),
          ds.zip((ds, ds)) if False else tf.data.Dataset.zip((ds, ds)), ds.concatenate(ds), ds.enumerate(), ds.batch(2).unbatch(), ds.window(2), ds.padded_batch(2),
          tf.data.Dataset.from_tensor_slices([1]), tf.data.Dataset.from_tensors([1])]:
    print(type(d), d.element_spec)
