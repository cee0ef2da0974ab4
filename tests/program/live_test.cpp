// Live use from end to end, with the programs as people call them: keys, settings, a pledge by touch, the
// queue, the hub, the stick, and the charity's table.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <memory>

#include "command/command.hpp"
#include "command/demo_form.hpp"
#include "command/kiosk.hpp"
#include "hub/server.hpp"
#include "platform/clock.hpp"
#include "support/run_program.hpp"

using namespace kiosk;
using namespace kiosk::command;
using scene::ControlKind;

namespace {

constexpr Instant start{1'000'000};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    out << text;
    REQUIRE(out.flush());
    std::filesystem::permissions(path, std::filesystem::perms(0600));
}

// A charity's desk: two key pairs, a hub, a kiosk's settings.
struct Office {
    TemporaryFolder folder;
    hub::EmbeddedHub hub;

    Office() {
        write(folder / "pass", "five plain words make this\n");
        for (const char* name : {"charity", "escrow", "stranger"}) {
            const Ran made = kiosk({"keygen", "--out", (folder / "keys").string(), "--name", name,
                                    "--passphrase-file", (folder / "pass").string()});
            REQUIRE_MESSAGE(made.status == 0, made.err);
            write(folder / "keys" / (std::string(name) + ".id"), made.out);
        }
        auto started = hub::start_embedded("hall-1", (folder / "hub.db").string(), platform::wall_now);
        REQUIRE_MESSAGE(started.ok(), started.error().message);
        hub = std::move(*started);
        write(folder / "token", hub.token + "\n");
        std::filesystem::create_directory(folder / "stick");
        settings("quiet.toml", "kind = \"none\"\n");
        settings("kiosk.toml", "kind = \"hub\"\nurl = \"" + hub.server->url() +
                                   "\"\ntoken_file = \"token\"\nhub_keys = [\"" +
                                   record::to_text(hub.server->public_key()) + "\"]\n");
    }

    [[nodiscard]] std::string public_key(const std::string& name) const {
        std::ifstream in(folder / "keys" / (name + ".pub"));
        std::string line;
        std::getline(in, line);
        return line;
    }
    void settings(const std::string& file, const std::string& upload) const {
        write(folder / file, "kiosk = \"hall-1\"\nevent = \"fair\"\nmode = \"sealed\"\ndeck = "
                             "\"" KIOSK_SOURCE_DIR "/config/osec\"\nrecipients = [\"" +
                                 public_key("charity") + "\", \"" + public_key("escrow") + "\"]\n[upload]\n" +
                                 upload);
    }
    [[nodiscard]] std::string path(const std::string& name) const { return (folder / name).string(); }

    [[nodiscard]] Ran kiosk(std::vector<std::string> words) const {
        words.insert(words.begin(), KIOSK_PROGRAM);
        return run_program(words,
                           {"-u", "DISPLAY", "XDG_STATE_HOME=" + folder.path(), "SDL_VIDEODRIVER=dummy"});
    }
    [[nodiscard]] Ran kiosk_with(const std::string& file, std::vector<std::string> words) const {
        words.insert(words.end(), {"--config", path(file)});
        return kiosk(std::move(words));
    }
    [[nodiscard]] Ran open(const std::string& key, const std::string& bundle,
                           std::vector<std::string> more) const {
        std::vector<std::string> words = {
            "open", bundle, "--key", path("keys/" + key + ".key"), "--passphrase-file", path("pass")};
        words.insert(words.end(), more.begin(), more.end());
        return kiosk(std::move(words));
    }
};

// The kiosk of the settings, in this process, and somebody who touches it.
struct Hall {
    std::unique_ptr<Kiosk> kiosk;
    std::unique_ptr<Visitor> visitor;
    std::unique_ptr<DemoForm> form;
    std::string receipt;

    explicit Hall(const Office& office) {
        setenv("SDL_VIDEODRIVER", "dummy", 1);
        constexpr std::array<Option, 1> options{{{"config", "FILE", ""}}};
        const std::array<std::string, 2> words{"--config", office.path("quiet.toml")};
        auto settings = find_settings(Arguments::parse(words, options).value());
        REQUIRE_MESSAGE(settings.ok(), settings.error().message);
        KioskOptions all;
        all.settings = std::move(*settings);
        all.state_folder = office.folder / "pledge-kiosk";
        all.window.size = PixelSize{960, 540};
        auto made = Kiosk::create(std::move(all), start);
        REQUIRE_MESSAGE(made.ok(), made.error().message);
        kiosk = std::move(*made);
        visitor = std::make_unique<Visitor>(*kiosk, start);
        form = std::make_unique<DemoForm>(*kiosk, *visitor);
        good(visitor->wait(seconds(1)));
    }
    static void good(const Result<void>& done) { REQUIRE_MESSAGE(done.ok(), done.error().message); }
    void touch(ControlKind kind) {
        good(visitor->touch({kind, 0, 0}));
        good(visitor->wait(milliseconds(500)));
    }
    void pledge() {
        touch(ControlKind::Pledge);
        while (!kiosk->state().form.is_last_step()) {
            const int step = kiosk->state().form.step();
            good(form->fill_step());
            touch(ControlKind::Continue);
            REQUIRE(kiosk->state().form.step() != step);
        }
        good(form->fill_step());
        good(visitor->touch({ControlKind::Confirm, 0, 0}));
        const auto thanked =
            visitor->wait_until([&] { return kiosk->state().screen == app::Screen::Thanks; }, seconds(60));
        REQUIRE(thanked.ok());
        REQUIRE(*thanked);
        receipt = kiosk->state().receipt;
    }
};

// Nobody has shown a key yet: the kiosk does not start. Then the charity answers, and a wrong answer does not
// do.
void go_live(const Office& office) {
    const Ran before = office.kiosk_with("quiet.toml", {"run", "--window", "960x540"});
    CHECK(before.status == 4);
    CHECK_MESSAGE(has(before.err, "golive --out"), before.err);
    CHECK(has(office.kiosk_with("quiet.toml", {"doctor"}).out, "go-live    to do"));
    const Ran asked = office.kiosk_with("quiet.toml", {"golive", "--out", office.path("stick")});
    REQUIRE_MESSAGE(asked.status == 0, asked.err);
    const std::string file = asked.out.substr(0, asked.out.find("  "));
    const auto answer = [&](const std::string& key) {
        return office.kiosk({"golive", "--answer", file, "--key", office.path("keys/" + key + ".key"),
                             "--passphrase-file", office.path("pass")});
    };
    CHECK(answer("stranger").status == 4);
    CHECK(answer("escrow").status == 4); // that key has a challenge of its own
    const Ran answered = answer("charity");
    REQUIRE_MESSAGE(answered.status == 0, answered.err);
    const std::size_t from = answered.out.find("words:\n\n") + 8;
    std::string words = answered.out.substr(from, answered.out.find('\n', from) - from);
    CHECK(std::count(words.begin(), words.end(), ' ') == 5);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(office.folder / "pledge-kiosk"))
        if (entry.is_regular_file()) {
            std::ifstream in(entry.path(), std::ios::binary);
            CHECK_FALSE(has(std::string(std::istreambuf_iterator<char>(in), {}), words));
        }
    CHECK(office.kiosk_with("quiet.toml", {"golive", "--words", words + " KITE"}).status == 4);
    for (char& letter : words) letter = letter == ' ' ? '-' : static_cast<char>(std::tolower(letter));
    const Ran live = office.kiosk_with("quiet.toml", {"golive", "--words", words});
    CHECK_MESSAGE(live.status == 0, live.err);
    CHECK_MESSAGE(has(live.out, "has not answered yet"), live.out);                   // the escrow key
    CHECK(office.kiosk_with("quiet.toml", {"golive", "--words", words}).status == 4); // once
    CHECK(has(office.kiosk_with("quiet.toml", {"doctor"}).out, "go-live    ok"));
}

void check_beside_running_kiosk(const Office& office, Hall& hall) {
    Hall::good(hall.visitor->skip(milliseconds(status_every.ms + 1000)));
    const auto told = hall.visitor->wait_until(
        [&] {
            std::ifstream in(office.folder / "pledge-kiosk" / std::string(status_file_name));
            return has(std::string(std::istreambuf_iterator<char>(in), {}), "\"accepted\":1");
        },
        seconds(60));
    REQUIRE(told.ok());
    CHECK(*told);
    const Ran status = office.kiosk_with("quiet.toml", {"status", "--json"});
    CHECK_MESSAGE(status.status == 0, status.err);
    CHECK_MESSAGE(has(status.out, "\"running\":true"), status.out);
    CHECK_MESSAGE(has(status.out, "\"accepted\":1"), status.out);
    CHECK_MESSAGE(has(status.out, "\"waiting\":1"), status.out);
    CHECK_FALSE(has(status.out, hall.receipt));
    CHECK(has(office.kiosk_with("quiet.toml", {"status"}).out, "kiosk         runs"));
    // One store, one kiosk.
    for (const char* command : {"run", "export"}) {
        std::vector<std::string> words = {command};
        if (words[0] == "export") words.insert(words.end(), {"--out", office.path("stick")});
        const Ran second = office.kiosk_with("quiet.toml", words);
        CHECK(second.status == 3);
        CHECK_MESSAGE(has(second.err, "Another instance"), second.err);
    }
}

void check_upload(const Office& office) {
    const Ran sent = office.kiosk_with("kiosk.toml", {"upload", "--until-empty"});
    CHECK_MESSAGE(sent.status == 0, sent.err);
    CHECK(sent.out == "sent 1, waiting 0, quarantined 0\n");
    const Ran status = office.kiosk_with("kiosk.toml", {"status", "--json"});
    CHECK_MESSAGE(has(status.out, "\"acked\":1"), status.out);
    CHECK_MESSAGE(has(status.out, "\"answer\":201"), status.out);
    CHECK_MESSAGE(has(status.out, "\"running\":false"), status.out);
}

// How often what the visitor typed stands readable in any file of the office: state, hub, stick, logs.
int found_in_files(const Office& office, const Hall& hall) {
    constexpr std::size_t bytes_least = 5; // a shorter word stands in any file by chance
    int found = 0, looked_for = 0;
    for (const auto& typed : hall.form->typed()) {
        const std::string& value = typed.second;
        if (value.size() < bytes_least) continue;
        ++looked_for;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(office.folder.path())) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in(entry.path(), std::ios::binary);
            if (has(std::string(std::istreambuf_iterator<char>(in), {}), value)) ++found;
        }
    }
    CHECK(looked_for >= 3);
    return found;
}

// The charity's computer: one bundle given twice, any of the two keys, every format.
void check_tables(const Office& office, const Hall& hall, const std::string& bundle) {
    for (const char* key : {"charity", "escrow"}) {
        const Ran opened = office.open(key, bundle, {bundle, "--out", "-"});
        CHECK_MESSAGE(opened.status == 0, opened.err);
        CHECK_MESSAGE(has(opened.err, "1 sign-ups in -; 1 duplicates left out; 0 faults"), opened.err);
        CHECK(has(opened.out, hall.receipt));
        for (const auto& typed : hall.form->typed())
            CHECK_MESSAGE(has(opened.out, typed.second), typed.first);
    }
    for (const char* format : {"csv", "xlsx", "giftaid", "jsonl"}) {
        const std::string file = office.path(std::string("table.") + format);
        const Ran opened = office.open("charity", bundle, {"--out", file, "--format", format});
        CHECK_MESSAGE(opened.status == 0, opened.err);
        CHECK(std::filesystem::file_size(file) > 100);
        CHECK(office.open("charity", bundle, {"--out", file, "--format", format}).status ==
              3); // never replaced
    }
    CHECK(office.open("charity", bundle, {"--out", "-", "--format", "pdf"}).status == 2);
    CHECK(office.open("stranger", bundle, {"--out", "-"}).status == 4);
    write(office.folder / "pass", "these are five other words\n");
    const Ran locked = office.open("charity", bundle, {"--out", "-"});
    CHECK(locked.status == 4);
    CHECK(locked.out.empty());
    write(office.folder / "pass", "five plain words make this\n");
}

} // namespace

TEST_CASE("a pledge by touch in live mode reaches the hub, the stick and the charity's table") {
    const Office office;
    go_live(office);
    auto hall = std::make_unique<Hall>(office);
    hall->pledge();
    check_beside_running_kiosk(office, *hall);
    hall->kiosk.reset();
    check_upload(office);

    const Ran sealed = office.kiosk_with("kiosk.toml", {"export", "--out", office.path("stick")});
    REQUIRE_MESSAGE(sealed.status == 0, sealed.err);
    const std::string bundle = sealed.out.substr(0, sealed.out.size() - 1);
    REQUIRE(std::filesystem::is_regular_file(bundle));
    CHECK(found_in_files(office, *hall) == 0);
    check_tables(office, *hall, bundle);
    CHECK(found_in_files(office, *hall) > 3); // the control: in the charity's tables it stands

    for (const char* format : {"csv", "xlsx", "giftaid", "jsonl"}) {
        const Ran clear = office.kiosk_with(
            "kiosk.toml", {"export", "--out", office.path("stick"), "--key", office.path("keys/charity.key"),
                           "--passphrase-file", office.path("pass"), "--format", format});
        CHECK_MESSAGE(clear.status == 0, clear.err);
        CHECK(std::filesystem::is_regular_file(clear.out.substr(0, clear.out.size() - 1)));
    }
    const Ran no_key =
        office.kiosk_with("kiosk.toml", {"export", "--out", office.path("stick"), "--format", "csv"});
    CHECK(no_key.status == 2);
    const Ran no_stick = office.kiosk_with("kiosk.toml", {"export", "--out", office.path("no-stick")});
    CHECK(no_stick.status == 3);
    CHECK_MESSAGE(has(no_stick.err, "Is the stick in"), no_stick.err);

    // The store itself as a damaged file: its records come out of it too.
    const Ran saved =
        office.kiosk({"recover", office.path("pledge-kiosk/outbox.db"), "--out", office.path("stick")});
    REQUIRE_MESSAGE(saved.status == 0, saved.err);
    const Ran opened = office.open("charity", saved.out.substr(0, saved.out.size() - 1), {"--out", "-"});
    CHECK(has(opened.out, hall->receipt));
}

TEST_CASE("a hub that is away, or that does not know the token, leaves the pledge waiting and exits with 5") {
    Office office;
    {
        Hall hall(office);
        hall.pledge();
    }
    write(office.folder / "token", "0123456789abcdef0123456789abcdef\n");
    const Ran refused = office.kiosk_with("kiosk.toml", {"upload"});
    CHECK(refused.status == 5);
    CHECK_MESSAGE(has(refused.out, "sent 0, waiting 1"), refused.out);
    CHECK_MESSAGE(has(refused.err, "401"), refused.err);
    office.hub.server.reset();
    const Ran away = office.kiosk_with("kiosk.toml", {"upload"});
    CHECK(away.status == 5);
    CHECK_MESSAGE(has(away.out, "sent 0, waiting 1"), away.out);
    CHECK(has(office.kiosk_with("kiosk.toml", {"status", "--json"}).out, "\"waiting\":1"));
}

TEST_CASE("a pledge goes to a mounted share as a bundle, and waits while the share is away") {
    const Office office;
    office.settings("share.toml", "kind = \"folder\"\nfolder = \"share\"\n");
    std::string receipt;
    {
        Hall hall(office);
        hall.pledge();
        receipt = hall.receipt;
    }
    std::filesystem::create_directory(office.folder / "share"); // an empty mount point
    const Ran away = office.kiosk_with("share.toml", {"upload"});
    CHECK(away.status == 5);
    CHECK_MESSAGE(has(away.out, "sent 0, waiting 1"), away.out);
    CHECK_MESSAGE(has(away.err, "not mounted"), away.err);
    CHECK(std::filesystem::is_empty(office.folder / "share"));
    const Ran told = office.kiosk_with("share.toml", {"doctor"});
    CHECK_MESSAGE(has(told.out, "upload     to do"), told.out);
    CHECK_MESSAGE(has(told.out, "pledge-kiosk-share"), told.out);

    write(office.folder / "share/pledge-kiosk-share", "");
    CHECK(has(office.kiosk_with("share.toml", {"doctor"}).out, "upload     ok"));
    const Ran sent = office.kiosk_with("share.toml", {"upload"});
    CHECK_MESSAGE(sent.status == 0, sent.err);
    CHECK(sent.out == "sent 1, waiting 0, quarantined 0\n");
    for (const auto& file : std::filesystem::directory_iterator(office.folder / "share"))
        if (file.path().extension() == ".pkb")
            CHECK(has(office.open("charity", file.path(), {"--out", "-"}).out, receipt));
    CHECK(has(office.kiosk_with("share.toml", {"status", "--json"}).out, "\"acked\":1"));
}

TEST_CASE("the staff panel writes a bundle to a stick, and to the kiosk's own folder where there is none") {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    const TemporaryFolder folder;
    KioskOptions options;
    options.settings.mode = deck::Mode::Demo;
    options.settings.event = options.settings.kiosk = "demo";
    options.settings.deck = KIOSK_SOURCE_DIR "/config/osec";
    options.state_folder = folder / "state";
    options.window.size = PixelSize{960, 540};
    std::filesystem::create_directory(folder / "stick");
    auto made = Kiosk::create(std::move(options), start);
    REQUIRE_MESSAGE(made.ok(), made.error().message);
    Kiosk& kiosk = **made;
    Visitor visitor(kiosk, start);
    Hall::good(visitor.wait(seconds(1)));
    for (int i = 0; i < 5; ++i) Hall::good(visitor.touch({ControlKind::CharityName, 0, 0}));
    Hall::good(visitor.wait(milliseconds(500)));
    for (const char digit : kiosk.staff().demo_pin())
        Hall::good(visitor.touch({ControlKind::PinDigit, digit - '0', 0}));
    const auto until = [&](const std::function<bool()>& done) {
        const auto reached = visitor.wait_until(done, seconds(60));
        return reached.ok() && *reached;
    };
    REQUIRE(until([&] { return kiosk.state().staff_panel; }));
    const auto& model = kiosk.staff().model();
    const std::string own = (folder / "state" / "export").string();
    for (const std::string& target : {(folder / "stick").string(), own}) {
        kiosk.staff().export_to(target);
        REQUIRE(until([&] { return model.export_outcome.has_value(); }));
        CHECK_MESSAGE(model.export_outcome->tone == staff::Tone::Good, model.export_outcome->text);
        CHECK(has(model.export_outcome->text, "safe to remove the stick") == (target != own));
        CHECK(std::filesystem::directory_iterator(target) != std::filesystem::directory_iterator());
    }
    kiosk.staff().export_to((folder / "pulled-out").string());
    REQUIRE(until([&] { return model.export_outcome.has_value(); }));
    CHECK(model.export_outcome->tone == staff::Tone::Bad);
    CHECK_FALSE(std::filesystem::exists(folder / "pulled-out"));
}
