# Unscaled pixels, from the question to the challenge, from the keyboard alone.
tab-to Unscaled pixels
key space
expect step Predict
tab-to The loss becomes NaN in the first epoch.
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
retype 11 people = (people - people.mean(axis=0)) / people.std(axis=0)
wait
expect verdict runs
expect done 6
