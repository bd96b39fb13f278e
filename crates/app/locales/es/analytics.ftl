# Cómo se vio una entrada.
media-menu-analytics = Estadísticas
analytics-title = Estadísticas
analytics-periods = Días
analytics-period-7 = 7 días
analytics-period-30 = 30 días
analytics-period-90 = 90 días
analytics-period-all = Todos
analytics-range = { $first } a { $last } · días de { $zone }
analytics-off = La administración ha desactivado la asistencia. Ahora no se cuenta nada por día ni por persona; lo que hay aquí es de antes.
analytics-none-film = Nadie lo ha visto todavía
analytics-none-paper = Nadie lo ha leído todavía
analytics-none-picture = Nadie la ha visto todavía
analytics-none-text = En cuanto alguien lo haga, esta página muestra cuándo, cuánto, con qué y por qué camino.
analytics-nothing = En estos días no se contó nada
analytics-show-all = Mostrar todos los días
analytics-plays-film = Reproducciones
analytics-plays-paper = Veces abierto
analytics-plays-picture = Vistas
analytics-people = Personas conocidas
analytics-minutes-film = Minutos vistos
analytics-minutes-paper = Minutos abierto
analytics-minutes-picture = Minutos abierta
analytics-average-film = Visto de media
analytics-average-paper = Leído de media
analytics-undated = de { $n } no se conoce el día
analytics-minutes-short = { $n } min
analytics-of = { $n } de { $all }
analytics-as-table = Como tabla
analytics-by-day-film = Reproducciones por día
analytics-by-day-paper = Aperturas por día
analytics-by-day-picture = Vistas por día
analytics-weeks = Cada barra es más de un día.
analytics-days = { $first } a { $last }
analytics-day-plays-film = { $when }: { $n ->
    [one] { $n } reproducción
   *[other] { $n } reproducciones
}
analytics-day-plays-paper = { $when }: abierto { $n ->
    [one] { $n } vez
   *[other] { $n } veces
}
analytics-day-plays-picture = { $when }: { $n ->
    [one] { $n } vista
   *[other] { $n } vistas
}
analytics-when = Cuándo
analytics-leave = Dónde lo dejan
analytics-leave-what-film = Cuántas de { $n ->
    [one] { $n } visualización llega
   *[other] { $n } visualizaciones llegan
} a cada parte. Una visualización es una persona en un día.
analytics-leave-what-paper = Cuántas de { $n ->
    [one] { $n } lectura
   *[other] { $n } lecturas
} tuvieron abierta cada página, dos segundos o más. Una lectura es una persona en un día.
analytics-leave-chart-film = Cuántas personas ven cada parte, del principio al final. La tabla de abajo dice lo mismo.
analytics-leave-chart-paper = Cuántas personas tuvieron abierta cada página, de la primera a la última. La tabla de abajo dice lo mismo.
analytics-few = Con tan pocas cada una pesa mucho: la tabla las da en números.
analytics-half-film = La mitad ve hasta { $place } o más.
analytics-half-all-film = La mitad o más ve hasta el final.
analytics-half-none-film = Ninguna parte fue vista por la mitad.
analytics-steepest-film = La mayoría lo deja entre { $from } y { $to }.
analytics-place-film = Tiempo
analytics-watched-by-film = Visto por
analytics-half-paper = La mitad lee hasta la página { $place } o más.
analytics-half-all-paper = La mitad o más lee hasta la última página.
analytics-half-none-paper = Ninguna página fue abierta por la mitad.
analytics-steepest-paper = La mayoría lo deja entre la página { $from } y la página { $to }.
analytics-place-paper = Página
analytics-watched-by-paper = Leído por
analytics-devices = Dispositivos
analytics-device-desktop = Ordenador
analytics-device-phone = Teléfono
analytics-device-tablet = Tableta
analytics-device-tv = Televisor
analytics-device-other = Otro
analytics-used-film = { $n ->
    [one] { $n } reproducción
   *[other] { $n } reproducciones
} · { $minutes }
analytics-used-paper = abierto { $n ->
    [one] { $n } vez
   *[other] { $n } veces
} · { $minutes }
analytics-used-picture = { $n ->
    [one] { $n } vista
   *[other] { $n } vistas
} · { $minutes }
analytics-ways = Cómo llegaron
analytics-way = Camino
analytics-way-invite = Invitaciones
analytics-way-account = Miembros
analytics-way-guest-link = Enlace de invitados
analytics-way-anyone = Sin nombre, por enlace o galería
analytics-way-others = Otros enlaces de invitados
analytics-col-people = Personas
analytics-col-minutes = Duración
analytics-col-share-film = Visto
analytics-col-share-paper = Leído
analytics-col-share-picture = Visto
analytics-col-last = Última vez
analytics-who = Personas
analytics-who-what = Quién estuvo en estos días, las del último día primero. Sus cifras son de todos los días.
analytics-who-none = Nadie conocido estuvo en estos días.
analytics-person = Persona
analytics-sort-member = Miembro
analytics-sort-invited-member = Miembro invitado
analytics-sort-invited-guest = Invitación
analytics-sort-guest-by-link = Enlace de invitados
analytics-export-days = Días como CSV
analytics-export-timeline-film = Película como CSV
analytics-export-timeline-paper = Páginas como CSV
analytics-export-people = Personas como CSV
analytics-quiz = Resultados del cuestionario
analytics-more-pages = Más personas

# Cómo se usa todo el sitio.
console-tool-usage = Uso
usage-about = Qué se ve en todo el sitio y qué está almacenado. Las cifras son de días en { $zone }; no contienen a ninguna persona.
usage-months = Meses
usage-plays = Reproducciones
usage-minutes = Minutos vistos
usage-stored = Almacenado
usage-by-day = Minutos por día
usage-day = { $when }: { $n ->
    [one] { $n } minuto
   *[other] { $n } minutos
}
usage-most = Lo más visto
usage-entry = Entrada
usage-owner = De
usage-none = En este mes no se vio nada
usage-none-text = En cuanto se vea algo, aquí están las entradas con más minutos.
usage-storage = Qué ocupa el espacio
usage-purpose-original = Archivos subidos
usage-purpose-rendition = Lo que se reproduce en su lugar, en todos los tamaños
usage-purpose-poster = Imágenes de las páginas
usage-purpose-poster-small = Imágenes pequeñas
usage-purpose-caption = Subtítulos
usage-files = { $n ->
    [one] { $n } archivo
   *[other] { $n } archivos
}
usage-size-gb = { $n } GB
usage-size-mb = { $n } MB
