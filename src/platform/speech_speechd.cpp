#include "platform/speech_speechd.hpp"

#include <libspeechd.h>

#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace kiosk::platform {

namespace {

struct Wish {
    std::string words, language; // empty words: be silent
};

// One connection, made when there is something to say and again after it broke.
class Connection {
  public:
    ~Connection() { drop(); }
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Empty, or what went wrong.
    std::string speak(const Wish& wish) {
        if (wish.words.empty() && speech_ == nullptr) return {};
        if (speech_ == nullptr) {
            char* error = nullptr;
            constexpr int start_the_daemon = 1;
            speech_ = spd_open2("pledge-kiosk", "visitor", nullptr, SPD_MODE_SINGLE, nullptr,
                                start_the_daemon, &error);
            std::string why = error != nullptr ? error : "no answer";
            std::free(error);
            if (speech_ == nullptr) return "speech-dispatcher: " + why;
        }
        bool well = spd_cancel(speech_) == 0;
        if (well && !wish.words.empty()) {
            // A language without a voice of its own is read by the daemon's own voice.
            (void)spd_set_language(speech_, wish.language.c_str());
            well = spd_say(speech_, SPD_TEXT, wish.words.c_str()) >= 0;
        }
        if (well) return {};
        drop();
        return "speech-dispatcher: the connection broke";
    }

  private:
    void drop() {
        if (speech_ != nullptr) spd_close(speech_);
        speech_ = nullptr;
    }
    SPDConnection* speech_ = nullptr;
};

// A daemon that died must not end the kiosk when its socket is written to.
void ignore_broken_pipes_here() {
    sigset_t pipes;
    sigemptyset(&pipes);
    sigaddset(&pipes, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipes, nullptr);
}

} // namespace

struct Voice::Mailbox {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Wish> wish; // the latest; older ones are of no use
    bool closed = false;
    std::string trouble;

    void run() {
        ignore_broken_pipes_here();
        Connection connection;
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [this] { return closed || wish.has_value(); });
            if (closed) return;
            const Wish next = *std::exchange(wish, std::nullopt);
            lock.unlock();
            std::string went_wrong = connection.speak(next);
            lock.lock();
            trouble = std::move(went_wrong);
        }
    }
    void put(Wish next) {
        const std::lock_guard lock(mutex);
        wish = std::move(next);
        changed.notify_one();
    }
};

Voice::Voice() : mailbox_(std::make_shared<Mailbox>()) {
    // On its own: a daemon that hangs may keep the thread for ever, but nobody who waits for it.
    std::thread([mailbox = mailbox_] { mailbox->run(); }).detach();
}

Voice::~Voice() {
    const std::lock_guard lock(mailbox_->mutex);
    mailbox_->closed = true;
    mailbox_->changed.notify_one();
}

void Voice::say(std::string words, std::string language) {
    mailbox_->put({std::move(words), std::move(language)});
}

void Voice::stop() {
    mailbox_->put({});
}

std::string Voice::trouble() const {
    const std::lock_guard lock(mailbox_->mutex);
    return mailbox_->trouble;
}

} // namespace kiosk::platform
