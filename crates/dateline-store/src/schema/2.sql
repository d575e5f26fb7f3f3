-- For readers of the file: the same tables in words.
CREATE VIEW reports AS
    SELECT lower(hex(id)) AS report, name, title, outlet, published, learnt,
           (SELECT count(*) FROM finding WHERE finding.report = report.number) AS findings
    FROM report ORDER BY published, name;

CREATE VIEW findings AS
    SELECT report.name AS report, kind, start, "end", modality, polarity, source, rule,
           confidence, fields
    FROM finding JOIN report ON report.number = finding.report
    ORDER BY report.name, start, "end", kind;

CREATE VIEW timeline AS
    SELECT coalesce("when", earliest, latest) AS "when", kind, title, modality, polarity,
           reports, origins, id
    FROM entry WHERE earliest IS NOT NULL OR latest IS NOT NULL ORDER BY place;

CREATE VIEW links AS
    SELECT link.number, link.kind, link.topic, link.rule, link.differences,
           group_concat(report.name || ' ' || start || '..' || "end", '; ') AS members
    FROM link JOIN member ON member.link = link.number
              JOIN report ON report.number = member.report
    GROUP BY link.number ORDER BY link.number;

CREATE VIEW problems AS
    SELECT report.name AS report, kind, start, "end", message
    FROM problem JOIN report ON report.number = problem.report
    ORDER BY report.name, start, kind;

CREATE VIEW coverage AS
    SELECT (SELECT count(*) FROM report) AS reports,
           (SELECT count(*) FROM report WHERE published IS NULL) AS undated,
           (SELECT count(*) FROM finding) AS findings,
           (SELECT count(*) FROM entry) AS entries,
           (SELECT count(*) FROM link) AS links,
           (SELECT count(*) FROM problem) AS problems;
