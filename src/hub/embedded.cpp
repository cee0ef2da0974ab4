#include "hub/server.hpp"
#include "hub/service.hpp"
#include "hub/store_sqlite.hpp"

namespace kiosk::hub {

Result<EmbeddedHub> start_embedded(std::string_view kiosk, const std::string& store_path,
                                   std::function<WallTime()> wall) {
    auto store = open_sqlite_store(store_path);
    if (!store) return store.error();
    std::string token = make_token();
    if (const auto put = (*store)->put_token(kiosk, token_hash(token), wall()); !put) return put.error();
    ServerOptions options;
    options.wall = std::move(wall);
    auto server = Server::start(std::move(options), std::move(*store), record::HubSigner::generate());
    if (!server) return server.error();
    return EmbeddedHub{std::move(*server), std::move(token)};
}

} // namespace kiosk::hub
