#include "command/live_state.hpp"

#include <algorithm>
#include <cctype>

#include "platform/files.hpp"
#include "record/bytes.hpp"
#include "record/receipt_words.hpp"
#include "upload/random_sodium.hpp"

namespace kiosk::command {

namespace {

constexpr std::string_view file_name = "golive";
constexpr std::size_t file_bytes_max = 64 * 1024;
constexpr int challenge_word_count = 6; // 48 bits: not to be guessed, and still to be typed

// What people type in place of what stands there: case and separators do not count.
std::string hash_of(std::string_view words) {
    std::string plain;
    for (const char letter : words)
        if (std::isalpha(static_cast<unsigned char>(letter)) != 0)
            plain += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return record::hex(record::sha256(record::bytes_of(plain)));
}

std::string next_word(std::string_view& line) {
    const std::size_t end = std::min(line.find(' '), line.size());
    std::string word(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}

} // namespace

Result<LiveState> LiveState::read(const std::filesystem::path& folder) {
    const auto text = platform::read_file_if_there((folder / file_name).string(), file_bytes_max);
    if (!text) return text.error();
    LiveState state;
    if (!*text) return state;
    std::string_view left = **text;
    while (!left.empty()) {
        std::string_view line = left.substr(0, left.find('\n'));
        left.remove_prefix(std::min(line.size() + 1, left.size()));
        LiveKey key;
        key.recipient = next_word(line);
        key.challenge = next_word(line);
        key.live_at = parse_rfc3339(next_word(line));
        if (key.challenge == "-") key.challenge.clear();
        if (!key.recipient.empty()) state.keys_.push_back(std::move(key));
    }
    return state;
}

Result<void> LiveState::write(const std::filesystem::path& folder) const {
    std::string text;
    for (const LiveKey& key : keys_)
        text += key.recipient + " " + (key.challenge.empty() ? "-" : key.challenge) + " " +
                (key.live_at ? rfc3339(*key.live_at) : "-") + "\n";
    return platform::write_file((folder / file_name).string(), text, 0600);
}

void LiveState::challenge(const std::string& recipient, std::string_view words) {
    auto key = std::ranges::find(keys_, recipient, &LiveKey::recipient);
    if (key == keys_.end()) key = keys_.insert(keys_.end(), LiveKey{recipient, {}, {}});
    key->challenge = hash_of(words);
}

std::optional<std::string> LiveState::answer(std::string_view words, WallTime at) {
    const auto key = std::ranges::find(keys_, hash_of(words), &LiveKey::challenge);
    if (key == keys_.end()) return std::nullopt;
    key->challenge.clear();
    key->live_at = at;
    return key->recipient;
}

std::optional<WallTime> LiveState::live_at(std::string_view recipient) const {
    const auto key = std::ranges::find(keys_, recipient, &LiveKey::recipient);
    return key == keys_.end() ? std::nullopt : key->live_at;
}

std::string challenge_words() {
    std::string words;
    std::uint64_t bits = upload::random_bits();
    for (int i = 0; i < challenge_word_count; ++i, bits >>= 8)
        words += (i == 0 ? "" : " ") + std::string(record::receipt_words[bits & 0xFF]);
    return words;
}

Result<void> check_live(const deck::Settings& settings, const std::filesystem::path& folder) {
    if (settings.mode == deck::Mode::Demo) return {};
    const auto state = LiveState::read(folder);
    if (!state) return state.error();
    for (const std::string& recipient : settings.recipients)
        if (state->live_at(recipient)) return {};
    return key_error("Nobody has shown yet that what this kiosk seals can be opened again. Run `pledge-kiosk "
                     "golive --out DIR` here, let the charity answer, then start the kiosk; or start it with "
                     "--rehearsal.");
}

} // namespace kiosk::command
