# Invitar a muchas personas a la vez y hacer algo con muchas invitaciones.

many-open = Varias personas…
many-title = Invitar a varias personas
many-lead = Pegue personas o elija una tabla. Verá qué pasaría con cada una antes de que se invite o escriba a nadie.
many-people = Personas
many-people-help = Una por línea, como las escriben los programas de correo: Ada Lovelace <ada@example.org>. O las filas de una tabla, con la primera.
many-file = Archivo CSV
many-file-help = En UTF-8, UTF-16 o la codificación de Windows; con comas, puntos y comas o tabuladores; hasta 10 000 personas. Ocupa el lugar de lo pegado.
many-mail = Enviar los enlaces por correo
many-mail-help = Cada persona recibe una vez un enlace propio: quien ya tiene uno no recibe un segundo correo.
many-revoked-too = Invitar también a personas cuya invitación se revocó
many-revoked-too-help = Si no, quedan fuera, para que la misma lista no traiga de vuelta a quien usted apartó.
many-look = Verlo
many-columns = Qué puede contener una tabla
many-columns-help = La primera fila nombra las columnas, en cualquier orden: «email» es necesaria; «first name» y «last name» son para personas nuevas; «role», «valid until» y «language» van por delante de lo elegido arriba. Una hora se escribe como 2026-12-24 15:00, un día como 2026-12-24, un idioma como es o Español. La misma tabla otra vez, corregida, cambia y añade.
many-example = Ejemplo
many-example-rows =
    email;first name;last name;valid until
    ada@example.org;Ada;Lovelace;2026-12-24 15:00
    bob@example.org;Bob;Noyce;

many-invite-looked = Qué haría esta lista
many-invite-working = Invitando a personas
many-invite-done = Qué ha sido de la lista
many-resend-working = Enviando enlaces nuevos
many-resend-done = Enlaces nuevos
many-end-working = Cambiando el final
many-end-done = Finales cambiados
many-role-working = Cambiando el papel
many-role-done = Papeles cambiados
many-reset-seat-working = Liberando puestos
many-reset-seat-done = Puestos liberados
many-revoke-working = Revocando invitaciones
many-revoke-done = Invitaciones revocadas

many-looked-lead = Todavía no se ha escrito nada. Nuevas: { $new }. Cambiadas: { $changed }. Ya invitadas: { $kept }. Fuera, porque algo no está bien: { $wrong }.
many-looked-mails = { $n ->
    [one] Sale un correo.
   *[other] Salen { $n } correos.
}
many-begin = { $n ->
    [one] Invitar a 1 persona
   *[other] Invitar a { $n } personas
}
many-begin-mailing = { $n ->
    [one] Invitar a 1 persona por correo
   *[other] Invitar a { $n } personas, { $mails } por correo
}
many-progress = { $n } de { $all }
many-working-help = Puede salir de esta página. El trabajo sigue, y esta página muestra por dónde va.
many-waits = Ha enviado tantos correos como una persona puede en una hora. El resto sigue solo: { $at }.
many-done-lead = { $kind ->
    [invite] Nuevas: { $new }. Cambiadas: { $changed }. Ya invitadas: { $kept }. Fuera: { $wrong }. Correos: { $mails }.
   *[other] Hecho: { $done }. Rechazado: { $wrong }.
}
many-links = Crear y descargar los enlaces
many-links-help = Los enlaces vienen una vez en un archivo CSV: uno por cada persona nueva. Si se crean otra vez son otros, y los anteriores dejan de funcionar.
many-correct = Corregir la lista
many-result = Descargar este resultado
many-show = Mostrar filas
many-all = Todas
many-what-open = Todavía no
many-what-new = Nueva
many-what-changed = Cambiada
many-what-mailed = Enviada
many-what-kept = Ya invitada
many-what-over = Caducada
many-what-done = Hecha
many-what-wrong = Fuera
many-no-rows = No hay filas así.
many-line = Línea
many-what = Resultado
many-detail = Qué cambia o qué hay que hacer
many-pages = Páginas de filas
many-first = Primeras filas
many-next = Más filas

many-changes = Cambia: { $columns }.
many-over = El enlace ha caducado y así sigue. Escriba una hora posterior en «valid until» para que vuelva a funcionar.
many-will-mail = Sale un enlace por correo.
many-mailed = Salió un enlace por correo.
many-column-email = dirección de correo
many-column-first-name = nombre
many-column-last-name = apellidos
many-column-role = tipo de invitación
many-column-valid-until = válido hasta
many-column-language = idioma
many-fault-no-email = Aquí no hay dirección de correo. Escriba una.
many-fault-not-an-address = Esto no es una dirección de correo, o hay varias en una línea. Escríbala como ada@example.org.
many-fault-no-name = Falta: { $column }. Escríbalo como Ada Lovelace <ada@example.org>.
many-fault-too-long = Demasiado largo: { $column }. 100 caracteres como máximo.
many-fault-forbidden = Contiene caracteres que no se pueden mostrar: { $column }. Escríbalo otra vez.
many-fault-unknown-role = No existe ese tipo de invitación. Escriba viewer, speaker o moderator.
many-fault-unknown-language = Ese idioma no existe aquí. Escriba uno de { $languages }.
many-fault-not-a-moment = Esto no es una fecha. Escríbala como 2026-12-24 15:00.
many-fault-formula = Es una fórmula: { $column }. Sustitúyala por lo que muestra.
many-fault-duplicate = Una línea anterior tiene esta dirección. Deje una de las dos.
many-fault-role-does-not-fit = En este tipo de contenido solo se puede asistir.
many-fault-domain-restricted = A personas nuevas de { $domain } no se las invita aquí: entran con su organización. Escriba otra dirección o consulte a la administración.
many-fault-yourself = Es su propia dirección.
many-fault-already-inside = Esta persona trabaja en esto y ya puede abrirlo.
many-fault-end-in-past = Ese final ya pasó. Escriba un momento futuro.
many-fault-end-too-late = Ese final es más tarde de lo que permite la administración. Como máximo, { $latest }.
many-fault-no-session = No hay ninguna sesión que pueda terminar. Escriba una fecha.
many-fault-revoked-before = Una invitación anterior de esta persona se revocó. Marque «Invitar también a personas cuya invitación se revocó» si ha de volver.
many-fault-too-much-mail-to-address = Esta dirección recibió muchos correos en una hora. Pruebe más tarde.
many-fault-no-mail-service = Este hub ya no tiene servicio de correo. Cree enlaces y entréguelos usted.
many-fault-not-allowed = Ya no puede invitar a nadie a esto. Pídaselo al propietario.
many-fault-revoked = Esta invitación se revocó, y eso es definitivo.
many-fault-link-is-over = El enlace ha caducado o está gastado. Cambie su final o cree uno nuevo.
many-fault-gone = Esta invitación ya no existe.

field-many-empty = En esta lista no hay nadie. Pegue al menos una dirección o elija un archivo.
field-many-too-many = Son demasiadas personas: { $max } a la vez como máximo. Divida la lista.

# Lo mismo con varias invitaciones.
said-nobody-picked = No hay nadie seleccionado. Seleccione antes a alguien.
act-others-now = La lista ha cambiado entretanto: mire cuántas son ahora y pulse otra vez.
act-and-more = { $n ->
    [one] y 1 más
   *[other] y { $n } más
}
act-resend-title = { $n ->
    [one] Enviar un enlace nuevo a 1 persona
   *[other] Enviar enlaces nuevos a { $n } personas
}
act-resend-lead = Los enlaces enviados antes dejan de funcionar enseguida; los copiados, no. Donde un enlace ha caducado no se envía nada, y el resultado lo dice.
act-resend = { $n ->
    [one] Enviar 1 enlace
   *[other] Enviar { $n } enlaces
}
act-end-title = { $n ->
    [one] Cuándo caduca 1 enlace
   *[other] Cuándo caducan { $n } enlaces
}
act-end-lead = Nunca acaba la estancia de quien ya está dentro. Un enlace caducado vuelve a funcionar.
act-end = { $n ->
    [one] Cambiar 1 final
   *[other] Cambiar { $n } finales
}
act-role-title = { $n ->
    [one] Qué puede hacer 1 persona
   *[other] Qué pueden hacer { $n } personas
}
act-role-lead = Cambia enseguida, también para quien ya está dentro.
act-role = { $n ->
    [one] Cambiar 1 papel
   *[other] Cambiar { $n } papeles
}
act-reset-seat-title = { $n ->
    [one] Liberar 1 puesto
   *[other] Liberar { $n } puestos
}
act-reset-seat-lead = Los navegadores que usan se cierran enseguida. El siguiente en que se abra un enlace ocupa su puesto, sin gastar ningún uso.
act-reset-seat = { $n ->
    [one] Liberar 1 puesto
   *[other] Liberar { $n } puestos
}
act-revoke-title = { $n ->
    [one] Revocar 1 invitación
   *[other] Revocar { $n } invitaciones
}
act-revoke-lead = Los enlaces dejan de funcionar, y quien está dentro pierde el acceso en un segundo, donde lo tenga abierto. Es definitivo. Puede invitar a las mismas personas más adelante.
act-revoke = { $n ->
    [one] Revocar 1 invitación
   *[other] Revocar { $n } invitaciones
}

# Lo que se puede decir de cualquier tabla.
import-ignored = Columnas no leídas
field-import-too-large = Este archivo es demasiado grande: { $max } MB como máximo. Divídalo en dos.
field-import-workbook = Esto es un libro de cálculo. En el programa de hojas de cálculo, guárdelo como CSV, mejor como «CSV UTF-8».
field-import-not-text = Esto no es una tabla en texto, o está dañada. Guárdela otra vez como CSV.
field-import-column-twice = Dos columnas son iguales: { $column }. Quite una o póngale otro nombre.
