import numpy as np
import tensorflow as tf

ds = tf.data.Dataset.range(10)
for w in ds.window(4, shift=3, drop_remainder=True):
    print([int(v) for v in w])
for w in ds.window(4, shift=3):
    print([int(v) for v in w.as_numpy_iterator()])
flat = ds.window(5, shift=1, drop_remainder=True).flat_map(lambda w: w.batch(5))
print(flat.element_spec)
xy = flat.map(lambda w: (w[:-1], w[-1:])).batch(2)
for x, y in xy.take(1):
    print(x.numpy().tolist(), y.numpy().tolist())
model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(1)])
model.compile('sgd', 'mse')
model.fit(xy.map(lambda x, y: (tf.cast(x, tf.float32), y)), verbose=0)
print(model.predict(np.zeros((1, 4)), verbose=0).shape)
print(len(list(ds.window(3))), ds.window(3, stride=2).cardinality().numpy())
strided = ds.window(3, shift=2, stride=2).flat_map(lambda w: w.batch(3))
print([v.tolist() for v in strided.as_numpy_iterator()])
