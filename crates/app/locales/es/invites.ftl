# Cómo participan las personas invitadas.
invites-role-viewer = Asistir
invites-role-moderator = Moderar
invites-role-speaker = Intervenir
field-not-an-address = Esto no es una dirección de correo. Tiene la forma ada@example.org.
