# Wrong one-hot depth, from the question to the challenge, with the mouse.
press Wrong one-hot depth
expect step Predict
press The table gets a fourth column.
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
# Half of it is no repair: the guesses are still off by one.
retype 12 targets = tf.one_hot(labels - 1, depth=num_classes)
wait
expect done 5
retype 24 guess = model.predict(points[200:], verbose=0).argmax(axis=1) + 1
wait
expect verdict runs
expect done 6
