# Was schiefgeht, während eine Datei gesendet wird.
fault-tus-version = Hier wird tus 1.0.0 gesprochen: Senden Sie die Kopfzeile „Tus-Resumable: 1.0.0“.
fault-upload-length = Sagen Sie, wie lang die Datei ist: die Kopfzeile Upload-Length, in Bytes.
fault-upload-empty = Diese Datei ist leer. Wählen Sie eine andere.
fault-upload-too-large = Diese Datei ist zu groß: höchstens { $max } MiB. Wenden Sie sich an die Administration, oder machen Sie sie kleiner.
fault-upload-too-long = Es kam mehr als die { $length } Bytes, die angekündigt waren. Senden Sie die Datei noch einmal von Anfang an.
fault-upload-metadata = Die Kopfzeile Upload-Metadata lässt sich nicht lesen. Sie braucht „entry“ mit der ID eines Eintrags, in Base64; „filename“ kann folgen.
fault-upload-offset = Das Hochladen geht bei Byte { $offset } weiter.
fault-upload-offset-missing = Sagen Sie, wohin diese Bytes gehören: die Kopfzeile Upload-Offset, in Bytes.
fault-upload-locked = Diese Datei wird gerade aus einem anderen Fenster oder über eine andere Verbindung gesendet. Versuchen Sie es gleich noch einmal.
fault-upload-checksum = Die Kopfzeile Upload-Checksum lässt sich nicht lesen. Sie besteht aus „sha256“ und der Prüfsumme in Base64.
fault-upload-checksum-mismatch = Einige Bytes kamen beschädigt an und wurden nicht behalten. Senden Sie sie noch einmal.
fault-upload-expired = Dieses Hochladen hat zu lange gewartet und wurde entfernt. Senden Sie die Datei noch einmal.
fault-upload-finished = Es ist schon alles angekommen. Um es wegzunehmen, löschen Sie den Eintrag.
fault-too-many-uploads = Sie haben { $max } angefangene Dateien. Laden Sie einige zu Ende hoch, oder brechen Sie sie ab.
fault-entry-takes-no-file = Diese Art von Eintrag entsteht nicht aus einer Datei.
fault-no-room = Diese Datei passt nicht mehr hinein: Von { $quota } MB sind { $left } MB übrig. Löschen Sie etwas, dessen Platz nach { $days } Tagen im Papierkorb frei wird, oder bitten Sie die Administration um mehr.
fault-owner-has-no-room = Diese Datei passt nicht mehr hinein: Wem dieser Eintrag gehört, hat von { $quota } MB noch { $left } MB übrig. Bitten Sie die Person, Platz zu schaffen, oder die Administration um mehr.

# Warum eine Datei nicht zu gebrauchen war; das liest, wem sie gehört.
failure-not-media = Das ist weder Video noch Tonaufnahme, weder Bild noch PDF noch Office-Datei, wie auch immer es heißt. Wählen Sie eine andere Datei.
failure-heic = Dieses Bild ist im Format HEIC, das hier nicht gelesen werden kann. Speichern Sie es als JPEG, und wählen Sie das.
failure-wrong-kind = Diese Datei enthält etwas anderes, als der Eintrag aufnimmt. Legen Sie dafür einen Eintrag der richtigen Art an, oder wählen Sie eine andere Datei.
failure-broken = Diese Datei ist beschädigt oder unvollständig. Exportieren Sie sie neu, und laden Sie das hoch.
failure-empty = Diese Datei ist leer. Wählen Sie eine andere.
failure-no-picture-or-sound = In dieser Datei ist weder Bild noch Ton. Wählen Sie eine andere.
failure-too-long = Das läuft länger als zwölf Stunden. Schneiden Sie es in Teile.
failure-too-big = Das hat mehr Pixel, Seiten oder Spuren, als sich zeigen lassen. Exportieren Sie es kleiner, und laden Sie das hoch.
failure-encrypted = Diese Datei ist durch ein Passwort oder eine Rechteverwaltung geschützt. Laden Sie sie ohne Schutz hoch.
failure-timed-out = Diese Datei vorzubereiten hat zu lange gedauert. Exportieren Sie sie in einem üblicheren Format wie MP4 oder PDF, und laden Sie das hoch.
failure-trouble = Diese Datei konnte durch eine Störung bei uns nicht vorbereitet werden; sie ist noch da. Sagen Sie der Administration Bescheid.
