#include "record/sign_up.hpp"

#include <sodium.h>

namespace kiosk::record {

Id make_id() {
    Id id;
    randombytes_buf(id.bytes.data(), id.bytes.size());
    return id;
}

} // namespace kiosk::record
