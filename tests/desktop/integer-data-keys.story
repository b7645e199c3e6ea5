# Integer data, from the question to the challenge, from the keyboard alone.
tab-to Integer data
key space
expect step Predict
tab-to It trains.
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
tab-to fix-1.py
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
retype 19 right = tf.cast(guess == tf.constant(labels[150:], dtype=tf.int32), tf.float32)
wait
expect verdict runs
expect done 6
