# Large initial weights, from the question to the challenge, from the keyboard alone.
tab-to Large initial weights
key space
expect step Predict
tab-to An exception: weights too large.
key space
tab-to Run it
key space
expect step Break
expect verdict runs
tab-to Read it
key space
wait
tab-to Fix it
key space
expect step Fix
wait
tab-to fix 0
key space
wait
expect verdict runs
tab-to Prove it
key space
wait
expect loss falls
tab-to Take the challenge
key space
expect step Challenge
expect verdict runs
retype 14     tf.keras.layers.Dense(16, activation='relu'),
wait
expect verdict runs
expect done 6
