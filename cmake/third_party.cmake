# Third-party sources, unpacked by tools/setup into MISFIT_DEPS. Their warnings are theirs.
execute_process(COMMAND ${PROJECT_SOURCE_DIR}/tools/setup --sources COMMAND_ERROR_IS_FATAL ANY)

if(EMSCRIPTEN)
  set(third_party_optimize ${MISFIT_OPTIMIZE})
elseif(MISFIT_SANITIZE)
  set(third_party_optimize -O1 -g1 -fno-omit-frame-pointer -fsanitize=address) # undefined behaviour there is not ours
else()
  set(third_party_optimize -O2 -g1 -DNDEBUG)
endif()

function(third_party name)
  cmake_parse_arguments(arg "" "" "SOURCES;INCLUDE;PRIVATE_INCLUDE;LIBRARIES;DEFINES;OPTIONS" ${ARGN})
  add_library(${name} STATIC EXCLUDE_FROM_ALL ${arg_SOURCES})
  target_include_directories(${name} SYSTEM PUBLIC ${arg_INCLUDE})
  target_include_directories(${name} PRIVATE ${arg_PRIVATE_INCLUDE})
  target_compile_definitions(${name} PUBLIC ${arg_DEFINES})
  target_compile_options(
    ${name} PRIVATE -w ${third_party_optimize} ${arg_OPTIONS}
    $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
  target_link_libraries(${name} PUBLIC ${arg_LIBRARIES})
endfunction()

# The parser: tree-sitter's runtime is one file that includes the others; beside it Python's grammar.
third_party(
  tree_sitter
  SOURCES ${MISFIT_DEPS}/tree-sitter/src/lib.c ${MISFIT_DEPS}/tree-sitter-python/src/parser.c
          ${MISFIT_DEPS}/tree-sitter-python/src/scanner.c
  INCLUDE ${MISFIT_DEPS}/tree-sitter/include
  PRIVATE_INCLUDE ${MISFIT_DEPS}/tree-sitter/src ${MISFIT_DEPS}/tree-sitter-python/src)
# fdopen and dup are POSIX, not C11.
target_compile_definitions(tree_sitter PRIVATE _POSIX_C_SOURCE=200809L _DEFAULT_SOURCE)

# OpenGL: the platform's own library.
add_library(gl_platform INTERFACE)

# The screen.
set(imgui_dir ${MISFIT_DEPS}/imgui)
third_party(
  imgui
  SOURCES ${imgui_dir}/imgui.cpp ${imgui_dir}/imgui_draw.cpp ${imgui_dir}/imgui_tables.cpp
          ${imgui_dir}/imgui_widgets.cpp ${imgui_dir}/imgui_stacklayout.cpp ${imgui_dir}/misc/cpp/imgui_stdlib.cpp
          ${imgui_dir}/backends/imgui_impl_opengl3.cpp
  INCLUDE ${imgui_dir} ${imgui_dir}/backends ${imgui_dir}/misc/cpp
  DEFINES IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
  LIBRARIES gl_platform)

third_party(
  implot
  SOURCES ${MISFIT_DEPS}/implot/implot.cpp ${MISFIT_DEPS}/implot/implot_items.cpp
  INCLUDE ${MISFIT_DEPS}/implot
  DEFINES "IMPLOT_CUSTOM_NUMERIC_TYPES=(float)(double)(int)"
  LIBRARIES imgui)

file(GLOB text_editor_sources ${MISFIT_DEPS}/text-editor/*.cpp)
third_party(text_editor SOURCES ${text_editor_sources} INCLUDE ${MISFIT_DEPS}/text-editor LIBRARIES imgui)

if(EMSCRIPTEN)
  # The page brings its own fonts.
  target_compile_definitions(imgui PUBLIC IMGUI_IMPL_OPENGL_ES3 IMGUI_DISABLE_DEFAULT_FONT IMGUI_DISABLE_DEBUG_TOOLS
                                          IMGUI_DISABLE_FILE_FUNCTIONS)
  target_link_options(gl_platform INTERFACE -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)
else()
  target_link_libraries(gl_platform INTERFACE GL)
  third_party(
    imgui_desktop
    SOURCES ${imgui_dir}/backends/imgui_impl_glfw.cpp
    LIBRARIES imgui glfw)
endif()
