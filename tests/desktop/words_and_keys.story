# A silent mistake: it runs, and still there is something to say and to fix.
lesson unscaled-pixels
answer 0
step 3
wait
expect verdict runs
# Both profiles say their own words about the same bug.
lesson flattened-inputs
answer 0
step 2
expect verdict ValueError
expect-part message Invalid input shape for input Tensor
expect scene two axes are missing
profile keras2
expect-part message expected shape=(None, 12, 12, 1)
# Keys: presenter mode, the list of keys, and out again.
key f1
key escape
key ctrl+equal
key ctrl+0
expect verdict ValueError
# Nothing is drawn while nothing happens.
idle 2
