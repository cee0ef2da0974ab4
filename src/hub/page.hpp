// The staff's page as HTML: the login, the overview, and a few words when something is wrong. Pure: data in,
// text out, every text escaped. Called by site.hpp and tests. No script, no style attribute, nothing from
// elsewhere; works at 320 px and on paper.
#pragma once

#include <string>
#include <string_view>

#include "hub/overview.hpp"
#include "hub/plot.hpp"

namespace kiosk::hub {

// '&', '<', '>', '"' and "'" as references, for text and for attributes in double quotes.
[[nodiscard]] std::string escape_html(std::string_view text);

// `complaint` is shown above the fields; "" for none.
[[nodiscard]] std::string login_page(std::string_view complaint);

struct OverviewPage {
    std::string staff_name, csrf, version;
    Overview overview;
    Plot plot;
    std::size_t page = 0; // of the table of kiosks, from 0
};
constexpr std::size_t kiosks_a_page = 100;
[[nodiscard]] std::string overview_page(const OverviewPage& page);

// A heading and a sentence, with the way back.
[[nodiscard]] std::string message_page(std::string_view heading, std::string_view sentence);

// style.cpp: the page's one style sheet, and its icon (SVG).
[[nodiscard]] std::string_view page_style();
[[nodiscard]] std::string_view page_icon();

} // namespace kiosk::hub
