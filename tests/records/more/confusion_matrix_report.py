import numpy as np
import tensorflow as tf

y_true = np.array([0, 1, 2, 2, 1]); probs = np.array([[.9, .05, .05], [.1, .8, .1], [.3, .3, .4], [.5, .2, .3], [.2, .2, .6]])
y_pred = probs.argmax(axis=1)
cm = tf.math.confusion_matrix(y_true, y_pred).numpy()
print(cm)
for i in range(3):
    tp = cm[i, i]
    print("class %d precision %.2f recall %.2f" % (i, tp / cm[:, i].sum(), tp / cm[i].sum()))
print("accuracy: {:.2%}".format(np.mean(y_true == y_pred)))
print(tf.math.in_top_k(y_true, probs.astype("float32"), 2).numpy())
print(tf.math.confusion_matrix(y_true, y_pred, num_classes=4, dtype=tf.float32, weights=[1, 1, 2, 1, 1]))
tf.math.confusion_matrix(y_true, y_pred, num_classes=2)
