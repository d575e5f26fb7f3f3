//! gaoya's MinHash index on one thread: `copies-peers CORPUS.jsonl`. Five words in a row, 32 bands of 4, Jaccard .7;
//! JSON lines in, a pair a line out. Each text is asked after before it is put in.

use std::io::Write as _;

use gaoya::minhash::{MinHashIndex, MinHasher as _, MinHasher32};

const BANDS: usize = 32;
const WIDTH: usize = 4;

fn main() {
    let path = std::env::args().nth(1).expect("a file of JSON lines");
    let lines = std::fs::read_to_string(path).expect("a file that can be read");
    let hasher = MinHasher32::new(BANDS * WIDTH);
    let mut index: MinHashIndex<u32, i64> = MinHashIndex::new(BANDS, WIDTH, 0.7);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in lines.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("an object");
        let id = row["id"].as_i64().expect("a number");
        let text = row["text"].as_str().expect("words").to_lowercase();
        let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let signature = hasher.create_signature(words.windows(5.min(words.len().max(1))));
        for other in index.query_owned(&signature) {
            writeln!(out, "{other}\t{id}").expect("room for a line");
        }
        index.insert(id, signature);
    }
}
