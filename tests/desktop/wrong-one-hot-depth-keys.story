# Wrong one-hot depth, from the question to the challenge, from the keyboard alone.
tab-to Wrong one-hot depth
key space
expect step Predict
tab-to The table gets a fourth column.
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
# Half of it is no repair: the guesses are still off by one.
retype 12 targets = tf.one_hot(labels - 1, depth=num_classes)
wait
expect done 5
retype 24 guess = model.predict(points[200:], verbose=0).argmax(axis=1) + 1
wait
expect verdict runs
expect done 6
