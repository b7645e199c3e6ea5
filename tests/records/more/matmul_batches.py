import tensorflow as tf

a = tf.ones((2, 3, 4))
w = tf.ones((4, 5))
print(tf.matmul(a, w).shape, (a @ w).shape)
print(tf.linalg.matmul(w, a[0], transpose_a=True, transpose_b=True).shape)
v = tf.ones((4,))
try:
    tf.matmul(a, v)
except Exception as e:
    print(type(e).__name__, str(e)[-80:])
try:
    tf.matmul(v, a)
except Exception as e:
    print(type(e).__name__, str(e)[-80:])
a @ tf.ones((3, 5))
