-- A report about to be sent, written before it goes: if it still stands here later, the process ended in
-- between, and nobody knows whether the report arrived.
ALTER TABLE report ADD COLUMN begun INTEGER;
ALTER TABLE report ADD COLUMN intended TEXT;
