# Inicio, Mis medios, subir, la papelera.
home-title = Inicio
home-welcome = Le damos la bienvenida, { $name }
home-published = Medios publicados
home-recent = Sus medios recientes
home-recent-all = Todos mis medios
home-recent-empty = Todavía no hay nada suyo
home-recent-empty-what = Suba un vídeo, una grabación de audio o un PDF. Será privado hasta que lo comparta.
home-shared = Compartido con usted
home-shared-all = Todo lo que se ha compartido con usted
home-empty = Todavía no se ha publicado nada
home-empty-member = Lo que la gente publique para todos aparece aquí.
home-empty-anonymous = Inicie sesión para ver lo que se ha compartido con usted.

state-empty = Aún sin archivo
state-processing = Preparando
state-failed = Falló

my-media-tabs = Listas
my-media-mine = Míos
my-media-shared = Compartidos conmigo
my-media-menu = { $title }: más acciones
my-media-empty = Todavía no hay nada
my-media-empty-what = Lo que sube es suyo y privado hasta que lo comparta.
my-media-shared-empty = Todavía no se ha compartido nada con usted
my-media-shared-empty-what = Cuando alguien le nombre en una entrada o le invite, aparecerá aquí.

pager = Páginas
pager-first = Más recientes
pager-next = Anteriores

upload-title = Subir
upload-for = Un archivo para
upload-lead = Como máximo { $max } { $unit ->
        [gigabytes] GB
       *[megabytes] MB
    } por archivo. Las subidas siguen donde se detuvieron, también tras perder la conexión.
upload-kinds = Aquí se puede subir: { $kinds }.
upload-kind-off = Esto no se puede subir aquí
upload-kind-off-what = Ya no se admiten archivos de este tipo. Si tiene que sustituir este, consulte a la administración.
upload-no-script = Para subir hacen falta scripts
upload-no-script-what = Los archivos grandes se envían por partes para que nada se pierda con la conexión; solo un script puede hacerlo. Permita los scripts en este sitio y cargue la página de nuevo.

trash-title = Papelera
trash-lead = Las entradas eliminadas se quedan aquí { $days ->
    [one] un día
   *[other] { $days } días
}.
trash-empty = La papelera está vacía
trash-empty-what = Lo que elimine se puede recuperar desde aquí durante { $days ->
    [one] un día
   *[other] { $days } días
}.
trash-column-title = Título
trash-column-owner = De
trash-column-deleted = Eliminado
trash-column-left = Queda
trash-days = { $n ->
    [one] { $n } día
   *[other] { $n } días
}
trash-restore = Recuperar
trash-restore-one = Recuperar { $title }

# Buscar: el formulario sobre una lista.
find-words = Palabras en título, descripción, etiquetas o subtítulos
find-do = Buscar
find-all = Mostrar todo
find-kind = Tipo
find-state = Estado
find-publish = Publicación
find-place = En canal o galería
find-any-place = Todos los lugares
find-nowhere = Sin publicar en ningún lugar
find-sort = Orden
find-any-kind = Todos los tipos
find-any-state = Todos los estados
find-any-publish = Toda publicación
find-kind-video = Vídeos
find-kind-audio = Audio
find-kind-document = Documentos
find-kind-image = Imágenes
find-kind-quiz = Cuestionarios
find-state-empty = Aún sin archivo
find-state-processing = Preparándose
find-state-ready = Listo
find-state-failed = Con error
find-sort-newest = Lo más nuevo primero
find-sort-title = Por título
find-sort-plays = Lo más visto primero
find-sort-updated = Lo último modificado primero
find-nothing = No se encontró nada
find-nothing-what = Pruebe con menos palabras o más cortas, o excluya menos.

# Varios a la vez.
bulk-pick = Elegir { $title }
bulk-all = Elegir todo en esta página
bulk-selected = Elegidos:
bulk-tag = Añadir una etiqueta
bulk-person = Añadir una persona
