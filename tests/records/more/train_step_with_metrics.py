import numpy as np
import tensorflow as tf

class CustomModel(tf.keras.Model):
    def train_step(self, data):
        if len(data) == 3:
            x, y, sample_weight = data
        else:
            sample_weight = None
            x, y = data
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(y=y, y_pred=y_pred, sample_weight=sample_weight)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, y_pred, sample_weight=sample_weight)
        return {m.name: m.result() for m in self.metrics}
    def test_step(self, data):
        x, y = data
        y_pred = self(x, training=False)
        return {"error": tf.reduce_max(tf.abs(y - y_pred))}

inp = tf.keras.Input((2,))
model = CustomModel(inp, tf.keras.layers.Dense(1, kernel_initializer="ones")(inp))
model.compile(tf.keras.optimizers.SGD(0.01), "mse", metrics=["mae"])
x, y = np.ones((4, 2), "float32"), np.zeros((4, 1), "float32")
h = model.fit(x, y, epochs=2, verbose=0)
print({k: [round(float(v), 4) for v in vs] for k, vs in sorted(h.history.items())})
print(model.evaluate(x, y, verbose=0, return_dict=True))
model.fit(x, verbose=0)
