"""What recurrent layers say of themselves, and the layer inside a wrapper."""
import json
import tensorflow as tf

layers = tf.keras.layers
for layer in [layers.LSTM(2), layers.GRU(2, return_sequences=True), layers.SimpleRNN(2, activation='relu'), layers.TimeDistributed(layers.Dense(2))]:
    print(type(layer).__name__, json.dumps(layer.get_config()))
