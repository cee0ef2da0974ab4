// A kiosk's sealed bundle as a stream of lines: header, a record a line as on the wire, trailer with count
// and hash. Called by `pledge-hub export`, which writes it to a file and reads it back, and by the staff's
// page. Holds one page of records at a time; takes nothing out of the store.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "handover/running_hash.hpp"
#include "hub/store.hpp"

namespace kiosk::hub {

class BundleStream {
  public:
    // `store` must outlive the stream.
    BundleStream(Store& store, KioskRow kiosk) : store_(&store), kiosk_(std::move(kiosk)) {}

    // The next lines; "" after the trailer. After an error the stream has ended.
    [[nodiscard]] Result<std::string> next();
    [[nodiscard]] std::uint64_t records() const { return records_; } // written so far
    [[nodiscard]] std::uint64_t erased() const { return erased_; }   // left out because they were erased

    // The events stand in the records, which a hub cannot read.
    static constexpr const char* event_name = "hub";

  private:
    enum class Part : std::uint8_t { Header, Records, Ended };
    Store* store_;
    KioskRow kiosk_;
    Part part_ = Part::Header;
    std::uint64_t cursor_ = 0, records_ = 0, erased_ = 0;
    handover::RunningHash hash_;
};

} // namespace kiosk::hub
