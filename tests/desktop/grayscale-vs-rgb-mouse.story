# Grayscale or RGB, from the question to the challenge, with the mouse.
press Grayscale or RGB
expect step Predict
press It trains on the first channel and ignores that two are missing.
press Run it
expect step Break
expect verdict ValueError
press Read it
wait
press Fix it
expect step Fix
wait
drag-name -24 0 chip 3
wait
expect verdict runs
expect scene everything fits
key ctrl+z
expect verdict ValueError
expect undo no
wait
press fix 0
wait
expect verdict runs
press Prove it
wait
expect loss falls
press Take the challenge
expect step Challenge
expect verdict ValueError
drag-name 12 0 chip 3
wait
expect verdict runs
expect done 6
