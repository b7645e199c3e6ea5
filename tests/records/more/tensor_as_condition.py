import tensorflow as tf

t = tf.constant([1, 2, 3])
if t[0] == 1:
    print('first')
if t == tf.constant([1, 2, 3]):
    print('all')
