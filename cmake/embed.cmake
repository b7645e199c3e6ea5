# misfit_embedded: the files that travel inside the program (generated/embedded.h). Lessons and shaders
# everywhere; the fonts only natively, for on the web they are files of the site.
find_program(MISFIT_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH) # Debian's, which has fontTools
find_program(MISFIT_PYTHON NAMES python3 REQUIRED)

set(gen ${CMAKE_BINARY_DIR}/gen)
file(MAKE_DIRECTORY ${gen}/fonts)

set(MISFIT_FONT_FILES)
foreach(font opentype/inter/Inter-Regular.otf opentype/inter/Inter-Medium.otf opentype/inter/Inter-SemiBold.otf
             truetype/jetbrains-mono/JetBrainsMono-Regular.ttf
             truetype/jetbrains-mono/JetBrainsMono-SemiBold.ttf)
  get_filename_component(name ${font} NAME)
  set(source /usr/share/fonts/${font})
  add_custom_command(
    OUTPUT ${gen}/fonts/${name}
    COMMAND ${MISFIT_PYTHON} ${PROJECT_SOURCE_DIR}/cmake/embed/subset_font.py ${source} ${gen}/fonts/${name}
    DEPENDS ${source} ${PROJECT_SOURCE_DIR}/cmake/embed/subset_font.py
    COMMENT "Subsetting ${name}")
  list(APPEND MISFIT_FONT_FILES ${gen}/fonts/${name})
endforeach()

file(GLOB_RECURSE embedded CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} lessons/* shaders/*)
list(FILTER embedded EXCLUDE REGEX "__pycache__|/\\.")
set(inputs)
set(lines)
foreach(file IN LISTS embedded)
  list(APPEND inputs ${PROJECT_SOURCE_DIR}/${file})
  string(APPEND lines "${file}=${PROJECT_SOURCE_DIR}/${file}\n")
endforeach()
if(NOT EMSCRIPTEN)
  foreach(file IN LISTS MISFIT_FONT_FILES)
    get_filename_component(name ${file} NAME)
    list(APPEND inputs ${file})
    string(APPEND lines "fonts/${name}=${file}\n")
  endforeach()
endif()
file(CONFIGURE OUTPUT ${gen}/embedded.list CONTENT "${lines}" @ONLY)

add_custom_command(
  OUTPUT ${gen}/embedded.cpp
  COMMAND ${MISFIT_PYTHON} ${PROJECT_SOURCE_DIR}/cmake/embed/embed.py ${gen}/embedded.cpp @${gen}/embedded.list
  DEPENDS ${inputs} ${gen}/embedded.list ${PROJECT_SOURCE_DIR}/cmake/embed/embed.py
  COMMENT "Embedding lessons, shaders and fonts")

add_library(misfit_embedded STATIC EXCLUDE_FROM_ALL ${gen}/embedded.cpp)
target_include_directories(misfit_embedded PUBLIC ${PROJECT_SOURCE_DIR}/cmake/embed)
target_compile_options(misfit_embedded PRIVATE -fno-exceptions -fno-rtti -O1)
