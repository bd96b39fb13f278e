# Cuestionarios: hacerlos, escribirlos, y lo que resultó.

# Hacer un cuestionario.
media-menu-quiz = Cuestionario
quiz-start-heading = Empezar el cuestionario
quiz-start-again = ¿Otro intento?
quiz-start = Empezar
quiz-pretest = Descargar las preguntas
quiz-owner-sees = { $owner } ve sus respuestas y su resultado.
quiz-questions = { $n ->
    [one] { $n } pregunta, en su momento de la película
   *[other] { $n } preguntas, cada una en su momento de la película
}
quiz-attempts-left = { $left ->
    [one] Queda { $left } intento de { $all }
   *[other] Quedan { $left } intentos de { $all }
}
quiz-attempts-endless = Tantos intentos como quiera
quiz-all-required = Hay que responder a todas las preguntas antes de entregar
quiz-not-all-required = Puede entregar con preguntas sin responder
quiz-may-change = Puede cambiar sus respuestas hasta que entregue
quiz-may-not-change = Una respuesta queda como la da
quiz-may-not-skip = La película sigue cuando se ha respondido a la pregunta
quiz-may-not-seek = No se puede adelantar la película
quiz-counts-highest = Cuenta su mejor resultado
quiz-counts-latest = Cuenta el resultado de su último intento
quiz-counts-average = Cuenta la media de sus resultados
quiz-counts-first = Cuenta el resultado de su primer intento
quiz-told-never = No se muestran las respuestas correctas
quiz-told-after-submit = Las respuestas correctas se muestran al entregar
quiz-told-after-last = Las respuestas correctas se muestran después del último intento
quiz-heading = Preguntas
quiz-marks = Preguntas a lo largo de la película
quiz-number = Pregunta { $n }
quiz-points = { $n ->
    [one] { $n } punto
   *[other] { $n } puntos
}
quiz-points-label = Puntos
quiz-points-of = { $reached } de { $possible }
quiz-true = Verdadero
quiz-false = Falso
quiz-your-answer = Respuesta
quiz-no-answer = Sin respuesta
quiz-right-answer = Correcta
quiz-why = Por qué
quiz-hint = Pista
quiz-reflect = Aquí no hay nada que responder. Piénselo y siga.
quiz-seen = Visto
quiz-fixed = Respondida. Esta respuesta no se puede cambiar.
quiz-final = Después no se podrá cambiar esta respuesta.
quiz-answered-of = { $n } de { $all } respondidas
quiz-missing = Sin respuesta hasta ahora: { $numbers }
quiz-missing-one = La pregunta { $n } no tiene respuesta todavía.
quiz-all-answered = Todo está respondido.
quiz-answer = Responder
quiz-go-on = Seguir
quiz-skip = Omitir
quiz-save = Guardar y seguir después
quiz-submit = Entregar
quiz-state-done = respondida
quiz-state-open = abierta
quiz-state-now = ahora
quiz-saved = Guardada
quiz-unsaved = No se ha podido guardar. Compruebe su conexión e inténtelo de nuevo.
quiz-out = Las respuestas que ha dado se conservan.
quiz-ahead = En esta película no se puede adelantar.
quiz-back = Volver a la película
quiz-result = Su resultado
quiz-score = { $reached } de { $possible } puntos · { $percent } %
quiz-score-none = Entregado
quiz-unread = { $n ->
    [one] { $n } respuesta está por leer; hasta entonces no cuenta.
   *[other] { $n } respuestas están por leer; hasta entonces no cuentan.
}
quiz-kept-highest = Cuenta su mejor resultado: { $score }
quiz-kept-latest = Cuenta su último resultado: { $score }
quiz-kept-average = Cuenta su media: { $score }
quiz-kept-first = Cuenta su primer resultado: { $score }
quiz-none-left = No le queda ningún intento.
quiz-attempt = Intento { $n }
quiz-verdict-right = Correcta
quiz-verdict-wrong = Incorrecta
quiz-verdict-partly = Correcta en parte
quiz-verdict-none = Sin respuesta
quiz-verdict-unread = Por leer
said-quiz-saved = Guardado. Puede seguir después.
said-quiz-submitted = Entregado.
said-quiz-over = Este intento ya estaba entregado.
said-quiz-who = Inicie sesión para hacer el cuestionario.
said-quiz-none-left = No le queda ningún intento.

# Escribir un cuestionario.
quiz-desk-title = Cuestionario
quiz-tabs = Sobre este cuestionario
quiz-tab-questions = Preguntas
quiz-tab-rules = Reglas
quiz-tab-results = Resultados
quiz-make-heading = Convertirlo en cuestionario
quiz-make-text = La película se detiene en los momentos que elija y pregunta. Los enlaces y las invitaciones siguen igual, y puede volver a convertirlo en una simple película.
quiz-make = Hacer un cuestionario
quiz-cannot-heading = De esto no se puede hacer un cuestionario
quiz-cannot-text = Un cuestionario pregunta a lo largo de un vídeo o de una grabación de sonido.
quiz-empty-heading = Ninguna pregunta todavía
quiz-empty-text = Hasta que haya una, esto se reproduce como cualquier película.
quiz-add = Añadir una pregunta
quiz-kind-single = Una respuesta correcta
quiz-kind-multiple = Varias respuestas correctas
quiz-kind-true-false = Verdadero o falso
quiz-kind-fill-in = Completar
quiz-kind-open = Pregunta abierta
quiz-kind-reflection = Pausa para pensar
quiz-unmake = Volver a convertirlo en una simple película
quiz-unmake-what = La película deja de preguntar. Las preguntas y los resultados se conservan para cuando vuelva a hacer un cuestionario.
quiz-field-at = Momento
quiz-help-at = Dónde se detiene la película, como 1:23 o 83.
quiz-from-film = Tomar el momento de la película
quiz-field-text = Pregunta
quiz-field-choices = Respuestas
quiz-help-choices = De dos a diez. Marque lo correcto; las líneas vacías no cuentan.
quiz-answer-n = Respuesta { $n }
quiz-is-right = Correcta
quiz-field-truth = ¿Qué es lo correcto?
quiz-field-accepted = Respuestas correctas
quiz-help-accepted = Una en cada línea. Las mayúsculas y los espacios no importan.
quiz-open-what = Usted lee las respuestas y da los puntos. Hasta entonces no cuentan.
quiz-reflection-what = La película se detiene y muestra esto. No hay nada que responder ni puntos.
quiz-field-points = Puntos
quiz-field-hint = Pista
quiz-help-hint = Quien responde puede abrirla.
quiz-field-why = Por qué la respuesta correcta lo es
quiz-help-why = Se muestra junto con la respuesta correcta.
quiz-delete = Eliminar la pregunta
quiz-delete-what = Quien esté haciendo el cuestionario todavía la responde. Las respuestas dadas se conservan.
quiz-stale-deleted = Alguien ha eliminado esta pregunta. Al guardar se crea de nuevo.
quiz-rules-title = Reglas
quiz-field-welcome = Antes de empezar
quiz-help-welcome = Lo que se lee en la pantalla de inicio.
quiz-field-attempts = Intentos
quiz-help-attempts = De 1 a 50.
quiz-field-endless = Tantos como se quiera
quiz-field-kept = El resultado que cuenta
quiz-help-kept = De los intentos de una persona.
quiz-keep-highest = El mejor
quiz-keep-latest = El último
quiz-keep-average = La media
quiz-keep-first = El primero
quiz-field-while = Mientras se hace
quiz-field-all-required = Hay que responder a todas las preguntas
quiz-help-all-required = Si no, se puede entregar con preguntas sin responder.
quiz-field-may-change = Las respuestas se pueden cambiar
quiz-help-may-change = Hasta que se entregue el intento.
quiz-field-may-skip = Las preguntas se pueden omitir
quiz-help-may-skip = Y responderse después.
quiz-field-may-seek = Adelantar la película
quiz-help-may-seek = Si no, solo se puede volver a lo ya visto.
quiz-field-pretest = Preguntas en PDF antes de empezar
quiz-help-pretest = Una prueba previa para descargar: sin lo que es correcto.
quiz-paper-lacks = Las preguntas para descargar no pueden mostrar esta escritura: { $scripts }. Ninguna fuente de este servidor la tiene y en su lugar aparecen recuadros. Pida a la administración que instale una fuente (en Debian: { $packages }).
quiz-script-bengali = bengalí
quiz-script-bopomofo = bopomofo
quiz-script-devanagari = devanagari (hindi)
quiz-script-ethiopic = etíope (amárico)
quiz-script-gujarati = guyaratí
quiz-script-gurmukhi = gurmukhi (panyabí)
quiz-script-han = caracteres chinos
quiz-script-hangul = coreano (hangul)
quiz-script-kana = kana japonés
quiz-script-kannada = canarés
quiz-script-khmer = jemer
quiz-script-malayalam = malayalam
quiz-script-myanmar = birmano
quiz-script-oriya = oriya
quiz-script-signs = pictogramas y símbolos
quiz-script-sinhala = cingalés
quiz-script-tamil = tamil
quiz-script-telugu = telugu
quiz-script-thai = tailandés
quiz-script-tibetan = tibetano
quiz-field-reveal = Cuándo se muestran las respuestas correctas
quiz-reveal-never = Nunca
quiz-reveal-never-help = Solo se ve el propio resultado.
quiz-reveal-after-submit = Después de cada intento
quiz-reveal-after-submit-help = A quien le queden intentos las conocerá en el siguiente.
quiz-reveal-after-last = Después del último intento
quiz-reveal-after-last-help = Cuando ya no le sirven a nadie.
said-quiz-made = Ahora es un cuestionario. Escriba la primera pregunta.
said-quiz-cannot = De esto no se puede hacer un cuestionario.
said-quiz-unmade = Vuelve a ser una simple película.
said-quiz-rules = Guardado.
said-quiz-question = La pregunta está guardada.
said-quiz-deleted = La pregunta está eliminada.

# Lo que resultó.
quiz-results-title = Resultados
quiz-results-none = Nadie lo ha hecho todavía
quiz-results-none-text = Invite a personas; lo que respondan aparecerá aquí.
quiz-results-people = Personas
quiz-results-questions = Preguntas
quiz-export = Descargar como CSV
quiz-col-person = Persona
quiz-col-counts = Cuenta
quiz-col-attempts = Intentos
quiz-col-deeds = Eliminar intentos
quiz-guest = Invitado
quiz-somebody = Alguien que ya no se conoce
quiz-still-running = Todavía no entregado
quiz-anew = Eliminar sus intentos
quiz-anew-what = Se eliminan todas las respuestas de esta persona, que puede empezar de nuevo. No se puede deshacer.
quiz-anew-one = Eliminar los intentos de { $name }
said-quiz-anew = Los intentos están eliminados.
quiz-pages = Páginas
quiz-first-page = Primera página
quiz-next-page = Página siguiente
quiz-answered-by = { $n ->
    [one] { $n } respuesta
   *[other] { $n } respuestas
}
quiz-right-by = { $n } correctas
quiz-unread-answers = { $n } por leer
quiz-earlier = Redacción anterior
quiz-earlier-what = Este intento responde a las preguntas tal como eran al empezar. Han cambiado desde entonces.
quiz-read = Leer las respuestas
quiz-written-title = Lo que se ha escrito
quiz-written-what = Estas respuestas se cuentan solas.
quiz-points-from = { $n ->
    [one] Puntos, de { $n }
   *[other] Puntos, de { $n }
}
said-quiz-points = Los puntos están guardados.
said-quiz-points-wrong = Los puntos son un número, como mucho lo que vale la pregunta.

# Lo que no funciona, y qué hacer.
fault-quiz-none = Esto no es un cuestionario.
fault-quiz-who = Inicie sesión para hacer el cuestionario, para que sus respuestas sean suyas.
fault-quiz-running = Ya hay un intento en marcha.
fault-quiz-none-left = No le queda ningún intento.
fault-quiz-no-questions = Este cuestionario no tiene preguntas todavía.
fault-quiz-no-attempt = No existe ese intento suyo. Vuelva a cargar la página.
fault-quiz-over = Este intento ya estaba entregado. Vuelva a cargar la página.
fault-quiz-final = Esta pregunta está respondida, y la respuesta no se puede cambiar.
fault-quiz-out-of-turn = Responda primero a las preguntas anteriores.
fault-quiz-missing = Estas preguntas no tienen respuesta todavía: { $numbers }
fault-quiz-stale = Alguien ha cambiado el cuestionario entretanto. Obténgalo de nuevo y cambie eso.
fault-quiz-too-many-questions = Un cuestionario tiene como mucho { $max } preguntas.
fault-quiz-no-pretest = Las preguntas de este cuestionario no se pueden descargar.
field-quiz-answer-nothing = Elija o escriba algo.
field-quiz-too-high = Como mucho { $max }.
field-quiz-behind-the-end = Para entonces la película ha terminado.
field-quiz-too-few = Escriba al menos dos respuestas.
field-quiz-too-many = Como mucho { $max } respuestas.
field-quiz-twice = Dos respuestas dicen lo mismo.
field-quiz-none-right = Marque lo que es correcto.
field-quiz-several-right = Marque solo una como correcta.
field-quiz-nothing-accepted = Escriba al menos una respuesta correcta.
field-quiz-no-time = Escriba un momento, como 1:23.
field-quiz-no-number = Escriba un número entero.
field-quiz-attempts = Escriba un número del 1 al { $max }.
field-quiz-no-last = Con intentos ilimitados no hay último: elija otro momento o un número de intentos.
