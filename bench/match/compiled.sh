#!/usr/bin/env bash
# The compiled peers beside medlint, in turns on the same texts: bench/match/compiled.sh [TERMS]
# Needs cargo with Debian's librust-aho-corasick-dev, and g++ with libhyperscan-dev; what is missing is said and left out.
set -euo pipefail
cd "$(dirname "$0")"
terms="${1:-300}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
npx tsx run.ts --terms "$terms" --only medlint --export "$folder"
if command -v cargo >/dev/null && [ -d /usr/share/cargo/registry ]; then
  (cd rust && CARGO_TARGET_DIR="$folder/target" cargo build --release --offline --quiet) &&
    "$folder/target/release/medlint-bench-rust" "$folder" "$terms"
else
  echo "缺少 cargo 或 librust-aho-corasick-dev：不测 Rust aho-corasick"
fi
if command -v g++ >/dev/null && [ -f /usr/include/hs/hs.h ]; then
  g++ -O2 hyperscan/main.cpp -lhs -o "$folder/hyperscan" && "$folder/hyperscan" "$folder" "$terms"
else
  echo "缺少 g++ 或 libhyperscan-dev：不测 Hyperscan"
fi
npx tsx run.ts --terms "$terms" --only medlint
