import tensorflow as tf
tf.one_hot(tf.range(10**6), 10**7)
