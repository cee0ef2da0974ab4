// The SQLite outbox in a test's own folder, opened or the test fails.
#pragma once

#include <memory>
#include <utility>

#include <doctest/doctest.h>

#include "outbox/outbox_sqlite.hpp"
#include "support/temporary_folder.hpp"

namespace kiosk::outbox {

inline std::unique_ptr<SqliteOutbox> opened(const TemporaryFolder& folder) {
    auto outbox = SqliteOutbox::open({folder / "state", ""});
    REQUIRE_MESSAGE(outbox.ok(), outbox.error().message);
    return std::move(*outbox);
}

} // namespace kiosk::outbox
