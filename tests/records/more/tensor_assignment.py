import tensorflow as tf

t = tf.zeros((2, 2))
print(tf.tensor_scatter_nd_update(t, [[0, 0]], [1.0]).numpy().tolist())
t[0, 0] = 1.0
