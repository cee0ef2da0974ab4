# A room is one folder under src/ and one static library, kiosk_NAME. It sees only what it names here, so that an
# include that climbs a floor, or a library's header in the wrong room, does not compile.

# A unity build compiles files of a room together, so that headers are read once: half the time from nothing. gcc then
# can't tell that what is private to one file is not in a header; clang-tidy looks for such in headers (google-build-namespaces).
if(CMAKE_UNITY_BUILD)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 10)
  set(pieces $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()

add_library(kiosk_options INTERFACE)
target_include_directories(kiosk_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(kiosk_options INTERFACE
  -Wall -Wextra -Wpedantic        # the usual
  -Wshadow                        # one name, one meaning
  -Wconversion -Wsign-conversion  # a lost bit is a lost pledge
  -Wnon-virtual-dtor -Wold-style-cast
  -Werror ${pieces}
  -fno-math-errno)
# gcc 12 takes a literal + std::string, once optimised, for an overlapping copy (its bug 105651, mended in 13).
target_compile_options(kiosk_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
# Asserts stay on in release: they hold our own mistakes.
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELWITHDEBINFO "${CMAKE_CXX_FLAGS_RELWITHDEBINFO}")

if(KIOSK_SANITIZE)
  target_compile_options(kiosk_options INTERFACE -fsanitize=${KIOSK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(kiosk_options INTERFACE -fsanitize=${KIOSK_SANITIZE})
  # gcc sees uninitialised memory in the standard library's own code once it is instrumented; the sanitizers look better.
  target_compile_options(kiosk_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# kiosk_package(NAME MODULE): a library of Debian's through pkg-config, as the target PkgConfig::NAME. Its headers
# count as the system's, so that our warnings stay ours.
function(kiosk_package name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${module})
endfunction()

# kiosk_room(NAME [EVERY_PIXEL] [ROOMS room...] [PACKAGES target...]): ROOMS are public, PACKAGES private to the room.
# Builds for debugging are not optimised, which halves their time; rooms that touch EVERY_PIXEL or glyph are, or else
# their tests would take longer than that saves.
function(kiosk_room name)
  cmake_parse_arguments(ARG "EVERY_PIXEL" "" "ROOMS;PACKAGES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$") # a program's, not the room's
  # A room of headers alone is a library too, so that the rooms above can name it.
  set(scope PUBLIC)
  if(sources)
    add_library(kiosk_${name} STATIC ${sources})
  else()
    set(scope INTERFACE)
    add_library(kiosk_${name} INTERFACE)
  endif()
  target_link_libraries(kiosk_${name} ${scope} kiosk_options)
  foreach(room IN LISTS ARG_ROOMS)
    target_link_libraries(kiosk_${name} ${scope} kiosk_${room})
  endforeach()
  if(sources)
    target_link_libraries(kiosk_${name} PRIVATE ${ARG_PACKAGES})
  endif()
  if(ARG_EVERY_PIXEL)
    target_compile_options(kiosk_${name} PRIVATE $<$<CONFIG:Debug>:-O1>)
  endif()
endfunction()

# kiosk_alone(FILE...): these are compiled by themselves in a unity build, too, for names of theirs are in other files.
function(kiosk_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# kiosk_test(NAME [ENVIRONMENT NAME=VALUE] [ROOMS room...] [PACKAGES target...]): tests/NAME/*.cpp as one program,
# test_NAME, with one ctest case for each doctest case.
function(kiosk_test name)
  cmake_parse_arguments(ARG "" "ENVIRONMENT" "ROOMS;PACKAGES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${name} PRIVATE kiosk_options kiosk_test_main ${ARG_PACKAGES})
  foreach(room IN LISTS ARG_ROOMS)
    target_link_libraries(test_${name} PRIVATE kiosk_${room})
  endforeach()
  # A test is built once and run once: its own lines are not worth optimising, the rooms that it tests are.
  target_compile_options(test_${name} PRIVATE -O0)
  target_compile_definitions(test_${name} PRIVATE KIOSK_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  set(properties TIMEOUT 300 SKIP_REGULAR_EXPRESSION "SKIPPED: ") # said by tests/support/skip.hpp
  if(ARG_ENVIRONMENT)
    list(APPEND properties ENVIRONMENT "${ARG_ENVIRONMENT}")
  endif()
  doctest_discover_tests(test_${name} TEST_PREFIX "${name}: " WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    PROPERTIES ${properties})
endfunction()
