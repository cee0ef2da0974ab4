// The commands as people and scripts meet them: what they say, where, and with which exit status.
#include <doctest/doctest.h>

#include "support/run_program.hpp"

using namespace kiosk;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    out << text;
    REQUIRE(out.flush());
}

// A home of its own: no settings, no state, no display.
struct Home {
    TemporaryFolder folder;
    [[nodiscard]] Ran run(std::vector<std::string> words, std::vector<std::string> environment = {}) const {
        words.insert(words.begin(), KIOSK_PROGRAM);
        std::vector<std::string> all = {"-u",
                                        "DISPLAY",
                                        "-u",
                                        "WAYLAND_DISPLAY",
                                        "-u",
                                        "SDL_VIDEODRIVER",
                                        "-C",
                                        folder.path(),
                                        "XDG_STATE_HOME=" + folder.path()};
        all.insert(all.end(), environment.begin(), environment.end());
        return run_program(words, all);
    }
};

} // namespace

TEST_CASE("every command tells its options on standard output, and wrong usage exits with 2") {
    const Home home;
    for (const char* command : {"run", "demo", "check", "render", "status", "upload", "export", "open",
                                "keygen", "recover", "pin", "doctor", "translate"}) {
        const Ran help = home.run({command, "--help"});
        CHECK(help.status == 0);
        CHECK_MESSAGE(has(help.out, std::string("usage: pledge-kiosk ")), help.out);
        CHECK(help.err.empty());
        const Ran wrong = home.run({command, "--no-such-option"});
        CHECK(wrong.status == 2);
        CHECK(wrong.out.empty());
        CHECK_MESSAGE(has(wrong.err, "--help"), wrong.err);
    }
    CHECK(home.run({"--version"}).status == 0);
    CHECK(has(home.run({"chek"}).err, "did you mean 'check'"));
    CHECK(has(home.run({"status", "--jsn"}).err, "did you mean --json"));
    for (const std::vector<std::string>& words : {std::vector<std::string>{"chek"},
                                                  {"status", "more"},
                                                  {"check"},
                                                  {"render"},
                                                  {"open"},
                                                  {"export"},
                                                  {"keygen"},
                                                  {"recover"},
                                                  {"run", "--window", "wide"},
                                                  {"check", "--format", "pdf", "x"}})
        CHECK_MESSAGE(home.run(words).status == 2, words[0]);
}

TEST_CASE("settings are found in the contract's order, and a mistake in them names the nearest key") {
    const Home home;
    const auto says = [](const Ran& ran) { return ran.out + ran.err; };
    CHECK(has(home.run({"status"}).out, "0 accepted")); // none: demo mode
    std::filesystem::create_directory(home.folder / "config");
    write(home.folder / "config" / "kiosk.toml", "from_the_usual_place = 1\n");
    write(home.folder / "named.toml", "from_the_variable = 1\n");
    write(home.folder / "given.toml", "kiosk = \"a\"\nevnt = \"b\"\n");
    const std::string variable = "PLEDGE_KIOSK_CONFIG=" + (home.folder / "named.toml").string();
    CHECK_MESSAGE(has(says(home.run({"status"})), "from_the_usual_place"), says(home.run({"status"})));
    CHECK(has(says(home.run({"status"}, {variable})), "from_the_variable"));
    const Ran given = home.run({"status", "--config", "given.toml"}, {variable});
    CHECK(given.status == 1);
    CHECK_MESSAGE(has(given.err, "given.toml:2:1: error:"), given.err);
    CHECK_MESSAGE(has(given.err, "event"), given.err);
    CHECK(home.run({"status", "--config", "absent.toml"}).status == 1);
}

TEST_CASE("check prints every finding with its place, in three formats, and exits with 1") {
    const Home home;
    std::filesystem::copy(KIOSK_SOURCE_DIR "/config/osec", home.folder / "deck",
                          std::filesystem::copy_options::recursive);
    const Ran good = home.run({"check", "deck", "--files-only"});
    CHECK_MESSAGE(good.status == 0, good.out);
    CHECK(has(good.out, "0 errors"));
    std::ifstream in(home.folder / "deck" / "deck.toml");
    const std::string deck(std::istreambuf_iterator<char>(in), {});
    write(home.folder / "deck" / "deck.toml",
          deck + "\n[[slide]]\nid = \"one\"\nkind = \"rize\"\ntitle = 7\n\n[[slide]]\nid = \"two\"\nkind = "
                 "\"share\"\nfacts = [\"no-such-fact\"]\n");
    for (const char* path : {"deck", "deck/deck.toml", "deck/lang/../facts.toml"}) {
        const Ran text = home.run({"check", path});
        CHECK(text.status == 1);
        CHECK_MESSAGE(count(text.out, ": error: ") >= 3, text.out);
        CHECK_MESSAGE(has(text.out, "rise"), text.out); // what to write instead
        CHECK_MESSAGE(has(text.out, "no-such-fact"), text.out);
        CHECK_MESSAGE(has(text.out, "deck.toml:"), text.out);
    }
    const Ran json = home.run({"check", "deck", "--format", "json", "--files-only"});
    CHECK(json.status == 1);
    CHECK_MESSAGE(has(json.out, "\"line\""), json.out);
    const Ran sarif = home.run({"check", "deck", "--format", "sarif", "--files-only"});
    CHECK(sarif.status == 1);
    CHECK(has(sarif.out, "\"version\": \"2.1.0\"") != has(sarif.out, "\"version\":\"2.1.0\""));
    CHECK(home.run({"check", "nowhere"}).status == 1);
}

TEST_CASE("check names a picture that is too small, too large or none, and with its rule") {
    // The head of a PNG of this size, and no pixels: enough for its size, not for a picture.
    const auto head = [](unsigned width, unsigned height) {
        std::string png("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16);
        for (const unsigned side : {width, height})
            for (int shift = 24; shift >= 0; shift -= 8) png += static_cast<char>((side >> shift) & 0xFFU);
        return png + std::string("\x08\x06\0\0\0\0\0\0\0", 9);
    };
    const Home home;
    std::filesystem::copy(KIOSK_SOURCE_DIR "/config/river", home.folder / "deck",
                          std::filesystem::copy_options::recursive);
    const auto found = [&](unsigned width, unsigned height) {
        write(home.folder / "deck" / "pictures" / "course.png", head(width, height));
        return home.run({"check", "deck", "--files-only"}).out;
    };
    const std::string small = found(300, 200), large = found(5000, 3000);
    CHECK_MESSAGE(has(small, "[picture-small]"), small);
    CHECK_MESSAGE(has(small, "[picture]"), small);
    CHECK_FALSE(has(small, "[picture-large]"));
    CHECK_MESSAGE(has(large, "[picture-large]"), large);
    CHECK_FALSE(has(large, "[picture-small]"));
}

TEST_CASE("render --form makes a picture of each state of the form, or a sheet of each step") {
    const Home home;
    const std::string deck = KIOSK_SOURCE_DIR "/config/osec";
    const Ran ran = home.run({"render", deck, "--out", "form", "--form", "--size", "240x135"});
    CHECK_MESSAGE(ran.status == 0, ran.err);
    for (const char* name :
         {"form-how-bare", "form-how-other-amount-high", "form-who-keys-email", "form-who-errors",
          "form-who-did-you-mean", "form-review-filled", "form-review-could-not-save", "form-over-help",
          "form-over-still-there", "form-over-thanks", "form-over-pin-wrong"})
        CHECK_MESSAGE(std::filesystem::exists(home.folder / "form" / (std::string(name) + ".png")), name);
    const Ran sheets =
        home.run({"render", deck, "--out", "sheets", "--form", "--contact-sheet", "--language", "en"});
    CHECK_MESSAGE(has(sheets.out, "4 pictures in "), sheets.out);
    CHECK(std::filesystem::exists(home.folder / "sheets" / "form-review.en.png"));
    CHECK(home.run({"render", deck, "--out", "x", "--form", "--slide", "rise"}).status == 2);
}

TEST_CASE("translate prints the file of a translator, and the deck takes it") {
    const Home home;
    const std::string deck = KIOSK_SOURCE_DIR "/config/osec";
    const Ran welsh = home.run({"translate", deck, "cy"});
    CHECK_MESSAGE(welsh.status == 0, welsh.err);
    CHECK(has(welsh.out, "# Cymraeg. "));
    CHECK(has(welsh.out, "# en: Reports more than tripled.\ntitle = \""));
    CHECK_FALSE(has(welsh.out, "Still to be translated"));
    const Ran german = home.run({"translate", deck, "de", "--name", "Deutsch", "--out", "de.toml"});
    CHECK_MESSAGE(german.status == 0, german.err);
    CHECK(german.out.empty());
    std::ifstream in(home.folder / "de.toml", std::ios::binary);
    const std::string file(std::istreambuf_iterator<char>(in), {});
    CHECK(has(file, "name = \"Deutsch\""));
    CHECK(has(file, "# Still to be translated: "));
    CHECK(has(home.run({"translate", "--interface", "ar"}).out, "# en: Need help?\nneed_help = \""));
    CHECK(home.run({"translate", deck, "en"}).status == 2);
    CHECK(home.run({"translate", deck}).status == 2);
}

TEST_CASE("render makes pictures of one slide, of frames and of all slides") {
    const Home home;
    const std::string deck = KIOSK_SOURCE_DIR "/config/osec";
    const auto size_of = [&](const std::string& name) { // of a PNG: big-endian at bytes 16 and 20
        std::ifstream in(home.folder / name, std::ios::binary);
        std::string bytes(std::istreambuf_iterator<char>(in), {});
        if (bytes.size() < 24) return std::string("no picture");
        const auto at = [&](std::size_t place) {
            int value = 0;
            for (std::size_t i = 0; i < 4; ++i)
                value = value * 256 + static_cast<unsigned char>(bytes[place + i]);
            return std::to_string(value);
        };
        return at(16) + "x" + at(20);
    };
    const Ran one =
        home.run({"render", deck, "--out", "one", "--slide", "rise", "--at", "2.5", "--size", "270x480"});
    CHECK_MESSAGE(one.status == 0, one.err);
    CHECK(size_of("one/rise.png") == "270x480");
    const Ran frames =
        home.run({"render", deck, "--out", "frames", "--slide", "rise", "--fps", "1", "--size", "320x180"});
    CHECK_MESSAGE(frames.status == 0, frames.err);
    CHECK(size_of("frames/rise-00011.png") == "320x180");
    const Ran sheet = home.run(
        {"render", deck, "--out", "sheet", "--contact-sheet", "--language", "en", "--size", "640x360"});
    CHECK_MESSAGE(sheet.status == 0, sheet.err);
    CHECK(std::filesystem::exists(home.folder / "sheet" / "contact-sheet.en.png"));
    const Ran unknown = home.run({"render", deck, "--out", "x", "--slide", "ryse"});
    CHECK(unknown.status == 2);
    CHECK_MESSAGE(has(unknown.err, "rise"), unknown.err);
    CHECK(home.run({"render", deck, "--out", "x", "--at", "1", "--fps", "2"}).status == 2);
    CHECK(home.run({"render", deck, "--out", "x", "--size", "wide"}).status == 2);
}

TEST_CASE("what the machine lacks is said in a sentence, and exits with 3") {
    const Home home;
    const Ran no_display = home.run({"run"}, {"SDL_VIDEODRIVER=x11"});
    CHECK(no_display.status == 3);
    CHECK_MESSAGE(has(no_display.err, "there is no display"), no_display.err);
    if (!std::filesystem::exists("/dev/dri")) { // else the kiosk would take this machine's own screen
        const Ran only_memory = home.run({"run"});
        CHECK(only_memory.status == 3);
        CHECK_MESSAGE(has(only_memory.err, "only memory"), only_memory.err);
    }
    const Ran doctor = home.run({"doctor"}, {"SDL_VIDEODRIVER=x11"});
    CHECK(doctor.status == 3);
    CHECK_MESSAGE(has(doctor.out, "display    to do"), doctor.out);

    const std::string fonts = (home.folder / "fonts.conf").string();
    write(fonts, "<?xml version=\"1.0\"?>\n<fontconfig><dir>/nonexistent</dir></fontconfig>\n");
    const Ran no_font = home.run({"run"}, {"SDL_VIDEODRIVER=dummy", "FONTCONFIG_FILE=" + fonts});
    CHECK(no_font.status == 3);
    CHECK_MESSAGE(has(no_font.err, "fonts-inter"), no_font.err);

    write(home.folder / "file", "");
    const Ran no_state =
        home.run({"run"}, {"SDL_VIDEODRIVER=dummy", "XDG_STATE_HOME=" + (home.folder / "file").string()});
    CHECK(no_state.status == 3);
    CHECK_MESSAGE(has(no_state.err, "file"), no_state.err);
}

TEST_CASE("a PIN that everybody tries first is refused, and another gives a hash for the settings") {
    const Home home;
    write(home.folder / "easy", "123456\n");
    write(home.folder / "pin", "604837\n");
    CHECK(home.run({"pin", "--passphrase-file", "easy"}).status != 0);
    const Ran good = home.run({"pin", "--passphrase-file", "pin"});
    CHECK(good.status == 0);
    CHECK(good.out.starts_with("$argon2id$"));
    CHECK_FALSE(has(good.out + good.err, "604837"));
}

namespace {

void play_demo(const std::string& size) {
    const Home home;
    const Ran demo = home.run({"demo", "--out", size, "--size", size});
    CHECK_MESSAGE(demo.status == 0, (demo.out + demo.err));
    CHECK(has(demo.out, "no display: painting off screen"));
    CHECK(has(demo.out, "opened with the secret key"));
    std::ifstream in(home.folder / size / "report.txt");
    const std::string report(std::istreambuf_iterator<char>(in), {});
    CHECK(has(report, "uploaded to the hub"));
    CHECK(has(report, "done"));
}

} // namespace

TEST_CASE("the demo plays a whole visit in landscape and leaves its report") {
    play_demo("960x540");
}

TEST_CASE("the demo plays a whole visit in portrait and leaves its report") {
    play_demo("540x960");
}
