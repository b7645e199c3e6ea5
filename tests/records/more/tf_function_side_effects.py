import tensorflow as tf

calls = []

@tf.function
def f(x):
    calls.append(1)
    print('tracing', x.shape)
    return x * 2

f(tf.ones(2)); f(tf.ones(2)); f(tf.ones(3))
f(1); f(2)
print(len(calls))

@tf.function
def g(x):
    v = tf.Variable(1.0)
    return x + v

g(tf.ones(2))
