// What a thief of the kiosk, the hub or the stick holds: nothing that a visitor typed. A day of sign-ups with
// words that are nowhere else goes through the real clerk, store, uploader and hub into one folder, with
// every log and temporary file; the kiosk is killed in the middle of it; then search.py looks through all of
// it. KIOSK_STOLEN sets how many sign-ups; KIOSK_STOLEN_FOLDER where, so that `scripts/prove stolen` can look
// through the raw disk below it too, KIOSK_STOLEN_WORDS where the words are left for that.
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/update.hpp"
#include "command/clerk.hpp"
#include "handover/bundle.hpp"
#include "hub/server.hpp"
#include "hub/service.hpp"
#include "hub/store_sqlite.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "platform/clock.hpp"
#include "platform/process.hpp"
#include "record/keys.hpp"
#include "record/seal.hpp"
#include "stolen/words.hpp"
#include "support/hub_process.hpp"
#include "support/number_from.hpp"
#include "support/run_program.hpp"
#include "support/small_deck.hpp"
#include "upload/random_sodium.hpp"
#include "upload/transport_curl.hpp"
#include "upload/worker.hpp"

using namespace kiosk;
using test::Word;
using test::Words;

namespace {

// Where everything of the day lies, and beside it what no thief gets: the words, and the controls.
struct Place {
    TemporaryFolder aside, usual;
    std::filesystem::path folder = usual.path();

    Place() {
        if (const char* given = std::getenv("KIOSK_STOLEN_FOLDER")) folder = given;
        for (const char* part : {"hub", "stick", "temporary"})
            std::filesystem::create_directory(folder / part);
        setenv("TMPDIR", (folder / "temporary").c_str(), 1);
    }
    ~Place() { unsetenv("TMPDIR"); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    [[nodiscard]] std::string words() const {
        const char* given = std::getenv("KIOSK_STOLEN_WORDS");
        return given != nullptr ? given : (aside / "words").string();
    }
};

struct Hall {
    const Place& place;
    HubProcess hub{HUB_PROGRAM, (place.folder / "hub/hub.db").string(), (place.folder / "hub").string()};
    record::HubKey hub_key = hub.key();
    std::string token = hub::make_token();
    record::Identity identity = record::make_identity();
    record::Recipient recipient = identity.recipient;
    Words words;

    explicit Hall(const Place& at) : place(at) {
        REQUIRE(hub_store()->put_token("hall-1", hub::token_hash(token), platform::wall_now()).ok());
    }
    [[nodiscard]] std::unique_ptr<hub::Store> hub_store() const {
        return std::move(hub::open_sqlite_store((place.folder / "hub/hub.db").string())).value();
    }
    [[nodiscard]] std::filesystem::path state() const { return place.folder / "state"; }
};

std::shared_ptr<deck::Deck> deck_of_the_day() {
    auto deck = test::small_deck();
    for (const auto& [id, kind] :
         {std::pair{"full_name", form::FieldKind::Name}, std::pair{"phone", form::FieldKind::Phone}}) {
        form::Field field;
        field.id = id;
        field.kind = kind;
        field.label = test::words(id);
        deck->form.steps[1].fields.push_back(field);
    }
    return deck;
}

void type(form::FormState& form, std::string_view field, const Word& word) {
    form.focus(form.index_of(field));
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char letter = word.letter(i);
        if (!form.type({&letter, 1})) _exit(7);
    }
}

enum class Network { Up, Down };

// The kiosk's process: visitor after visitor, every seventh leaves; a byte down the pipe for each that was
// thanked. It runs until it is killed. While the network is up, records go to the hub and are purged.
[[noreturn]] void be_kiosk(const Hall& hall, Network network, int thanked) {
    const int log = open((hall.place.folder / "kiosk.log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    if (!platform::close_process()) _exit(2);
    auto box = outbox::SqliteOutbox::open({hall.state(), ""});
    if (!box) _exit(3);
    outbox::StoreThread store(std::move(*box));
    upload::CurlOptions curl;
    curl.url = hall.hub.url();
    curl.token = hall.token;
    upload::UploaderOptions options;
    options.hub_keys = {hall.hub_key};
    options.retention = Duration{0};
    std::optional<upload::Worker> worker;
    if (network == Network::Up)
        worker.emplace(store, std::move(upload::make_curl_transport(std::move(curl))).value(), options,
                       upload::Clocks{platform::monotonic_now, platform::wall_now});
    const deck::Assets assets = test::small_assets();
    app::State state;
    app::start(state, deck_of_the_day(), assets, {}, {}, Instant{});
    bool saved = false;
    command::Clerk clerk(store, {hall.recipient}, {"hall-1", "fair", "boot"}, [&](const app::Input& input) {
        if (const auto* answer = std::get_if<app::SaveAnswer>(&input)) saved = answer->saved;
    });
    clerk.ask_store();
    for (int visitor = 1;; ++visitor) {
        while (store.backlog() > 0) std::this_thread::yield();
        store.drain();
        if (!state.form.open({state.deck, &state.deck->form}).ok()) _exit(4);
        clerk.open_form();
        state.form.choose(0, 0);
        state.form.go_to_field(state.form.index_of("email"));
        type(state.form, "email", hall.words.email);
        type(state.form, "full_name", hall.words.name);
        type(state.form, "phone", hall.words.phone);
        if (visitor % 7 == 0) {
            state.form.clear();
            clerk.forget();
            continue;
        }
        saved = false;
        clerk.submit(state, platform::wall_now(), ClockTrust::Synced, platform::monotonic_now());
        while (!saved) {
            store.drain();
            std::this_thread::yield();
        }
        state.form.clear();
        if (worker) worker->something_waits();
        if (write(thanked, "t", 1) != 1) _exit(5);
    }
}

// Lets visitors come until so many were thanked and, with a network, the hub has the first of them; then
// takes the power away. Returns how many were thanked.
std::uint64_t day_of(const Hall& hall, Network network, std::uint64_t wanted) {
    std::array<int, 2> pipe{};
    REQUIRE(pipe2(pipe.data(), O_CLOEXEC) == 0);
    const pid_t kiosk = fork();
    if (kiosk == 0) be_kiosk(hall, network, pipe[1]);
    close(pipe[1]);
    const auto hub = hall.hub_store();
    std::uint64_t thanked = 0;
    std::array<char, 64> bytes{};
    while (thanked < wanted || (network == Network::Up && hub->totals()->records == 0)) {
        const ssize_t got = read(pipe[0], bytes.data(), bytes.size());
        REQUIRE(got > 0);
        thanked += static_cast<std::uint64_t>(got);
    }
    kill(kiosk, SIGKILL);
    int status = 0;
    waitpid(kiosk, &status, 0);
    CHECK(WIFSIGNALED(status));
    close(pipe[0]);
    return thanked;
}

// Whether the charity finds the words where they belong: in the record, under its key.
bool holds_words(const Hall& hall, const outbox::Entry& entry) {
    const auto clear = record::open(entry.sealed, {&hall.identity, 1});
    REQUIRE(clear.ok());
    const std::string text(clear->reveal());
    const auto holds = [&](const Word& word) {
        std::string whole;
        for (std::size_t i = 0; i < word.size(); ++i) whole += word.letter(i);
        return text.find(whole) != std::string::npos;
    };
    return holds(hall.words.name) && holds(hall.words.email) && holds(hall.words.phone);
}

Ran search(const std::vector<std::string>& words) {
    std::vector<std::string> line{"python3", KIOSK_SOURCE_DIR "/tests/stolen/search.py"};
    line.insert(line.end(), words.begin(), words.end());
    return run_program(line);
}

} // namespace

TEST_CASE("stolen: nothing typed can be read in the store, the journal, the logs, the hub or on the stick") {
    const Place place;
    std::uint64_t thanked = 0, at_hub = 0, accepted = 0;
    std::string words;
    {
        Hall hall(place);
        // The hub has some of the day for sure, and the kiosk the rest: it is killed twice.
        const std::uint64_t wanted = number_from("KIOSK_STOLEN", 40);
        thanked = day_of(hall, Network::Up, wanted - wanted / 2);
        thanked += day_of(hall, Network::Down, wanted / 2);
        auto box = std::move(outbox::SqliteOutbox::open({hall.state(), ""})).value();
        accepted = box->counts()->accepted;
        outbox::DirectAccess access(*box);
        const auto bundle = handover::write_bundle(access,
                                                   {place.folder / "stick",
                                                    "hall-1",
                                                    "fair",
                                                    {record::print_recipient(hall.recipient)},
                                                    "2026-02-28"},
                                                   {});
        REQUIRE_MESSAGE(bundle.ok(), bundle.error().message);
        CHECK(bundle->sums.exported > 0);
        CHECK(holds_words(hall, box->page_after(0, 1)->at(0).entry));
        box.reset();
        const Ran carved = run_program({KIOSK_PROGRAM, "recover", (hall.state() / "outbox.db").string(),
                                        "--out", (place.folder / "stick").string()});
        CHECK_MESSAGE(carved.status == 0, carved.err);
        at_hub = hall.hub_store()->totals()->records;
        hall.words.write(place.words(), {});
        // What the hub's process printed lies in the temporary folder as long as it runs.
        const Ran found = search({place.words(), place.folder.string()});
        CHECK_MESSAGE(found.status == 0, (found.out + found.err));
        words = found.out;
    }
    CHECK(accepted >= thanked);
    CHECK(at_hub > 0);
    std::cout << "stolen: " << thanked << " sign-ups thanked for, " << at_hub << " at the hub; " << words;

    // The control: the same search finds each word in each form.
    const std::string control = (place.aside / "control").string();
    std::filesystem::create_directory(control);
    CHECK(search({place.words(), "--plant", control}).status == 0);
    const Ran planted = search({place.words(), control});
    CHECK(planted.status == 1);
    const auto forms = static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(control), std::filesystem::directory_iterator()));
    CHECK(forms > 40);
    std::size_t finds = 0;
    for (std::size_t at = 0; (at = planted.out.find("FOUND ", at)) != std::string::npos; ++at) ++finds;
    CHECK(finds >= forms);
}
