# Viele auf einmal einladen, und vielen Einladungen dasselbe tun.

many-open = Mehrere Personen…
many-title = Mehrere Personen einladen
many-lead = Fügen Sie Personen ein, oder wählen Sie eine Tabelle. Sie sehen, was mit jeder geschähe, bevor jemand eingeladen oder angeschrieben wird.
many-people = Personen
many-people-help = Eine je Zeile, wie Mailprogramme sie schreiben: Ada Lovelace <ada@example.org>. Oder die Zeilen einer Tabelle, mit der ersten.
many-file = CSV-Datei
many-file-help = In UTF-8, UTF-16 oder der Kodierung von Windows; mit Kommas, Semikolons oder Tabulatoren; bis zu 10.000 Personen. Sie tritt an die Stelle des Eingefügten.
many-mail = Links per E-Mail senden
many-mail-help = Jede Person bekommt einmal einen eigenen Link: Wer schon einen hat, bekommt keine zweite Mail.
many-revoked-too = Auch Personen einladen, deren Einladung widerrufen wurde
many-revoked-too-help = Sonst bleiben sie weg, damit dieselbe Liste niemanden zurückbringt, den Sie weggeschickt haben.
many-look = Ansehen
many-columns = Was in einer Tabelle stehen kann
many-columns-help = Die erste Zeile nennt die Spalten, in beliebiger Reihenfolge: „email“ muss sein; „first name“ und „last name“ sind für neue Personen; „role“, „valid until“ und „language“ gehen dem vor, was oben gewählt ist. Eine Uhrzeit schreiben Sie wie 2026-12-24 15:00, einen Tag wie 2026-12-24, eine Sprache wie de oder Deutsch. Dieselbe Tabelle noch einmal, verbessert, ändert und ergänzt.
many-example = Beispiel
many-example-rows =
    email;first name;last name;valid until
    ada@example.org;Ada;Lovelace;2026-12-24 15:00
    bob@example.org;Bob;Noyce;

many-invite-looked = Was diese Liste täte
many-invite-working = Personen werden eingeladen
many-invite-done = Was aus der Liste wurde
many-resend-working = Neue Links werden gemailt
many-resend-done = Neue Links
many-end-working = Das Ende wird geändert
many-end-done = Geänderte Enden
many-role-working = Die Rolle wird geändert
many-role-done = Geänderte Rollen
many-reset-seat-working = Plätze werden freigegeben
many-reset-seat-done = Freigegebene Plätze
many-revoke-working = Einladungen werden widerrufen
many-revoke-done = Widerrufene Einladungen

many-looked-lead = Noch ist nichts geschrieben. Neu: { $new }. Geändert: { $changed }. Schon eingeladen: { $kept }. Weggelassen, weil etwas nicht stimmt: { $wrong }.
many-looked-mails = { $n ->
    [one] Eine Mail geht hinaus.
   *[other] { $n } Mails gehen hinaus.
}
many-begin = { $n ->
    [one] 1 Person einladen
   *[other] { $n } Personen einladen
}
many-begin-mailing = { $n ->
    [one] 1 Person per Mail einladen
   *[other] { $n } Personen einladen, { $mails } per Mail
}
many-progress = { $n } von { $all }
many-working-help = Sie können diese Seite verlassen. Die Arbeit geht weiter, und diese Seite zeigt, wie weit sie ist.
many-waits = Sie haben so viele Mails gesendet, wie eine Person in einer Stunde darf. Der Rest geht von selbst weiter: { $at }.
many-done-lead = { $kind ->
    [invite] Neu: { $new }. Geändert: { $changed }. Schon eingeladen: { $kept }. Weggelassen: { $wrong }. Mails: { $mails }.
   *[other] Geschehen: { $done }. Abgelehnt: { $wrong }.
}
many-links = Links erzeugen und herunterladen
many-links-help = Die Links kommen einmal als CSV-Datei: einer für jede Person, die neu war. Noch einmal erzeugt sind es andere, und die früheren gehen nicht mehr.
many-correct = Liste verbessern
many-result = Dieses Ergebnis herunterladen
many-show = Zeilen zeigen
many-all = Alle
many-what-open = Noch nicht
many-what-new = Neu
many-what-changed = Geändert
many-what-mailed = Gemailt
many-what-kept = Schon eingeladen
many-what-over = Abgelaufen
many-what-done = Geschehen
many-what-wrong = Weggelassen
many-no-rows = Keine solchen Zeilen.
many-line = Zeile
many-what = Ergebnis
many-detail = Was sich ändert oder zu tun ist
many-pages = Seiten mit Zeilen
many-first = Erste Zeilen
many-next = Weitere Zeilen

many-changes = Ändert sich: { $columns }.
many-over = Der Link ist abgelaufen und bleibt es. Schreiben Sie eine spätere Zeit in „valid until“, damit er wieder geht.
many-will-mail = Ein Link geht per Mail hinaus.
many-mailed = Ein Link ging per Mail hinaus.
many-column-email = E-Mail-Adresse
many-column-first-name = Vorname
many-column-last-name = Nachname
many-column-role = Art der Einladung
many-column-valid-until = gültig bis
many-column-language = Sprache
many-fault-no-email = Hier steht keine E-Mail-Adresse. Schreiben Sie eine.
many-fault-not-an-address = Das ist keine E-Mail-Adresse, oder es stehen mehrere in einer Zeile. Schreiben Sie sie wie ada@example.org.
many-fault-no-name = Es fehlt: { $column }. Schreiben Sie es wie Ada Lovelace <ada@example.org>.
many-fault-too-long = Zu lang: { $column }. Höchstens 100 Zeichen.
many-fault-forbidden = Enthält Zeichen, die sich nicht zeigen lassen: { $column }. Schreiben Sie es noch einmal.
many-fault-unknown-role = Diese Art der Einladung gibt es nicht. Schreiben Sie viewer, speaker oder moderator.
many-fault-unknown-language = Diese Sprache gibt es hier nicht. Schreiben Sie eine von { $languages }.
many-fault-not-a-moment = Das ist kein Datum. Schreiben Sie es wie 2026-12-24 15:00.
many-fault-formula = Das ist eine Formel: { $column }. Ersetzen Sie sie durch das, was sie zeigt.
many-fault-duplicate = Eine frühere Zeile hat diese Adresse. Behalten Sie eine der beiden.
many-fault-role-does-not-fit = Bei dieser Art von Medien gibt es nur Zuschauende.
many-fault-domain-restricted = Neue Personen von { $domain } sind hier nicht einzuladen: Sie melden sich über ihre Organisation an. Schreiben Sie eine andere Adresse, oder wenden Sie sich an die Administration.
many-fault-yourself = Das ist Ihre eigene Adresse.
many-fault-already-inside = Diese Person arbeitet daran mit und kann es schon öffnen.
many-fault-end-in-past = Dieses Ende ist schon vorbei. Schreiben Sie eine künftige Zeit.
many-fault-end-too-late = Dieses Ende ist später, als die Administration erlaubt. Spätestens { $latest }.
many-fault-no-session = Es gibt keine Sitzung, die enden könnte. Schreiben Sie ein Datum.
many-fault-revoked-before = Eine frühere Einladung dieser Person wurde widerrufen. Wählen Sie „Auch Personen einladen, deren Einladung widerrufen wurde“, wenn sie wiederkommen soll.
many-fault-too-much-mail-to-address = Diese Adresse bekam in einer Stunde viele Mails. Versuchen Sie es später noch einmal.
many-fault-no-mail-service = Dieser Hub hat keinen Mailversand mehr. Erzeugen Sie Links, und übergeben Sie sie selbst.
many-fault-not-allowed = Sie dürfen dazu niemanden mehr einladen. Wenden Sie sich an den Eigentümer.
many-fault-revoked = Diese Einladung wurde widerrufen, und das ist endgültig.
many-fault-link-is-over = Der Link ist abgelaufen oder verbraucht. Ändern Sie sein Ende, oder erzeugen Sie einen neuen.
many-fault-gone = Diese Einladung gibt es nicht mehr.

field-many-empty = In dieser Liste ist niemand. Fügen Sie mindestens eine Adresse ein, oder wählen Sie eine Datei.
field-many-too-many = Das sind zu viele Personen: höchstens { $max } auf einmal. Teilen Sie die Liste.

# Dasselbe mit mehreren Einladungen.
said-nobody-picked = Niemand ist ausgewählt. Wählen Sie zuerst jemanden.
act-others-now = Die Liste hat sich inzwischen geändert: Sehen Sie nach, wie viele es jetzt sind, und drücken Sie noch einmal.
act-and-more = { $n ->
    [one] und noch 1
   *[other] und noch { $n }
}
act-resend-title = { $n ->
    [one] 1 Person einen neuen Link mailen
   *[other] { $n } Personen neue Links mailen
}
act-resend-lead = Zuvor gemailte Links gehen sofort nicht mehr; kopierte schon. Wo ein Link abgelaufen ist, wird nichts gemailt, und das Ergebnis sagt es.
act-resend = { $n ->
    [one] 1 Link mailen
   *[other] { $n } Links mailen
}
act-end-title = { $n ->
    [one] Wann 1 Link abläuft
   *[other] Wann { $n } Links ablaufen
}
act-end-lead = Wer schon drin ist, muss dadurch nie gehen. Ein abgelaufener Link geht wieder.
act-end = { $n ->
    [one] 1 Ende ändern
   *[other] { $n } Enden ändern
}
act-role-title = { $n ->
    [one] Was 1 Person darf
   *[other] Was { $n } Personen dürfen
}
act-role-lead = Es ändert sich sofort, auch für alle, die schon drin sind.
act-role = { $n ->
    [one] 1 Rolle ändern
   *[other] { $n } Rollen ändern
}
act-reset-seat-title = { $n ->
    [one] 1 Platz freigeben
   *[other] { $n } Plätze freigeben
}
act-reset-seat-lead = Die Browser, die sie benutzen, werden sofort abgemeldet. Der nächste Browser, in dem ein Link geöffnet wird, bekommt dessen Platz, ohne dass eine Benutzung verbraucht wird.
act-reset-seat = { $n ->
    [one] 1 Platz freigeben
   *[other] { $n } Plätze freigeben
}
act-revoke-title = { $n ->
    [one] 1 Einladung widerrufen
   *[other] { $n } Einladungen widerrufen
}
act-revoke-lead = Die Links gehen nicht mehr, und wer drin ist, verliert den Zugang in einer Sekunde, wo auch immer es offen ist. Das ist endgültig. Sie können dieselben Personen später noch einmal einladen.
act-revoke = { $n ->
    [one] 1 Einladung widerrufen
   *[other] { $n } Einladungen widerrufen
}

# Was jeder Tabelle gesagt werden kann.
import-ignored = Nicht gelesene Spalten
field-import-too-large = Diese Datei ist zu groß: höchstens { $max } MB. Teilen Sie sie.
field-import-workbook = Das ist eine Arbeitsmappe. Speichern Sie sie im Tabellenprogramm als CSV, am besten als „CSV UTF-8“.
field-import-not-text = Das ist keine Tabelle als Text, oder sie ist beschädigt. Speichern Sie sie noch einmal als CSV.
field-import-column-twice = Zwei Spalten sind gleich: { $column }. Nehmen Sie eine heraus, oder benennen Sie sie um.
