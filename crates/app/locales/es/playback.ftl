# Lo que va mal al reproducir.
fault-no-media = Aquí todavía no hay nada que reproducir.
fault-too-many-streams = Hay muchísima gente viendo. Inténtelo de nuevo en un momento.
