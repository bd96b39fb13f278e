signin-title = Iniciar sesión
signin-email = Correo electrónico
signin-password = Contraseña
signin-submit = Iniciar sesión
signin-guest = Está aquí por una invitación. Si inicia sesión como la persona a la que se envió, la conserva en todos sus dispositivos; si inicia sesión como otra persona, termina en este navegador.
signin-wrong-credentials = Esa dirección y esa contraseña no van juntas. Revise ambas o pida una contraseña nueva a la administración.
signin-too-many-tries = Demasiados intentos. Espere un minuto e inténtelo de nuevo.
