# Lo que dicen los correos.
mail-qr = El enlace como código QR
