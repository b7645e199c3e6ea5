# Toolchain file for WebAssembly: the Emscripten that is on the PATH, Debian's or a newer one.
execute_process(COMMAND em-config EMSCRIPTEN_ROOT OUTPUT_VARIABLE root OUTPUT_STRIP_TRAILING_WHITESPACE
                RESULT_VARIABLE failed)
if(failed OR NOT EXISTS ${root}/cmake/Modules/Platform/Emscripten.cmake)
  message(FATAL_ERROR "Emscripten is not on the PATH; tools/setup installs it")
endif()
include(${root}/cmake/Modules/Platform/Emscripten.cmake)
