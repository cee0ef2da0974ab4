#include "record/strict.hpp"

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace kiosk::record {

namespace {

using Json = nlohmann::json;

// Sees every event of the parser and stops it at the first one that is not allowed.
class Gate final : public nlohmann::json_sax<Json> {
  public:
    explicit Gate(std::size_t depth_max) : depth_max_(depth_max) {}
    [[nodiscard]] const std::string& complaint() const { return complaint_; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override {
        return refuse("a number that is not a whole number of 64 bits");
    }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return refuse("binary data"); }
    bool start_object(std::size_t) override { return enter(); }
    bool key(string_t& name) override {
        return keys_.back().insert(name).second || refuse("the same key twice in one object");
    }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) override {
        return refuse("no valid JSON at byte " + std::to_string(byte));
    }

  private:
    bool enter() {
        keys_.emplace_back();
        return keys_.size() <= depth_max_ ||
               refuse("values nested deeper than " + std::to_string(depth_max_));
    }
    bool leave() {
        keys_.pop_back();
        return true;
    }
    bool refuse(std::string what) {
        complaint_ = std::move(what);
        return false;
    }

    std::size_t depth_max_;
    std::vector<std::set<std::string>> keys_; // of each open object or array
    std::string complaint_;
};

} // namespace

Result<void> check_json(std::string_view text, std::size_t depth_max) {
    Gate gate(depth_max);
    try {
        if (Json::sax_parse(text, &gate)) return Done{};
    } catch (const std::exception&) {
        return input_error("expected JSON, found what the parser gave up on");
    }
    return input_error("expected JSON, found " + gate.complaint());
}

} // namespace kiosk::record
