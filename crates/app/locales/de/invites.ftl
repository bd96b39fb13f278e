# Wie Eingeladene teilnehmen.
invites-role-viewer = Zuschauen
invites-role-moderator = Moderieren
invites-role-speaker = Vortragen
field-not-an-address = Das ist keine E-Mail-Adresse. Sie sieht aus wie ada@example.org.
