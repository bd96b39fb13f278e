-- What one person is invited to: for their own page, and for what is forgotten of them. No redemption writes these.
CREATE INDEX invites_email ON invites (email, expires_at);
CREATE INDEX invites_invitee ON invites (invitee_id, expires_at) WHERE invitee_id IS NOT NULL;
