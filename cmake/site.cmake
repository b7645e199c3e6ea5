# The site: what lies in web/, the WebAssembly module and the fonts, in one folder that any static host serves.
# The preset puts it in build/web; a private build directory keeps it in its own site/.
set(MISFIT_SITE ${CMAKE_BINARY_DIR}/site CACHE PATH "Where the site is put together")

file(GLOB_RECURSE pages CONFIGURE_DEPENDS web/*)
set(copied)
foreach(page IN LISTS pages)
  file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR}/web ${page})
  add_custom_command(
    OUTPUT ${MISFIT_SITE}/${name}
    COMMAND ${CMAKE_COMMAND} -E copy ${page} ${MISFIT_SITE}/${name}
    DEPENDS ${page})
  list(APPEND copied ${MISFIT_SITE}/${name})
endforeach()
foreach(font IN LISTS MISFIT_FONT_FILES)
  get_filename_component(name ${font} NAME)
  add_custom_command(
    OUTPUT ${MISFIT_SITE}/fonts/${name}
    COMMAND ${CMAKE_COMMAND} -E copy ${font} ${MISFIT_SITE}/fonts/${name}
    DEPENDS ${font})
  list(APPEND copied ${MISFIT_SITE}/fonts/${name})
endforeach()
add_custom_target(site ALL DEPENDS ${copied})

file(GLOB_RECURSE web_main CONFIGURE_DEPENDS src/app/web/*.cpp)
if(NOT web_main)
  message(STATUS "misfit: no src/app/web/*.cpp yet, core.wasm is left out")
  return()
endif()

add_executable(core ${web_main})
target_compile_options(core PRIVATE ${MISFIT_OPTIMIZE})
target_link_libraries(core PRIVATE misfit_app)
set_target_properties(core PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${MISFIT_SITE})

# -sSTACK_SIZE was called TOTAL_STACK before 3.1.25.
execute_process(COMMAND ${CMAKE_CXX_COMPILER} -dumpversion OUTPUT_VARIABLE emscripten_version)
string(STRIP "${emscripten_version}" emscripten_version)
if(emscripten_version VERSION_LESS 3.1.25)
  set(stack TOTAL_STACK)
else()
  set(stack STACK_SIZE)
endif()

target_link_options(
  core PRIVATE
  -Oz
  --no-entry
  -sMODULARIZE=1
  -sEXPORT_ES6=1
  -sENVIRONMENT=web,worker
  -sFILESYSTEM=0
  -sMALLOC=dlmalloc
  -sALLOW_MEMORY_GROWTH=1
  -sINITIAL_MEMORY=16MB
  -sMAXIMUM_MEMORY=1GB
  -s${stack}=2MB
  -sDYNAMIC_EXECUTION=0
  -sEXPORTED_RUNTIME_METHODS=['UTF8ToString','stringToUTF8','lengthBytesUTF8']
  -sEXPORTED_FUNCTIONS=['_malloc','_free'])
