// Certificates for tests of TLS, made with Debian's openssl in a folder of their own. For tests only.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

namespace kiosk {

// A made-up authority and the certificates that it signs, as files in a folder.
class Authority {
  public:
    Authority() {
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem "
            "-days 30 "
            "-subj '/CN=Test authority'");
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout other.key -out "
            "other.pem -days 30 "
            "-subj '/CN=Other authority'");
    }
    // `dates` as `openssl ca` takes them: from and until.
    void sign(const std::string& name, const std::string& subject_name, const std::string& dates) {
        std::ofstream(folder / (name + ".ext")) << "subjectAltName=" << subject_name << "\n";
        std::ofstream(folder / "index.txt");
        run("openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name + ".key -out " +
            name + ".csr -subj /CN=hub");
        std::ofstream(folder / "ca.cnf")
            << "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\n"
               "default_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n";
        run("openssl ca -batch -notext -config ca.cnf -keyfile ca.key -cert ca.pem -in " + name +
            ".csr -out " + name + ".pem -extfile " + name + ".ext " + dates);
    }
    // A certificate that nobody vouches for but itself.
    void sign_itself(const std::string& name, const std::string& subject_name) {
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name +
            ".key -out " + name + ".pem -days 30 -subj /CN=hub -addext subjectAltName=" + subject_name);
    }
    // The pin of a certificate's public key, as curl writes it.
    std::string pin(const std::string& name) {
        run("openssl x509 -in " + name +
            ".pem -noout -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256 "
            "-binary | openssl base64 -A > pin.txt");
        return "sha256//" + read("pin.txt");
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream file(folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    TemporaryFolder folder;

  private:
    void run(const std::string& command) const {
        CAPTURE(command);
        REQUIRE(std::system(("cd " + folder.path() + " && (" + command + ") 2>>openssl.log").c_str()) == 0);
    }
};

} // namespace kiosk
