#include "deck/load_settings.hpp"

#include "deck/parse_toml.hpp"
#include "deck/say.hpp"
#include "deck/schema.hpp"
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

class SettingsLoader {
  public:
    SettingsLoader(const std::filesystem::path& file, Diagnostics& diagnostics)
        : path_(file),
          file_(file.string()),
          diagnostics_(diagnostics) {}

    Settings run(const Node& root) {
        const Section* sections[] = {&settings_section()};
        const Reader reader(root, sections, file_, diagnostics_);
        out_.file = path_;
        out_.kiosk = reader.text("kiosk");
        out_.event = reader.text("event");
        out_.deck = from_here(reader.text("deck"));
        out_.mode = static_cast<Mode>(reader.choice("mode"));
        out_.recipients = reader.texts("recipients");
        out_.language = reader.text("language");
        out_.aim = whole(reader, "aim");
        out_.idle_warn_s = whole(reader, "idle_warn_s");
        out_.idle_leave_s = whole(reader, "idle_leave_s");
        out_.thanks_s = whole(reader, "thanks_s");
        out_.retention_hours = whole(reader, "retention_hours");
        if (const Node* node = reader.node("screen")) screen(*node, reader.inner("screen"));
        if (const Node* node = reader.node("input")) input(*node, reader.inner("input"));
        if (const Node* node = reader.node("audio")) audio(*node, reader.inner("audio"));
        if (const Node* node = reader.node("upload")) upload(*node, reader.inner("upload"));
        if (const Node* node = reader.node("staff")) staff(*node, reader.inner("staff"));
        recipients(reader);
        return std::move(out_);
    }

  private:
    static int whole(const Reader& reader, std::string_view name) {
        return static_cast<int>(reader.integer(name));
    }

    // Folders and files in the text are seen from the folder that the text lies in.
    std::string from_here(std::string named) const {
        if (named.empty() || std::filesystem::path(named).is_absolute()) return named;
        return (path_.parent_path() / named).lexically_normal().string();
    }

    void report(SourcePlace place, std::string rule, std::string message, std::string help) {
        diagnostics_.push_back(
            {Severity::Error, std::move(place), std::move(rule), std::move(message), std::move(help)});
    }

    void screen(const Node& node, const Section& section) {
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, diagnostics_);
        ScreenSettings& screen = out_.screen;
        screen.display = whole(reader, "display");
        screen.width_mm = reader.number("width_mm");
        screen.height_mm = reader.number("height_mm");
        screen.lower_edge_mm = reader.number("lower_edge_mm");
        screen.viewing_distance_mm = reader.number("viewing_distance_mm");
        screen.contrast = static_cast<Contrast>(reader.choice("contrast"));
        screen.still = reader.boolean("still");
        screen.dim_after_s = whole(reader, "dim_after_s");
    }

    void input(const Node& node, const Section& section) {
        constexpr int scan_least_ms = 500; // faster than anybody presses
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, diagnostics_);
        out_.input.keyboard = reader.boolean("keyboard");
        out_.input.switch_scan_ms = whole(reader, "switch_scan_ms");
        if (out_.input.switch_scan_ms > 0 && out_.input.switch_scan_ms < scan_least_ms)
            report(reader.place("switch_scan_ms"), "value",
                   say("switch_scan_ms: expected 0, or ", scan_least_ms, " or more, found ",
                       out_.input.switch_scan_ms),
                   "write 1500, and make it shorter with the person who uses the switch");
    }

    void audio(const Node& node, const Section& section) {
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, diagnostics_);
        out_.audio.headphone_socket = reader.boolean("headphone_socket");
    }

    void upload(const Node& node, const Section& section) {
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, diagnostics_);
        UploadSettings& upload = out_.upload;
        upload.kind = static_cast<UploadKind>(reader.choice("kind"));
        upload.url = reader.text("url");
        upload.token_file = from_here(reader.text("token_file"));
        upload.hub_keys = reader.texts("hub_keys");
        upload.proxy = reader.text("proxy");
        upload.ca_file = from_here(reader.text("ca_file"));
        upload.pins = reader.texts("pins");
        upload.client_certificate = from_here(reader.text("client_certificate"));
        upload.client_key = from_here(reader.text("client_key"));
        upload.folder = from_here(reader.text("folder"));
        upload.interval_s = whole(reader, "interval_s");
        if (upload.kind == UploadKind::Hub) hub(reader);
        if (upload.kind == UploadKind::Folder && upload.folder.empty())
            report(reader.place(), "missing-key", "expected folder for kind \"folder\", found none",
                   "write folder = \"/media/share\"");
        if (upload.client_certificate.empty() != upload.client_key.empty())
            report(reader.place(), "missing-key",
                   "expected client_certificate and client_key together, found one of them",
                   "write both, or none when the hub asks for no certificate");
        if (upload.pins.size() == 1)
            report(reader.place("pins"), "value", "pins: expected none or at least two, found one",
                   "add the key that comes next: with one pin, its renewal locks every kiosk out");
    }

    void hub(const Reader& reader) {
        constexpr std::string_view secure = "https://";
        const std::string& url = out_.upload.url;
        const bool loopback = url.starts_with("http://127.0.0.1") || url.starts_with("http://localhost") ||
                              url.starts_with("http://[::1]");
        if (!url.starts_with(secure) && !loopback)
            report(reader.place("url"), "value", "url: expected an address with https://, found none",
                   "write url = \"https://hub.example.org\"; plain http goes to this machine only");
        if (out_.upload.token_file.empty())
            report(reader.place(), "missing-key", "expected token_file for kind \"hub\", found none",
                   "write token_file = \"token\", as `pledge-hub tokens` gave it");
        if (out_.upload.hub_keys.empty())
            report(reader.place(), "missing-key", "expected hub_keys for kind \"hub\", found none",
                   "write hub_keys = [\"...\"]: without them no reply could be believed");
    }

    void staff(const Node& node, const Section& section) {
        constexpr std::string_view hash_head = "$argon2id$";
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, diagnostics_);
        out_.staff.pin_hash = reader.text("pin_hash");
        if (!out_.staff.pin_hash.empty() && !out_.staff.pin_hash.starts_with(hash_head))
            report(reader.place("pin_hash"), "value",
                   "pin_hash: expected a hash that begins with $argon2id$, found none",
                   "run `pledge-kiosk pin` and copy what it prints; a bare PIN never stands here");
    }

    void recipients(const Reader& reader) {
        constexpr std::string_view key_head = "age1";
        constexpr std::size_t live_least = 2; // the charity's key, and one in escrow
        for (const std::string& key : out_.recipients)
            if (!key.starts_with(key_head))
                report(reader.place("recipients"), "value",
                       "recipients: expected public keys, age1..., found another text",
                       "copy the public half that `pledge-kiosk keygen` printed");
        if (out_.mode != Mode::Demo && out_.recipients.size() < live_least)
            report(reader.place("recipients"), "recipients",
                   say("expected at least ", live_least, " recipients to go live, found ",
                       out_.recipients.size()),
                   "make keys with `pledge-kiosk keygen`, or write mode = \"demo\"");
    }

    const std::filesystem::path& path_;
    std::string file_;
    Diagnostics& diagnostics_;
    Settings out_;
};

} // namespace

LoadedSettings load_settings(std::string_view text, const std::filesystem::path& file) {
    LoadedSettings out;
    const auto root = parse_toml(text, file.string(), out.diagnostics);
    if (!root) return out;
    Settings settings = SettingsLoader(file, out.diagnostics).run(*root);
    if (!has_errors(out.diagnostics)) out.settings = std::move(settings);
    return out;
}

} // namespace kiosk::deck
