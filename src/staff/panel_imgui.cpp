#include <imgui.h>
#include <imgui_freetype.h>

#include <array>
#include <cfloat>

#include "base/colour.hpp"
#include "staff/pages_imgui.hpp"
#include "staff/panel.hpp"
#include "staff/render_imgui_sdl.hpp"

namespace kiosk::staff {

namespace {

// Dear ImGui's size is from the top of a line to its foot: letters of 30 and 60 px.
constexpr float text_px = 36, figure_px = 72;
// Latin with the accents of Europe and Viet Nam, Greek, Cyrillic, and the punctuation that people write.
constexpr std::array<ImWchar, 15> letters{0x20,   0x17F,  0x370,  0x52F,  0x1E00, 0x1EFF, 0x2010, 0x2027,
                                          0x2030, 0x203A, 0x20A0, 0x20BF, 0x2212, 0x2212, 0};

struct ContextDeleter {
    void operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }
};

ImFont* add_font(ImFontAtlas& atlas, SharedBytes& bytes, int face, float size_px) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.FontNo = face;
    config.OversampleH = config.OversampleV = 1;
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_NoHinting;
    // Dear ImGui asks for bytes that it could own; these it only reads.
    return atlas.AddFontFromMemoryTTF(const_cast<std::byte*>(bytes.data()), static_cast<int>(bytes.size()),
                                      size_px, &config, letters.data());
}

// FNV-1a over what will be drawn: equal pictures have equal sums.
std::uint64_t digest(const ImDrawData& data) {
    std::uint64_t sum = 14695981039346656037ULL;
    const auto add = [&sum](const void* bytes, std::size_t size) {
        const auto* byte = static_cast<const unsigned char*>(bytes);
        for (std::size_t i = 0; i < size; ++i) sum = (sum ^ byte[i]) * 1099511628211ULL;
    };
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        add(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
        for (const ImDrawCmd& command : list.CmdBuffer) add(&command.ClipRect, sizeof command.ClipRect);
    }
    return sum;
}

// The night ground of the design: three stops, top to bottom.
void fill_ground(const PanelFrame& frame) {
    constexpr Colour top{0x08, 0x0D, 0x1C}, middle{0x0D, 0x14, 0x28}, foot{0x11, 0x1A, 0x34};
    constexpr float middle_at = 0.6F;
    for (int y = 0; y < frame.size.height; ++y) {
        const float at = static_cast<float>(y) / static_cast<float>(frame.size.height);
        const Colour row = at < middle_at ? mix(top, middle, at / middle_at)
                                          : mix(middle, foot, (at - middle_at) / (1 - middle_at));
        const auto pixel = static_cast<std::uint32_t>(row.r << 16 | row.g << 8 | row.b);
        const auto begin = frame.pixels.begin() + static_cast<std::ptrdiff_t>(y) * frame.stride;
        std::fill_n(begin, frame.size.width, pixel);
    }
}

std::optional<ImGuiKey> imgui_key(Key key) {
    switch (key) {
    case Key::Tab:
    case Key::BackTab: return ImGuiKey_Tab;
    case Key::Enter: return ImGuiKey_Enter;
    case Key::Space: return ImGuiKey_Space;
    case Key::Escape: return ImGuiKey_Escape;
    case Key::Left: return ImGuiKey_LeftArrow;
    case Key::Right: return ImGuiKey_RightArrow;
    case Key::Up: return ImGuiKey_UpArrow;
    case Key::Down: return ImGuiKey_DownArrow;
    default: return std::nullopt;
    }
}

} // namespace

struct Panel::State {
    PanelFonts fonts;
    std::unique_ptr<ImGuiContext, ContextDeleter> context;
    TriangleRenderer renderer;
    Look look;
    PageState pages;
    float font_scale = 0;   // of the atlas; 0: not made yet
    float wanted_scale = 1; // of the screen that was drawn on last
    std::optional<Instant> last;
    std::optional<std::int64_t> finger; // the one that presses; others are ignored
    std::uint64_t drawn = 0;

    void make_fonts(float scale);
    void frame(const PanelModel& model, Instant now, Size canvas, std::vector<PanelAction>& wishes);
};

Panel::Panel(std::unique_ptr<State> state) : state_(std::move(state)) {}
Panel::~Panel() = default;
Panel::Panel(Panel&&) noexcept = default;
Panel& Panel::operator=(Panel&&) noexcept = default;

Result<Panel> Panel::create(PanelFonts fonts) {
    if (fonts.regular.size() == 0 || fonts.semi_bold.size() == 0 || fonts.display.size() == 0) {
        return machine_error("the staff panel needs three fonts; install Debian's package fonts-inter");
    }
    auto state = std::make_unique<State>();
    state->fonts = std::move(fonts);
    state->context.reset(ImGui::CreateContext());
    ImGui::SetCurrentContext(state->context.get());
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = io.LogFilename = nullptr; // no files of its own
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
    set_style();
    state->make_fonts(1);
    if (!io.Fonts->IsBuilt())
        return machine_error("the staff panel could not read its fonts; install fonts-inter again");
    return Panel(std::move(state));
}

// The atlas is made at the pixels of the screen, so that letters are sharp at any scale.
void Panel::State::make_fonts(float scale) {
    if (scale == font_scale) return;
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts->Clear();
    io.Fonts->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors;
    look.text = add_font(*io.Fonts, fonts.regular, fonts.regular_face, text_px * scale);
    look.strong = add_font(*io.Fonts, fonts.semi_bold, fonts.semi_bold_face, text_px * scale);
    look.figure = add_font(*io.Fonts, fonts.display, fonts.display_face, figure_px * scale);
    io.FontGlobalScale = 1 / scale;
    io.Fonts->Build();
    renderer.atlas_changed();
    font_scale = scale;
}

void Panel::open() {
    state_->pages = {};
    state_->finger.reset();
    forget_drawn();
}

void Panel::forget_drawn() {
    state_->drawn = 0;
}

void Panel::State::frame(const PanelModel& model, Instant now, Size canvas,
                         std::vector<PanelAction>& wishes) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(canvas.width, canvas.height);
    // Dear ImGui wants a positive step; two events of one instant are a thousandth apart for it.
    const float step_ms = last ? milliseconds_between(*last, now) : 16;
    io.DeltaTime = std::max(step_ms, 1.0F) / 1000;
    last = now;
    ImGui::NewFrame();
    build_panel(model, look, canvas, pages, wishes);
    ImGui::Render();
}

void Panel::update(const PanelModel& model, std::span<const FingerEvent> fingers,
                   std::span<const KeyEvent> keys, Instant now, Size canvas,
                   std::vector<PanelAction>& wishes) {
    State& state = *state_;
    ImGui::SetCurrentContext(state.context.get());
    state.make_fonts(state.wanted_scale);
    ImGuiIO& io = ImGui::GetIO();
    // One frame for each event, so that a quick tap within one turn of the loop is still a press and a
    // release.
    for (const FingerEvent& event : fingers) {
        if (event.touch == Touch::Down && !state.finger) state.finger = event.finger;
        if (state.finger != event.finger) continue;
        io.MousePos = ImVec2(event.at.x, event.at.y);
        io.MouseDown[0] = event.touch == Touch::Down || event.touch == Touch::Move;
        // A cancelled touch ends far away from every target.
        if (event.touch == Touch::Cancelled) io.MousePos = ImVec2(-FLT_MAX, -FLT_MAX);
        state.frame(model, event.when, canvas, wishes);
        if (io.MouseDown[0]) continue;
        state.finger.reset();
        io.MousePos = ImVec2(-FLT_MAX, -FLT_MAX); // a finger that is gone hovers over nothing
    }
    for (const KeyEvent& event : keys) {
        const auto key = imgui_key(event.key);
        if (!key) continue;
        io.KeyShift = event.key == Key::BackTab;
        for (const bool down : {true, false}) {
            io.KeysDown[*key] = down;
            state.frame(model, event.when, canvas, wishes);
        }
        io.KeyShift = false;
    }
    state.frame(model, now, canvas, wishes);
}

Result<bool> Panel::draw(const PanelFrame& frame, const View& view) {
    State& state = *state_;
    ImGui::SetCurrentContext(state.context.get());
    ImDrawData* data = ImGui::GetDrawData();
    if (data == nullptr) return false;
    const std::uint64_t sum = digest(*data);
    if (sum == state.drawn) return false;
    fill_ground(frame);
    Result<void> drawn = state.renderer.draw(frame, view, *data, *ImGui::GetIO().Fonts);
    if (!drawn) return drawn.error();
    state.drawn = sum;
    // The next update makes letters of this screen's size; the first picture after a change of scale is a
    // little soft.
    state.wanted_scale = view.scale;
    return true;
}

} // namespace kiosk::staff
