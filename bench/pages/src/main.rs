//! Reads a folder of pages with one peer and prints what it makes of them, as score_pages.py reads it.
use std::io::Read;
use std::{env, fs, time::Instant};

fn main() {
    let mut arguments = env::args().skip(1);
    let (peer, folder) = (arguments.next().unwrap(), arguments.next().unwrap());
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let pages: Vec<(String, Vec<u8>)> = names
        .iter()
        .map(|path| {
            let mut raw = Vec::new();
            flate2::read::GzDecoder::new(fs::File::open(path).unwrap())
                .read_to_end(&mut raw)
                .unwrap();
            (
                path.file_name()
                    .unwrap()
                    .to_string_lossy()
                    .split('.')
                    .next()
                    .unwrap()
                    .to_owned(),
                raw,
            )
        })
        .collect();
    let begun = Instant::now();
    let mut lines = Vec::new();
    for (doc, raw) in &pages {
        let line = match peer.as_str() {
            "rust-trafilatura" => match rust_trafilatura::extract(
                raw.as_slice(),
                &rust_trafilatura::Options::default(),
            ) {
                Ok(read) => {
                    serde_json::json!({"doc": doc, "text": read.content_text, "title": read.metadata.title,
                    "author": read.metadata.author, "published": format!("{:?}", read.metadata.date).chars().take(10).collect::<String>()})
                }
                Err(_) => serde_json::json!({"doc": doc}),
            },
            _ => {
                let html = String::from_utf8_lossy(raw).into_owned();
                match dom_smoothie::Readability::new(html, None, None)
                    .and_then(|mut reader| reader.parse())
                {
                    Ok(read) => {
                        serde_json::json!({"doc": doc, "text": read.text_content.to_string(), "title": read.title,
                        "author": read.byline, "published": read.published_time})
                    }
                    Err(_) => serde_json::json!({"doc": doc}),
                }
            }
        };
        lines.push(line);
    }
    let seconds = begun.elapsed().as_secs_f64();
    for line in lines {
        println!("{line}");
    }
    eprintln!("{peer}: {:.0} pages a second", pages.len() as f64 / seconds);
}
