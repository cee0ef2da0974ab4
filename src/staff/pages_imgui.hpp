// The pages of the panel, built anew for every frame on Dear ImGui. Used by panel_imgui.cpp only, within a
// frame of its context. Never keeps anything but which page is open.
#pragma once

#include <vector>

#include "staff/panel.hpp"

struct ImFont;

namespace kiosk::staff {

struct Look {
    ImFont* text = nullptr;   // 30 px
    ImFont* strong = nullptr; // 30 px, semi-bold
    ImFont* figure = nullptr; // 60 px, display
};

enum class Page : std::uint8_t { Today, Slides, Deck, Export, Kiosk };

struct PageState {
    Page page = Page::Today;
    bool asked_to_quit = false;
};

void set_style();
void build_panel(const PanelModel& model, const Look& look, Size canvas, PageState& state,
                 std::vector<PanelAction>& wishes);

} // namespace kiosk::staff
