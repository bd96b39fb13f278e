# Lo que va mal al reproducir.
fault-no-media = Aquí todavía no hay nada que reproducir.
fault-too-many-streams = Hay muchísima gente viendo. Inténtelo de nuevo en un momento.
embed-off = Esto no se muestra aquí
embed-off-what = Este hub solo muestra sus contenidos en sus propias páginas.
embed-open = Abrir en el hub
