# La página de una entrada, como la ven las personas invitadas.
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
