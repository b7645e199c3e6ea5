# The track moves the stage; a click looks inside; pasted errors are recognised.
lesson large-initializers
answer 0
step 5
prove
wait
press build
expect shown 0
key alt+rightarrow
expect shown 1
press Back to the end
expect shown -1
press First difference to the right fix
program bad/traceback.txt
expect recognised ValueError in grayscale-vs-rgb
expect verdict ValueError
expect scene two channel planes are missing
