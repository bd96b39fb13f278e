# Einträge: die Medienseite, Bearbeiten, Veröffentlichen, Personen, Papierkorb.
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

# Die Seiten, auf denen an einem Eintrag gearbeitet wird.
desk-back = Zurück zur Medienseite
desk-tabs = Zu diesem Eintrag
desk-details = Angaben
desk-captions = Untertitel
desk-people = Personen

edit-title = Bearbeiten
edit-field-title = Titel
edit-field-description = Beschreibung
edit-help-description = Webadressen werden zu Links.
edit-field-tags = Schlagwörter
edit-help-tags = Durch Kommas getrennt.
edit-stale = Inzwischen hat jemand anderes gespeichert.
edit-stale-what = Was Sie geschrieben haben, steht noch hier. Darunter steht, was jetzt gespeichert ist; speichern Sie noch einmal, um es durch Ihres zu ersetzen.
edit-nothing = (nichts)
edit-file = Datei
edit-file-replace = Datei ersetzen
edit-file-replace-what = Eine neue Datei tritt an die Stelle dieser. Adresse, Einladungen, Untertitel und Aufrufe bleiben.
edit-file-none = Es ist noch nichts hochgeladen.

captions-title = Untertitel
captions-none = Es gibt noch keine Untertitel. Mit Untertiteln können mehr Leute folgen, auch wo der Ton aus ist.
captions-add = Untertitel hinzufügen
captions-add-do = Untertitel hinzufügen
captions-off = Dieser Hub zeigt Untertitel nicht von Anfang an. Was Sie hier festlegen, bleibt gespeichert, wirkt zurzeit aber nicht: Untertitel erscheinen erst, wenn jemand sie im Player auswählt.
captions-lang = Sprache
captions-label = Name
captions-label-help = So heißen sie im Menü des Players. Bleibt das Feld leer, ist es der Name der Sprache in ihr selbst.
captions-file = Datei
captions-file-help = WebVTT (.vtt) oder SubRip (.srt), in jeder üblichen Kodierung, höchstens 4 MB.
captions-standard = Von Anfang an zeigen
captions-standard-help = Wer dies öffnet, sieht diese Untertitel, bis sie ausgeschaltet werden. Nur eine Spur kann so gezeigt werden.
captions-standard-badge = Von Anfang an gezeigt
captions-standard-do = Von Anfang an zeigen
captions-standard-do-one = Von Anfang an zeigen: { $label }
captions-standard-stop = Nur auf Wunsch zeigen
captions-standard-stop-one = Nur auf Wunsch zeigen: { $label }
captions-delete = Untertitel löschen
captions-delete-one = Untertitel löschen: { $label }
captions-delete-title = Diese Untertitel löschen?
captions-delete-what = Sie verschwinden sofort aus dem Player und lassen sich nicht zurückholen. Behalten Sie die Datei, falls Sie sie noch brauchen.

chapters-field = Kapitel
chapters-help = In jeder Zeile eine Zeit und ein Titel, etwa 1:05 Begrüßung. Auch der Text einer WebVTT-Datei mit Kapiteln lässt sich einfügen. Ist das Feld leer, gibt es keine Kapitel.
chapters-from-description = Aus der Beschreibung übernehmen

publish-title = Veröffentlichung
publish-lead = Beim Eintrag genannte und eingeladene Personen können ihn immer öffnen.
publish-legend = Wer kann ihn sonst öffnen?
publish-private-help = Niemand sonst.
publish-unlisted-help = Alle, die die Adresse haben.
publish-published-help = Alle; er steht auf der Startseite.

people-title = Personen
people-add = Personen hinzufügen
people-who = E-Mail-Adresse oder Gruppe
people-who-help = Schreiben Sie drei Zeichen, um Personen nach dem Namen zu finden.
people-found = Personen und Gruppen
people-none = Niemand gefunden.
people-some = {"{n}"} gefunden. Wählen Sie mit den Pfeiltasten.
people-role = Rolle
people-role-help = Mitbearbeiter ändern Texte und Untertitel, Mitveröffentlicher die Veröffentlichung; beide laden ein. Eigentümer können das alles, und löschen.
people-add-do = Hinzufügen
people-list = Wer daran arbeitet
people-column-who = Name
people-column-role = Rolle
people-group = Gruppe
people-capped = Darf nur ansehen: Auf diesem Hub hat diese Person keine eigenen Medien.
people-menu = { $name }: ändern oder entfernen
people-give = Machen zu
people-take = Nicht mehr
people-hand-over = Zum Eigentümer machen
people-remove = Entfernen
people-nobody = Noch niemand außer dem Eigentümer.

owner-title = Jemand anderem übergeben?
owner-entry = Eintrag
owner-new = Neuer Eigentümer
owner-what = Der Eintrag zieht zu den Medien dieser Person um. Sie selbst bleiben Miteigentümer, und nur sie kann ihn zurückgeben.
owner-do = Zum Eigentümer machen

delete-title = Das löschen?
delete-what = Es kommt in den Papierkorb, und wer es offen hat, verliert es sofort. Sie können es { $days ->
    [one] einen Tag
   *[other] { $days } Tage
} lang zurückholen; danach ist es endgültig weg.
delete-do = Löschen

# Nach einer Tat einmal gesagt.
said-entry-saved = Gespeichert.
said-entry-trashed = Gelöscht. Es bleibt { $days ->
    [one] einen Tag
   *[other] { $days } Tage
} im Papierkorb.
said-entry-restored = Aus dem Papierkorb geholt.
said-publish-private = Das ist jetzt privat.
said-publish-unlisted = Alle, die die Adresse haben, können das jetzt öffnen.
said-publish-published = Veröffentlicht. Es steht auf der Startseite.
said-people-added = Hinzugefügt.
said-people-changed = Geändert.
said-people-removed = Entfernt.
said-owner-changed = Der Eintrag hat einen neuen Eigentümer.
said-captions-added = Untertitel hinzugefügt.
said-captions-deleted = Untertitel gelöscht.
said-captions-standard = Diese Untertitel werden jetzt von Anfang an gezeigt.
said-captions-not-standard = Diese Untertitel werden jetzt nur auf Wunsch gezeigt.
said-chapters-saved = Kapitel gespeichert.

# Was an einem Feld nicht stimmt.
field-too-many-tags = Das sind zu viele: höchstens { $max } Schlagwörter.
field-comma-in-tag = Ein Schlagwort kann kein Komma enthalten; Kommas trennen eines vom nächsten.
field-kind-not-made-here = Hier lassen sich nur Videos, Tonaufnahmen, Bilder und Dokumente anlegen.
field-not-an-id = Das ist keine ID.
field-nobody = Hier hat niemand diese Adresse oder diesen Namen. Prüfen Sie das, oder wählen Sie aus der Liste.
field-groups-off = Auf diesem Hub werden Personen einzeln genannt. Nennen Sie die Mitglieder der Gruppe.
field-is-owner = Der Eigentümer kann schon alles.
field-too-many-collaborators = Das sind zu viele: höchstens { $max } Personen und Gruppen. Fassen Sie Personen zu einer Gruppe zusammen.
field-cannot-own = Diese Person darf keine eigenen Medien haben und kann das darum nicht besitzen.
field-file-missing = Wählen Sie eine Datei.
field-captions-taken = In dieser Sprache gibt es schon Untertitel. Löschen Sie diese zuerst.
field-captions-too-large = Die Datei ist zu groß: höchstens { $max } MB.
field-captions-not-text = Die Datei ist kein Text in einer hier bekannten Kodierung. Speichern Sie sie als UTF-8, und laden Sie sie noch einmal hoch.
field-captions-no-times = Das sind keine Untertitel: Keine Zeile enthält zwei Zeiten wie 00:01.000 --> 00:04.000.
field-captions-times = Zeile { $line } sollte zwei Zeiten enthalten, etwa 00:01.000 --> 00:04.000.
field-captions-backwards = In Zeile { $line } enden die Untertitel, bevor sie beginnen.
field-captions-no-cues = In der Datei stehen keine Untertitel.
field-chapter-no-time = Zeile { $line } sollte mit einer Zeit beginnen, etwa 1:05.
field-chapter-no-title = In Zeile { $line } fehlt der Titel.
field-chapter-title = Der Titel in Zeile { $line } ist zu lang oder enthält Zeichen, die sich nicht sicher zeigen lassen.
field-chapter-twice = Zeile { $line } beginnt zur selben Zeit wie die davor.
field-chapter-earlier = Zeile { $line } beginnt früher als die davor. Ordnen Sie die Kapitel, wie der Film läuft.
field-chapter-beyond = Zeile { $line } beginnt nach dem Ende des Films.
field-chapter-too-many = Das sind zu viele: höchstens { $max } Kapitel. Zeile { $line } ist eines mehr.
field-not-a-time = Das ist keine Zeit eines Films.

# Eine Tat an mehreren Einträgen.
bulk-publish-title = Veröffentlichung mehrerer Einträge
bulk-tag-title = Mehreren ein Schlagwort geben
bulk-tag-field = Schlagwort
bulk-person-title = Mehreren eine Person hinzufügen
bulk-who-help = Die ganze E-Mail-Adresse oder der Name einer Gruppe.
bulk-delete-title = Mehrere löschen?
bulk-these = { $n ->
    [one] Das geschieht mit { $n } Eintrag:
   *[other] Das geschieht mit { $n } Einträgen:
}
bulk-done = { $n ->
    [0] Bei keinem ist es geschehen.
    [one] Bei { $n } Eintrag ist es geschehen.
   *[other] Bei { $n } Einträgen ist es geschehen.
}
bulk-refused = Nicht geschehen:
said-bulk-none = Wählen Sie aus, womit es geschehen soll, und dann noch einmal, was.
said-bulk-published = Die Veröffentlichung aller ist geändert.
said-bulk-tagged = Alle haben jetzt das Schlagwort.
said-bulk-deleted = Gelöscht. Sie bleiben { $days ->
    [one] einen Tag
   *[other] { $days } Tage
} im Papierkorb.
