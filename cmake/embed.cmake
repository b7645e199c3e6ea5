# Files that travel inside the program. Empty until the generator is there.
add_library(misfit_embedded INTERFACE)
