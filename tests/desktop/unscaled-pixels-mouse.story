# Unscaled pixels, from the question to the challenge, with the mouse.
press Unscaled pixels
expect step Predict
press The loss becomes NaN in the first epoch.
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
retype 11 people = (people - people.mean(axis=0)) / people.std(axis=0)
wait
expect verdict runs
expect done 6
