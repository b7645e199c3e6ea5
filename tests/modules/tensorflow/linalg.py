import tensorflow as tf

a = tf.constant([[4.0, 2.0], [2.0, 3.0]])
print(tf.linalg.inv(a), tf.linalg.det(a), tf.linalg.cholesky(a), tf.linalg.trace(a))
print(tf.linalg.solve(a, [[1.0], [2.0]]), tf.linalg.triangular_solve(a, [[1.0], [2.0]]), tf.linalg.logdet(a), tf.linalg.slogdet(a))
print(tf.linalg.svd(a)[0], tf.linalg.eigvalsh(a), tf.linalg.qr(a).r)
print(tf.linalg.diag([1, 2]), tf.linalg.diag_part([[1, 2], [3, 4]]), tf.linalg.set_diag(tf.zeros([2, 2]), [5.0, 6.0]), tf.linalg.band_part(tf.ones([3, 3]), 0, -1))
print(tf.linalg.cross([1.0, 0.0, 0.0], [0.0, 1.0, 0.0]), tf.linalg.adjoint(a), tf.linalg.tensor_diag([1, 2]), tf.linalg.matrix_rank(a))
print(tf.linalg.pinv(a).numpy().round(4).tolist(), tf.linalg.expm(a * 0.1).numpy().round(4).tolist(), tf.linalg.lstsq(a, [[1.0], [2.0]]).numpy().round(4).tolist())
with tf.GradientTape(persistent=True) as tape:
    tape.watch(a)
    y = tf.reduce_sum(tf.linalg.inv(a))
    d = tf.linalg.det(a)
    c = tf.reduce_sum(tf.linalg.cholesky(a))
for x in (y, d, c):
    print(tape.gradient(x, a).numpy().round(4).tolist())
