# Cómo participan las personas invitadas.
invites-role-viewer = Asistir
invites-role-moderator = Moderar
invites-role-speaker = Intervenir
field-not-an-address = Esto no es una dirección de correo. Tiene la forma ada@example.org.

# Por qué no se puede invitar.
fault-disabled = Las invitaciones están desactivadas en este sitio. Consulte a la administración.
fault-media-page-off = Las invitaciones necesitan páginas de las entradas, y están desactivadas en este sitio. Consulte a la administración.
fault-not-collaborator = Solo pueden invitar a esto el propietario, los copropietarios, los coeditores y los copublicadores.
fault-owners-invite = La administración ha reservado las invitaciones a propietarios y copropietarios. Pídaselo a uno de ellos.
fault-not-allowed-to-invite = La administración ha reservado las invitaciones a otras personas. Pídaselo a ellas o a quien colabore y pueda hacerlo.
fault-rooms-off = Las salas están desactivadas en este sitio. Consulte a la administración.
fault-chat-off = Active primero «Chat y colaboración» para esta sala; las invitaciones lo necesitan.
fault-revoked = Esta invitación se revocó, y eso es definitivo. Invite a la persona otra vez.
fault-link-is-over = El enlace ha caducado o está gastado. Renueve la invitación.
fault-no-mail-service = Este hub no tiene servicio de correo, así que el enlace no se puede enviar. Cópielo y entréguelo usted.
fault-too-much-mail = Ha enviado muchísimos correos en una hora. Cree el enlace sin correo o envíe el resto más tarde.
fault-too-much-mail-to-address = Esta dirección recibió muchos correos en una hora. Cree el enlace sin correo o pruebe más tarde.
fault-form-spent = Este formulario ya se envió, y el enlace que creó se ha sustituido o revocado desde entonces. Empiece con uno nuevo.
fault-domain-restricted = A personas nuevas de { $domain } no se las invita aquí: entran con su organización. Pruebe con otra dirección o consulte a la administración.
fault-yourself = Esta dirección es la suya. Puede ver lo que ve una persona invitada sin invitación.
fault-already-inside = Esta persona trabaja en esto y ya puede abrirlo.
fault-role-does-not-fit = En este tipo de contenido solo se puede asistir.
field-domain-restricted = A personas nuevas de { $domain } no se las invita aquí: entran con su organización. Pruebe con otra dirección o consulte a la administración.
field-yourself = Es su propia dirección. Escriba la de la persona a la que quiere invitar.
field-already-inside = Esta persona trabaja en esto y ya puede abrirlo.
field-somebody-elses = Esta dirección es ahora de otra persona. Elija a la persona otra vez o escriba la dirección.
field-role-does-not-fit = En este tipo de contenido solo se puede asistir.
field-not-a-moment = Esto no es una fecha con hora.
field-end-in-past = Eso ya pasó. Elija un momento futuro.
field-end-too-late = Es más tarde de lo que permite la administración. Como máximo, { $latest }.
field-no-session = No hay ninguna sesión que pueda terminar. Elija una fecha.

# La ventana en la que se invita.
invites-title = Invitar a personas
invites-lead = Un enlace personal a «{ $title }» para una persona. No necesita cuenta aquí.
invites-email = Correo
invites-email-help = Escriba un nombre o una dirección; se proponen las personas con cuenta aquí.
invites-people = Personas
invites-people-none = Nadie tiene aquí ese nombre ni esa dirección. Escriba la dirección completa para invitar a alguien nuevo.
invites-people-some = { "{n}" } personas encontradas. Elija con las flechas.
invites-first-name = Nombre
invites-last-name = Apellidos
invites-role = Tipo de invitación
invites-role-viewer-media = Abre esta página, y nada más aquí.
invites-role-viewer-session = Participa en la sesión, su chat, sus preguntas y sus interacciones.
invites-role-moderator-session = Además modera preguntas e inicia interacciones; ve el canal interno.
invites-role-speaker-session = Además responde preguntas; ve el canal interno.
invites-until = Válido hasta
invites-until-help = Si lo deja vacío vale { $span }: hasta { $end }. Las horas son aquí las de { $zone }.
invites-minutes = { $n ->
    [one] 1 minuto
   *[other] { $n } minutos
}
invites-hours = { $n ->
    [one] 1 hora
   *[other] { $n } horas
}
invites-days = { $n ->
    [one] 1 día
   *[other] { $n } días
}
invites-mail = Enviar el enlace por correo
invites-mail-help = A esta dirección va un enlace propio. El otro lo ve usted después, para entregarlo en persona.
invites-language = Idioma de la invitación
invites-language-help = En él están el correo y la página que abre el enlace. Quien ya eligió un idioma aquí ve la página en ese.
invites-language-own = Como el sitio: { $language }
field-unknown-language = Ese idioma no existe aquí. Elija uno de { $languages }.
invites-line = Una línea suya
invites-line-help = Va en el correo, si se envía uno.
invites-resend-line-help = Va en este correo. Puede dejarla vacía.
invites-generate = Crear el enlace de invitación

# Qué resultó.
invites-made-title = El enlace está listo
invites-made = { $name } puede abrir esto hasta { $end }. El enlace funciona en un navegador.
invites-made-follows = { $name } puede abrir esto hasta { $end }. El enlace funciona en un navegador a la vez.
invites-made-over = El enlace de { $name } caducó { $end }.
invites-made-typed = A { $name } se le pedirá la dirección { $email }.
invites-made-member = { $name } también puede abrirlo iniciando sesión aquí como { $email }.
invites-made-replaced = El enlace anterior de { $name } ya no funciona.
invites-made-mailed = Un correo con un enlace propio va de camino a { $email }. La lista de invitaciones dice qué ocurre con él.
invites-made-once = El enlace solo se muestra ahora. La lista de invitaciones crea otro cuando se quiera.
invites-link = Enlace
invites-qr = El enlace de { $name } como código QR
invites-all = Ver todas las invitaciones
invites-another = Invitar a otra persona
invites-done = Listo
invites-renew = Crear un enlace nuevo
invites-renew-title = Un enlace nuevo para { $name }
invites-renew-kills = El enlace anterior deja de funcionar enseguida. Quien ya está dentro sigue dentro.
invites-renew-stays = Los límites no cambian: el enlace caduca { $end }.
invites-renew-anew = El enlace anterior ha terminado, así que el nuevo empieza de cero: vale { $span }, hasta { $end }.
invites-renew-uses = { $n ->
    [one] Se puede usar una vez.
   *[other] Se puede usar { $n } veces.
}
invites-renew-unlimited = Se puede usar cuantas veces se quiera.
invites-resend = Enviar un enlace nuevo
invites-resend-title = Enviar un enlace nuevo a { $name }
invites-resend-to = Va a { $email }. El enlace enviado antes deja de funcionar enseguida; uno copiado, no.
invites-end = Cambiar el final
invites-end-title = Cuándo caduca el enlace de { $name }
invites-end-is = Ahora caduca { $end }.
invites-end-was = Caducó { $end }.
invites-end-help = Las horas son aquí las de { $zone }. Nunca acaba la estancia de quien ya está dentro.
invites-role-title = Qué puede hacer { $name }
invites-role-lead = Cambia enseguida, también para quien ya está dentro.
invites-role-save = Cambiar el papel
invites-reset-seat = Liberar el puesto
invites-reset-seat-title = Liberar el puesto de { $name }
invites-reset-seat-inside = El navegador que usa { $name } se cierra enseguida. El siguiente en que se abra el enlace ocupa el puesto, sin gastar ningún uso.
invites-reset-seat-free = El siguiente navegador en que se abra el enlace ocupa el puesto, sin gastar ningún uso.
invites-revoke = Revocar
invites-revoke-title = Revocar la invitación de { $name }
invites-revoke-inside = { $name } está dentro y pierde el acceso en un segundo, donde lo tenga abierto. El enlace deja de funcionar.
invites-revoke-outside = El enlace deja de funcionar, y { $name } ya no puede entrar con él.
invites-revoke-final = Es definitivo. Puede invitar a la misma persona más adelante.
said-invite-mailed = El correo va de camino.
said-seat-reset = El puesto está libre. Lo ocupa el siguiente navegador.
said-invite-revoked = Revocada. El enlace ya no funciona.
said-invite-end = Se cambió el final.
said-invite-role = Se cambió el papel.

# La lista.
invites-list-title = Invitaciones
invites-preview = Verlo como una persona invitada
invites-show = Mostrar
invites-show-all = Todas
invites-show-open = Abiertas
invites-show-asks = Pide un enlace nuevo
invites-show-waiting = Aún no ha entrado
invites-show-refused = Correo rechazado
invites-show-joined = Dentro
invites-show-over = Terminadas
invites-show-revoked = Revocadas
invites-search = Nombre o dirección
invites-search-go = Buscar
invites-export = Descargar
invites-selected = Seleccionadas:
invites-pick-all = Seleccionar todo en esta página
invites-pick = Seleccionar { $name }
invites-all-pages = Todo lo que muestra esta lista, en todas las páginas
invites-col-person = Persona
invites-col-role = Papel
invites-col-state = Estado
invites-col-uses = Usos
invites-col-joined = Entró
invites-col-seen = Última vez
invites-col-watched = Visto
invites-col-ends = El enlace caduca
invites-col-deeds = Acciones
invites-asks = Pide un enlace nuevo
invites-renew-and-send = Renovar y enviar
invites-renew-and-show = Crear un enlace nuevo
invites-state-pending = Sin usar
invites-state-joined = Dentro
invites-state-left = Se fue
invites-state-used-up = Gastada
invites-state-expired = Caducada
invites-state-revoked = Revocada
invites-state-forgotten = Datos eliminados
invites-forgotten = Una persona invitada de la que ya no se sabe
invites-uses = { $spent } de { $allowed }
invites-uses-unlimited = { $spent }, sin límite
invites-not-yet = Todavía no
invites-menu = Acciones para { $name }
invites-menu-link = Enlace nuevo
invites-again = Invitar otra vez
invites-empty-heading = Todavía no se ha invitado a nadie
invites-empty-text = Invite a una persona con un enlace propio. Aquí ve quién ha entrado y puede retirarlo cuando quiera.
invites-none-heading = Ninguna de estas
invites-none-text = Ninguna invitación está en este estado.
invites-pages = Páginas
invites-newest = Más nuevas
invites-older = Más antiguas
invites-numbers-invited = { $n } invitadas
invites-numbers-invited-many = más de { $n } invitadas
invites-numbers-joined = { $n } han entrado
invites-numbers-joined-many = más de { $n } han entrado
invites-numbers-finished = { $n } lo vieron hasta el final
invites-numbers-median = mediana vista { $n } %
invites-numbers-read = { $n } lo leyeron hasta el final
invites-numbers-median-read = mediana leída { $n } %

# Qué fue del correo que lleva un enlace.
mail-state-queued = Correo en espera
mail-state-sent = Correo enviado
mail-state-refused = Correo rechazado:
mail-state-cancelled = Correo no enviado
mail-state-failed = El correo falló:
