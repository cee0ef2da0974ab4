#include "scene/sheet_help.hpp"

#include <algorithm>
#include <string>

#include "scene/block.hpp"
#include "scene/sheet_frame.hpp"

namespace kiosk::scene {

namespace {

constexpr float radius_px = 24, gap_px = 22, hair_px = 2;
// Numbers and addresses run from the left: in a line from the right "0808 800" would be read as "800 0808".
constexpr std::string_view call_language = "en";

// Cards are narrower in portrait, and so is what they keep clear at their edges.
float padding(const Page& page) {
    return page.context.portrait() ? 26 : 34;
}

// The words above and below a number. A break by sense is for the wide cards of landscape.
struct EntryWords {
    std::string who;
    text::Style who_style, service_style;
    float who_height = 0, service_height = 0;
};
EntryWords words_of(const Page& page, const deck::HelpEntry& entry, float card_width) {
    const float room = card_width - 2 * padding(page);
    EntryWords words{flowed(page.context, page.context.in(entry.who)), page.style(deck::TypeRole::Label),
                     page.style(deck::TypeRole::Text, page.context.portrait() ? 26 : 28)};
    words.service_style.line = 1.25F;
    words.who_height = page.measure(words.who, words.who_style, room).height;
    words.service_height = page.measure(page.context.in(entry.service), words.service_style, room).height;
    return words;
}

// A number is set large, an address as large as its card allows; both in words that do not break.
void draw_call(const Page& page, std::string_view call, const Rect& card, float middle, float height) {
    const bool digits = call.find_first_not_of("0123456789 +-()") == std::string_view::npos;
    text::Style style = page.context.deck.theme.style(deck::TypeRole::Title);
    style.size_px = std::min(digits ? 68.0F : 38.0F, height), style.tracking_em = digits ? -0.02F : -0.012F;
    constexpr float pull_px = 4; // so that figures and letters stand on the margin, and not their bearings
    page.line(call, style, {card.x + padding(page) - pull_px, middle - style.line_height() / 2},
              page.palette.text, Align::Start, card.width - 2 * padding(page), call_language);
}

void draw_entry(const Page& page, const deck::HelpEntry& entry, const Rect& card) {
    page.card(card, radius_px, page.palette.surface, page.palette.hairline, hair_px);
    const EntryWords words = words_of(page, entry, card.width);
    const float x = card.x + padding(page) - 2, room = card.width - 2 * padding(page);
    const float top = card.y + 16;
    page.paragraph(words.who, words.who_style, {x, top}, room, page.palette.text);
    const float foot = card.bottom() - 17 - words.service_height;
    page.paragraph(page.context.in(entry.service), words.service_style, {x, foot}, room, page.palette.text_2);
    draw_call(page, entry.call, card, (top + words.who_height + foot) / 2, foot - top - words.who_height);
}

void draw_emergency(const Page& page, const Rect& card) {
    const deck::Help& help = page.context.deck.help;
    const deck::Palette& colours = page.palette;
    page.list.fill_rect(page.place(card), colours.cta, radius_px + 4);
    // On a wide, low card the number stands beside the words, on a narrow, high one below them.
    const bool beside = card.width > 2 * card.height;
    const float x = card.x + 40, room = beside ? card.width / 2 - 60 : card.width - 80;
    text::Style title = page.style(deck::TypeRole::Title2, 60);
    title.line = 1.08F;
    text::Style service = page.style(deck::TypeRole::Text, 32);
    service.line = 1.2F;
    constexpr float title_least_px = 36, number_px = 236, service_least_px = 28;
    const auto height_of = [&](const Localised& words, const text::Style& style, text::Breaking breaking) {
        return page.measure(page.context.in(words), style, room, breaking).height;
    };
    // Where the words take a second line the number above them moves up.
    const auto more = [&] {
        return height_of(help.emergency_service, service, text::Breaking::Plain) - service.line_height();
    };
    // Up to the service below it, or to the number where that stands below.
    const auto overflows = [&] {
        const float below = (beside ? 94 + service.line_height() / 2 : 138 + number_px * 0.73F) + more();
        return height_of(help.emergency_title, title, text::Breaking::Balanced) > card.height - below;
    };
    // Both get smaller, so that what is in danger stays larger than who comes.
    while (title.size_px > title_least_px && overflows()) {
        title.size_px -= 2;
        service.size_px = std::max(service_least_px, service.size_px - 2);
    }
    page.paragraph(page.context.in(help.emergency_title), title, {x, card.y + 40}, room, colours.cta_text,
                   text::Breaking::Balanced);
    page.paragraph(page.context.in(help.emergency_service), service,
                   {x, card.bottom() - 54 - service.line_height() / 2 - more()}, room,
                   mix(colours.cta_text, colours.cta, 0.12F));
    text::Style number = page.context.deck.theme.style(deck::TypeRole::Hero);
    number.size_px = number_px, number.line = 1;
    const text::RunPointer run = page.context.fonts.shape(help.emergency_call, number, call_language);
    if (run->width > room + 16) number.size_px *= (room + 16) / run->width;
    const float cap = page.context.fonts.metrics(number).cap_height * number.size_px;
    const float baseline = beside ? card.centre().y + cap / 2 : card.bottom() - 98 - more();
    const float number_x = beside ? card.centre().x + 20 : x - 14;
    page.line(help.emergency_call, number, {number_x, baseline - page.context.fonts.baseline(number)},
              colours.light, Align::Start, 1e9F, call_language);
}

void draw_entries(const Page& page, const Rect& room, int columns) {
    const auto& entries = page.context.deck.help.entries;
    if (entries.empty()) return;
    const int count = static_cast<int>(entries.size()), rows = (count + columns - 1) / columns;
    const float width = (room.width - gap_px * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    // Rows share the height; one whose words take a second line takes more.
    std::vector<float> asked(static_cast<std::size_t>(rows), 0);
    float total = 0;
    for (int i = 0; i < count; ++i) {
        float& row = asked[static_cast<std::size_t>(i / columns)];
        const EntryWords words = words_of(page, entries[static_cast<std::size_t>(i)], width);
        row = std::max(row, words.who_height + words.service_height);
    }
    for (const float row : asked) total += row;
    const float spare =
        (room.height - gap_px * static_cast<float>(rows - 1) - total) / static_cast<float>(rows);
    float y = room.y;
    for (int row = 0; row < rows; ++row) {
        const float height = asked[static_cast<std::size_t>(row)] + spare;
        for (int column = 0; column < columns && row * columns + column < count; ++column)
            draw_entry(page,
                       entries[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                               static_cast<std::size_t>(column)],
                       {room.x + static_cast<float>(column) * (width + gap_px), y, width, height});
        y += height + gap_px;
    }
}

// All entries must be there to their end: where the visitor's text size is too large for that, the nearest
// that fits.
Context fitted(const Context& visitor, const Feel& feel, Size room) {
    constexpr float step = 0.05F, edges_px = 43;
    Context context = visitor;
    const auto& entries = context.deck.help.entries;
    const int columns = entries.size() > 2 ? 2 : 1;
    const float width = (room.width - gap_px * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    draw::DrawList nowhere;
    for (; context.look.text_size > 1; context.look.text_size -= step) {
        const Page page(nowhere, nullptr, context, deck::Ground::Paper, feel, Instant{});
        float total = -gap_px, row = 0;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const bool digits = entries[i].call.find_first_not_of("0123456789 +-()") == std::string::npos;
            const EntryWords words = words_of(page, entries[i], width);
            row =
                std::max(row, words.who_height + words.service_height + edges_px + (digits ? 58.0F : 44.0F));
            const bool ends = static_cast<int>(i) % columns == columns - 1 || i + 1 == entries.size();
            if (ends) total += row + gap_px, row = 0;
        }
        if (total <= room.height) break;
    }
    return context;
}

} // namespace

void draw_help_sheet(draw::DrawList& list, HitMap& hits, const Context& visitor, const Feel& feel,
                     Instant now, float progress) {
    const bool portrait = visitor.portrait();
    const float lift = visitor.look.lift_px;
    const Context context = fitted(visitor, feel, portrait ? Size{952, 800 - lift} : Size{1204, 676 - lift});
    // Where the controls stand higher the head moves up as far as there is room above it.
    const float up = portrait ? 0 : std::min(lift, 36.0F), top_px = 220 - up, room_px = 676 - lift + up;
    const SheetFrame frame(list, hits, context, feel, now, progress, portrait ? 160.0F : 44 - up);
    const Page& page = frame.page;
    const deck::Help& help = context.deck.help;
    const text::Style title = page.style(deck::TypeRole::Title, 84);
    const text::Style intro = page.style(deck::TypeRole::Body, 34);
    const std::string_view words = help.title.empty() ? context.word("help.title") : context.in(help.title);
    if (portrait) {
        page.line(words, title, {62, 216}, page.palette.text, Align::Start, 956);
        const float intro_top = std::max(326.0F, 216 + title.line_height() + 16);
        const float intro_height = page.paragraph(context.in(help.intro), intro, {64, intro_top}, 952,
                                                  page.palette.text_2, text::Breaking::Balanced);
        const float top = intro_top + intro_height + 28;
        constexpr float emergency_px = 340;
        draw_emergency(page, {64, top, 952, emergency_px});
        const float below = top + emergency_px + gap_px;
        draw_entries(page, {64, below, 952, 1640 - lift - below}, help.entries.size() > 2 ? 2 : 1);
    } else {
        const float wide = page.line(words, title, {94, 99 - up}, page.palette.text, Align::Start, 900);
        const float intro_x = std::max(620.0F, 94 + wide + 48);
        const float room = 1824 - intro_x;
        if (page.measure(context.in(help.intro), intro, room).lines.size() > 1)
            page.paragraph(context.in(help.intro), intro, {intro_x, 153 - up - intro.line_height()}, room,
                           page.palette.text_2);
        else
            page.line(context.in(help.intro), intro, {intro_x, 131 - up}, page.palette.text_2, Align::Start,
                      room);
        draw_emergency(page, {96, top_px, 500, room_px});
        draw_entries(page, {620, top_px, 1204, room_px}, help.entries.size() > 2 ? 2 : 1);
    }
    text::Style foot = page.style(deck::TypeRole::Input, 36);
    foot.tracking_em = -0.004F;
    const float foot_y = (portrait ? 1708.0F : 992.0F) - lift - foot.line_height() / 2;
    page.line(context.in(help.footnote), foot, {portrait ? 64.0F : 96.0F, foot_y}, page.palette.text,
              Align::Start, portrait ? 952 : 1300);
    frame.draw_close();
}

} // namespace kiosk::scene
