#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

// Read by the leak sanitizer, where a build has it. Fontconfig keeps its configuration until the program
// ends, and a few hundred bytes of it hang on no pointer of its own then. speechd's library loses the text of
// an error that it hands on as another, made by asprintf, which nothing of ours calls.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\nleak:vasprintf";
}
