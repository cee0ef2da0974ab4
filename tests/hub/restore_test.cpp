// A hub whose store was restored from an old backup: what the backup lacks comes back from the kiosks by
// itself, each record once, through the real uploader, transport and server.
#include <filesystem>
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "hub/server.hpp"
#include "hub/service.hpp"
#include "hub/store_libpq.hpp"
#include "hub/store_sqlite.hpp"
#include "outbox/outbox_memory.hpp"
#include "support/noon.hpp"
#include "support/postgres.hpp"
#include "support/sealed_entries.hpp"
#include "support/temporary_folder.hpp"
#include "upload/random_sodium.hpp"
#include "upload/transport_curl.hpp"
#include "upload/uploader.hpp"

using namespace kiosk;
using test::noon;

namespace {

struct SqliteBackup {
    TemporaryFolder folder;
    std::string path = (folder / "hub.db").string();
    [[nodiscard]] std::unique_ptr<hub::Store> open() const {
        return std::move(hub::open_sqlite_store(path)).value();
    }
    void dump() const { std::filesystem::copy_file(path, path + ".old"); }
    void restore() const {
        std::filesystem::copy_file(path + ".old", path, std::filesystem::copy_options::overwrite_existing);
    }
};

struct PostgresBackup {
    Postgres server;
    [[nodiscard]] std::unique_ptr<hub::Store> open() const {
        return std::move(hub::open_libpq_store(server.url())).value();
    }
    void dump() const { server.dump(); }
    void restore() const { server.restore(); }
};

} // namespace

TYPE_TO_STRING(SqliteBackup);
TYPE_TO_STRING(PostgresBackup);

TEST_CASE_TEMPLATE("what a restored backup lacks is sent again by the kiosk, once, and staff can see it",
                   Backup, SqliteBackup, PostgresBackup) {
    const Backup backup;
    const SecretBytes key = record::HubSigner::generate().to_text();
    REQUIRE(backup.open()->put_token("kiosk-1", hub::token_hash("abc"), noon).ok());
    const auto start = [&](std::uint16_t port) {
        hub::ServerOptions options;
        options.port = port;
        options.wall = [] { return noon; };
        return std::move(hub::Server::start(std::move(options), backup.open(),
                                            std::move(record::HubSigner::parse(key.reveal())).value()))
            .value();
    };
    auto server = start(0);
    const std::uint16_t port = server->port();
    upload::CurlOptions curl;
    curl.url = server->url();
    curl.token = "abc";
    const auto transport = std::move(upload::make_curl_transport(curl)).value();
    outbox::MemoryOutbox outbox;
    outbox::DirectAccess access{outbox};
    upload::UploaderOptions options;
    options.hub_keys = {server->public_key()};
    options.version = "0.1.0";
    upload::Uploader uploader(access, *transport, options, upload::random_bits);
    Instant now{1'000'000};
    const auto add = [&](std::uint64_t from, std::uint64_t to) {
        for (std::uint64_t seq = from; seq <= to; ++seq) REQUIRE(outbox.append(sealed_entry_of(seq)).ok());
    };
    // Two hours of the uploader's own rhythm, on a clock that does not wait.
    const auto run = [&] {
        for (const Instant end = now + seconds(7200); now < end;)
            now = std::max(now, uploader.step(now, noon));
    };

    add(1, 150);
    run();
    CHECK(outbox.counts()->acked == 150);
    backup.dump();
    add(151, 400);
    run();
    CHECK(backup.open()->totals()->records == 400);
    REQUIRE(outbox.purge_acked({0}).ok()); // nothing is old enough

    server.reset();
    backup.restore();
    CHECK(backup.open()->totals()->records == 150);
    server = start(port);
    run();
    CHECK(outbox.counts()->acked == 400);
    CHECK(outbox.counts()->balanced());
    CHECK(uploader.status().sent_again == 250);
    const auto store = backup.open();
    CHECK(store->totals()->records == 400);
    CHECK(store->totals()->conflicts == 0);
    CHECK(store->gaps("kiosk-1", 10)->empty());
    run();
    CHECK(uploader.status().sent_again == 250);
}
