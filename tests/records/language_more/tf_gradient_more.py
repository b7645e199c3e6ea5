import numpy as np
import tensorflow as tf
def attempt(fn):
    try:
        print(repr(fn()))
    except Exception as e:
        print(type(e).__name__ + ":", str(e).strip().replace("\n", " ")[:420])
x = tf.Variable(3.0); w = tf.Variable([[1.0, 2.0], [3.0, 4.0]]); c = tf.constant(2.0)
with tf.GradientTape() as t:
    y = x ** 2 + 2 * x
print(t.gradient(y, x))
attempt(lambda: t.gradient(y, x))
with tf.GradientTape(persistent=True) as t:
    t.watch(c)
    a = c * c; b = a * x; z = tf.stop_gradient(a) * c
print(t.gradient(b, [c, x, a]), t.gradient(z, c), t.gradient({"a": a, "b": b}, c), t.gradient([a, b], {"c": c}), t.gradient(b, c, output_gradients=tf.constant(10.0)), t.gradient(a, x), t.gradient(a, x, unconnected_gradients="zero"), t.gradient(a, x, unconnected_gradients=tf.UnconnectedGradients.ZERO), t.watched_variables())
with tf.GradientTape(watch_accessed_variables=False) as t:
    y = x * x
print(t.gradient(y, x))
with tf.GradientTape() as t1:
    with tf.GradientTape() as t2:
        y = x ** 3
    d = t2.gradient(y, x)
print(d, t1.gradient(d, x))
with tf.GradientTape(persistent=True) as t:
    y = tf.matmul(w, w); s = tf.reduce_sum(y, axis=1)
print(t.gradient(y, w), t.jacobian(s, w), t.gradient(s, [w, x]))
with tf.GradientTape() as t:
    y = tf.reduce_mean(w * w)
    with t.stop_recording():
        q = y * 100
print(t.gradient(y, w))
with tf.GradientTape() as t:
    y = x * 2
    t.reset()
    y2 = x * 3
print(t.gradient(y2, x))
@tf.custom_gradient
def clip(v):
    def grad(dy):
        return tf.clip_by_value(dy, -0.1, 0.1)
    return v * 5, grad
with tf.GradientTape() as t:
    y = clip(x)
def grad_of(fn, at):
    v = tf.Variable(at)
    with tf.GradientTape() as t:
        out = fn(v)
    return t.gradient(out, v)
for fn in (tf.abs, tf.nn.relu, tf.sign, tf.round, tf.floor, tf.sqrt, tf.math.log, tf.nn.sigmoid, tf.tanh, tf.nn.softplus, tf.nn.elu, tf.nn.gelu, tf.nn.silu, tf.math.erf, tf.exp, tf.sin, tf.math.reciprocal, tf.math.rsqrt, tf.square, tf.nn.relu6, tf.nn.selu, tf.nn.softsign, tf.math.log1p, tf.math.softplus, tf.atan, tf.sinh):
    g = grad_of(fn, [0.0, 1.0, 0.5])
    print(fn.__name__, None if g is None else g.numpy().round(4))
attempt(lambda: tf.GradientTape().watch(5))
attempt(lambda: tf.GradientTape().watch(tf.constant([1, 2])))
attempt(lambda: grad_of(lambda v: v.numpy(), [1.0]))
attempt(lambda: grad_of(lambda v: "a", [1.0]))
attempt(lambda: grad_of(lambda v: [v, v * 2], [1.0]))
attempt(lambda: grad_of(lambda v: None, [1.0]))
attempt(lambda: grad_of(lambda v: v * 2, [1]))
attempt(lambda: grad_of(lambda v: v * 2, "a"))
attempt(lambda: grad_of(lambda v: np.square(v), [1.0]))
attempt(lambda: grad_of(lambda v: tf.constant(v.numpy()), [1.0]))
attempt(lambda: grad_of(lambda v: tf.py_function(lambda q: q * q, [v], tf.float32), [3.0]))
attempt(lambda: grad_of(lambda v: tf.numpy_function(lambda q: q * q, [v], tf.float32), [3.0]))
attempt(lambda: grad_of(lambda v: v.assign(v * 2), [3.0]))
attempt(lambda: grad_of(lambda v: tf.linalg.inv(v), [[2.0, 0.0], [0.0, 4.0]]))
attempt(lambda: grad_of(lambda v: tf.linalg.det(v), [[2.0, 1.0], [0.0, 4.0]]))
attempt(lambda: grad_of(lambda v: tf.complex(v, v), [1.0]))
attempt(lambda: tf.gradients(y, x))
with tf.GradientTape() as t:
    t.watch(x)
    loss = tf.reduce_mean((x * tf.constant([1.0, 2.0]) - [2.0, 4.0]) ** 2)
opt_grad = t.gradient(loss, [x])
x.assign_sub(0.1 * opt_grad[0]); print(x, opt_grad)
g, n = tf.clip_by_global_norm([tf.constant([3.0, 4.0]), tf.constant([0.0])], 1.0); print(g, n, tf.clip_by_norm([3.0, 4.0], 1.0), tf.linalg.global_norm([tf.constant([3.0, 4.0])]), tf.clip_by_global_norm([None, tf.constant([1.0])], 5.0))
with tf.GradientTape() as t:
    t.watch(v2 := tf.constant([[1.0, 2.0]]))
    y = tf.einsum("ij,jk->ik", v2, w)
print(t.batch_jacobian(y, v2), v2)
with tf.autodiff.ForwardAccumulator(primals=c, tangents=tf.constant(1.0)) as fa:
    y = c ** 3
print(fa.jvp(y), tf.hessians is not None)
with tf.GradientTape() as t:
    t.watch([c, w])
    y = tf.reduce_sum(w) * c
print(t.gradient(y, (c, w)))
t.gradient(y, c)
