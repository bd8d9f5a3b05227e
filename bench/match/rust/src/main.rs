//! The Rust crate aho-corasick as a DFA on the texts that `run.ts --export DIR` wrote: `cargo run --release DIR 300`.
//! No folding, no noise: this is the speed of the plain search, to hold our full search against.
use aho_corasick::{AhoCorasickBuilder, MatchKind};
use std::{env, fs, time::Instant};

const ROUNDS: usize = 9;

extern "C" {
    /// Processor time in microseconds.
    fn clock() -> i64;
}

fn seconds() -> f64 {
    unsafe { clock() as f64 / 1e6 }
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let terms = fs::read_to_string(format!("{}/terms-{}.txt", arguments[1], arguments[2])).expect("terms");
    let started = Instant::now();
    let searcher = AhoCorasickBuilder::new()
        .dfa(true)
        .match_kind(MatchKind::Standard)
        .build_with_size::<u32, _, _>(terms.lines())
        .expect("automaton");
    let built = started.elapsed().as_millis();
    for name in ["dense", "sparse"] {
        let text = fs::read(format!("{}/{}.txt", arguments[1], name)).expect("text");
        let mut hits = 0;
        let mut rates: Vec<f64> = (0..ROUNDS)
            .map(|_| {
                let started = seconds();
                hits = searcher.find_overlapping_iter(&text).count();
                text.len() as f64 / 1e6 / (seconds() - started)
            })
            .collect();
        rates.sort_by(f64::total_cmp);
        println!(
            "{:6.0} MB/s  {:4.0}-{:<4.0} {:8} hits  built in {:5} ms  aho-corasick DFA (Rust), {}",
            rates[ROUNDS / 2], rates[0], rates[ROUNDS - 1], hits, built, name
        );
    }
}
