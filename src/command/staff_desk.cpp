#include "command/staff_desk.hpp"

#include <algorithm>
#include <utility>

#include "command/command.hpp"
#include "handover/bundle.hpp"
#include "platform/clock.hpp"
#include "platform/files.hpp"
#include "platform/fonts_fontconfig.hpp"
#include "platform/machine.hpp"
#include "platform/removable.hpp"
#include "record/keys.hpp"
#include "upload/reply.hpp"

namespace kiosk::command {

namespace {

constexpr Duration refresh_every = seconds(1);
constexpr Duration panel_idle = seconds(120); // a panel that nobody touches closes itself
constexpr std::string_view lock_key = "staff.pin-lock";

std::string mode_name(deck::Mode mode) {
    switch (mode) {
    case deck::Mode::Sealed: return "Sealed";
    case deck::Mode::KeyOnStick: return "Key on stick";
    case deck::Mode::Demo: return "Demo";
    }
    return "";
}

staff::Tone tone_of(deck::Severity severity) {
    switch (severity) {
    case deck::Severity::Error: return staff::Tone::Bad;
    case deck::Severity::Warning: return staff::Tone::Warning;
    case deck::Severity::Note: return staff::Tone::Plain;
    }
    return staff::Tone::Plain;
}

staff::PinStore pin_store(outbox::StoreThread& store) {
    staff::PinStore out;
    out.load = [&store]() -> Result<std::optional<std::string>> {
        Result<std::optional<std::string>> found = machine_error("the store has been closed");
        (void)store.with([&](outbox::Outbox& box) { found = box.value(lock_key); });
        return found;
    };
    out.save = [&store](const std::string& text) -> Result<void> {
        Result<void> saved = machine_error("the store has been closed");
        (void)store.with([&](outbox::Outbox& box) { saved = box.set_value(lock_key, text); });
        return saved;
    };
    return out;
}

std::string hash_of(const std::string& digits) {
    SecretBytes pin(staff::pin_digits_max);
    if (!pin.append(digits)) return {};
    auto hash = staff::hash_pin(pin);
    return hash ? *hash : std::string{};
}

staff::PanelLine describe_upload(const upload::UploadStatus& status) {
    const bool well = status.failures == 0;
    std::string text = std::string(upload::health_sentence(status.health));
    if (status.last_good)
        text += " Last receipt " + time_since(*status.last_good, platform::wall_now()) + ".";
    // The number is for whoever looks into a fault.
    if (!well && status.code != 0) text += " Last answer " + std::to_string(status.code) + ".";
    return {well ? staff::Tone::Good : staff::Tone::Warning, text};
}

// `stick`: the folder lies on something that people carry away.
staff::PanelLine outcome_of(const Result<handover::BundleReport>& report, bool stick) {
    if (!report) return {staff::Tone::Bad, report.error().message};
    const std::string what = std::to_string(report->sums.exported) + " sign-ups, " +
                             std::to_string(report->sums.fresh) + " of them new, are in " +
                             report->file.string() + ". ";
    if (!report->refused.empty())
        return {staff::Tone::Warning, what + std::to_string(report->refused.size()) +
                                          " could not be written and stay here. Written and read back."};
    return {staff::Tone::Good,
            what + (stick ? "Written, read back and compared: it is safe to remove the stick."
                          : "Written, read back and compared.")};
}

} // namespace

handover::BundleTarget bundle_target(const deck::Settings& settings,
                                     const std::vector<record::Recipient>& recipients,
                                     const std::filesystem::path& folder) {
    handover::BundleTarget target{
        folder, settings.kiosk, settings.event, {}, rfc3339(platform::wall_now()).substr(0, 10)};
    for (const record::Recipient& recipient : recipients)
        target.recipients.push_back(record::print_recipient(recipient));
    return target;
}

StaffDesk::StaffDesk(const deck::Settings& settings, StoreRoom& store, std::filesystem::path state_folder)
    : settings_(settings),
      store_(store),
      state_folder_(std::move(state_folder)) {
    const bool demo = settings.mode == deck::Mode::Demo && settings.staff.pin_hash.empty();
    if (demo) demo_pin_ = staff::random_demo_pin();
    gate_.emplace(demo ? hash_of(demo_pin_) : settings.staff.pin_hash, pin_store(store.thread()),
                  staff::PinClock{platform::monotonic_now, platform::boot_id()});
}

void StaffDesk::check(app::Pin& pin) {
    SecretBytes digits(staff::pin_digits_max);
    const bool taken = digits.append({pin.digits.data(), pin.count}) && gate_->check(std::move(digits));
    wipe(pin.digits.data(), pin.digits.size());
    if (!taken) inputs_.emplace_back(app::PinAnswer{});
}

void StaffDesk::look() {
    (void)gate_->look(); // busy: an answer is on its way anyhow
}

std::vector<app::Input> StaffDesk::take_inputs() {
    if (auto reply = gate_->take_answer(); reply && reply->answer != staff::PinAnswer::Open) {
        app::PinAnswer answer;
        answer.wait_s = static_cast<int>((reply->wait.ms + 999) / 1000);
        const bool waits = answer.wait_s > 0;
        switch (reply->answer) {
        case staff::PinAnswer::Right: answer.verdict = app::PinVerdict::Right; break;
        case staff::PinAnswer::Wrong:
            answer.verdict = waits ? app::PinVerdict::LockedOut : app::PinVerdict::Wrong;
            break;
        case staff::PinAnswer::Open: break;
        case staff::PinAnswer::Locked:
        case staff::PinAnswer::NotSaved: answer.verdict = app::PinVerdict::LockedOut; break;
        }
        inputs_.emplace_back(answer);
    }
    return std::exchange(inputs_, {});
}

Result<void> StaffDesk::make_panel() {
    if (panel_) return {};
    staff::PanelFonts fonts;
    const auto read = [](std::string_view family, int weight, SharedBytes& bytes, int& face) -> Result<void> {
        auto font = platform::find_font(family, weight);
        if (!font) return font.error();
        bytes = std::move(font->bytes);
        face = font->face;
        return {};
    };
    if (auto done = read("Inter", 400, fonts.regular, fonts.regular_face); !done) return done;
    if (auto done = read("Inter", 600, fonts.semi_bold, fonts.semi_bold_face); !done) return done;
    if (auto done = read("Inter Display", 600, fonts.display, fonts.display_face); !done) return done;
    auto panel = staff::Panel::create(std::move(fonts));
    if (!panel) return panel.error();
    panel_ = std::move(*panel);
    return {};
}

void StaffDesk::open(DeckSource& decks, const app::State& state) {
    decks_ = &decks;
    fingers_.clear();
    keys_.clear();
    const bool exporting = model_.exporting; // goes on when the panel was closed meanwhile
    model_ = {};
    model_.exporting = exporting;
    last_touch_ = platform::monotonic_now();
    refresh(state, last_touch_);
    if (auto made = make_panel(); !made) {
        inputs_.emplace_back(app::PanelClosed{});
        return;
    }
    panel_->open();
}

void StaffDesk::take(const platform::Event& event) {
    if (const auto* finger = std::get_if<FingerEvent>(&event)) fingers_.push_back(*finger);
    if (const auto* key = std::get_if<KeyEvent>(&event)) keys_.push_back(*key);
    last_touch_ = platform::monotonic_now();
}

void StaffDesk::refresh(const app::State& state, Instant now) {
    refreshed_ = now;
    model_.kiosk = settings_.kiosk;
    model_.event = settings_.event;
    model_.version = KIOSK_VERSION;
    model_.mode = mode_name(settings_.mode);
    model_.rehearsal = state.banner == app::Banner::Rehearsal;
    const auto upload = store_.upload_status();
    model_.can_upload = upload.has_value();
    if (upload) model_.last_upload = describe_upload(*upload);
    model_.key_ids.clear();
    for (const record::Recipient& recipient : store_.recipients())
        model_.key_ids.push_back(record::fingerprint(recipient));
    model_.machine.clear();
    for (const platform::Check& check :
         {platform::check_disk(state_folder_.string()),
          platform::check_clock(platform::clock_trust(), platform::wall_now())})
        model_.machine.push_back({check.ok ? staff::Tone::Good : staff::Tone::Warning, check.says});
    model_.deck = decks_->deck()->id + ", " + decks_->folder().string();
    model_.findings.clear();
    if (decks_->refused())
        model_.findings.push_back(
            {staff::Tone::Bad, "The deck that was saved last has errors and is not shown:"});
    for (const deck::Diagnostic& finding : decks_->findings())
        model_.findings.push_back({tone_of(finding.severity), deck::to_text(finding)});
    for (const auto& [slide, why] : state.benched)
        model_.findings.push_back({staff::Tone::Bad, "Slide \"" + slide + "\" is left out: " + why +
                                                         ". Saving the deck anew tries it again."});
    model_.can_go_back = decks_->can_go_back();
    model_.slides.clear();
    for (const deck::Slide& slide : state.whole_deck->slides)
        model_.slides.push_back({slide.id, std::string(slide.title.in(state.deck->languages.front().tag)),
                                 slide.enabled && !state.slides_off.contains(slide.id),
                                 !std::holds_alternative<deck::Ask>(slide.kind)});
    model_.export_folders = platform::writable_sticks();
    model_.export_folders.push_back(own_export_folder());
    model_.messages.clear();
    if (!store_trouble_.empty())
        model_.messages.push_back({staff::Tone::Bad, "The form is closed to visitors: " + store_trouble_});
    if (!store_note_.empty()) model_.messages.push_back({staff::Tone::Warning, store_note_});
    ask_store();
}

// One question at a time: a store that hangs must not fill its mailbox with them, which sign-ups need.
void StaffDesk::ask_store() {
    if (store_asked_) return;
    store_asked_ =
        store_.thread().post_for_frame([this](outbox::Outbox& box) -> outbox::StoreThread::Completion {
            const auto counts = box.counts();
            return [this, counts, note = box.note()] {
                store_asked_ = false;
                store_note_ = note;
                if (counts)
                    model_.counts = {counts->accepted, counts->waiting, counts->quarantined, counts->acked,
                                     counts->purged};
            };
        });
}

void StaffDesk::export_to(const std::string& folder) {
    if (model_.exporting) return;
    model_.exporting = true;
    model_.export_outcome.reset();
    // A thread of its own: a slow stick must not stop the panel, nor the store.
    exporter_ = std::jthread([this, target = bundle_target(settings_, store_.recipients(), folder),
                              stick = folder != own_export_folder()] {
        Result<void> ready; // a stick's folder is there, or the stick is not
        if (!stick) ready = platform::make_folder(target.folder.string(), 0700);
        const auto report = ready ? handover::write_bundle(store_.thread(), target, {})
                                  : Result<handover::BundleReport>(ready.error());
        const staff::PanelLine line = outcome_of(report, stick);
        const std::lock_guard lock(mutex_);
        exported_ = line;
    });
}

void StaffDesk::take_export_outcome() {
    if (!model_.exporting) return;
    const std::lock_guard lock(mutex_);
    if (!exported_) return;
    model_.exporting = false;
    model_.export_outcome = std::exchange(exported_, std::nullopt);
}

void StaffDesk::carry_out(const staff::PanelAction& wish) {
    struct Visitor {
        StaffDesk& desk;
        void operator()(const staff::ShowSlide& slide) const {
            desk.inputs_.emplace_back(app::SlideSwitch{slide.id, slide.on});
        }
        void operator()(const staff::ExportTo& where) const { desk.export_to(where.folder); }
        void operator()(const staff::RetryUpload&) const { desk.store_.try_upload_now(); }
        void operator()(const staff::BackOneDeck&) const {
            desk.inputs_.emplace_back(app::NewDeck{desk.decks_->go_back()});
        }
        void operator()(const staff::SetRehearsal& rehearsal) const {
            desk.inputs_.emplace_back(app::RehearsalSwitch{rehearsal.on});
        }
        void operator()(const staff::LeavePanel&) const { desk.inputs_.emplace_back(app::PanelClosed{}); }
        void operator()(const staff::QuitKiosk&) const { desk.quit_ = true; }
    };
    std::visit(Visitor{*this}, wish);
    refreshed_ = {};
}

Result<Instant> StaffDesk::show(Stage& stage, const app::State& state, Instant now) {
    const Instant real = platform::monotonic_now();
    if (real - last_touch_ >= panel_idle) inputs_.emplace_back(app::PanelClosed{});
    if (real - refreshed_ >= refresh_every) refresh(state, real);
    take_export_outcome();
    wishes_.clear();
    panel_->update(model_, fingers_, keys_, now, scene::canvas(state.look.orientation), wishes_);
    fingers_.clear();
    keys_.clear();
    for (const staff::PanelAction& wish : wishes_) carry_out(wish);
    auto drawn = stage.show_panel(
        [this](const staff::PanelFrame& frame, const View& view) { return panel_->draw(frame, view); });
    if (!drawn) return drawn.error();
    constexpr Duration frame_time = milliseconds(16), quiet = milliseconds(100);
    return now + (*drawn ? frame_time : quiet);
}

} // namespace kiosk::command
