import tensorflow as tf

ds = tf.data.Dataset.range(5).batch(2)
print(len(ds))
try:
    len(ds.filter(lambda x: True))
except TypeError as e:
    print(e)
try:
    len(ds.repeat())
except TypeError as e:
    print(e)
ds[0]
