# The whole lesson, as a hand would go through it.
lesson grayscale-vs-rgb
expect step Predict
answer 2
step 2
expect verdict ValueError
expect line 23
expect scene two channel planes are missing
step 3
wait
step 4
# Take the 3 of Input down to 1: it fits.
scrub 3 1
wait
expect verdict runs
expect scene everything fits
key ctrl+z
expect verdict ValueError
expect undo no
key ctrl+y
expect verdict runs
step 5
prove
wait
expect loss falls
step 6
expect verdict ValueError
