import tensorflow as tf
tf.zeros((10**7, 10**7, 10**7))
