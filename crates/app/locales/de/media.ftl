# Die Seite eines Eintrags, wie sie Eingeladene sehen.
media-pages = { $n ->
    [one] { $n } Seite
   *[other] { $n } Seiten
}
media-plays = { $n ->
    [one] { $n } Aufruf
   *[other] { $n } Aufrufe
}
media-reads = { $n ->
    [one] { $n }-mal geöffnet
   *[other] { $n }-mal geöffnet
}
media-tags = Schlagwörter
media-download = Herunterladen
media-leave = Verlassen
media-hand-over = Auf anderem Gerät öffnen
media-guest = Sie sind durch eine Einladung hier, nur in diesem Browser. Sehen Sie, was für Sie offen und was von Ihnen bekannt ist.
media-menu-invite = Personen einladen
media-menu-invites = Einladungen
media-menu-guests = Gastzugang verwalten
media-invited = { $n } eingeladen · { $inside } drin
media-invited-many = Mehr als { $n } eingeladen
media-menu-publish = Veröffentlichung
media-menu-edit = Bearbeiten
media-menu-people = Personen
media-menu-delete = Löschen
media-open-document = Dokument öffnen
media-image-larger = In voller Größe zeigen
media-image-fit = An die Seite anpassen
media-unshown = Diese Datei lässt sich hier nicht zeigen
media-unshown-download = Laden Sie sie herunter und öffnen Sie sie mit dem Programm, mit dem sie erstellt wurde. Ein PDF davon ließe sich auf dieser Seite lesen.
media-unshown-other = Bitten Sie die Person, die sie geteilt hat, um ein PDF.
media-upload = Datei hochladen
media-upload-again = Noch einmal hochladen
media-empty = Noch nichts zu sehen
media-empty-owner = Dieser Eintrag hat noch keine Datei. Laden Sie eine hoch, dann wird sie vorbereitet.
media-empty-other = Die Datei ist noch nicht hochgeladen.
media-processing = Fast fertig
media-processing-what = Die Datei ist angekommen und wird vorbereitet. Diese Seite zeigt sie, sobald sie fertig ist.
media-processing-bar = Wird vorbereitet
media-look-again = Noch einmal nachsehen
media-left-minutes = Noch etwa %n Minuten
media-left-soon = Noch weniger als eine Minute
media-failed = Diese Datei konnte nicht vorbereitet werden
media-failed-other = Mit der Datei stimmt etwas nicht. Wem sie gehört, kann sie noch einmal hochladen.
media-nothing = Das kann hier nicht gezeigt werden
media-nothing-what = Für diese Art gibt es auf dieser Seite keinen Player.
media-ended = Sie können das nicht mehr sehen
media-ended-what = Ihr Zugang ist zu Ende. Wenn Sie glauben, dass das nicht stimmt, fragen Sie die Person, die es mit Ihnen geteilt hat.
media-moved = Das ist jetzt in einem anderen Browser offen
media-moved-what = Ihr Platz ist dorthin umgezogen. Wenn Sie das nicht waren, sagen Sie es der Person, die Sie eingeladen hat.

media-failure-not-media = Das ist weder Video noch Tonaufnahme, weder Bild noch PDF noch Office-Datei, wie auch immer es heißt. Laden Sie etwas davon hoch.
media-failure-heic = Das ist ein Bild im Format HEIC, das hier nicht gelesen werden kann. Speichern Sie es als JPEG und laden Sie das hoch.
media-failure-wrong-kind = Die Datei ist von anderer Art als dieser Eintrag. Laden Sie eine von derselben Art hoch, oder legen Sie dafür einen neuen Eintrag an.
media-failure-broken = Die Datei ist beschädigt oder abgeschnitten. Spielen Sie sie auf Ihrem Computer ab, exportieren Sie sie neu, und laden Sie das hoch.
media-failure-empty = Die Datei hat keinen Inhalt. Prüfen Sie sie, und laden Sie sie noch einmal hoch.
media-failure-no-picture-or-sound = Die Datei enthält weder Bild noch Ton. Prüfen Sie sie, und laden Sie sie noch einmal hoch.
media-failure-too-long = Das ist länger, als dieser Hub annimmt. Schneiden Sie es in Teile, und laden Sie diese einzeln hoch.
media-failure-too-big = Das ist größer, als dieser Hub verarbeiten kann. Exportieren Sie es in geringerer Auflösung, und laden Sie es noch einmal hoch.
media-failure-encrypted = Die Datei ist durch ein Passwort oder gegen Kopieren geschützt. Laden Sie eine Kopie ohne Schutz hoch.
media-failure-timed-out = Das Vorbereiten hat zu lange gedauert. Laden Sie die Datei noch einmal hoch, oder exportieren Sie sie vorher als MP4.
media-failure-tool-missing = Dieser Hub ist noch nicht dafür eingerichtet, solche Dateien vorzubereiten. Sagen Sie der Administration Bescheid, und laden Sie die Datei dann noch einmal hoch.
media-failure-disk-full = Der Hub hatte keinen Platz mehr. Sagen Sie der Administration Bescheid, und laden Sie die Datei dann noch einmal hoch.
media-failure-other = Beim Vorbereiten ist etwas schiefgegangen. Laden Sie die Datei noch einmal hoch; hilft das nicht, sagen Sie der Administration Bescheid.

publish-private = Privat
publish-unlisted = Nicht gelistet
publish-published = Veröffentlicht
role-owner = Eigentümer
role-co-owner = Miteigentümer
role-co-editor = Mitbearbeiter
role-co-publisher = Mitveröffentlicher
role-co-viewer = Mitzuschauer
field-out-of-range = Wählen Sie eine Zahl von { $min } bis { $max }.

# Fassungen in mehreren Größen, für alle, die bearbeiten dürfen. %n ist eine Zahl.
qualities-making = Der Film läuft schon. Weitere Qualitäten für langsame und schnelle Leitungen werden hergestellt.
qualities-bar = Weitere Qualitäten werden hergestellt
qualities-made = Alle Qualitäten sind da. Sie stehen bereit, sobald die Seite wieder geöffnet wird.
qualities-cancel = Abbrechen
qualities-cancelled = Es werden keine weiteren Qualitäten hergestellt. Was da ist, läuft.
qualities-make = Herstellen
qualities-wait = Der Film läuft schon. Weitere Qualitäten herzustellen ist gerade nicht gelungen; es wird von selbst noch einmal versucht.
qualities-wait-disk-full = Der Film läuft schon. Weitere Qualitäten müssen warten: Der Hub hat keinen Platz mehr. Sagen Sie der Administration Bescheid.
qualities-failed = Der Film läuft in nur einer Qualität: Weitere ließen sich nicht herstellen. Sie können es noch einmal versuchen lassen.
qualities-failed-broken = Der Film läuft in nur einer Qualität: Die Datei ist beschädigt, und mehr ließ sich nicht daraus herstellen. Exportieren Sie sie neu, und ersetzen Sie sie.
qualities-failed-too-big = Der Film läuft in nur einer Qualität: Er ist größer, als dieser Hub verarbeiten kann. Exportieren Sie ihn in geringerer Auflösung, und ersetzen Sie ihn.
said-qualities-cancelled = Abgebrochen. Was da ist, läuft.
said-qualities-asked = Weitere Qualitäten werden hergestellt.
