import numpy as np
import tensorflow as tf
from tensorflow import keras
M = keras.metrics

def show(what, f):
    try:
        x = f()
        print(what, np.round(np.asarray(x, dtype=float), 4).tolist())
    except Exception as e:
        print(what, type(e).__name__, str(e))

def of(m, *a, **k):
    m.update_state(*a, **k)
    return m.result()

t = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]], 'float32')
p = np.array([[0.8, 0.1, 0.1], [0.2, 0.5, 0.3], [0.6, 0.2, 0.2], [0.1, 0.3, 0.6]], 'float32')
show('f1', lambda: of(M.F1Score(), t, p))
show('f1 macro', lambda: of(M.F1Score(average='macro'), t, p))
show('f1 micro', lambda: of(M.F1Score(average='micro', threshold=0.5), t, p))
show('fbeta', lambda: of(M.FBetaScore(beta=2.0, average='weighted'), t, p))
show('f1 weights', lambda: of(M.F1Score(), t, p, sample_weight=np.array([1., 2., 3., 4.])))
show('f1 rank', lambda: of(M.F1Score(), t[:, 0], p[:, 0]))
show('f1 average', lambda: M.F1Score(average='zz'))
show('fbeta beta', lambda: M.FBetaScore(beta=2))
show('f1 threshold', lambda: M.F1Score(threshold=1))
show('iou', lambda: of(M.IoU(num_classes=2, target_class_ids=[0]), [0, 0, 1, 1], [0, 1, 0, 1]))
show('mean iou', lambda: of(M.MeanIoU(num_classes=2), [0, 0, 1, 1], [0, 1, 0, 1]))
show('mean iou weights', lambda: of(M.MeanIoU(num_classes=2), [0, 0, 1, 1], [0, 1, 0, 1], sample_weight=[3, 3, 3, 1]))
show('binary iou', lambda: of(M.BinaryIoU(), [0, 1, 0, 1], [0.1, 0.2, 0.4, 0.7]))
show('one hot iou', lambda: of(M.OneHotMeanIoU(num_classes=3), t, p))
show('iou class', lambda: M.IoU(num_classes=2, target_class_ids=[3]))
show('p at r', lambda: of(M.PrecisionAtRecall(0.5), [0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8]))
show('r at p', lambda: of(M.RecallAtPrecision(0.8), [0, 0, 1, 1], [0, 0.5, 0.3, 0.9]))
show('sens at spec', lambda: of(M.SensitivityAtSpecificity(0.5), [0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8]))
show('spec at sens', lambda: of(M.SpecificityAtSensitivity(0.5), [0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8]))
show('p at r bad', lambda: M.PrecisionAtRecall(2))
show('r2', lambda: of(M.R2Score(), np.array([[1.], [4.], [3.]]), np.array([[2.], [4.], [4.]])))
show('r2 none', lambda: of(M.R2Score(class_aggregation=None), t, p))
show('r2 bad', lambda: M.R2Score(class_aggregation='zz'))
m = keras.Sequential([keras.Input((3,)), keras.layers.Dense(3, activation='softmax', kernel_initializer='ones')])
m.compile('sgd', 'categorical_crossentropy', metrics=[M.F1Score(average='macro'), M.OneHotMeanIoU(num_classes=3)])
h = m.fit(p, t, epochs=2, verbose=0)
print(sorted(h.history), [round(v, 3) for v in h.history['f1_score']])
