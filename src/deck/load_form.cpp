#include <algorithm>

#include "base/nearest.hpp"
#include "deck/load_parts.hpp"
#include "deck/say.hpp"
#include "deck/tables.hpp"
#include "form/pattern.hpp"
#include "form/phone_rules.hpp"

namespace kiosk::deck {

namespace {

using form::FieldKind;

class FormLoader {
  public:
    FormLoader(const std::string& file, Loading& loading) : file_(file), loading_(loading) {}

    form::Definition run(const Node& root) {
        const Section* sections[] = {&form_section()};
        const Reader reader(root, sections, file_, loading_.diagnostics);
        form_.id = reader.text("id");
        basis_ = reader.text("basis");
        form_.pledge_field = reader.text("pledge_field");
        form_.amount_field = reader.text("amount_field");
        form_.pledge_title = words_of(reader, "pledge_title", "form", loading_);
        form_.confirm = words_of(reader, "confirm", "form", loading_);
        form_.footnote = words_of(reader, "footnote", "form", loading_);
        form_.characters_max =
            static_cast<std::size_t>(std::max<std::int64_t>(reader.integer("characters_max"), 0));
        if (const Node* node = reader.node("thanks")) thanks(*node, reader.inner("thanks"));
        if (const Node* node = reader.node("privacy")) privacy(*node, reader.inner("privacy"));
        for (const Node* node : reader.nodes("step")) step(*node, reader.inner("step"));
        references(reader);
        return std::move(form_);
    }

  private:
    void report(SourcePlace place, std::string rule, std::string message, std::string help) {
        loading_.diagnostics.push_back(
            {Severity::Error, std::move(place), std::move(rule), std::move(message), std::move(help)});
    }

    void thanks(const Node& node, const Section& section) {
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, loading_.diagnostics);
        form_.thanks.title = words_of(reader, "title", "form.thanks", loading_);
        form_.thanks.subtitle = words_of(reader, "subtitle", "form.thanks", loading_);
        form_.thanks.body = words_of(reader, "body", "form.thanks", loading_);
    }

    void privacy(const Node& node, const Section& section) {
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, loading_.diagnostics);
        form_.privacy_title = words_of(reader, "title", "form.privacy", loading_);
        form_.privacy_body = words_of(reader, "body", "form.privacy", loading_);
    }

    void step(const Node& node, const Section& section) {
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, loading_.diagnostics);
        check_id(reader, step_ids_, loading_);
        form::Step step;
        step.id = reader.text("id");
        step.title = words_of(reader, "title", say("form.step.", step.id), loading_);
        step.review = reader.boolean("review");
        for (const Node* field_node : reader.nodes("field"))
            step.fields.push_back(field(*field_node, reader.inner("field")));
        form_.steps.push_back(std::move(step));
    }

    form::Field field(const Node& node, const Section& section) {
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, loading_.diagnostics);
        check_id(reader, field_ids_, loading_);
        form::Field field;
        field.id = reader.text("id");
        const std::string path = say("form.field.", field.id);
        field.kind = static_cast<FieldKind>(reader.choice("kind"));
        field.label = words_of(reader, "label", path, loading_);
        field.help = words_of(reader, "help", path, loading_);
        field.error_missing = words_of(reader, "error_missing", path, loading_);
        field.error_invalid = words_of(reader, "error_invalid", path, loading_);
        field.declaration = words_of(reader, "declaration", path, loading_);
        field.required = reader.boolean("required");
        field.characters_max =
            static_cast<std::size_t>(std::max<std::int64_t>(reader.integer("characters_max"), 0));
        field.pattern = pattern(reader);
        field.region = reader.text("region");
        if (field.kind == FieldKind::Phone && !form::phone_home(field.region))
            report(reader.place("region"), "value",
                   say("region: expected the two letters of a country, found \"", field.region, "\""),
                   "write \"GB\" for the United Kingdom");
        field.columns = static_cast<int>(reader.integer("columns"));
        if (field.kind == FieldKind::Consent) field.basis = basis(reader, field);
        field.value = reader.text("value");
        if (const Node* condition = reader.node("show_if")) field.show_if = show_if(*condition, reader);
        for (const Node* option_node : reader.nodes("option"))
            field.options.push_back(option(*option_node, reader.inner("option"), path, field.id));
        amounts(reader, field);
        check_parts(reader, field);
        check_soft_opt_in(reader, field);
        if (field.kind == FieldKind::GiftAid) gift_aids_.push_back({field.id, reader.place()});
        return field;
    }

    // Set once for the form. A question may ask for more than soft opt-in; none may make do with less.
    std::string basis(const Reader& reader, const form::Field& field) {
        const std::string own = reader.text("basis");
        if (basis_.empty()) basis_ = own; // a form of before the form had one: the first question's
        if (basis_.empty())
            report(reader.place(), "missing-key",
                   say("expected basis of the form for \"", field.id, "\", found none"),
                   "write basis = \"consent\" at the top, or \"soft-opt-in\" if the charity may use it");
        if (own == soft_opt_in && basis_ != soft_opt_in)
            report(reader.place("basis"), "value",
                   say("basis: expected that of the form, \"", basis_, "\", found \"", own, "\""),
                   "take it out; the basis is set once, at the top");
        return own.empty() ? basis_ : own;
    }

    // PECR's soft opt-in is for electronic mail: email, texts and their like.
    void check_soft_opt_in(const Reader& reader, const form::Field& field) {
        if (field.basis != soft_opt_in) return;
        for (const form::Option& option : field.options)
            if (option.value == "phone" || option.value == "post")
                report(reader.place(), "value",
                       say("\"", field.id, "\": expected email or text under soft opt-in, found \"",
                           option.value, "\""),
                       "ask for it in a question of its own, with basis = \"consent\"");
    }

    std::string pattern(const Reader& reader) {
        std::string text = reader.text("pattern");
        if (!form::Pattern::compile(text)) {
            report(reader.place("pattern"), "value",
                   "pattern: expected an ECMAScript regular expression, found none",
                   "look at its brackets and backslashes; '...' keeps backslashes as they are");
            text.clear();
        }
        return text;
    }

    form::ShowIf show_if(const Node& node, const Reader& field) {
        const Section* sections[] = {&field.inner("show_if")};
        const Reader reader(node, sections, file_, loading_.diagnostics);
        conditions_.push_back(
            {field.text("id"), reader.text("field"), reader.texts("values"), reader.place()});
        return {reader.text("field"), reader.texts("values")};
    }

    form::Option option(const Node& node, const Section& section, const std::string& field_path,
                        const std::string& field_id) {
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, loading_.diagnostics);
        form::Option option;
        option.value = reader.text("value");
        const std::string path = say(field_path, ".option.", option.value);
        option.label = words_of(reader, "label", path, loading_);
        option.hint = words_of(reader, "hint", path, loading_);
        option.amount_label = words_of(reader, "amount_label", path, loading_);
        option.needs = reader.text("needs");
        if (!option.needs.empty()) needs_.push_back({option.needs, reader.place("needs")});
        Localised frequency = words_of(reader, "frequency", path, loading_);
        if (!frequency.empty() && field_id == form_.pledge_field)
            form_.frequency.emplace_back(option.value, std::move(frequency));
        return option;
    }

    void amounts(const Reader& reader, form::Field& field) {
        field.amounts = reader.integers("amounts");
        field.amount_min = reader.integer("amount_min");
        field.amount_max = reader.integer("amount_max");
        field.currency = reader.text("currency");
        field.other = reader.boolean("other");
        if (field.kind != FieldKind::Amount) return;
        check_amounts(reader, field);
        for (const Node* node : reader.nodes("in_language")) {
            const Section* sections[] = {&reader.inner("in_language")};
            const Reader own(*node, sections, file_, loading_.diagnostics);
            form::Field other = field;
            other.by_language.clear();
            other.language = own.text("language");
            other.currency = own.text("currency");
            other.amounts = own.integers("amounts");
            other.amount_min = own.integer("amount_min");
            other.amount_max = own.integer("amount_max");
            check_amounts(own, other);
            field.by_language.push_back(std::move(other));
        }
    }

    void check_amounts(const Reader& reader, const form::Field& field) {
        if (field.amount_min > field.amount_max)
            report(reader.place("amount_min"), "value",
                   "amount_min: expected no more than amount_max, found more", "swap them");
        for (const std::int64_t amount : field.amounts)
            if (amount < field.amount_min || amount > field.amount_max)
                report(
                    reader.place("amounts"), "value",
                    say("amounts: expected ", field.amount_min, " to ", field.amount_max, ", found ", amount),
                    "amounts are in minor units: 500 is 5.00");
        if (field.amounts.empty() && !field.other)
            report(reader.place(), "missing-key", "expected amounts or other = true, found neither",
                   "write amounts = [500, 1000]");
    }

    void check_parts(const Reader& reader, const form::Field& field) {
        const bool chooses = field.kind == FieldKind::Choice || field.kind == FieldKind::Choices ||
                             field.kind == FieldKind::Consent;
        if (chooses && field.options.empty())
            report(reader.place(), "missing-key",
                   say("expected [[step.field.option]] in \"", field.id, "\", found none"),
                   "write at least one");
        const bool declares = field.kind == FieldKind::GiftAid || field.kind == FieldKind::Note ||
                              field.kind == FieldKind::Affirmation;
        if (declares && field.declaration.empty())
            report(reader.place(), "missing-key",
                   say("expected declaration in \"", field.id, "\", found none"),
                   "write the words that are shown");
        const bool typed = field.kind <= FieldKind::Postcode;
        if (typed && field.label.empty())
            report(reader.place(), "missing-key", say("expected label in \"", field.id, "\", found none"),
                   "write label = \"...\"");
    }

    // Names of fields are looked up when all are known.
    void references(const Reader& reader) {
        const auto must_exist = [&](const std::string& id, const SourcePlace& place) {
            if (id.empty() || form_.find(id) != nullptr) return;
            std::vector<std::string_view> known(field_ids_.begin(), field_ids_.end());
            const auto near = nearest(id, known);
            report(place, "unknown-name", say("expected the id of a field, found \"", id, "\""),
                   near ? say("write \"", *near, "\"") : std::string("add such a field"));
        };
        must_exist(form_.pledge_field, reader.place("pledge_field"));
        must_exist(form_.amount_field, reader.place("amount_field"));
        for (const auto& [id, place] : needs_) must_exist(id, place);
        for (const Condition& condition : conditions_) {
            must_exist(condition.field, condition.place);
            check_condition(condition);
        }
        for (const auto& [id, place] : gift_aids_)
            if (const form::Field* gift = form_.find(id)) check_gift_aid(*gift, place);
    }

    struct Condition {
        std::string owner; // the field that is shown or not
        std::string field;
        std::vector<std::string> values;
        SourcePlace place;
    };
    void check_condition(const Condition& condition) {
        const form::Field* field = form_.find(condition.field);
        if (field == nullptr) return;
        const bool is_switch = field->kind == FieldKind::GiftAid || field->kind == FieldKind::Affirmation;
        if (field->options.empty() && !is_switch)
            return report(
                condition.place, "value",
                say("show_if: expected a field that is chosen or ticked, found \"", condition.field, "\""),
                "name a choice, choices, consent, gift-aid or affirmation");
        for (const std::string& value : condition.values) {
            const bool known = std::any_of(field->options.begin(), field->options.end(),
                                           [&](const form::Option& one) { return one.value == value; });
            if (known || (is_switch && (value == "yes" || value == "no"))) continue;
            report(condition.place, "unknown-name",
                   say("show_if: expected a value of \"", condition.field, "\", found \"", value, "\""),
                   is_switch ? "write \"yes\"" : "write one of its options");
        }
        check_circle(condition);
    }
    // Fields that wait for each other would never be shown.
    void check_circle(const Condition& condition) {
        std::string at = condition.field;
        for (std::size_t i = 0; i <= conditions_.size(); ++i) {
            if (at == condition.owner)
                return report(condition.place, "circle",
                              say("show_if: expected a field that does not wait for \"", condition.owner,
                                  "\" itself, found \"", condition.field, "\""),
                              "let one of them be shown in any case");
            const auto next = std::find_if(conditions_.begin(), conditions_.end(),
                                           [&](const Condition& one) { return one.owner == at; });
            if (next == conditions_.end()) return;
            at = next->field;
        }
    }
    // What HMRC asks of a declaration: a home address, at the least its house and its postcode.
    void check_gift_aid(const form::Field& gift, const SourcePlace& place) {
        bool house = false, postcode = false;
        for (const form::Step& step : form_.steps)
            for (const form::Field& part : step.fields) {
                if (!part.show_if || part.show_if->field != gift.id || !part.required) continue;
                postcode = postcode || part.kind == FieldKind::Postcode;
                house = house || part.kind == FieldKind::Text;
            }
        if (house && postcode) return;
        report(place, "gift-aid",
               say("\"", gift.id,
                   "\": expected a required house name or number and a required postcode that ",
                   "are shown with it, found ",
                   house      ? "no postcode"
                   : postcode ? "no house"
                              : "neither"),
               say("add fields of kind \"text\" and \"postcode\" with show_if = { field = \"", gift.id,
                   "\", values = [\"yes\"] }"));
    }

    static constexpr std::string_view soft_opt_in = "soft-opt-in";
    const std::string& file_;
    Loading& loading_;
    std::string basis_;
    form::Definition form_;
    std::vector<std::string> step_ids_, field_ids_;
    std::vector<Condition> conditions_;
    std::vector<std::pair<std::string, SourcePlace>> needs_, gift_aids_;
};

} // namespace

form::Definition load_form(const Node& root, const std::string& file, Loading& loading) {
    return FormLoader(file, loading).run(root);
}

} // namespace kiosk::deck
