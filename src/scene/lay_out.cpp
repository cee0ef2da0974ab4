// The one switch over the kinds of slide.
#include "scene/kinds.hpp"
#include "scene/picture.hpp"
#include "scene/slide_kinds.hpp"
#include "scene/still_picture.hpp"

namespace kiosk::scene {

namespace {

struct Maker {
    const deck::Slide& slide;
    const Context& context;
    std::unique_ptr<Picture> operator()(const deck::Rise&) const {
        return stilled(context.look, make_rise(slide, context));
    }
    std::unique_ptr<Picture> operator()(const deck::Ratio& kind) const {
        return stilled(context.look, make_ratio(slide, kind, context));
    }
    std::unique_ptr<Picture> operator()(const deck::Share& kind) const {
        return stilled(context.look, make_share(slide, kind, context));
    }
    std::unique_ptr<Picture> operator()(const deck::Field&) const { return make_field(slide, context); }
    std::unique_ptr<Picture> operator()(const deck::Divide& kind) const {
        return make_divide(slide, kind, context);
    }
    std::unique_ptr<Picture> operator()(const deck::Map& kind) const {
        return make_map(slide, kind, context);
    }
    std::unique_ptr<Picture> operator()(const deck::Band& kind) const {
        return make_band(slide, kind, context);
    }
    std::unique_ptr<Picture> operator()(const deck::Lights& kind) const {
        return make_lights(slide, kind, context);
    }
    std::unique_ptr<Picture> operator()(const deck::Ask& kind) const {
        return make_ask(slide, kind, context);
    }
    std::unique_ptr<Picture> operator()(const deck::Statement&) const {
        return stilled(context.look, make_statement(slide, context));
    }
};

} // namespace

std::unique_ptr<Picture> lay_out(const deck::Slide& slide, const Context& context) {
    return std::visit(Maker{slide, context}, slide.kind);
}

} // namespace kiosk::scene
