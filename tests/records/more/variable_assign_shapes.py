import tensorflow as tf

v = tf.Variable([1.0, 2.0])
v.assign_add([1.0, 1.0])
print(v.numpy())
try:
    v.assign([1, 2, 3])
except ValueError as e:
    print(str(e)[:80])
v[0].assign(5.0)
print(v.numpy())
v[0] = 3.0
