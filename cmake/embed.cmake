# Files that travel inside the program (generated/embedded.h). misfit_embedded: lessons, shaders and the scripts of src/study
# everywhere, the fonts only natively, for on the web they are files of the site. misfit_python_modules and
# misfit_keras_parts: Python texts of the libraries, which our own interpreter runs.
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

# misfit_embed(LIBRARY FUNCTION NAME=FILE...)
function(misfit_embed library function)
  set(inputs)
  foreach(line IN LISTS ARGN)
    string(REGEX REPLACE "^[^=]*=" "" file ${line})
    list(APPEND inputs ${file})
  endforeach()
  list(JOIN ARGN "\n" lines)
  file(CONFIGURE OUTPUT ${gen}/${function}.list CONTENT "${lines}\n" @ONLY)
  add_custom_command(
    OUTPUT ${gen}/${function}.cpp
    COMMAND ${MISFIT_PYTHON} ${PROJECT_SOURCE_DIR}/cmake/embed/embed.py ${gen}/${function}.cpp ${function}
            @${gen}/${function}.list
    DEPENDS ${inputs} ${gen}/${function}.list ${PROJECT_SOURCE_DIR}/cmake/embed/embed.py
    COMMENT "Embedding the files of ${library}")
  add_library(${library} STATIC EXCLUDE_FROM_ALL ${gen}/${function}.cpp)
  target_include_directories(${library} PUBLIC ${PROJECT_SOURCE_DIR}/cmake/embed)
  target_compile_options(${library} PRIVATE -fno-exceptions -fno-rtti -O1)
endfunction()

file(GLOB_RECURSE embedded CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} lessons/* shaders/* src/study/python/*.py)
list(FILTER embedded EXCLUDE REGEX "__pycache__|/\\.")
list(TRANSFORM embedded REPLACE "(.+)" "\\1=${PROJECT_SOURCE_DIR}/\\1")
if(NOT EMSCRIPTEN)
  foreach(file IN LISTS MISFIT_FONT_FILES)
    get_filename_component(name ${file} NAME)
    list(APPEND embedded fonts/${name}=${file})
  endforeach()
endif()
misfit_embed(misfit_embedded embedded_files ${embedded})

foreach(texts IN ITEMS python_modules=src/modules/python keras_parts=src/keras/parts/python)
  string(REGEX MATCH "^[^=]*" function ${texts})
  string(REGEX REPLACE "^[^=]*=" "${PROJECT_SOURCE_DIR}/" folder ${texts})
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*.py)
  list(TRANSFORM files REPLACE "(.+)\\.py" "\\1=${folder}/\\1.py")
  misfit_embed(misfit_${function} ${function} ${files})
endforeach()
