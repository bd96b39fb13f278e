# Qué falla mientras se envía un archivo.
fault-tus-version = Aquí se habla tus 1.0.0: envíe la cabecera «Tus-Resumable: 1.0.0».
fault-upload-length = Diga cuánto mide el archivo: la cabecera Upload-Length, en bytes.
fault-upload-empty = Este archivo está vacío. Elija otro.
fault-upload-too-large = Este archivo es demasiado grande: { $max } MiB como máximo. Consulte a la administración o hágalo más pequeño.
fault-upload-too-long = Llegó más que los { $length } bytes anunciados. Envíe el archivo otra vez desde el principio.
fault-upload-metadata = La cabecera Upload-Metadata no se puede leer. Necesita «entry» con el identificador de una entrada, en base64; puede seguir «filename».
fault-upload-offset = La subida continúa en el byte { $offset }.
fault-upload-offset-missing = Diga adónde van estos bytes: la cabecera Upload-Offset, en bytes.
fault-upload-locked = Este archivo se está enviando desde otra ventana o conexión. Pruebe otra vez dentro de un momento.
fault-upload-checksum = La cabecera Upload-Checksum no se puede leer. Es «sha256» y el resumen en base64.
fault-upload-checksum-mismatch = Algunos bytes llegaron dañados y no se guardaron. Envíelos otra vez.
fault-upload-expired = Esta subida esperó demasiado y se retiró. Envíe el archivo otra vez.
fault-upload-finished = Ya ha llegado todo. Para quitarlo, elimine la entrada.
fault-too-many-uploads = Tiene { $max } subidas sin terminar. Termine algunas o cancélelas.
fault-entry-takes-no-file = Este tipo de entrada no se hace a partir de un archivo.
fault-no-room = Este archivo ya no cabe: de { $quota } MB quedan { $left } MB. Elimine algo, cuyo espacio vuelve tras { $days } días en la papelera, o pida más a la administración.
fault-owner-has-no-room = Este archivo ya no cabe: al propietario de esta entrada le quedan { $left } MB de { $quota } MB. Pídale que haga sitio, o a la administración que le dé más.

# Por qué no se pudo usar un archivo; lo lee su propietario.
failure-not-media = No es un vídeo, ni un archivo de audio, ni una imagen, ni un PDF, ni un archivo de ofimática, se llame como se llame. Elija otro archivo.
failure-heic = Esta imagen está en HEIC, que aquí no se puede leer. Guárdela como JPEG y elija esa.
failure-wrong-kind = Este archivo contiene otra cosa que la que admite la entrada. Cree para él una entrada del tipo adecuado o elija otro archivo.
failure-broken = Este archivo está dañado o incompleto. Expórtelo de nuevo y suba eso.
failure-empty = Este archivo está vacío. Elija otro.
failure-no-picture-or-sound = En este archivo no hay ni imagen ni sonido. Elija otro.
failure-too-long = Dura más de doce horas. Córtelo en partes.
failure-too-big = Tiene más píxeles, páginas o pistas de las que se pueden mostrar. Expórtelo más pequeño y suba eso.
failure-encrypted = Este archivo está protegido con contraseña o por gestión de derechos. Súbalo sin protección.
failure-timed-out = Preparar este archivo tardó demasiado. Expórtelo en un formato más común, como MP4 o PDF, y suba eso.
failure-trouble = Este archivo no se pudo preparar por un problema nuestro; se conserva. Avise a la administración.
