// What the wheel's library lacks beside the crate's C functions.
#include <cstddef>
#include <cstdlib>
#include <new>

#include "v8-internal.h"

// Named by the older header and absent from the library. Only native property handlers reach it, and the engine has none.
namespace v8::api_internal {
__attribute__((visibility("default"))) internal::Address ConvertToJSGlobalProxyIfNecessary(internal::Address holder) {
  return holder;
}
}  // namespace v8::api_internal

// The library does not export libc++'s delete with a size.
__attribute__((weak)) void operator delete(void* object, std::size_t) noexcept { ::operator delete(object); }

// The library reads ICU's data from a file, where upstream's archive contains it. Told only where the file lies, ICU maps it
// when it first needs it; V8::InitializeICU would copy all 10 MB at every start.
__attribute__((constructor)) static void name_icu_data() { setenv("ICU_DATA", ICU_DATA_FOLDER, 1); }
