// Debian's Chromium without a window, driven over its debugging pipe (Chrome DevTools Protocol), to see a
// page as people do. For tests only; it reaches nothing but 127.0.0.1. Ends the test case when it does not
// answer.
#pragma once

#include <string>
#include <string_view>

#include "support/temporary_folder.hpp"

namespace kiosk {

class Chromium {
  public:
    [[nodiscard]] static bool present();
    Chromium();
    ~Chromium();
    Chromium(const Chromium&) = delete;
    Chromium& operator=(const Chromium&) = delete;

    void set_screen(int width, int height, bool dark);
    // Returns when the page has loaded.
    void go(const std::string& url);
    // The value of an expression as text; of a promise, once it is kept.
    [[nodiscard]] std::string evaluate(std::string_view expression);
    // Runs something that leads to another page, and waits for that page.
    void leave_by(std::string_view expression);
    // A real click in the middle of what the selector finds.
    void click(std::string_view selector);
    // Types a key by its name, "Tab" or "Enter".
    void press(std::string_view key);
    void allow_downloads(const std::string& folder);
    // PNG of the whole page, or of the screen.
    void picture(const std::string& path, bool whole_page);

  private:
    // The answer's "result" as JSON.
    std::string call(std::string_view method, std::string_view parameters_json);
    std::string read_message();
    void wait_until_loaded();

    TemporaryFolder folder_;
    int to_ = -1, from_ = -1, child_ = -1, next_id_ = 1;
    std::string session_, unread_;
};

} // namespace kiosk
