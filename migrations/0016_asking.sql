-- Since when the invited person asks for a new link; nothing once they have got one, or came in.
ALTER TABLE invites ADD COLUMN asked_at BIGINT;

-- The one invite that a notice is about, if it is about one.
ALTER TABLE notices ADD COLUMN invite_id TEXT;
