// pledge-kiosk golive: the proof, before live use, that somebody holds a key that opens what the kiosk seals.
#include <array>
#include <cstdio>

#include "command/command.hpp"
#include "command/live_state.hpp"
#include "command/secret_keys.hpp"
#include "platform/clock.hpp"
#include "platform/files.hpp"
#include "record/bytes.hpp"
#include "record/keys.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 6> options{{
    {"out", "DIR", "on the kiosk, first: where the challenges go, such as a stick"},
    {"answer", "FILE", "at the charity: a challenge to open; needs --key"},
    {"key", "FILE", "with --answer: the secret key file"},
    {"passphrase-file", "FILE", "its passphrase on the first line; else it is asked for"},
    {"words", "WORDS", "on the kiosk, last: the six words that the charity read"},
    {"config", "FILE", "the settings; see config/REFERENCE.md"},
}};

constexpr std::size_t challenge_bytes_max = 64 * 1024;

std::string challenge_text(const std::string& kiosk, const std::string& words) {
    return "A pledge kiosk, \"" + kiosk +
           "\", asks whether you can open what it seals.\nTell it these six words:\n\n" + words +
           "\n\nOn the kiosk:  pledge-kiosk golive --words \"" + words + "\"\n";
}

// One challenge for each key, each sealed to that key alone.
Result<void> make_challenges(const deck::Settings& settings, const std::filesystem::path& folder,
                             const std::string& out) {
    if (settings.mode == deck::Mode::Demo)
        return usage_error("Demo mode uses made-up keys and needs no go-live. Set mode = \"sealed\" first.");
    if (!platform::is_folder(out))
        return machine_error(out + ": there is no such folder. Is the stick in, and mounted there?");
    auto state = LiveState::read(folder);
    if (!state) return state.error();
    for (const std::string& text : settings.recipients) {
        const auto recipient = record::parse_recipient(text);
        if (!recipient) return recipient.error();
        const std::string words = challenge_words();
        const auto sealed =
            record::seal(record::bytes_of(challenge_text(settings.kiosk, words)), {&*recipient, 1});
        if (!sealed) return sealed.error();
        const std::string name = "golive-" + record::fingerprint(*recipient).substr(0, 4) + ".age";
        const std::string path = out + "/" + name;
        if (auto wrote = platform::write_file(path, platform::as_text(*sealed)); !wrote) return wrote;
        state->challenge(text, words);
        std::printf("%s  for the key %s\n", path.c_str(), record::fingerprint(*recipient).c_str());
    }
    if (auto kept = state->write(folder); !kept) return kept;
    std::fprintf(stderr,
                 "At the charity: pledge-kiosk golive --answer FILE --key KEYFILE (or `age -d`) reads six "
                 "words. Then here: pledge-kiosk golive --words \"...\"\n");
    return {};
}

Result<void> answer_challenge(const Arguments& arguments) {
    const auto identities = read_key_file(arguments);
    if (!identities) return identities.error();
    const std::string path = *arguments.value("answer");
    const auto sealed = platform::read_file(path, challenge_bytes_max);
    if (!sealed) return sealed.error();
    const auto clear = record::open(record::bytes_of(*sealed), *identities);
    if (!clear) return Error{clear.error().fault, path + ": " + clear.error().message, 0};
    const std::string_view text = clear->reveal();
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
        return machine_error("Standard output took only a part of the challenge.");
    return {};
}

Result<void> take_words(const deck::Settings& settings, const std::filesystem::path& folder,
                        const std::string& words) {
    auto state = LiveState::read(folder);
    if (!state) return state.error();
    const auto key = state->answer(words, platform::wall_now());
    if (!key)
        return key_error(
            "These words answer none of this kiosk's challenges. Compare them letter by letter; each "
            "new `golive --out` makes the words before it invalid.");
    if (auto kept = state->write(folder); !kept) return kept;
    const auto recipient = record::parse_recipient(*key);
    std::printf("The holder of the key %s can open what this kiosk seals.\n",
                recipient ? record::fingerprint(*recipient).c_str() : key->c_str());
    for (const std::string& text : settings.recipients)
        if (const auto other = record::parse_recipient(text); other && !state->live_at(text))
            std::printf("The holder of the key %s has not answered yet.\n",
                        record::fingerprint(*other).c_str());
    return {};
}

Result<void> golive(const Arguments& arguments) {
    const bool out = arguments.has("out"), answer = arguments.has("answer"), words = arguments.has("words");
    if (int{out} + int{answer} + int{words} != 1)
        return usage_error(
            "Give one of --out DIR (on the kiosk, first), --answer FILE (at the charity) and --words "
            "\"...\" (on the kiosk, last).");
    if (answer) return answer_challenge(arguments);
    const auto settings = find_settings(arguments);
    if (!settings) return settings.error();
    const auto folder = state_folder(*settings);
    if (!folder) return folder.error();
    return out ? make_challenges(*settings, *folder, *arguments.value("out"))
               : take_words(*settings, *folder, *arguments.value("words"));
}

int run(const Arguments& arguments) {
    const auto done = golive(arguments);
    return done ? 0 : fail("pledge-kiosk", done.error());
}

} // namespace

const Command golive_command{
    "golive",
    "golive --out DIR | --answer FILE --key FILE [--passphrase-file FILE] | --words \"...\" [--config FILE]",
    "Before live use: shows that somebody holds a key that opens what this kiosk seals. Sealed mode starts "
    "only "
    "after it.",
    options, run};

} // namespace kiosk::command
