# Language level, warnings and optimisation: the same for every file of src/ and tests/.
option(MISFIT_TESTS "Build the tests" ON)
option(MISFIT_SANITIZE "Address and undefined-behaviour sanitizers" OFF)
option(MISFIT_WERROR "Treat warnings as errors" ON)
option(MISFIT_PCH "Precompile the headers that most files include: a third off a build from nothing" OFF)
set(MISFIT_DEPS ${PROJECT_SOURCE_DIR}/.deps CACHE PATH "Unpacked third-party sources (tools/setup fills it)")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_COLOR_DIAGNOSTICS ON)

# Optimisation is set here, not by a build type: -O2 -g1 natively, -Oz on the web, -O1 under sanitizers.
if(MISFIT_SANITIZE)
  set(MISFIT_OPTIMIZE -O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize=vptr
                      -fno-sanitize-recover=all)
  set(MISFIT_OPTIMIZE_HOT ${MISFIT_OPTIMIZE})
  add_link_options(-fsanitize=address,undefined)
elseif(EMSCRIPTEN)
  # Told -Oz, Emscripten leaves inlining to the linker, which no longer sees what it makes simple: a tenth larger.
  set(MISFIT_OPTIMIZE -Oz -finline-functions -DNDEBUG)
  set(MISFIT_OPTIMIZE_HOT ${MISFIT_OPTIMIZE})
  # The loops in which training spends its time; everything else is small first.
  set(MISFIT_HOT_FILES ops/linalg/gemm ops/nn/conv ops/nn/conv2d ops/nn/conv2d_backprop_filter ops/nn/conv2d_backprop_input
                       ops/nn/pool ops/nn/window core/random/philox core/random/pcg64 core/random/ziggurat)
else()
  set(MISFIT_OPTIMIZE -O2 -g1)
  set(MISFIT_OPTIMIZE_HOT -O3 -g1)
endif()

# Layers whose loops run over tensor elements.
set(MISFIT_HOT_LAYERS ops graph)

set(MISFIT_WARNINGS
    -Wall -Wextra -Wpedantic -Wshadow
    -Wno-missing-field-initializers) # designated initialisers leave the defaults alone on purpose
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # GCC 12 gives false alarms inside std::string's operator+ and std::optional.
  list(APPEND MISFIT_WARNINGS -Wno-restrict -Wno-maybe-uninitialized)
  if(MISFIT_PCH) # and more where it no longer knows that std::string is the system's
    list(APPEND MISFIT_WARNINGS -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
  endif()
endif()
if(MISFIT_WERROR)
  list(APPEND MISFIT_WARNINGS -Werror)
endif()

# The settings of our own code, as a target to link.
add_library(misfit_settings INTERFACE)
target_include_directories(misfit_settings INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(
  misfit_settings
  INTERFACE ${MISFIT_WARNINGS} $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)

find_program(CCACHE ccache)
if(CCACHE)
  # Objects are shared between build directories and between clones.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_ABSSTDERR=1
               CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_PCH_EXTSUM=1 ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

if(EMSCRIPTEN AND EXISTS /usr/share/nodejs)
  # Debian's Emscripten finds the JavaScript modules of its optimiser only through NODE_PATH.
  set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
endif()
