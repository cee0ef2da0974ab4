#include "support/random_list.hpp"

#include <algorithm>

namespace kiosk::test {

namespace {

constexpr int kinds = 10;

int below(std::mt19937& random, std::size_t limit) {
    return static_cast<int>(random() % limit);
}
float between(std::mt19937& random, float low, float high) {
    return std::uniform_real_distribution<float>(low, high)(random);
}

} // namespace

RandomScene::RandomScene(text::Fonts& fonts, Size size, std::mt19937& random) : size_(size) {
    using text::Family;
    for (const float px : {18.0F, 40.0F, 190.0F}) {
        runs_.push_back(fonts.shape("gj\u00C5f", {Family::Display, 600, px, 1, -0.02F}, "en"));
    }
    auto image = std::make_shared<draw::Image>();
    image->id = 7;
    image->size = {16, 16};
    for (std::uint32_t i = 0; i < 256; ++i) image->pixels.push_back(0xFF000000U | i * 0x010305U);
    image_ = std::move(image);
    for (int i = 0; i < 25; ++i) things_.push_back(thing(random));
}

RandomScene::Thing RandomScene::thing(std::mt19937& random) const {
    const auto level = [&] { return static_cast<std::uint8_t>(random() & 0xFFU); };
    Thing made;
    made.kind = below(random, kinds);
    made.place = {between(random, -20, size_.width + 20), between(random, -20, size_.height + 20)};
    made.size = between(random, 0.5F, 40);
    made.turn = between(random, -7, 7);
    made.colour = {level(), level(), level(),
                   static_cast<std::uint8_t>(below(random, 2) == 0 ? 255 : level())};
    made.is_clipped = below(random, 5) == 0;
    return made;
}

void RandomScene::change(std::mt19937& random) {
    for (int i = 1 + below(random, 3); i > 0; --i) {
        const auto at = [&] { return things_.begin() + below(random, things_.size()); };
        switch (below(random, 5)) {
        case 0: things_.insert(at(), thing(random)); break;
        case 1:
            if (things_.size() > 3) things_.erase(at());
            break;
        case 2: std::iter_swap(at(), at()); break;
        case 3: at()->place = at()->place + Point{between(random, -3, 3), between(random, -3, 3)}; break;
        default: at()->colour.a = static_cast<std::uint8_t>(random() & 0xFFU); break;
        }
    }
}

void RandomScene::fill(draw::DrawList& list) const {
    const draw::Gradient ground{{0, 0}, {0, size_.height}, {{{0, {8, 13, 28}}, {1, {107, 63, 92}}}}, 2, true};
    list.fill_rect({0, 0, size_.width, size_.height}, ground);
    fill_things(list);
}

void RandomScene::fill_things(draw::DrawList& list) const {
    for (const Thing& thing : things_) add(list, thing);
}

void RandomScene::add(draw::DrawList& list, const Thing& t) const {
    const Rect box{t.place.x, t.place.y, t.size * 2, t.size};
    const auto clip = list.clipped(t.is_clipped ? box.grown(-t.size / 5) : draw::everything);
    const auto moved = list.moved(t.turn, 0);
    const draw::Gradient fade{
        {box.x, box.y}, {box.x + t.turn, box.bottom()}, {{{0, t.colour}, {1, {9, 9, 9, 0}}}}, 2, false};
    draw::Path path;
    path.move_to(t.place).quad_to(t.place + Point{t.size, -t.size}, t.place + Point{t.size, t.turn});
    path.cubic_to(t.place + Point{9, 9}, t.place + Point{-9, 4}, t.place + Point{0, t.size});
    switch (t.kind) {
    case 0: list.fill_rect(box, t.colour, t.size / 4); break;
    case 1: list.fill_rect(box, fade, draw::Corners{0, t.size / 3, 0, t.size}); break;
    case 2: list.stroke_rect(box, t.size / 3, 2.5F, t.colour); break;
    case 3: list.fill_circle(t.place, t.size, t.colour); break;
    case 4: list.stroke_circle(t.place, t.size, 3, t.colour); break;
    case 5: list.stroke_arc(t.place, t.size, 4, t.turn, t.turn / 2, t.colour); break;
    case 6: list.fill_path(path.close(), t.colour); break;
    case 7: list.stroke_path(path, 3, fade, draw::Cap::Butt, 7, 4); break;
    case 8: list.text(*runs_[static_cast<std::size_t>(t.size) % runs_.size()], t.place, t.colour); break;
    default: list.image(image_, {0, 0, 16, 16}, box, t.size / 5, static_cast<float>(t.colour.a) / 255); break;
    }
}

} // namespace kiosk::test
