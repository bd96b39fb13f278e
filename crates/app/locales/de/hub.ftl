# Startseite, Meine Medien, Hochladen, Papierkorb.
home-title = Startseite
home-welcome = Willkommen, { $name }
home-published = Veröffentlichte Medien
home-recent = Ihre neuesten Medien
home-recent-all = Alle meine Medien
home-recent-empty = Von Ihnen ist noch nichts da
home-recent-empty-what = Laden Sie ein Video, eine Tonaufnahme oder ein PDF hoch. Es bleibt privat, bis Sie es teilen.
home-shared = Mit Ihnen geteilt
home-shared-all = Alles, was mit Ihnen geteilt ist
home-empty = Noch ist nichts veröffentlicht
home-empty-member = Was Leute für alle veröffentlichen, erscheint hier.
home-empty-anonymous = Melden Sie sich an, um zu sehen, was mit Ihnen geteilt ist.

state-empty = Noch keine Datei
state-processing = Wird vorbereitet
state-failed = Fehlgeschlagen

my-media-tabs = Listen
my-media-mine = Meine
my-media-shared = Mit mir geteilt
my-media-menu = { $title }: weitere Aktionen
my-media-empty = Noch nichts da
my-media-empty-what = Was Sie hochladen, gehört Ihnen und ist privat, bis Sie es teilen.
my-media-shared-empty = Mit Ihnen ist noch nichts geteilt
my-media-shared-empty-what = Wenn jemand Sie bei einem Eintrag nennt oder einlädt, erscheint er hier.

pager = Seiten
pager-first = Neueste
pager-next = Ältere

upload-title = Hochladen
upload-for = Eine Datei für
upload-lead = Höchstens { $max } { $unit ->
        [gigabytes] GB
       *[megabytes] MB
    } je Datei. Das Hochladen geht dort weiter, wo es aufgehört hat, auch nach einer unterbrochenen Verbindung.
upload-kinds = Hochladen lassen sich hier: { $kinds }.
upload-kind-off = Das lässt sich hier nicht hochladen
upload-kind-off-what = Dateien dieser Art werden nicht mehr angenommen. Wenn Sie diese ersetzen müssen, wenden Sie sich an die Administration.
upload-no-script = Das Hochladen braucht Skripte
upload-no-script-what = Große Dateien werden in Stücken gesendet, damit mit der Verbindung nichts verloren geht; das kann nur ein Skript. Erlauben Sie Skripte für diese Seite und laden Sie sie neu.

trash-title = Papierkorb
trash-lead = Gelöschte Einträge bleiben { $days ->
    [one] einen Tag
   *[other] { $days } Tage
} hier.
trash-empty = Der Papierkorb ist leer
trash-empty-what = Was Sie löschen, können Sie von hier { $days ->
    [one] einen Tag
   *[other] { $days } Tage
} lang zurückholen.
trash-column-title = Titel
trash-column-owner = Gehört
trash-column-deleted = Gelöscht
trash-column-left = Noch
trash-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
trash-restore = Zurückholen
trash-restore-one = { $title } zurückholen

# Finden: das Formular über einer Liste.
find-words = Wörter in Titel, Beschreibung, Schlagwörtern oder Untertiteln
find-do = Finden
find-all = Alles zeigen
find-kind = Art
find-state = Zustand
find-publish = Veröffentlichung
find-place = In Kanal oder Galerie
find-any-place = Jeder Ort
find-nowhere = Nirgends veröffentlicht
find-sort = Reihenfolge
find-any-kind = Jede Art
find-any-state = Jeder Zustand
find-any-publish = Jede Veröffentlichung
find-kind-video = Videos
find-kind-audio = Audio
find-kind-document = Dokumente
find-kind-image = Bilder
find-kind-quiz = Quiz
find-state-empty = Noch ohne Datei
find-state-processing = Wird vorbereitet
find-state-ready = Fertig
find-state-failed = Fehlgeschlagen
find-sort-newest = Neueste zuerst
find-sort-title = Nach Titel
find-sort-plays = Meistgesehene zuerst
find-sort-updated = Zuletzt geänderte zuerst
find-nothing = Nichts gefunden
find-nothing-what = Versuchen Sie es mit weniger oder kürzeren Wörtern, oder lassen Sie weniger weg.

# Mehrere auf einmal.
bulk-pick = { $title } auswählen
bulk-all = Alle auf dieser Seite auswählen
bulk-selected = Ausgewählt:
bulk-tag = Schlagwort hinzufügen
bulk-person = Person hinzufügen
