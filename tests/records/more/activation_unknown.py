from tensorflow.keras.layers import Dense, Activation
try:
    Activation('rleu')
except ValueError as e:
    print(str(e)[:40])
Dense(3, activation='Relu')
