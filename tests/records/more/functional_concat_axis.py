from tensorflow.keras import Input
from tensorflow.keras.layers import Dense, Flatten, Concatenate, Conv2D

img = Input((8, 8, 3))
meta = Input((5,))
c = Conv2D(4, 3)(img)
merged = Concatenate()([Flatten()(c), meta])
print(merged.shape)
Concatenate()([c, meta])
