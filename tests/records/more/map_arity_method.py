import tensorflow as tf

class Pipeline:
    def prepare(self, x):
        return x * 2

ds = tf.data.Dataset.range(4)
print(list(ds.map(Pipeline().prepare).as_numpy_iterator())[:2] == [0, 2])
pairs = tf.data.Dataset.zip((ds, ds))
pairs.map(Pipeline().prepare)
