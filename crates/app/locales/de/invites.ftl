# Wie Eingeladene teilnehmen.
invites-role-viewer = Zuschauen
invites-role-moderator = Moderieren
invites-role-speaker = Vortragen
