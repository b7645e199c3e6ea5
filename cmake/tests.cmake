# Every layer's tests are one doctest program: tests/<layer>/**.cpp. On the web they run under Node, all in one.
add_library(misfit_test_main OBJECT EXCLUDE_FROM_ALL)
add_library(misfit_test_settings INTERFACE)
target_include_directories(misfit_test_settings INTERFACE ${PROJECT_SOURCE_DIR}/tests)
target_include_directories(misfit_test_settings SYSTEM INTERFACE ${MISFIT_DEPS}/doctest)
target_compile_definitions(misfit_test_settings INTERFACE MISFIT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(misfit_test_settings INTERFACE misfit_settings)
if(EMSCRIPTEN)
  target_compile_definitions(misfit_test_settings INTERFACE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS
                                                            DOCTEST_CONFIG_NO_POSIX_SIGNALS)
  # Tests read lessons and reference records from the disk, which NODERAWFS gives them.
  target_link_options(
    misfit_test_settings INTERFACE -sSINGLE_FILE=1 -sNODERAWFS=1 -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH=1
    -sEXIT_RUNTIME=1)
else()
  # doctest leaves a failed REQUIRE by throwing; only test code is compiled so.
  target_compile_options(misfit_test_settings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fexceptions>)
endif()

target_sources(misfit_test_main PRIVATE ${PROJECT_SOURCE_DIR}/tests/main.cpp)
target_link_libraries(misfit_test_main PRIVATE misfit_test_settings)
target_compile_options(misfit_test_main PRIVATE -O1)

if(EMSCRIPTEN)
  # Nearly every suite links the whole engine: on the web they are one program, which runs one suite at a time.
  add_executable(test_all $<TARGET_OBJECTS:misfit_test_main>)
  target_link_libraries(test_all PRIVATE misfit_test_settings)
  target_compile_options(test_all PRIVATE -O1)
endif()

foreach(layer IN LISTS MISFIT_LAYERS)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${layer}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/tests/${layer}/gl/")
  if(EMSCRIPTEN AND layer STREQUAL ui)
    continue() # needs Dear ImGui's own font, which the web leaves out; tests/browser sees the real screen
  endif()
  if(sources)
    if(EMSCRIPTEN)
      target_sources(test_all PRIVATE ${sources})
      target_link_libraries(test_all PRIVATE misfit_${layer})
      add_test(NAME ${layer} COMMAND test_all --no-colors=true --source-file=*/tests/${layer}/* WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    else()
      add_executable(test_${layer} ${sources} $<TARGET_OBJECTS:misfit_test_main>)
      target_link_libraries(test_${layer} PRIVATE misfit_${layer} misfit_test_settings)
      target_compile_options(test_${layer} PRIVATE ${MISFIT_OPTIMIZE})
      add_test(NAME ${layer} COMMAND test_${layer} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    endif()
    set_tests_properties(${layer} PROPERTIES TIMEOUT 900)
  endif()
endforeach()

if(NOT EMSCRIPTEN)
  # Tests that draw: tests/<layer>/gl/*.cpp are in the program test_<layer>_gl, which may open a GLFW window;
  # ctest gives it an X server of its own.
  foreach(layer IN LISTS MISFIT_LAYERS)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${layer}/gl/*.cpp)
    if(sources)
      add_executable(test_${layer}_gl ${sources} $<TARGET_OBJECTS:misfit_test_main>)
      target_link_libraries(test_${layer}_gl PRIVATE misfit_${layer} imgui_desktop misfit_test_settings)
      target_compile_options(test_${layer}_gl PRIVATE ${MISFIT_OPTIMIZE})
      add_test(NAME ${layer}_gl COMMAND xvfb-run -a -s "-screen 0 1600x1200x24" $<TARGET_FILE:test_${layer}_gl>
               WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
      # The software renderer keeps memory until the process ends.
      set_tests_properties(${layer}_gl PROPERTIES TIMEOUT 900
                           ENVIRONMENT "LIBGL_ALWAYS_SOFTWARE=1;ASAN_OPTIONS=detect_leaks=0")
    endif()
  endforeach()

  # Stories: what a learner does, played through the desktop program's own input.
  file(GLOB stories CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/desktop/*.story)
  foreach(story IN LISTS stories)
    if(NOT TARGET misfit OR NOT desktop)
      break()
    endif()
    get_filename_component(name ${story} NAME_WE)
    add_test(NAME desktop_${name}
             COMMAND xvfb-run -a -s "-screen 0 1600x1200x24" $<TARGET_FILE:misfit> --story ${story})
    set_tests_properties(desktop_${name} PROPERTIES TIMEOUT 600
                         ENVIRONMENT "LIBGL_ALWAYS_SOFTWARE=1;ASAN_OPTIONS=detect_leaks=0")
  endforeach()

  # Not of C++: the rules of the house, the records of TensorFlow, and the promises of the lessons.
  if(NOT MISFIT_SANITIZE)
    add_test(NAME house COMMAND ${MISFIT_PYTHON} ${PROJECT_SOURCE_DIR}/tests/house/house.py)
    add_test(NAME cpython COMMAND ${MISFIT_PYTHON} ${PROJECT_SOURCE_DIR}/tests/python/differential.py)
    add_test(NAME faults COMMAND ${MISFIT_PYTHON} ${PROJECT_SOURCE_DIR}/tools/faults.py --check)
    if(TARGET misfit_cli)
      add_test(NAME records COMMAND ${MISFIT_PYTHON} ${PROJECT_SOURCE_DIR}/tools/judge.py
                                    --misfit $<TARGET_FILE:misfit_cli>)
      set_tests_properties(records PROPERTIES TIMEOUT 1800)
    endif()
    file(GLOB lessons CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/lessons/*/lesson.md)
    if(lessons AND cli_lesson)
      add_test(NAME lessons COMMAND misfit check ${PROJECT_SOURCE_DIR}/lessons)
      set_tests_properties(lessons PROPERTIES TIMEOUT 1800)
    endif()
  endif()
endif()
