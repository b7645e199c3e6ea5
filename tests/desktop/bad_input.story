# Whatever is put in: an answer within a second, a window that can be used, and the text kept.
program bad/endless.py
within 1
expect words still running
press Stop
wait
expect size 17
program bad/endless.py
wait
expect-part words more than
program bad/recursion.py
within 1
expect verdict RecursionError
program bad/zeros.py
within 1
wait
expect-part verdict Error
program bad/print.py
within 1
wait
expect-part words more than
program bad/half.py
within 1
expect unfinished line 2: the closing )
expect size 48
generate noise
within 2
expect verdict SyntaxError
expect size 1048576
generate names
within 1
expect verdict ValueError
generate elements
within 1
wait
expect verdict runs
generate layers
wait
expect verdict runs
size 200 150
key tab
size 1440 900
expect verdict runs
# Half-typed text keeps the last good picture and says what is missing.
lesson grayscale-vs-rgb
answer 0
step 3
wait
retype 8 images = np.random.rand(160, 16, 16, 3
expect unfinished line 8: the closing )
expect scene two channel planes are missing
type ) * 0.4
expect verdict runs
