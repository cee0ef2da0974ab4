// What /metrics says, read as strictly as Prometheus's text format 0.0.4 is written; and by Prometheus's own
// checker where that is installed (Debian's package prometheus).
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

#include <doctest/doctest.h>

#include "hub/service.hpp"
#include "hub/store_sqlite.hpp"
#include "support/noon.hpp"
#include "support/run_program.hpp"
#include "support/sealed_entries.hpp"
#include "upload/batch.hpp"

using namespace kiosk;
using test::noon;
using namespace kiosk::hub;

namespace {

constexpr const char* promtool = "/usr/bin/promtool";

struct Scraped {
    std::map<std::string, std::string> types; // by family
    std::map<std::string, double> samples;    // by name with its labels
    std::vector<std::pair<std::string, double>> in_order;
};

bool is_name(const std::string& text) {
    const std::string first = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:",
                      rest = first + "0123456789";
    return !text.empty() && first.find(text[0]) != std::string::npos &&
           text.find_first_not_of(rest) == std::string::npos;
}

// The family that a sample's name belongs to: for a histogram without its ending.
std::string family_of(const std::string& name, const std::map<std::string, std::string>& types) {
    for (const std::string ending : {"_bucket", "_sum", "_count"})
        if (name.ends_with(ending) && types.contains(name.substr(0, name.size() - ending.size())))
            return name.substr(0, name.size() - ending.size());
    return name;
}

// Nothing, with the line, when anything is not of the format.
std::optional<Scraped> scrape(const std::string& text, std::string& wrong) {
    Scraped scraped;
    std::map<std::string, std::string> helps;
    std::string family;
    if (!text.ends_with('\n')) return std::nullopt;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        const std::string line = text.substr(at, end - at);
        at = end + 1;
        wrong = line;
        if (line.starts_with("# HELP ") || line.starts_with("# TYPE ")) {
            const std::size_t space = line.find(' ', 7);
            const std::string name = line.substr(7, space - 7);
            if (space == std::string::npos || !is_name(name)) return std::nullopt;
            auto& kept = line[2] == 'H' ? helps : scraped.types;
            if (!kept.emplace(name, line.substr(space + 1)).second) return std::nullopt; // said twice
            if (line[2] == 'T' && line.substr(space + 1) != "counter" &&
                line.substr(space + 1) != "histogram" && line.substr(space + 1) != "gauge")
                return std::nullopt;
            family = name;
            continue;
        }
        const std::size_t space = line.rfind(' ');
        if (space == std::string::npos) return std::nullopt;
        const std::string labelled = line.substr(0, space), name = labelled.substr(0, labelled.find('{'));
        char* rest = nullptr;
        const double value = std::strtod(line.c_str() + space + 1, &rest);
        if (!is_name(name) || *rest != '\0' || family_of(name, scraped.types) != family ||
            !helps.contains(family) || !scraped.types.contains(family))
            return std::nullopt;
        if (scraped.types[family] == "counter" && (!name.ends_with("_total") || value < 0))
            return std::nullopt;
        if (!scraped.samples.emplace(labelled, value).second) return std::nullopt;
        scraped.in_order.emplace_back(labelled, value);
    }
    return scraped;
}

struct Counted {
    std::unique_ptr<Store> store = std::move(open_sqlite_store(":memory:")).value();
    record::HubSigner signer = record::HubSigner::generate();
    Service service{*store, signer, Limits{}, [](const LogLine&) {}};
    Counted() {
        REQUIRE(store->put_token("kiosk-1", token_hash("abc"), noon).ok());
        std::vector<record::WireRecord> batch;
        for (std::uint64_t seq = 1; seq <= 3; ++seq) batch.push_back(upload::to_wire(sealed_entry_of(seq)));
        const std::string body = upload::body_of(batch);
        HttpRequest request;
        request.method = "POST";
        request.path = "/v1/batches";
        request.authorization = "Bearer abc";
        request.content_type = "application/jsonl";
        request.nonce = request.batch = "00112233445566778899aabbccddeeff";
        request.body = body;
        for (const std::int64_t took_us : {40, 3'000, 900'000, 90'000'000})
            service.count(service.answer(request, noon, {}), took_us);
        request.authorization = "";
        service.count(service.answer(request, noon, {}), 1);
    }
    std::string text() {
        HttpRequest request;
        request.method = "GET";
        request.path = "/metrics";
        const HttpResponse response = service.answer(request, noon, {});
        CHECK(response.content_type == "text/plain; version=0.0.4; charset=utf-8");
        return response.body;
    }
};

} // namespace

TEST_CASE("/metrics is of Prometheus's text format, and counts what was asked") {
    Counted counted;
    std::string wrong;
    const auto scraped = scrape(counted.text(), wrong);
    REQUIRE_MESSAGE(scraped.has_value(), wrong);
    const auto value = [&](const std::string& name) { return scraped->samples.at("pledge_hub_" + name); };
    CHECK(value("batches_total") == 4);
    CHECK(value("records_stored_total") == 3);
    CHECK(value("records_duplicate_total") == 9);
    CHECK(value("unauthorised_total") == 1);
    CHECK(value("request_seconds_count") == 5);
    CHECK(value("request_seconds_sum") == doctest::Approx(90.903041));
    double bound = 0, below = 0;
    int buckets = 0;
    for (const auto& [name, count] : scraped->in_order) {
        const std::size_t at = name.find("_bucket{le=\"");
        if (at == std::string::npos) continue;
        ++buckets;
        const double next = std::strtod(name.c_str() + at + 12, nullptr); // "+Inf" too
        CHECK(next > bound);
        CHECK(count >= below);
        bound = next;
        below = count;
    }
    CHECK(buckets >= 5);
    CHECK(below == 5); // the last is +Inf: all
    for (const char* const bad : {"a 1", "# TYPE a counter\na 1\n", "# HELP a b\n# TYPE a counter\na 1\n",
                                  "# HELP a_total b\n# TYPE a_total counter\na_total x\n"})
        CHECK_FALSE(scrape(bad, wrong).has_value());
}

TEST_CASE("Prometheus's own checker finds nothing in /metrics" * doctest::skip(access(promtool, X_OK) != 0)) {
    Counted counted;
    const TemporaryFolder folder;
    const std::string file = (folder / "metrics").string();
    std::ofstream(file) << counted.text();
    const Ran ran = run_program({"sh", "-c", std::string(promtool) + " check metrics < " + file});
    CAPTURE(ran.err);
    CHECK(ran.status == 0);
    CHECK(ran.err.empty());
}
