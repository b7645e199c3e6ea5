# Large initial weights, from the question to the challenge, with the mouse.
press Large initial weights
expect step Predict
press An exception: weights too large.
press Run it
expect step Break
expect verdict runs
press Read it
wait
press Fix it
expect step Fix
wait
press fix 0
wait
expect verdict runs
press Prove it
wait
expect loss falls
press Take the challenge
expect step Challenge
expect verdict runs
retype 14     tf.keras.layers.Dense(16, activation='relu'),
wait
expect verdict runs
expect done 6
