-- Lists that take long to put in order, as they were worked out when what is seen was written.
CREATE TABLE list (
    name TEXT PRIMARY KEY,
    turn INTEGER NOT NULL,               -- that of `made` for which it holds
    lines TEXT NOT NULL
) WITHOUT ROWID;

-- A bound is no day: what is only known to lie on or after one says so, as EDTF does.
DROP VIEW timeline;
CREATE VIEW timeline AS
    SELECT CASE WHEN "when" IS NOT NULL THEN "when"
                WHEN earliest = latest THEN earliest
                ELSE coalesce(earliest, '..') || '/' || coalesce(latest, '..') END AS "when",
           basis, earliest, latest, kind, title, modality, polarity, reports, origins, id
    FROM entry WHERE earliest IS NOT NULL OR latest IS NOT NULL
    ORDER BY first, last, rank;

-- Who says so, outermost first, without the marks of how it is kept.
DROP VIEW findings;
CREATE VIEW findings AS
    SELECT report.name AS report, kind, start, "end", modality, polarity,
           replace(trim(source, '"'), '" "', ' ← ') AS source, rule, confidence, fields
    FROM finding JOIN report ON report.number = finding.report
    ORDER BY report.name, start, "end", kind;
