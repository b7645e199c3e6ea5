import tensorflow as tf

@tf.function
def squares(n):
    ta = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
    for i in tf.range(n):
        ta = ta.write(i, tf.cast(i * i, tf.float32))
    return ta.stack()

print(squares(4))

@tf.function
def power(x, n):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x
        for _ in tf.range(n):
            y = y * x
    return y, tape.gradient(y, x)

print(power(tf.constant(2.0), 3))

w = tf.Variable(3.0)

@tf.function
def branch(x):
    with tf.GradientTape() as tape:
        if x > 0:
            y = w * x * x
        else:
            y = -w * x
    return tape.gradient(y, [w])

print(branch(tf.constant(2.0)), branch(tf.constant(-1.0)))
i, total = tf.while_loop(lambda i, t: i < 5, lambda i, t: (i + 1, t + i), (tf.constant(0), tf.constant(0)))
print(i, total)
ta = tf.TensorArray(tf.int32, 3, clear_after_read=False).unstack([1, 2, 3])
print(ta.read(1), ta.size(), ta.stack(), tf.switch_case(tf.constant(1), [lambda: tf.constant(1), lambda: tf.constant(2)]))

@tf.function
def pair(n):
    state = (tf.constant(0), tf.constant(1))
    for _ in tf.range(n):
        state = (state[1], state[0] + state[1])
    return state

print(pair(10))
