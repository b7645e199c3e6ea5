# Flattened inputs, from the question to the challenge, from the keyboard alone.
tab-to Flattened inputs
key space
expect step Predict
tab-to It refuses: the count is right, the axes are not.
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
# It dies after training, in predict(): that takes a moment.
wait
expect verdict ValueError
# Whatever trains is no repair yet.
retype 25 one = rows[0]  # one of them
wait
expect verdict ValueError
expect done 5
retype 25 one = rows[0:1]
wait
expect verdict runs
expect done 6
