# Iniciar sesión con un código o un enlace por correo, y una contraseña olvidada.

# La página para iniciar sesión.
signin-by-mail-code = Enviarme un código por correo
signin-by-mail-link = Enviarme un enlace por correo
signin-forgot = ¿Ha olvidado su contraseña?
signin-too-many-mails = Ha pedido muchos correos en poco tiempo. Mire su correo, o espere unos minutos e inténtelo de nuevo.
fault-too-many-mails = Ha pedido muchos correos en poco tiempo. Mire su correo, o espere unos minutos e inténtelo de nuevo.
fault-mail-login-off = Aquí no se inicia sesión por correo en este momento. Hágalo de otra manera o pregunte a la administración.
fault-mail-link-over = Esto ya se usó, ha caducado o es de otro navegador. Pida otro correo y abra el más reciente.

# Se escribe el código.
mailcode-title = Mire su correo
mailcode-lead = Si { $email } pertenece a una cuenta de aquí, hay un correo en camino. Puede tardar un minuto.
mailcode-label = Código del correo
mailcode-help = Ocho cifras. Vale diez minutos, solo en este navegador.
mailcode-submit = Iniciar sesión
mailcode-or-link = O pulse el botón de ese correo.
mailcode-link = Pulse el botón de ese correo para continuar. Vale diez minutos.
mailcode-again-help = ¿No ha llegado nada? Mire en el correo no deseado y compruebe la dirección de arriba. Solo cuenta el correo más reciente.
mailcode-again = Enviar otro correo
mailcode-other = Otra dirección u otra manera de iniciar sesión
mailcode-no-code = Un código tiene ocho cifras. Cópielo entero del correo.
mailcode-wrong = No es el código del correo más reciente. { $n ->
    [one] Puede intentarlo una vez más.
   *[other] Puede intentarlo { $n } veces más.
}
mailcode-dead = Este código ya no vale. Pida otro correo y escriba el código de ese.

# Se abre el enlace.
maillink-title = Iniciar sesión
maillink-as = Como
maillink-elsewhere = Pidió este correo en otro navegador. Para iniciar sesión aquí, escriba la dirección a la que se envió.
maillink-email = Dirección a la que se envió el correo
maillink-submit = Iniciar sesión
maillink-switches = Aquí ya hay alguien con la sesión iniciada; con esto se cierra.
field-not-the-mailed-address = El correo no se envió a esta dirección. Revise cómo está escrita o mire a quién va dirigido el correo.

# Una contraseña olvidada.
forgotten-title = ¿Ha olvidado su contraseña?
forgotten-lead = Escriba una de sus direcciones. Le enviamos un enlace para poner una contraseña nueva.
forgotten-ask = Este portal no envía correos para eso. Pida a la administración un enlace para poner una contraseña nueva.
forgotten-submit = Enviarme un enlace por correo
forgotten-sent = Si { $email } pertenece a una cuenta de aquí, hay en camino un enlace para poner una contraseña nueva. Vale una hora.
forgotten-back = Volver a iniciar sesión
