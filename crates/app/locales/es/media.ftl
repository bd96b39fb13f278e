# Entradas: su página, edición, publicación, personas, papelera.
media-pages = { $n ->
    [one] { $n } página
   *[other] { $n } páginas
}
media-plays = { $n ->
    [one] { $n } reproducción
   *[other] { $n } reproducciones
}
media-reads = { $n ->
    [one] Abierto { $n } vez
   *[other] Abierto { $n } veces
}
media-tags = Etiquetas
media-download = Descargar
media-leave = Salir
media-hand-over = Abrir en otro dispositivo
media-guest = Está aquí por una invitación, solo en este navegador. Vea qué está abierto para usted y qué se sabe de usted.
media-menu-invite = Invitar a personas
media-menu-invites = Invitaciones
media-menu-guests = Gestionar el acceso de invitados
media-invited = { $n } invitadas · { $inside } dentro
media-invited-many = Más de { $n } invitadas
media-menu-publish = Publicación
media-menu-edit = Editar
media-menu-people = Personas
media-menu-delete = Eliminar
media-open-document = Abrir el documento
media-image-larger = Mostrar a tamaño real
media-image-fit = Ajustar a la página
media-unshown = Este archivo no se puede mostrar aquí
media-unshown-download = Descárguelo para abrirlo con el programa con que se hizo. Un PDF sí se podría leer en esta página.
media-unshown-other = Pida un PDF a quien lo compartió.
media-upload = Subir un archivo
media-upload-again = Subir de nuevo
media-empty = Todavía no hay nada que ver
media-empty-owner = Esta entrada aún no tiene archivo. Suba uno y se preparará.
media-empty-other = El archivo aún no se ha subido.
media-processing = Ya casi está
media-processing-what = El archivo ha llegado y se está preparando. Esta página lo mostrará en cuanto esté listo.
media-processing-bar = Preparando
media-look-again = Mirar otra vez
media-left-minutes = Quedan unos %n minutos
media-left-soon = Queda menos de un minuto
media-failed = Este archivo no se pudo preparar
media-failed-other = Algo no va bien con el archivo. Su propietario puede subirlo de nuevo.
media-nothing = Esto no se puede mostrar aquí
media-nothing-what = Es de un tipo para el que esta página no tiene reproductor.
media-ended = Ya no puede ver esto
media-ended-what = El acceso que tenía ha terminado. Si cree que no es correcto, pregunte a quien lo compartió con usted.
media-moved = Esto está abierto ahora en otro navegador
media-moved-what = Su puesto se ha trasladado allí. Si no ha sido usted, dígaselo a quien le invitó.

media-failure-not-media = No es un vídeo, ni una grabación de audio, ni una imagen, ni un PDF, ni un archivo de ofimática, se llame como se llame. Suba algo de eso.
media-failure-heic = Es una imagen en HEIC, que aquí no se puede leer. Guárdela como JPEG y suba esa.
media-failure-wrong-kind = Es de otro tipo que esta entrada. Suba un archivo del mismo tipo o cree una entrada nueva para él.
media-failure-broken = Está dañado o cortado. Pruebe a reproducirlo en su equipo, expórtelo de nuevo y suba eso.
media-failure-empty = No tiene ningún contenido. Revise el archivo y súbalo de nuevo.
media-failure-no-picture-or-sound = No contiene ni imagen ni sonido. Revise el archivo y súbalo de nuevo.
media-failure-too-long = Dura más de lo que este sitio admite. Córtelo en partes y súbalas una a una.
media-failure-too-big = Es más grande de lo que este sitio puede procesar. Expórtelo con menos resolución y súbalo de nuevo.
media-failure-encrypted = Está protegido con contraseña o contra copia. Suba una copia sin protección.
media-failure-timed-out = Prepararlo llevó demasiado tiempo. Súbalo de nuevo o expórtelo antes como MP4.
media-failure-tool-missing = Este sitio aún no está preparado para archivos así. Avise a la administración y súbalo después de nuevo.
media-failure-disk-full = Al sitio no le quedaba espacio. Avise a la administración y súbalo después de nuevo.
media-failure-other = Algo fue mal al prepararlo. Súbalo de nuevo; si no sirve, avise a la administración.

publish-private = Privado
publish-unlisted = No listado
publish-published = Publicado
role-owner = Propietario
role-co-owner = Copropietario
role-co-editor = Coeditor
role-co-publisher = Copublicador
role-co-viewer = Coespectador
field-out-of-range = Elija un número de { $min } a { $max }.

# Versiones en varios tamaños, para quien puede editar. %n es un número.
qualities-making = Ya se puede reproducir. Se están haciendo más calidades, para líneas lentas y rápidas.
qualities-bar = Haciendo más calidades
qualities-made = Ya están todas las calidades. Se ofrecerán la próxima vez que se abra la página.
qualities-cancel = Cancelar
qualities-cancelled = No se están haciendo más calidades. Lo que hay se reproduce.
qualities-make = Hacerlas
qualities-wait = Ya se puede reproducir. Hacer más calidades no ha funcionado ahora; se intentará otra vez por sí solo.
qualities-wait-disk-full = Ya se puede reproducir. Las demás calidades tienen que esperar: al sitio no le queda espacio. Avise a la administración.
qualities-failed = Se reproduce en una sola calidad: no se pudieron hacer más. Puede pedir que se intente otra vez.
qualities-failed-broken = Se reproduce en una sola calidad: el archivo está dañado y no se pudo hacer más con él. Expórtelo de nuevo y reemplácelo.
qualities-failed-too-big = Se reproduce en una sola calidad: es más grande de lo que este sitio puede procesar. Expórtelo con menos resolución y reemplácelo.
said-qualities-cancelled = Cancelado. Lo que hay se reproduce.
said-qualities-asked = Se están haciendo más calidades.

# Las páginas en las que se trabaja en una entrada.
desk-back = Volver a la página de la entrada
desk-tabs = Sobre esta entrada
desk-details = Datos
desk-captions = Subtítulos
desk-people = Personas

edit-title = Editar
edit-field-title = Título
edit-field-description = Descripción
edit-help-description = Las direcciones web se convierten en enlaces.
edit-field-tags = Etiquetas
edit-help-tags = Sepárelas con comas.
edit-stale = Entretanto ha guardado otra persona.
edit-stale-what = Lo que escribió sigue aquí. Debajo está lo que hay guardado ahora; guarde otra vez para sustituirlo por lo suyo.
edit-nothing = (nada)
edit-file = Archivo
edit-file-replace = Sustituir el archivo
edit-file-replace-what = Un archivo nuevo ocupa el lugar de este. La dirección, las invitaciones, los subtítulos y las reproducciones se conservan.
edit-file-none = Todavía no se ha subido nada.

captions-title = Subtítulos
captions-none = Todavía no hay subtítulos. Con ellos puede seguirlo más gente, también sin sonido.
captions-add = Añadir subtítulos
captions-add-do = Añadir subtítulos
captions-off = Este hub no muestra subtítulos desde el principio. Lo que elija aquí se guarda, pero por ahora no se aplica: los subtítulos aparecen cuando alguien los activa en el reproductor.
captions-lang = Idioma
captions-label = Nombre
captions-label-help = Cómo se llaman en el menú del reproductor. Si se deja vacío, es el nombre del idioma en el propio idioma.
captions-file = Archivo
captions-file-help = WebVTT (.vtt) o SubRip (.srt), en cualquier codificación habitual, 4 MB como máximo.
captions-standard = Mostrar desde el principio
captions-standard-help = Quien abra esto ve estos subtítulos hasta que los quite. Solo una pista puede mostrarse así.
captions-standard-badge = Se muestran desde el principio
captions-standard-do = Mostrar desde el principio
captions-standard-do-one = Mostrar desde el principio: { $label }
captions-standard-stop = Mostrar solo si se piden
captions-standard-stop-one = Mostrar solo si se piden: { $label }
captions-delete = Eliminar los subtítulos
captions-delete-one = Eliminar los subtítulos: { $label }
captions-delete-title = ¿Eliminar estos subtítulos?
captions-delete-what = Desaparecen del reproductor enseguida y no se pueden recuperar. Guarde el archivo si aún puede necesitarlo.

chapters-field = Capítulos
chapters-help = En cada línea, un tiempo y un título, como 1:05 Bienvenida. También se puede pegar el texto de un archivo WebVTT de capítulos. Si está vacío, no hay capítulos.
chapters-from-description = Tomarlos de la descripción

publish-title = Publicación
publish-lead = Las personas nombradas en la entrada y las invitadas pueden abrirla siempre.
publish-legend = ¿Quién más puede abrirla?
publish-private-help = Nadie más.
publish-unlisted-help = Quien tenga la dirección.
publish-published-help = Todo el mundo; aparece en la página de inicio.

people-title = Personas
people-add = Añadir personas
people-who = Dirección de correo o grupo
people-who-help = Escriba tres caracteres para buscar personas por su nombre.
people-found = Personas y grupos
people-none = No se encontró a nadie.
people-some = {"{n}"} encontradas. Elija con las flechas.
people-role = Papel
people-role-help = Los coeditores cambian textos y subtítulos; los copublicadores, la publicación; unos y otros invitan. Los propietarios hacen todo eso y además eliminan.
people-add-do = Añadir
people-list = Quién trabaja en esto
people-column-who = Nombre
people-column-role = Papel
people-group = Grupo
people-capped = Solo puede ver: este sitio no le deja tener contenidos propios.
people-menu = { $name }: cambiar o quitar
people-give = Hacer
people-take = Dejar de ser
people-hand-over = Hacer propietario
people-remove = Quitar
people-nobody = Todavía nadie aparte del propietario.

owner-title = ¿Hacer propietaria a otra persona?
owner-entry = Entrada
owner-new = Nuevo propietario
owner-what = La entrada pasa a los contenidos de esa persona. Usted queda como copropietario, y solo ella puede devolvérsela.
owner-do = Hacer propietario

delete-title = ¿Eliminar esto?
delete-what = Va a la papelera, y quien lo tenga abierto lo pierde enseguida. Puede recuperarlo durante { $days ->
    [one] un día
   *[other] { $days } días
}; después desaparece para siempre.
delete-do = Eliminar

# Se dice una vez, después de una acción.
said-entry-saved = Guardado.
said-entry-trashed = Eliminado. Se queda en la papelera { $days ->
    [one] un día
   *[other] { $days } días
}.
said-entry-restored = Recuperado de la papelera.
said-publish-private = Ahora es privado.
said-publish-unlisted = Ahora puede abrirlo quien tenga la dirección.
said-publish-published = Publicado. Aparece en la página de inicio.
said-people-added = Añadido.
said-people-changed = Cambiado.
said-people-removed = Quitado.
said-owner-changed = La entrada tiene un nuevo propietario.
said-captions-added = Subtítulos añadidos.
said-captions-deleted = Subtítulos eliminados.
said-captions-standard = Estos subtítulos se muestran ahora desde el principio.
said-captions-not-standard = Estos subtítulos se muestran ahora solo si se piden.
said-chapters-saved = Capítulos guardados.

# Qué no está bien en un campo.
field-too-many-tags = Son demasiadas: { $max } etiquetas como máximo.
field-comma-in-tag = Una etiqueta no puede contener comas; las comas separan una de la siguiente.
field-kind-not-made-here = Aquí solo se pueden crear vídeos, grabaciones de audio, imágenes y documentos.
field-not-an-id = Esto no es un identificador.
field-nobody = Aquí nadie tiene esa dirección ni ese nombre. Revíselo o elija de la lista.
field-groups-off = En este sitio las personas se nombran una a una. Nombre a los miembros del grupo.
field-is-owner = El propietario ya puede hacerlo todo.
field-too-many-collaborators = Son demasiados: { $max } personas y grupos como máximo. Reúna a las personas en un grupo.
field-cannot-own = Esta persona no puede tener contenidos propios y, por tanto, no puede ser propietaria de esto.
field-file-missing = Elija un archivo.
field-captions-taken = Ya hay subtítulos en este idioma. Elimine primero esos.
field-captions-too-large = El archivo es demasiado grande: { $max } MB como máximo.
field-captions-not-text = El archivo no es texto en ninguna codificación que aquí se conozca. Guárdelo como UTF-8 y súbalo otra vez.
field-captions-no-times = Esto no son subtítulos: ninguna línea contiene dos tiempos, como 00:01.000 --> 00:04.000.
field-captions-times = La línea { $line } debería contener dos tiempos, como 00:01.000 --> 00:04.000.
field-captions-backwards = En la línea { $line } los subtítulos terminan antes de empezar.
field-captions-no-cues = En el archivo no hay subtítulos.
field-chapter-no-time = La línea { $line } debería empezar con un tiempo, como 1:05.
field-chapter-no-title = En la línea { $line } falta el título.
field-chapter-title = El título de la línea { $line } es demasiado largo o contiene caracteres que no se pueden mostrar de forma segura.
field-chapter-twice = La línea { $line } empieza al mismo tiempo que la anterior.
field-chapter-earlier = La línea { $line } empieza antes que la anterior. Ponga los capítulos en el orden del vídeo.
field-chapter-beyond = La línea { $line } empieza después del final del vídeo.
field-chapter-too-many = Son demasiados: { $max } capítulos como máximo. La línea { $line } es uno más.
field-not-a-time = Esto no es un tiempo de un vídeo.

# Una acción sobre varias entradas.
bulk-publish-title = Publicación de varias entradas
bulk-tag-title = Añadir una etiqueta a varias
bulk-tag-field = Etiqueta
bulk-person-title = Añadir una persona a varias
bulk-who-help = La dirección de correo completa o el nombre de un grupo.
bulk-delete-title = ¿Eliminar varias?
bulk-these = { $n ->
    [one] Esto se hace con { $n } entrada:
   *[other] Esto se hace con { $n } entradas:
}
bulk-done = { $n ->
    [0] No se hizo con ninguna.
    [one] Se hizo con { $n } entrada.
   *[other] Se hizo con { $n } entradas.
}
bulk-refused = Sin hacer:
said-bulk-none = Elija con qué se ha de hacer y después, otra vez, qué.
said-bulk-published = Se cambió la publicación de todas.
said-bulk-tagged = Ahora todas tienen la etiqueta.
said-bulk-deleted = Eliminadas. Se quedan en la papelera { $days ->
    [one] un día
   *[other] { $days } días
}.
