// The kiosk's voice, through speech-dispatcher: words go to a thread of their own, which speaks the latest
// and drops what came before. Used by the loop where the settings name a headphone socket. Never waits, and
// never fails loudly: without a daemon, or with one that hangs, the kiosk is silent and goes on.
#pragma once

#include <memory>
#include <string>

namespace kiosk::platform {

class Voice {
  public:
    Voice();
    // Does not wait for words that are being spoken, nor for a daemon that hangs.
    ~Voice();
    Voice(const Voice&) = delete;
    Voice& operator=(const Voice&) = delete;

    // Stops what is being said and says this, in the language of that tag ("en", "cy").
    void say(std::string words, std::string language);
    void stop();
    // What staff should know: empty while it speaks, or was never asked to.
    [[nodiscard]] std::string trouble() const;

  private:
    struct Mailbox;
    std::shared_ptr<Mailbox> mailbox_;
};

} // namespace kiosk::platform
