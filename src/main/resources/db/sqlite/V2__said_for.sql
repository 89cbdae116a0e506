-- For whom a key was granted: the grant outlives a crash between it and the message.
ALTER TABLE said ADD COLUMN incident TEXT;
