// chrono-node and Microsoft's Recognizers over the texts of stdin (JSON lines), as TIMEX3.
// node chrono.mjs chrono|recognizers: expressions on stdout, "bytes seconds" on stderr.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const require = createRequire(process.cwd() + "/");
const name = process.argv[2];
const docs = readFileSync(0, "utf8").split("\n").filter(Boolean).map(JSON.parse);
const two = (n) => String(n).padStart(2, "0");
const reference = (doc) => new Date(doc.dct.slice(0, 10) + "T12:00:00");

function chronoValue(part) {
  const of = (key) => part.get(key);
  const sure = (key) => part.isCertain(key);
  const day = `${of("year")}-${two(of("month"))}-${two(of("day"))}`;
  if (sure("hour")) return ["TIME", `${day}T${two(of("hour"))}:${two(of("minute") ?? 0)}`];
  if (sure("day") || sure("weekday")) return ["DATE", day];
  if (sure("month")) return ["DATE", day.slice(0, 7)];
  if (sure("year")) return ["DATE", day.slice(0, 4)];
  return ["DATE", day];
}

const readers = {
  chrono() {
    const chrono = require("chrono-node");
    return (doc) => chrono.parse(doc.text, reference(doc)).map((found) => {
      const [type, value] = chronoValue(found.start);
      return { start: found.index, end: found.index + found.text.length, type, value };
    });
  },
  recognizers() {
    const { DateTimeRecognizer, Culture } = require("@microsoft/recognizers-text-date-time");
    const model = new DateTimeRecognizer(Culture.English).getDateTimeModel();
    const rows = (line, offset, day) => model.parse(line, day).map((found) => {
      const kind = found.typeName.split(".")[1];
      const values = found.resolution?.values ?? [];
      const last = values[values.length - 1] ?? {};
      const plain = !/^\(|X/.test(last.timex ?? "");
      const past = values[0] ?? {};
      const value = plain ? last.timex : past.value ?? past.start ?? last.timex ?? "";
      const type = { duration: "DURATION", set: "SET", time: "TIME", datetime: "TIME" }[kind];
      return { start: offset + found.start, end: offset + found.end + 1, type: type ?? "DATE", value };
    });
    // Its time grows with the square of a text: it gets a line at a time.
    return (doc) => {
      let offset = 0;
      return doc.text.split("\n").flatMap((line) => {
        const found = rows(line, offset, reference(doc));
        offset += line.length + 1;
        return found;
      });
    };
  },
};

const read = readers[name]();
read(docs[0]); // the first call builds its tables
const begin = process.hrtime.bigint();
const found = docs.map(read);
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
docs.forEach((doc, at) => {
  for (const row of found[at]) {
    // Offsets of both are UTF-16; the texts of the two sets lie in the basic plane.
    console.log(JSON.stringify({ doc: doc.doc, text: doc.text.slice(row.start, row.end), ...row }));
  }
});
console.error(docs.reduce((sum, doc) => sum + Buffer.byteLength(doc.text), 0), seconds);
