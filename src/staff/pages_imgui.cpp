#include "staff/pages_imgui.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/colour.hpp"

namespace kiosk::staff {

namespace {

// The night ground's colours of the design.
constexpr ImU32 mist = IM_COL32(0xEE, 0xF1, 0xF8, 255), haze = IM_COL32(0xA3, 0xAE, 0xC9, 255);
constexpr ImU32 light = IM_COL32(0xFF, 0xC1, 0x45, 255), light_low = IM_COL32(0xE5, 0x9A, 0x1C, 255);
constexpr ImU32 ink = IM_COL32(0x13, 0x1A, 0x2E, 255), ember = IM_COL32(0xFF, 0x6B, 0x4F, 255);
constexpr ImU32 good = IM_COL32(0x8F, 0xD6, 0xA8, 255), clear = IM_COL32(0, 0, 0, 0);

constexpr float target = 88;            // the smallest touch target of the design
constexpr float drag_starts_after = 24; // a finger that moves this far scrolls and presses nothing

ImVec4 as_vec(ImU32 colour) {
    return ImGui::ColorConvertU32ToFloat4(colour);
}

ImU32 colour_of(Tone tone) {
    switch (tone) {
    case Tone::Plain: return mist;
    case Tone::Good: return good;
    case Tone::Warning: return light;
    case Tone::Bad: return ember;
    }
    return mist;
}

enum class Weight : std::uint8_t { Quiet, Primary };

bool button(const Look& look, const char* label, Weight weight, float width = 0) {
    const bool primary = weight == Weight::Primary;
    if (primary) {
        ImGui::PushStyleColor(ImGuiCol_Button, light);
        ImGui::PushStyleColor(ImGuiCol_ButtonHovered, light);
        ImGui::PushStyleColor(ImGuiCol_ButtonActive, light_low);
        ImGui::PushStyleColor(ImGuiCol_Text, ink);
    }
    ImGui::PushFont(look.strong);
    const float text = ImGui::CalcTextSize(label, nullptr, true).x;
    const bool pressed =
        ImGui::Button(label, ImVec2(width > 0 ? width : std::max(text + 80, 200.0F), target));
    ImGui::PopFont();
    if (primary) ImGui::PopStyleColor(4);
    return pressed;
}

void words(ImFont* font, ImU32 colour, const std::string& text) {
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void gap(float height) {
    ImGui::Dummy(ImVec2(0, height));
}

void heading(const Look& look, const char* text) {
    gap(20);
    words(look.strong, haze, text);
    gap(2);
}

void line(const Look& look, const PanelLine& line) {
    // The tone has a word too, for those who do not tell the colours apart.
    const char* prefix = line.tone == Tone::Bad ? "Fault: " : line.tone == Tone::Warning ? "Note: " : "";
    words(look.text, colour_of(line.tone), prefix + line.text);
    gap(6);
}

void figure(const Look& look, const char* label, std::uint64_t number, ImU32 colour) {
    ImGui::BeginGroup();
    words(look.figure, colour, std::to_string(number));
    words(look.text, haze, label);
    ImGui::EndGroup();
}

// A row with words at the left and a switch at the right end; the whole row is the target.
bool switch_row(const Look& look, const char* id, const std::string& text, bool on, bool enabled) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool pressed = ImGui::InvisibleButton(id, ImVec2(width, target)) && enabled;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (ImGui::IsItemActive() && enabled) {
        list.AddRectFilled(at, ImVec2(at.x + width, at.y + target), ImGui::GetColorU32(ImGuiCol_Button), 20);
    }
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
        list.AddRect(at, ImVec2(at.x + width, at.y + target), ImGui::GetColorU32(ImGuiCol_NavHighlight), 20,
                     0, 5);
    }
    constexpr float track_width = 112, track_height = 60, inset = 24;
    const float left = at.x + width - track_width - inset, top = at.y + (target - track_height) / 2;
    const ImVec2 end(left + track_width, top + track_height);
    if (on)
        list.AddRectFilled(ImVec2(left, top), end, enabled ? light : haze, track_height / 2);
    else
        list.AddRect(ImVec2(left, top), end, haze, track_height / 2, 0, 3);
    const float knob = on ? end.x - track_height / 2 : left + track_height / 2;
    list.AddCircleFilled(ImVec2(knob, top + track_height / 2), track_height / 2 - 8, on ? ink : haze);
    const float text_y = at.y + (target - look.text->FontSize * ImGui::GetIO().FontGlobalScale) / 2;
    const ImVec4 clip(at.x, at.y, left - 90, at.y + target);
    const float size = look.text->FontSize * ImGui::GetIO().FontGlobalScale;
    list.AddText(look.text, size, ImVec2(at.x + inset, text_y), mist, text.data(), text.data() + text.size(),
                 0, &clip);
    list.AddText(look.text, size, ImVec2(left - 70, text_y), haze, on ? "on" : "off");
    return pressed;
}

void today(const PanelModel& model, const Look& look, std::vector<PanelAction>& wishes) {
    const PanelCounts& counts = model.counts;
    const struct {
        const char* label;
        std::uint64_t number;
        ImU32 colour;
    } figures[] = {{"sign-ups in all", counts.accepted, mist},
                   {"waiting to be sent", counts.waiting, counts.waiting > 0 ? light : mist},
                   {"held back", counts.quarantined, counts.quarantined > 0 ? ember : mist},
                   {"received by the hub", counts.acked, mist},
                   {"cleared after that", counts.purged, mist}};
    const float width = ImGui::GetContentRegionAvail().x;
    const int columns = width > 1200 ? 5 : 3;
    if (ImGui::BeginTable("figures", columns)) {
        for (const auto& cell : figures) {
            ImGui::TableNextColumn();
            figure(look, cell.label, cell.number, cell.colour);
            gap(16);
        }
        ImGui::EndTable();
    }
    heading(look, "Upload");
    line(look, model.last_upload.value_or(
                   PanelLine{Tone::Plain, "Nothing has been sent since the kiosk started."}));
    if (model.can_upload && button(look, "Send what waits now", Weight::Quiet))
        wishes.emplace_back(RetryUpload{});
    heading(look, "Messages");
    if (model.messages.empty()) words(look.text, mist, "Nothing needs you.");
    for (const PanelLine& message : model.messages) line(look, message);
}

void slides(const PanelModel& model, const Look& look, std::vector<PanelAction>& wishes) {
    for (const PanelSlide& slide : model.slides) {
        ImGui::PushID(slide.id.c_str());
        const std::string text = slide.may_go_off ? slide.title : slide.title + " (always shown)";
        if (switch_row(look, "row", text, slide.on, slide.may_go_off))
            wishes.emplace_back(ShowSlide{slide.id, !slide.on});
        ImGui::PopID();
    }
}

void deck(const PanelModel& model, const Look& look, std::vector<PanelAction>& wishes) {
    words(look.text, mist, model.deck);
    heading(look, "Findings");
    if (model.findings.empty()) words(look.text, good, "No faults were found in this deck.");
    for (const PanelLine& finding : model.findings) line(look, finding);
    if (!model.can_go_back) return;
    gap(16);
    if (button(look, "Go back to the deck before", Weight::Quiet)) wishes.emplace_back(BackOneDeck{});
}

void exports(const PanelModel& model, const Look& look, std::vector<PanelAction>& wishes) {
    words(look.text, mist,
          "Writes every sign-up that is still here into one sealed file and reads it back. Nothing is "
          "removed from the kiosk.");
    gap(16);
    if (model.exporting) words(look.strong, light, "Writing. Please leave the stick in.");
    for (const std::string& folder : model.export_folders) {
        ImGui::PushID(folder.c_str());
        const std::string label = "Export to " + folder + "###export";
        if (!model.exporting && button(look, label.c_str(), Weight::Quiet))
            wishes.emplace_back(ExportTo{folder});
        ImGui::PopID();
        gap(8);
    }
    if (model.export_folders.empty()) {
        words(look.text, light,
              "There is nowhere to write to. Put in a stick, or name a folder in the settings.");
    }
    if (!model.export_outcome) return;
    heading(look, "Last export");
    line(look, *model.export_outcome);
}

void kiosk_page(const PanelModel& model, const Look& look, PageState& state,
                std::vector<PanelAction>& wishes) {
    words(look.text, mist, "Mode: " + model.mode);
    gap(8);
    if (switch_row(look, "rehearsal", "Rehearsal: sign-ups are marked as practice", model.rehearsal, true)) {
        wishes.emplace_back(SetRehearsal{!model.rehearsal});
    }
    heading(look, "Sealed to");
    if (model.key_ids.empty()) words(look.text, light, "No keys: nothing can be taken in.");
    for (const std::string& key : model.key_ids) words(look.text, mist, key);
    heading(look, "Machine");
    for (const PanelLine& fact : model.machine) line(look, fact);
    words(look.text, haze, "Pledge Kiosk " + model.version);
    gap(24);
    if (!state.asked_to_quit) {
        if (button(look, "Close the kiosk", Weight::Quiet)) state.asked_to_quit = true;
        return;
    }
    words(look.strong, light, "Close the kiosk? The screen will go to the machine's own.");
    if (button(look, "Yes, close it", Weight::Quiet)) wishes.emplace_back(QuitKiosk{});
    ImGui::SameLine(0, 20);
    if (button(look, "No, go on", Weight::Primary)) state.asked_to_quit = false;
}

// A finger that drags scrolls the page, and lets go of what it had pressed.
void scroll_by_dragging() {
    const ImGuiIO& io = ImGui::GetIO();
    if (!io.MouseDown[0] || !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) return;
    if (io.MouseDragMaxDistanceSqr[0] < drag_starts_after * drag_starts_after) return;
    if (ImGui::GetScrollMaxY() <= 0) return;
    ImGui::ClearActiveID();
    ImGui::SetScrollY(ImGui::GetScrollY() - io.MouseDelta.y);
}

void tabs(const Look& look, PageState& state, float width) {
    constexpr std::array names{"Today", "Slides", "Deck", "Export", "Kiosk"};
    constexpr float space = 16;
    const float each =
        std::min((width - space * (names.size() - 1)) / static_cast<float>(names.size()), 300.0F);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto page = static_cast<Page>(i);
        if (i > 0) ImGui::SameLine(0, space);
        if (button(look, names[i], state.page == page ? Weight::Primary : Weight::Quiet, std::floor(each))) {
            state = {page, false};
        }
    }
}

} // namespace

void set_style() {
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = ImVec2(0, 0);
    style.WindowBorderSize = 0;
    style.FramePadding = ImVec2(24, 16);
    style.FrameRounding = target / 2;
    style.FrameBorderSize = 2.5F;
    style.ItemSpacing = ImVec2(20, 12);
    style.CellPadding = ImVec2(8, 8);
    style.ScrollbarSize = 20;
    style.ScrollbarRounding = 10;
    style.AntiAliasedLinesUseTex = false; // our renderer filters no textures
    const auto set = [&style](ImGuiCol what, ImU32 colour) { style.Colors[what] = as_vec(colour); };
    set(ImGuiCol_Text, mist);
    set(ImGuiCol_WindowBg, clear);
    set(ImGuiCol_ChildBg, clear);
    set(ImGuiCol_Border, IM_COL32(0x5E, 0x6C, 0x93, 255));
    set(ImGuiCol_Button, IM_COL32(0x17, 0x20, 0x3B, 255));
    set(ImGuiCol_ButtonHovered, IM_COL32(0x17, 0x20, 0x3B, 255));
    set(ImGuiCol_ButtonActive, IM_COL32(0x39, 0x45, 0x6B, 255));
    set(ImGuiCol_ScrollbarBg, clear);
    for (const ImGuiCol grab :
         {ImGuiCol_ScrollbarGrab, ImGuiCol_ScrollbarGrabHovered, ImGuiCol_ScrollbarGrabActive}) {
        set(grab, IM_COL32(0x39, 0x45, 0x6B, 255));
    }
    set(ImGuiCol_NavHighlight, IM_COL32(0x5C, 0xC8, 0xFF, 255));
}

void build_panel(const PanelModel& model, const Look& look, Size canvas, PageState& state,
                 std::vector<PanelAction>& wishes) {
    const bool portrait = canvas.height > canvas.width;
    const float margin = portrait ? 64 : 96, top = 56;
    ImGui::SetNextWindowPos(ImVec2(margin, top));
    ImGui::SetNextWindowSize(ImVec2(canvas.width - 2 * margin, canvas.height - top - 36));
    constexpr ImGuiWindowFlags still = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                                       ImGuiWindowFlags_NoScrollWithMouse |
                                       ImGuiWindowFlags_NoBringToFrontOnFocus;
    ImGui::Begin("panel", nullptr, still);
    const float width = ImGui::GetContentRegionAvail().x;
    const std::string between = "  \u00B7  ";
    words(look.figure, mist, "Staff");
    words(look.text, haze,
          "Kiosk " + model.kiosk + (model.event.empty() ? "" : between + model.event) + between + model.mode +
              " mode" + (model.rehearsal ? ", rehearsal" : ""));
    ImGui::SetCursorPos(ImVec2(width - 380, 0));
    if (button(look, "Back to the slides", Weight::Primary, 380) ||
        ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape))) {
        wishes.emplace_back(LeavePanel{});
    }
    ImGui::SetCursorPos(ImVec2(0, 140));
    tabs(look, state, width);
    gap(12);
    // Each page keeps its own place.
    ImGui::PushID(static_cast<int>(state.page));
    ImGui::BeginChild("page", ImVec2(0, 0));
    switch (state.page) {
    case Page::Today: today(model, look, wishes); break;
    case Page::Slides: slides(model, look, wishes); break;
    case Page::Deck: deck(model, look, wishes); break;
    case Page::Export: exports(model, look, wishes); break;
    case Page::Kiosk: kiosk_page(model, look, state, wishes); break;
    }
    scroll_by_dragging();
    ImGui::EndChild();
    ImGui::PopID();
    ImGui::End();
}

} // namespace kiosk::staff
