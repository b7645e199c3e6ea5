import numpy as np
import tensorflow as tf
from tensorflow import keras

class Distiller(keras.Model):
    def __init__(self, student, teacher):
        super().__init__()
        self.teacher, self.student = teacher, student
    def compile(self, optimizer, metrics, student_loss_fn, distillation_loss_fn, alpha=0.1, temperature=3):
        super().compile(optimizer=optimizer, metrics=metrics)
        self.student_loss_fn, self.distillation_loss_fn = student_loss_fn, distillation_loss_fn
        self.alpha, self.temperature = alpha, temperature
    def call(self, x):
        return self.student(x)
    def train_step(self, data):
        x, y = data
        t = self.teacher(x, training=False)
        with tf.GradientTape() as tape:
            s = self.student(x, training=True)
            a = self.student_loss_fn(y, s)
            b = self.distillation_loss_fn(tf.nn.softmax(t / self.temperature), tf.nn.softmax(s / self.temperature))
            loss = self.alpha * a + (1 - self.alpha) * b
        v = self.student.trainable_variables
        self.optimizer.apply_gradients(zip(tape.gradient(loss, v), v))
        self.compiled_metrics.update_state(y, s)
        return {"student": a, "distill": b}

keras.utils.set_random_seed(0)
mk = lambda n: keras.Sequential([keras.Input((4,)), keras.layers.Dense(n, activation="relu"), keras.layers.Dense(3)])
d = Distiller(mk(2), mk(8))
d.compile("adam", [keras.metrics.SparseCategoricalAccuracy()], keras.losses.SparseCategoricalCrossentropy(from_logits=True), keras.losses.KLDivergence())
x, y = np.ones((6, 4), "float32"), np.array([0, 1, 2, 0, 1, 2])
h = d.fit(x, y, epochs=1, verbose=0)
print(sorted(h.history))
d.evaluate(x, y, verbose=0)
