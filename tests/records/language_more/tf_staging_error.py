import tensorflow as tf


class Refused(Exception):
    def __init__(self, code, reason):
        super().__init__(f"{reason} ({code})")
        self.code = code


@tf.function
def f(x):
    if x.shape.rank != 2:
        raise Refused(7, "rank")
    return x


print(f(tf.ones([1, 2])).shape)
try:
    f(tf.ones([3]))
except Exception as e:
    print(type(e).__module__, type(e).__name__, isinstance(e, Refused))
    print(e)
f(tf.ones([2, 2, 2]))
