#include "hub/export.hpp"

#include <algorithm>
#include <cstdio>

#include "handover/bundle.hpp"
#include "handover/verified_file.hpp"
#include "hub/bundle_stream.hpp"
#include "hub/commands.hpp"

namespace kiosk::hub {

Result<Exported> export_kiosk(Store& store, const KioskRow& kiosk, const std::filesystem::path& folder,
                              const std::string& date) {
    auto path = handover::free_export_name({folder, kiosk.kiosk, BundleStream::event_name, {}, date}, "pkb");
    if (!path) return path.error();
    auto file = handover::VerifiedFile::create(*path);
    if (!file) return file.error();
    BundleStream stream(store, kiosk);
    for (;;) {
        const auto lines = stream.next();
        if (!lines) return lines.error();
        if (lines->empty()) break;
        if (const auto wrote = file->write(*lines); !wrote) return wrote.error();
    }
    if (const auto finished = file->finish(); !finished) return finished.error();
    return Exported{*path, stream.records(), stream.erased()};
}

Result<void> write_export(const Arguments& arguments) {
    if (!arguments.has("out")) return usage_error("expected: export --out DIR [KIOSK...]");
    auto store = store_of(arguments);
    if (!store) return store.error();
    const auto kiosks = (*store)->kiosks();
    if (!kiosks) return kiosks.error();
    for (const std::string& name : arguments.words)
        if (std::ranges::find(*kiosks, name, &KioskRow::kiosk) == kiosks->end())
            return input_error("no kiosk " + name + " is known here; `pledge-hub status` lists them");
    const std::string date = rfc3339(wall_now()).substr(0, 10);
    for (const KioskRow& kiosk : *kiosks) {
        const bool wanted = arguments.words.empty() ||
                            std::ranges::find(arguments.words, kiosk.kiosk) != arguments.words.end();
        if (!wanted || kiosk.records == 0) continue;
        const auto exported = export_kiosk(**store, kiosk, arguments.value_or("out", ""), date);
        if (!exported) return exported.error();
        std::printf("%s: %llu records, %llu left out as erased\n", exported->file.c_str(),
                    static_cast<unsigned long long>(exported->records),
                    static_cast<unsigned long long>(exported->erased));
    }
    return Done{};
}

} // namespace kiosk::hub
