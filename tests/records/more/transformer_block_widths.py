import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

class TransformerBlock(layers.Layer):
    def __init__(self, embed_dim, num_heads, ff_dim, rate=0.1):
        super().__init__()
        self.att = layers.MultiHeadAttention(num_heads=num_heads, key_dim=embed_dim)
        self.ffn = tf.keras.Sequential([layers.Dense(ff_dim, activation="relu"), layers.Dense(embed_dim + 1)])
        self.n1 = layers.LayerNormalization(epsilon=1e-6)
        self.n2 = layers.LayerNormalization(epsilon=1e-6)
        self.drop = layers.Dropout(rate)
    def call(self, inputs, training=False):
        a = self.att(inputs, inputs)
        out1 = self.n1(inputs + self.drop(a, training=training))
        return self.n2(out1 + self.ffn(out1))

inp = layers.Input((6,))
emb = layers.Embedding(20, 8)(inp)
print(emb.shape)
x = TransformerBlock(8, 2, 16)(emb)
