import numpy as np
import tensorflow as tf
from tensorflow import keras
layers = keras.layers
keras.utils.set_random_seed(3)

def show(what, f):
    try:
        x = f()
        print(what, [np.round(np.asarray(v), 3).tolist() if np.asarray(v).size < 30 else np.asarray(v).shape for v in (x if isinstance(x, (list, tuple)) else [x])])
    except Exception as e:
        print(what, type(e).__name__, str(e).replace('\x1b[1m', '').replace('\x1b[0m', ''))

q = np.arange(12, dtype='float32').reshape(1, 3, 4) / 10
v = np.arange(8, dtype='float32').reshape(1, 2, 4) / 10
e = layers.EinsumDense('abc,cd->abd', output_shape=(None, 5), bias_axes='d')
show('einsum', lambda: e(q))
show('einsum weights', lambda: [w.shape for w in e.weights])
print([w.name for w in e.weights])
show('einsum ...', lambda: layers.EinsumDense('...x,xy->...y', output_shape=3, bias_axes='y')(q))
show('einsum bad', lambda: layers.EinsumDense('abc', output_shape=3)(q))
show('einsum axis', lambda: layers.EinsumDense('abc,cd->abd', output_shape=(None, 5), bias_axes='z')(q))
a = layers.Attention()
show('attention', lambda: a([q, v]))
show('attention scores', lambda: a([q, v], return_attention_scores=True))
show('attention causal', lambda: a([q, q], use_causal_mask=True))
show('attention mask', lambda: a([q, v], mask=[None, np.array([[True, False]])]))
show('attention scale', lambda: layers.Attention(use_scale=True)([q, v, v]))
show('attention concat', lambda: layers.Attention(score_mode='concat')([q, v]))
show('attention alone', lambda: a(q))
show('attention mode', lambda: layers.Attention(score_mode='zz'))
show('additive', lambda: layers.AdditiveAttention()([q, v]))
m = layers.MultiHeadAttention(num_heads=2, key_dim=3)
show('mha', lambda: m(q, v))
show('mha scores', lambda: m(q, v, return_attention_scores=True))
show('mha causal', lambda: m(q, q, use_causal_mask=True))
show('mha mask', lambda: m(q, v, attention_mask=np.ones((1, 3, 2), bool)))
print([(w.name, tuple(w.shape)) for w in m.weights], m.count_params())
show('mha no value', lambda: m(q))
show('mha heads', lambda: layers.MultiHeadAttention(num_heads=0, key_dim=3)(q, v))
show('mha output', lambda: layers.MultiHeadAttention(num_heads=2, key_dim=3, value_dim=5, output_shape=7)(q, v))
i = keras.Input((3, 4))
o = layers.MultiHeadAttention(2, 2, name='att')(i, i)
print(o.shape)
model = keras.Model(i, layers.Dense(1)(layers.GlobalAveragePooling1D()(layers.LayerNormalization()(i + o))))
model.compile('adam', 'mse')
h = model.fit(np.repeat(q, 8, 0), np.ones((8, 1)), epochs=2, verbose=0)
print([round(x, 4) for x in h.history['loss']], model.count_params())
