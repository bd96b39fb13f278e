# Lo que dicen los correos aparte del texto de sus plantillas.
mail-qr = El enlace como código QR
# A quien no tiene nombre se le saluda así: «Hola, buenos días:».
mail-nameless = buenos días
mail-trial-subject = Una prueba de su portal de medios
mail-trial-text = Este correo lo ha enviado { $hub } para ver si funciona su servicio de correo. Funciona.
