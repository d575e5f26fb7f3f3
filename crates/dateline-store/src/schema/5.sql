-- The findings of a report in one piece, from which all reports are joined; NULL where only the
-- rows of `finding` hold them, as in files of earlier programs.
ALTER TABLE report ADD COLUMN bound BLOB;
