# Cómo participan las personas invitadas.
invites-role-viewer = Asistir
invites-role-moderator = Moderar
invites-role-speaker = Intervenir
