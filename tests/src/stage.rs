use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use dateline::inspect::{Options, Stage, inspect};
use dateline::{Memory, World as _};
use dateline_intake::{Hint, members};
use serde_json::{Value, json};

/// Some files, and what every stage says about them.
#[derive(Debug, Default)]
pub struct Bench {
    world: Memory,
    names: Vec<String>,
}

impl Bench {
    /// A bench with all files of a folder, in order.
    ///
    /// # Panics
    /// When the folder cannot be read: a test without its files is no test.
    #[must_use]
    pub fn of_folder(folder: &Path) -> Self {
        let entries = fs::read_dir(folder)
            .unwrap_or_else(|error| panic!("{} is missing: {error}", folder.display()));
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let mut bench = Self::default();
        for path in paths {
            let name =
                path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let bytes = fs::read(&path).unwrap_or_default();
            bench.put(&name, &bytes);
        }
        bench
    }

    /// Adds a file.
    pub fn put(&mut self, name: &str, bytes: &[u8]) {
        self.world.put(name, bytes);
        self.names.push(name.to_owned());
    }

    /// The raw bytes of a file, or of a report in one: `harvest.jsonl#2`.
    #[must_use]
    pub fn raw(&self, name: &str) -> Vec<u8> {
        let file = name.split('#').next().unwrap_or(name);
        let raw = self.world.read(file.as_ref()).unwrap_or_default();
        let mut found = None;
        let hint = Hint { name: file.to_owned() };
        let _ = members(&mut raw.as_slice(), &hint, &mut |member| {
            if member.name == name {
                found = Some(member.raw);
            }
            ControlFlow::Continue(())
        });
        found.unwrap_or(raw)
    }

    /// The lines of a stage. Stages that read running text get the body of each report.
    ///
    /// # Panics
    /// When the stage fails: no input of a test should make it.
    #[must_use]
    pub fn lines(&self, stage: Stage) -> Vec<String> {
        let reports = [Stage::Text, Stage::Mentions, Stage::Findings, Stage::Links];
        if reports.contains(&stage) {
            return run(&self.world, stage, &self.names);
        }
        let bodies = self.objects(Stage::Text);
        let lines: Vec<String> = bodies
            .iter()
            .map(|body| {
                let (doc, text) = (&body["doc"], &body["text"]);
                let dct = body["published"].as_str().and_then(|day| day.get(..10));
                json!({"doc": doc, "id": doc, "text": text, "dct": dct}).to_string()
            })
            .collect();
        let mut world = Memory::default();
        world.put("bodies.jsonl", lines.join("\n").as_bytes());
        run(&world, stage, &["bodies.jsonl".to_owned()])
    }

    /// The lines of a stage, as JSON.
    ///
    /// # Panics
    /// When a line is no JSON.
    #[must_use]
    pub fn objects(&self, stage: Stage) -> Vec<Value> {
        let parse = |line: &String| {
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
        };
        self.lines(stage).iter().map(parse).collect()
    }
}

fn run(world: &Memory, stage: Stage, names: &[String]) -> Vec<String> {
    let paths: Vec<_> = names.iter().map(Into::into).collect();
    let mut out = Vec::new();
    if let Err(error) = inspect(world, stage, &paths, &Options::default(), &mut out) {
        panic!("{}: {error}", stage.as_str());
    }
    String::from_utf8_lossy(&out).lines().map(str::to_owned).collect()
}
