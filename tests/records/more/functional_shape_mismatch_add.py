from tensorflow.keras import Input
from tensorflow.keras.layers import Conv2D, Add, MaxPooling2D

x = Input((16, 16, 3))
a = Conv2D(8, 3, padding='same')(x)
b = MaxPooling2D()(Conv2D(8, 3, padding='same')(a))
Add()([a, b])
