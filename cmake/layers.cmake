# One library per layer. A layer may use the layers before it; tests/house checks the includes.
set(MISFIT_LAYERS
    core ops graph trace python numpy tensorflow keras modules engine explain lesson study render ui app)

set(MISFIT_EXTERNAL_python tree_sitter)
set(MISFIT_EXTERNAL_keras misfit_keras_parts)
set(MISFIT_EXTERNAL_modules misfit_python_modules)
set(MISFIT_EXTERNAL_lesson misfit_embedded)
set(MISFIT_EXTERNAL_render gl_platform)
set(MISFIT_EXTERNAL_ui imgui implot text_editor)

# Precompiled headers are shared by all layers with the same flags: one for the layers of loops, one for the others.
# The files include what they use all the same: a build without MISFIT_PCH sees to that.
function(misfit_precompile name)
  cmake_parse_arguments(arg "" "" "OPTIONS;HEADERS" ${ARGN})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/gen/${name}.cpp CONTENT "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/gen/${name}.cpp)
  target_compile_options(${name} PRIVATE ${arg_OPTIONS})
  target_link_libraries(${name} PRIVATE misfit_settings)
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
  if(CCACHE)
    set_target_properties(${name} PROPERTIES CXX_COMPILER_LAUNCHER "${MISFIT_PYTHON};${PROJECT_SOURCE_DIR}/cmake/precompile.py")
  endif()
endfunction()

if(MISFIT_PCH)
  set(standard <algorithm> <cmath> <functional> <map> <memory> <optional> <span> <string> <string_view> <unordered_map>
               <variant> <vector>)
  misfit_precompile(misfit_pch_hot OPTIONS ${MISFIT_OPTIMIZE_HOT}
                    HEADERS ${standard} ${PROJECT_SOURCE_DIR}/src/ops/rules.h)
  misfit_precompile(misfit_pch OPTIONS ${MISFIT_OPTIMIZE}
                    HEADERS ${standard} ${PROJECT_SOURCE_DIR}/src/python/interp.h)
endif()

# Loops over functions with choices in them run in vectors once both outcomes may be computed.
if(NOT EMSCRIPTEN)
  set(packets exp expm1 log log1p tanh sigmoid softplus elu selu rsqrt reciprocal inv)
  list(TRANSFORM packets REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/src/ops/elementwise/\\1.cpp")
  set_source_files_properties(${packets} PROPERTIES COMPILE_OPTIONS -fno-trapping-math SKIP_PRECOMPILE_HEADERS ON)
endif()

set(below misfit_settings)
foreach(layer IN LISTS MISFIT_LAYERS)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${layer}/*.cpp)
  if(layer STREQUAL app)
    list(FILTER sources EXCLUDE REGEX "/src/app/(cli|desktop|web)/")
  endif()
  if(sources)
    add_library(misfit_${layer} STATIC ${sources})
    if(layer IN_LIST MISFIT_HOT_LAYERS)
      set(options ${MISFIT_OPTIMIZE_HOT})
      set(precompiled misfit_pch_hot)
    else()
      set(options ${MISFIT_OPTIMIZE})
      set(precompiled misfit_pch)
    endif()
    target_compile_options(misfit_${layer} PRIVATE ${options})
    if(MISFIT_PCH)
      target_precompile_headers(misfit_${layer} REUSE_FROM ${precompiled})
    endif()
    foreach(hot IN LISTS MISFIT_HOT_FILES)
      if(hot MATCHES "^${layer}/")
        set_source_files_properties(${PROJECT_SOURCE_DIR}/src/${hot}.cpp PROPERTIES COMPILE_OPTIONS -O2
                                                                                    SKIP_PRECOMPILE_HEADERS ON)
      endif()
    endforeach()
    target_link_libraries(misfit_${layer} PUBLIC ${MISFIT_EXTERNAL_${layer}} ${below})
  else()
    add_library(misfit_${layer} INTERFACE)
    target_link_libraries(misfit_${layer} INTERFACE ${MISFIT_EXTERNAL_${layer}} ${below})
  endif()
  list(PREPEND below misfit_${layer})
endforeach()
