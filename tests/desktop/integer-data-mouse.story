# Integer data, from the question to the challenge, with the mouse.
press Integer data
expect step Predict
press It trains.
press Run it
expect step Break
expect verdict runs
press Read it
wait
press Fix it
expect step Fix
wait
press fix-1.py
wait
expect verdict runs
press Prove it
wait
expect loss falls
press Take the challenge
expect step Challenge
expect verdict runs
retype 19 right = tf.cast(guess == tf.constant(labels[150:], dtype=tf.int32), tf.float32)
wait
expect verdict runs
expect done 6
