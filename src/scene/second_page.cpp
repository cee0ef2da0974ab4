#include "scene/second_page.hpp"

#include <algorithm>

#include "scene/block.hpp"
#include "scene/still_picture.hpp"

namespace kiosk::scene {

namespace {

constexpr BlockPlace title_landscape{96, 150, 1728, 560}, title_upright{64, 170, 952, 900};
constexpr float body_bottom_landscape = 846, body_bottom_upright = 1590;
constexpr float body_below_px = 68, body_from_ms = 250;
constexpr float body_width_px = 1400; // a line of large text that an eye can follow back

// The pace of reading that `check` holds slides to, after the second in which words come in.
constexpr float words_a_second = 3, settle_ms = 1000;
constexpr float look_ms = 600; // a picture stands for so long before its page turns

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

std::string without_spaces(std::string_view words) {
    std::string out;
    std::copy_if(words.begin(), words.end(), std::back_inserter(out), [](char c) { return !is_space(c); });
    return out;
}

class SecondPage final : public Picture {
  public:
    SecondPage(const deck::Slide& slide, const Context& context) {
        const deck::Palette& palette = context.palette(slide.ground);
        text_ = palette.text, text_2_ = palette.text_2;
        BlockPlace place = context.portrait() ? title_upright : title_landscape;
        title_ = fit_title(context, deck::TypeRole::Title, {72, 68, 60, 52},
                           flowed(context, context.in(slide.title)), place);
        place.cap_top = title_.last_baseline() + body_below_px;
        place.bottom_max = context.portrait() ? body_bottom_upright : body_bottom_landscape;
        place.width_max = std::min(place.width_max, body_width_px);
        const std::string words = flowed(context, context.in(slide.body));
        text::Style style = context.style(deck::TypeRole::Lead);
        // The sentence has the page to itself: as large as it goes, and never smaller than it was asked for.
        const float least_px = style.size_px;
        for (const float larger : {1.18F, 1.09F, 1.0F}) {
            style.size_px = least_px * larger;
            body_ = set_block(context, style, words, place, text::Breaking::Balanced);
            if (body_.words.fits && body_.bottom() <= place.bottom_max) break;
        }
    }
    void draw(draw::DrawList& list, const Moment& moment) const override {
        title_.draw(list, text_, moment.t_ms, 0);
        body_.draw(list, text_2_, moment.t_ms, body_from_ms);
    }
    float next_change_ms(float t_ms) const override {
        return motion::next_change_ms(t_ms, {title_.span(0), body_.span(body_from_ms)});
    }
    float settled_ms() const override { return body_.span(body_from_ms).to_ms; }

  private:
    Block title_, body_;
    Colour text_, text_2_;
};

} // namespace

bool draws_words(const draw::DrawList& list, std::string_view words) {
    const std::string wanted = without_spaces(words);
    std::string drawn;
    for (const draw::Command& command : list.commands())
        if (const auto* run = std::get_if<draw::GlyphRun>(&command.shape))
            drawn += without_spaces(list.characters(run->text));
    return drawn.find(wanted) != std::string::npos;
}

bool leaves_body_out(const Picture& picture, const deck::Slide& slide, const Context& context,
                     draw::DrawList& scratch) {
    const std::string_view body = context.in(slide.body);
    // The ask keeps its button and code in sight, and has no second sentence.
    if (body.empty() || !picture.button().empty()) return false;
    Moment settled;
    settled.t_ms = picture.settled_ms();
    scratch.clear();
    picture.draw(scratch, settled);
    return !draws_words(scratch, body);
}

std::unique_ptr<Picture> make_second_page(const deck::Slide& slide, const Context& context) {
    return stilled(context.look, std::make_unique<SecondPage>(slide, context));
}

PageTimes page_times(float slide_ms, float settled_ms, std::string_view second_words) {
    float words = 1;
    for (std::size_t i = 1; i < second_words.size(); ++i)
        words += is_space(second_words[i]) && !is_space(second_words[i - 1]) ? 1.0F : 0.0F;
    PageTimes times;
    times.first_ms = std::max(slide_ms / 2, settled_ms + look_ms);
    times.second_ms = std::max(slide_ms - times.first_ms, settle_ms + words / words_a_second * 1000);
    return times;
}

} // namespace kiosk::scene
