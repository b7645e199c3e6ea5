import numpy as np
import tensorflow as tf
from tensorflow.keras import metrics

y = np.array([[0, 1, 1], [1, 0, 1]], "float32")
p = np.array([[0.1, 0.7, 0.3], [0.6, 0.4, 0.9]], "float32")
print(metrics.Recall(top_k=1)(y, p).numpy().round(4), metrics.Precision(top_k=2)(y, p).numpy().round(4), metrics.Precision(class_id=1)(y, p).numpy())
print(metrics.Precision(thresholds=[0.2, 0.5, 0.8])(y, p).numpy().round(4), metrics.Recall()(y, p, sample_weight=[1.0, 3.0]).numpy().round(4))
for kw in ({"summation_method": "minoring"}, {"summation_method": "majoring"}, {"curve": "PR"}, {"curve": "PR", "summation_method": "minoring"}, {"thresholds": [0.2, 0.5]}):
    print(kw, metrics.AUC(num_thresholds=5, **kw)(y, p).numpy().round(4))
for make in (lambda: metrics.AUC(curve="roc curve"), lambda: metrics.AUC(summation_method="sum"), lambda: metrics.AUC(num_thresholds=1),
             lambda: metrics.Precision(thresholds=1.5), lambda: metrics.Recall(thresholds=[0.5, -1])):
    try:
        make()
    except ValueError as e:
        print(e)
x = np.zeros((4, 2))
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(3, activation="softmax")])
model.compile("sgd", "sparse_categorical_crossentropy", metrics=[tf.keras.metrics.Recall()])
model.fit(x, np.array([0, 1, 2, 0]), batch_size=4, verbose=0)
