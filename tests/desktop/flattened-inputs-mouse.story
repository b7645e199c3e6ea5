# Flattened inputs, from the question to the challenge, with the mouse.
press Flattened inputs
expect step Predict
press It refuses: the count is right, the axes are not.
press Run it
expect step Break
expect verdict ValueError
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
