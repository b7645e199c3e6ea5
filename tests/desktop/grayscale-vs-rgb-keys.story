# Grayscale or RGB, from the question to the challenge, from the keyboard alone.
tab-to Grayscale or RGB
key space
expect step Predict
tab-to It trains on the first channel and ignores that two are missing.
key space
tab-to Run it
key space
expect step Break
expect verdict ValueError
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
expect verdict ValueError
tab-to stage
key uparrow
wait
expect verdict runs
expect done 6
