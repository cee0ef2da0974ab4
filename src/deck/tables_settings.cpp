// Keys of kiosk.toml, and the list of files that the reference tells of.
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

constexpr std::string_view modes[] = {"sealed", "key-on-stick", "demo"};
constexpr std::string_view upload_kinds[] = {"none", "hub", "folder"};
constexpr std::string_view contrasts[] = {"standard", "high", "light"};

constexpr Key screen_keys[] = {
    {"display", Type::Integer, Need::Optional, "0", 0, 15, "which display, from 0"},
    {"width_mm", Type::Number, Need::Optional, "531", 100, 5000,
     "true width of the picture; displays report it wrongly"},
    {"height_mm", Type::Number, Need::Optional, "299", 100, 5000, "true height of the picture"},
    {"lower_edge_mm", Type::Number, Need::Optional, "850", 0, 3000,
     "height of its lower edge above the floor"},
    {"viewing_distance_mm", Type::Number, Need::Optional, "600", 200, 10000, "from the eye, while pledging"},
    {"contrast", Type::OneOf, Need::Optional, "standard", 0, 0, "until a visitor chooses another", contrasts},
    {"still", Type::Boolean, Need::Optional, "false", 0, 0, "less movement, for everybody"},
    {"dim_after_s", Type::Integer, Need::Optional, "0", 0, 86400,
     "seconds without a touch until the slides are dimmed; the next touch only wakes them; 0: never"},
};
constexpr Section screen_table{"[screen]", "The panel as it stands in the hall.", screen_keys};

constexpr Key input_keys[] = {
    {"keyboard", Type::Boolean, Need::Optional, "true", 0, 0,
     "a keyboard or switch that is plugged in may operate everything; false: only F10 and the staff PIN"},
    {"switch_scan_ms", Type::Integer, Need::Optional, "0", 0, 10000,
     "a single switch (Enter or Space): the focus stands so long on each control; 0: it waits for Tab"},
};
constexpr Section input_table{"[input]", "What is plugged in besides the touchscreen.", input_keys};

constexpr Key audio_keys[] = {
    {"headphone_socket", Type::Boolean, Need::Optional, "false", 0, 0,
     "visitors can plug headphones in: \"Aa\" then offers reading aloud, through speech-dispatcher"},
};
constexpr Section audio_table{"[audio]", "What can be heard.", audio_keys};

constexpr Key upload_keys[] = {
    {"kind", Type::OneOf, Need::Optional, "none", 0, 0, "where sealed sign-ups go", upload_kinds},
    {"url", Type::Text, Need::Optional, "", 0, 300, "the hub: https://..."},
    {"token_file", Type::Text, Need::Optional, "", 0, 300, "file with this kiosk's token, mode 0600"},
    {"hub_keys", Type::Texts, Need::Optional, "", 0, 2, "the hub's public keys: current, and one spare"},
    {"proxy", Type::Text, Need::Optional, "", 0, 300,
     "http://...; empty: none, whatever the environment says"},
    {"ca_file", Type::Text, Need::Optional, "", 0, 300, "certificate authorities, when not the public ones"},
    {"pins", Type::Texts, Need::Optional, "", 0, 8, "pinned public keys: none, or at least two"},
    {"client_certificate", Type::Text, Need::Optional, "", 0, 300,
     "PEM file that shows who this kiosk is, for a hub that asks; with client_key"},
    {"client_key", Type::Text, Need::Optional, "", 0, 300, "PEM file of its key, mode 0600"},
    {"folder", Type::Text, Need::Optional, "", 0, 300, "kind \"folder\": a mounted share"},
    {"interval_s", Type::Integer, Need::Optional, "30", 5, 3600, "seconds between looks at the queue"},
};
constexpr Section upload_table{"[upload]", "How sign-ups leave the kiosk.", upload_keys};

constexpr Key staff_keys[] = {
    {"pin_hash", Type::Text, Need::Optional, "", 0, 200,
     "as `pledge-kiosk pin` prints it; without one the panel stays shut"},
};
constexpr Section staff_table{"[staff]", "The staff panel.", staff_keys};

constexpr Key settings_keys[] = {
    {"kiosk", Type::Text, Need::Optional, "kiosk-1", 1, 40, "name of this machine, kept in each record"},
    {"event", Type::Text, Need::Optional, "event", 1, 40, "name of the event, kept in each record"},
    {"deck", Type::Text, Need::Optional, "config/osec", 1, 300, "folder of the deck, seen from this file"},
    {"mode", Type::OneOf, Need::Optional, "sealed", 0, 0, "demo: made-up keys, a banner, nothing leaves",
     modes},
    {"recipients", Type::Texts, Need::Optional, "", 0, 8,
     "age1...: the charity's key and an escrow key; two or more to go live"},
    {"language", Type::Text, Need::Optional, "", 0, 12, "shown first; empty: the deck's own"},
    {"aim", Type::Integer, Need::Optional, "0", 0, 100000, "pledges a day; 0: none"},
    {"idle_warn_s", Type::Integer, Need::Optional, "40", 20, 600,
     "seconds without a touch before \"Are you still there?\""},
    {"idle_leave_s", Type::Integer, Need::Optional, "20", 20, 120,
     "seconds to answer; WCAG 2.2.1 asks for 20 at least"},
    {"thanks_s", Type::Integer, Need::Optional, "20", 5, 120, "seconds until the thank-you clears"},
    {"retention_hours", Type::Integer, Need::Optional, "24", 1, 720,
     "until received sign-ups are shredded here"},
    {"screen", Type::Table, Need::Optional, "", 0, 0, "the panel", {}, &screen_table},
    {"input", Type::Table, Need::Optional, "", 0, 0, "keyboard and switch", {}, &input_table},
    {"audio", Type::Table, Need::Optional, "", 0, 0, "headphones", {}, &audio_table},
    {"upload", Type::Table, Need::Optional, "", 0, 0, "where sign-ups go", {}, &upload_table},
    {"staff", Type::Table, Need::Optional, "", 0, 0, "the staff panel", {}, &staff_table},
};
constexpr Section settings_root{"kiosk.toml", "One kiosk. Without this file it runs in demo mode.",
                                settings_keys};

} // namespace

const Section& settings_section() {
    return settings_root;
}

std::span<const FileTable> file_tables() {
    static const FileTable tables[] = {
        {"kiosk.toml", "The settings of one kiosk", &settings_section()},
        {"deck.toml", "The slides of a deck", &deck_section()},
        {"facts.toml", "The facts of a deck", &facts_section()},
        {"form.toml", "The pledge of a deck", &form_section()},
        {"help.toml", "The help list of a deck", &help_section()},
        {"theme.toml", "Colours and type", &theme_section()},
        {"caution.toml", "Words with better ones", &caution_section()},
    };
    return tables;
}

} // namespace kiosk::deck
