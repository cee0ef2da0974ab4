#include "handover/running_hash.hpp"

#include <cstdlib>

#include <openssl/evp.h>

namespace kiosk::handover {
namespace {

// What is asked here fails only without memory; a wrong sum must never be taken for a right one.
void need(bool done) {
    if (!done) std::abort();
}

} // namespace

struct RunningHash::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() { need(context != nullptr); }
    ~State() { EVP_MD_CTX_free(context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

RunningHash::RunningHash() : state_(std::make_unique<State>()) {
    need(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
}
RunningHash::RunningHash(RunningHash&&) noexcept = default;
RunningHash& RunningHash::operator=(RunningHash&&) noexcept = default;
RunningHash::~RunningHash() = default;

void RunningHash::add(std::string_view bytes) {
    need(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

record::Sha256 RunningHash::sha256() const {
    const State copy;
    need(EVP_MD_CTX_copy_ex(copy.context, state_->context) == 1);
    record::Sha256 hash;
    unsigned size = 0;
    need(EVP_DigestFinal_ex(copy.context, hash.data(), &size) == 1 && size == hash.size());
    return hash;
}

} // namespace kiosk::handover
