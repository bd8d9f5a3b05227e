// Hyperscan on the texts that `run.ts --export DIR` wrote: `g++ -O2 main.cpp -lhs -o hyperscan && ./hyperscan DIR 300`.
// No folding, no noise: this is the speed of the plain search, to hold our full search against.
#include <hs/hs.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

static const int kRounds = 9;

static std::string read(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

static int count(unsigned, unsigned long long, unsigned long long, unsigned, void *hits) {
  ++*static_cast<size_t *>(hits);
  return 0;
}

/** Processor time. */
static double seconds(std::clock_t from) { return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC; }

int main(int argc, char **argv) {
  if (argc != 3) return std::fprintf(stderr, "hyperscan DIR TERMS\n"), 2;
  const std::string folder = argv[1];
  std::string list = read(folder + "/terms-" + argv[2] + ".txt");
  std::vector<std::string> terms;
  for (size_t at = 0; at < list.size();) {
    size_t end = std::min(list.find('\n', at), list.size());
    if (end > at) terms.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  std::vector<const char *> patterns;
  std::vector<size_t> lengths;
  std::vector<unsigned> flags(terms.size(), 0), ids(terms.size());
  for (size_t i = 0; i < terms.size(); i++) {
    patterns.push_back(terms[i].data());
    lengths.push_back(terms[i].size());
    ids[i] = static_cast<unsigned>(i);
  }
  auto started = std::clock();
  hs_database_t *database = nullptr;
  hs_compile_error_t *error = nullptr;
  if (hs_compile_lit_multi(patterns.data(), flags.data(), ids.data(), lengths.data(),
                           static_cast<unsigned>(patterns.size()), HS_MODE_BLOCK, nullptr, &database,
                           &error) != HS_SUCCESS)
    return std::fprintf(stderr, "%s\n", error->message), 1;
  const double built = seconds(started) * 1000;
  hs_scratch_t *scratch = nullptr;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 1;
  for (const char *name : {"dense", "sparse"}) {
    const std::string text = read(folder + "/" + name + ".txt");
    std::vector<double> rates;
    size_t hits = 0;
    for (int round = 0; round < kRounds; round++) {
      hits = 0;
      started = std::clock();
      hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, count, &hits);
      rates.push_back(text.size() / 1e6 / seconds(started));
    }
    std::sort(rates.begin(), rates.end());
    std::printf("%6.0f MB/s  %4.0f-%-4.0f %8zu hits  built in %5.0f ms  Hyperscan, %s\n", rates[kRounds / 2],
                rates.front(), rates.back(), hits, built, name);
  }
  hs_free_scratch(scratch);
  hs_free_database(database);
}
