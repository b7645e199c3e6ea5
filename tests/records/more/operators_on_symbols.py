import numpy as np
import tensorflow as tf

inp = tf.keras.Input((4, 3))
outs = []
for f in (lambda t: t[:, 0], lambda t: t[..., :2], lambda t: -t, lambda t: t ** 2, lambda t: 1.0 / t, lambda t: t / 2.0, lambda t: t > 0.5, lambda t: t @ np.ones((3, 2), "float32"),
          lambda t: tf.reduce_mean(t, axis=1), lambda t: tf.reshape(t, (-1, 12)), lambda t: tf.concat([t, t], -1), lambda t: tf.transpose(t, (0, 2, 1)), lambda t: abs(t), lambda t: t.shape, lambda t: len(t.shape)):
    try:
        r = f(inp)
        print(getattr(r, "shape", r))
    except Exception as e:
        print(type(e).__name__, "|", str(e)[:120])
print(inp.dtype, inp.name if inp.name.startswith("x") else "named")
for row in inp:
    print(row)
