# Las direcciones propias.

users-address-new = Otra dirección
users-address-add = Añadir dirección
users-address-menu = Acciones para { $address }
users-address-main = Hacerla la principal
users-address-remove = Quitar
users-verified-administrator = Comprobada por la administración: { $when }
users-verified-mail = Comprobada por correo: { $when }
users-verified-provider = Comprobada por un servicio de inicio de sesión: { $when }
users-unverified = Sin comprobar: hasta entonces no da ningún derecho.
account-addresses-ask = Las añade la administración.
account-address-new-help = Se le envía un código que usted escribe aquí: así nadie añade una dirección que no es suya.
account-address-prove = Demostrar que es suya

# Una más, demostrada por correo.
addresscode-title = Otra dirección
addresscode-lead = Hay un correo en camino a { $email }. Puede tardar un minuto.
addresscode-again-help = ¿No ha llegado nada? Mire en el correo no deseado y compruebe la dirección de arriba. Si ya pertenece a otra cuenta de aquí, el correo lo dice.
addresslink-lead = Añadir a su cuenta:
addresslink-sign-in = Inicie sesión con la cuenta para la que pidió este correo y abra otra vez el enlace que lleva. Nadie más puede añadir la dirección.
said-address-added = La dirección se ha añadido.
said-addresses-saved = Sus direcciones se han guardado.

# Lo que no se puede.
field-address-is-yours = Esta dirección ya es suya.
field-address-is-last = Es su única dirección, así que se queda.
field-address-is-main = Es la dirección principal. Haga principal otra primero.
field-address-is-only-way-in = Sin esta dirección ya no podría iniciar sesión: no tiene contraseña. Ponga una o demuestre primero que otra dirección es suya.
field-address-unproved = Aún no está demostrado que esta dirección sea suya. Demuéstrelo primero.
field-not-their-address = Esta dirección no es de esta cuenta.
field-too-many-addresses = Son demasiadas: { $max } direcciones por persona como máximo.
field-too-many-mails = Ha pedido muchos correos en poco tiempo. Mire su correo, o espere unos minutos e inténtelo de nuevo.
