# La página a la que lleva un enlace de invitación.
lobby-title = Invitación

lobby-invites-video = { $inviter } le invita a ver
lobby-invites-audio = { $inviter } le invita a escuchar
lobby-invites-document = { $inviter } le invita a leer
lobby-invites-image = { $inviter } le invita a ver
lobby-invites-quiz = { $inviter } le invita a hacer
lobby-invites-webcast = { $inviter } le invita a participar en
lobby-invites-simulive = { $inviter } le invita a participar en
lobby-invites-diy-live = { $inviter } le invita a participar en
lobby-invites-room = { $inviter } le invita a participar en

lobby-kind-video = Vídeo
lobby-kind-audio = Audio
lobby-kind-document = Documento
lobby-kind-image = Imagen
lobby-kind-quiz = Cuestionario
lobby-kind-webcast = Sesión en directo
lobby-kind-simulive = Sesión en directo
lobby-kind-diy-live = Sesión en directo
lobby-kind-room = Sala

lobby-role-viewer = para asistir
lobby-role-speaker = para intervenir
lobby-role-moderator = para moderar

lobby-address = Escriba la dirección de correo a la que se envió esta invitación
lobby-this-browser = A partir de entonces solo valdrá en este navegador.
lobby-in-app = Está dentro de otra aplicación. Abra primero este enlace en su navegador habitual: la invitación se queda en el navegador en el que continúe.
lobby-signs-out = Tiene la sesión iniciada como { $account }. Si sigue como la persona invitada, se cerrará en este navegador.
lobby-continue = Continuar
lobby-go-on-viewer = Continuar para asistir
lobby-go-on-speaker = Continuar para intervenir
lobby-go-on-moderator = Continuar para moderar
lobby-starts = Empieza: { $at }
lobby-link-ends-before = Su enlace termina antes de que se abran las puertas: { $at }. Regístrese ahora y entrará de todos modos.
lobby-check-in = Registrarse ahora

lobby-preview = Esto es lo primero que ve una persona invitada. Con su propio enlace escribe aquí su dirección y entra.
lobby-back = Volver a la página
lobby-switch = Cambiar de cuenta
lobby-as-guest = Seguir como la persona invitada
lobby-see-preview = Verlo como una persona invitada
lobby-look-again = Mirar otra vez
lobby-try-again = Intentar de nuevo

lobby-unknown-heading = Este enlace no lleva a ninguna parte.
lobby-unknown-text = Compruebe que se copió entero. Si es así, pida uno nuevo a quien se lo envió.
lobby-disabled-heading = Los enlaces de invitación están desactivados en este momento.
lobby-disabled-text = Inténtelo más tarde o pregunte a { $inviter }.
lobby-revoked-heading = Esta invitación fue retirada.
lobby-revoked-text = Si aún la necesita, pida una nueva a { $inviter }.
lobby-entry-gone-heading = Aquello a lo que se le invitó se ha eliminado.
lobby-entry-gone-text = Pregunte a { $inviter } si volverá.
lobby-barred-heading = Esto ya no está abierto para usted.
lobby-barred-text = { $inviter } puede decirle más.
lobby-wrong-account-heading = Tiene la sesión iniciada como { $account }, pero la invitación es para { $invited }.
lobby-wrong-account-text = Cambie a la cuenta con esa dirección, siga como la persona invitada o pida a { $inviter } que invite a esta cuenta.
lobby-has-account = ¿Tiene una cuenta? Inicie sesión
lobby-replaced-heading = Un enlace más nuevo sustituyó a este: { $since }.
lobby-replaced-text = Use el más nuevo o pídaselo a { $inviter }.
lobby-ended-heading = Esta sesión ha terminado: { $at }.
lobby-ended-text = Pregunte a { $inviter } si hay una grabación.
lobby-not-ready-heading = { $title } todavía se está preparando.
lobby-not-ready-text = Esta página lo abrirá en cuanto esté listo. Mientras tanto, su invitación de { $inviter } sigue igual.
lobby-not-ready-failed-heading = { $title } no se pudo preparar.
lobby-not-ready-failed-text = Avise a { $inviter }: hay que subirlo de nuevo. Su invitación sigue igual.
lobby-expired-heading = Este enlace ha caducado: { $at }.
lobby-expired-text = Pida uno nuevo a { $inviter }.
lobby-other-device-heading = Esta invitación está abierta en otro navegador.
lobby-other-device-text = Vuelva al navegador en el que la abrió primero. Para traerla aquí, pida a { $inviter } que libere su puesto.
lobby-other-device-code-text = Vuelva al navegador en el que la abrió primero, o traiga su puesto aquí: se envía un código a la dirección a la que se mandó esta invitación.
lobby-move-button = Traer mi puesto aquí
lobby-move-help = Entonces se cierra la sesión del otro navegador. Su enlace no pierde ningún uso.
lobby-used-up-heading = Este enlace está agotado.
lobby-used-up-text = Pida uno nuevo a { $inviter }.
lobby-used-up-code-text = ¿Ya ha estado dentro? Un código que se le envía por correo le trae de vuelta. Si no, pida un enlace nuevo a { $inviter }.
lobby-come-back-button = Enviarme un código
lobby-come-back-help = No cuesta ningún uso de su enlace.
lobby-domain-blocked-heading = Las personas de { $domain } inician sesión aquí en lugar de usar un enlace.
lobby-domain-blocked-text = Inicie sesión con su cuenta o pida a { $inviter } que invite otra dirección suya.
lobby-stale-proof-heading = Esta página estuvo abierta mucho tiempo. Pulse Continuar una vez más.
lobby-cookies-off-heading = Este navegador no guardó la cookie que necesita una invitación.
lobby-cookies-off-text = Permita las cookies para este sitio e inténtelo de nuevo. No se ha gastado nada de su invitación de { $inviter }.
lobby-wrong-email-heading = La invitación se envió a otra dirección. Revise cómo la ha escrito o pruebe con sus otras direcciones.
lobby-missing-email-heading = Escriba su dirección de correo.
lobby-too-many-tries-heading = { $seconds ->
    [one] Se probaron demasiadas direcciones desde aquí. Inténtelo de nuevo dentro de un segundo.
   *[other] Se probaron demasiadas direcciones desde aquí. Inténtelo de nuevo dentro de { $seconds } segundos.
}
lobby-needs-inviter-heading = Esta invitación necesita una prueba más.
lobby-needs-inviter-text = Pida ayuda a { $inviter }: puede dejarle entrar.

# Un código por correo.
lobby-code-title = Mire su correo
lobby-code-lead = Si esta invitación se envió a { $email }, hay un código en camino. Puede tardar un minuto.
lobby-code-label = Código del correo
lobby-code-help = Ocho cifras. Vale diez minutos, solo en este navegador.
lobby-code-none = Un código tiene ocho cifras. Cópielo entero del correo.
lobby-code-wrong = { $n ->
    [one] No es el código del correo más reciente. Puede intentarlo una vez más.
   *[other] No es el código del correo más reciente. Puede intentarlo { $n } veces más.
}
lobby-code-dead = Este código ya no vale. Pida otro.
lobby-code-again = Enviar otro código
lobby-code-again-help = ¿No ha llegado nada? Mire en el correo no deseado y compruebe la dirección de arriba. Solo cuenta el código más reciente.
lobby-code-again-soon = { $seconds ->
    [one] ¿No ha llegado nada? Puede pedir otro código dentro de un segundo.
   *[other] ¿No ha llegado nada? Puede pedir otro código dentro de { $seconds } segundos.
}
lobby-code-other = Otra dirección

# Pedir un enlace nuevo.
lobby-ask-button = Pedir un enlace nuevo
lobby-asked-heading = Su petición está en camino.
lobby-asked-text = Si esta invitación se envió a esa dirección, quien le invitó sabrá que necesita un enlace nuevo. Llegará por correo o se lo dará esa persona.

# The seat is shown to another device.
lobby-handover-title = Abrir en otro dispositivo
lobby-handover-lead = Apunte la cámara del otro dispositivo a este cuadro, o escriba allí la dirección. Se le pedirá la dirección a la que se envió la invitación a { $title }; entonces su puesto estará allí y se cierra la sesión de este navegador.
lobby-handover-qr = Cuadro para la cámara del otro dispositivo
lobby-handover-until = Vale una vez, hasta { $until }.
lobby-handover-no-heading = Ya no puede trasladarse por su cuenta.
lobby-handover-no-text = Pida a { $inviter } que libere su puesto.
lobby-handover-member-heading = Ha iniciado sesión: su puesto está donde usted esté.
lobby-handover-member-text = Inicie sesión en el otro dispositivo y abra esta página allí.

lobby-proving-heading = ¿Es este su navegador?
lobby-proving-text = Esta página comprueba que es el mismo en el que abrió su invitación.
lobby-unproved-heading = Este no es el navegador en el que se abrió la invitación.
lobby-unproved-text = Vuelva a ese navegador. Si es este, se borraron sus datos de este sitio: pida a quien le invitó que libere su puesto y abra su enlace otra vez.
lobby-unproved-script = Los scripts están desactivados y no se puede comprobar nada. Actívelos para este sitio e inténtelo de nuevo, o pida a quien le invitó que libere su puesto y abra su enlace otra vez.

lobby-leave = Salir
lobby-stay = Quedarse
lobby-leave-heading = ¿Salir de { $title }?
lobby-leave-comes-back = Puede volver con su enlace hasta { $until }. Eso cuenta como un uso más.
lobby-leave-comes-back-any-time = Puede volver con su enlace. Eso gasta un uso más.
lobby-leave-new-link = Su enlace ya ha cumplido. Para volver necesitará uno nuevo de { $inviter }.
lobby-leave-open-otherwise = Devuelve su invitación. La página sigue abierta para usted, porque también se ha compartido con usted de otra manera.
lobby-goodbye = Adiós
lobby-goodbye-heading = Ha salido.
lobby-goodbye-text = Puede cerrar esta página.

lobby-home-text = Quienes son de { $domain } inician sesión aquí. Con la sesión iniciada, aquello a lo que se le invita está abierto en todos sus dispositivos.
lobby-home-sign-in = Iniciar sesión con { $name }
lobby-home-without = Continuar sin iniciar sesión
