//! The Rust crate aho-corasick as a DFA on the texts that `run.ts --export DIR` wrote: `cargo run --release DIR 300`.
//! No folding, no noise: this is the speed of the plain search, to hold our full search against.
use aho_corasick::{AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use std::{env, fs, time::Instant};

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let terms = fs::read_to_string(format!("{}/terms-{}.txt", arguments[1], arguments[2])).expect("terms");
    let searcher = AhoCorasickBuilder::new()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::Standard)
        .build(terms.lines())
        .expect("automaton");
    for name in ["dense", "sparse"] {
        let text = fs::read(format!("{}/{}.txt", arguments[1], name)).expect("text");
        let mut rates: Vec<f64> = (0..7)
            .map(|_| {
                let started = Instant::now();
                let hits = searcher.find_overlapping_iter(&text).count();
                std::hint::black_box(hits);
                text.len() as f64 / 1e6 / started.elapsed().as_secs_f64()
            })
            .collect();
        rates.sort_by(f64::total_cmp);
        println!("{:6.0} MB/s  aho-corasick DFA (Rust), {}", rates[3], name);
    }
}
