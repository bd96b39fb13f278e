# Wie Eingeladene teilnehmen.
invites-role-viewer = Zuschauen
invites-role-moderator = Moderieren
invites-role-speaker = Vortragen
field-not-an-address = Das ist keine E-Mail-Adresse. Sie sieht aus wie ada@example.org.

# Warum eine Einladung nicht möglich ist.
fault-disabled = Einladungen sind auf diesem Hub abgeschaltet. Wenden Sie sich an die Administration.
fault-media-page-off = Einladungen brauchen Medienseiten, und die sind auf diesem Hub abgeschaltet. Wenden Sie sich an die Administration.
fault-not-collaborator = Dazu einladen können nur Eigentümer, Miteigentümer, Mitbearbeiter und Mitveröffentlicher.
fault-owners-invite = Die Administration hat das Einladen Eigentümern und Miteigentümern vorbehalten. Bitten Sie eine dieser Personen.
fault-not-allowed-to-invite = Die Administration hat das Einladen anderen vorbehalten. Bitten Sie diese, oder jemanden, der daran mitarbeitet und es darf.
fault-rooms-off = Räume sind auf diesem Hub abgeschaltet. Wenden Sie sich an die Administration.
fault-chat-off = Schalten Sie zuerst „Chat & Zusammenarbeit“ für diesen Raum ein; Einladungen brauchen das.
fault-revoked = Diese Einladung wurde widerrufen, und das ist endgültig. Laden Sie die Person noch einmal ein.
fault-link-is-over = Der Link ist abgelaufen oder verbraucht. Erneuern Sie stattdessen die Einladung.
fault-no-mail-service = Dieser Hub hat keinen Mailversand, der Link lässt sich also nicht mailen. Kopieren Sie ihn, und übergeben Sie ihn selbst.
fault-too-much-mail = Sie haben in einer Stunde sehr viele Mails gesendet. Erzeugen Sie den Link ohne Mail, oder senden Sie den Rest später.
fault-too-much-mail-to-address = Diese Adresse bekam in einer Stunde viele Mails. Erzeugen Sie den Link ohne Mail, oder versuchen Sie es später noch einmal.
fault-form-spent = Dieses Formular wurde schon gesendet, und der Link daraus ist inzwischen ersetzt oder widerrufen. Beginnen Sie mit einem neuen.
fault-domain-restricted = Neue Personen von { $domain } sind hier nicht einzuladen: Sie melden sich über ihre Organisation an. Nehmen Sie eine andere Adresse, oder wenden Sie sich an die Administration.
fault-yourself = Diese Adresse ist Ihre eigene. Was Eingeladene sehen, können Sie ohne Einladung ansehen.
fault-already-inside = Diese Person arbeitet daran mit und kann es schon öffnen.
fault-role-does-not-fit = Bei dieser Art von Medien gibt es nur Zuschauende.
field-domain-restricted = Neue Personen von { $domain } sind hier nicht einzuladen: Sie melden sich über ihre Organisation an. Nehmen Sie eine andere Adresse, oder wenden Sie sich an die Administration.
field-yourself = Das ist Ihre eigene Adresse. Schreiben Sie die der Person, die Sie einladen wollen.
field-already-inside = Diese Person arbeitet daran mit und kann es schon öffnen.
field-somebody-elses = Diese Adresse gehört inzwischen jemand anderem. Wählen Sie die Person noch einmal, oder schreiben Sie die Adresse.
field-role-does-not-fit = Bei dieser Art von Medien gibt es nur Zuschauende.
field-not-a-moment = Das ist kein Datum mit Uhrzeit.
field-end-in-past = Das ist schon vorbei. Wählen Sie eine künftige Zeit.
field-end-too-late = Das ist später, als die Administration erlaubt. Spätestens { $latest }.
field-no-session = Es gibt keine Sitzung, die enden könnte. Wählen Sie ein Datum.

# Das Fenster, in dem eingeladen wird.
invites-title = Personen einladen
invites-lead = Ein persönlicher Link zu „{ $title }“ für eine Person. Sie braucht hier kein Konto.
invites-email = E-Mail
invites-email-help = Schreiben Sie einen Namen oder eine Adresse; wer hier ein Konto hat, wird vorgeschlagen.
invites-people = Personen
invites-people-none = Hier hat niemand diesen Namen oder diese Adresse. Schreiben Sie die ganze Adresse, um jemand Neues einzuladen.
invites-people-some = { "{n}" } Personen gefunden. Wählen Sie mit den Pfeiltasten.
invites-first-name = Vorname
invites-last-name = Nachname
invites-role = Art der Einladung
invites-role-viewer-media = Öffnet diese Medienseite, und sonst nichts hier.
invites-role-viewer-session = Nimmt an der Sitzung teil, an Chat, Fragen und Interaktionen.
invites-role-moderator-session = Moderiert auch Fragen und startet Interaktionen; sieht den Rückkanal.
invites-role-speaker-session = Beantwortet auch Fragen; sieht den Rückkanal.
invites-until = Gültig bis
invites-until-help = Leer gelassen gilt er { $span }: bis { $end }. Uhrzeiten sind hier in der Zone { $zone }.
invites-minutes = { $n ->
    [one] 1 Minute
   *[other] { $n } Minuten
}
invites-hours = { $n ->
    [one] 1 Stunde
   *[other] { $n } Stunden
}
invites-days = { $n ->
    [one] 1 Tag
   *[other] { $n } Tage
}
invites-mail = Link per E-Mail senden
invites-mail-help = An diese Adresse geht ein eigener Link. Den anderen sehen Sie danach, um ihn selbst zu übergeben.
invites-language = Sprache der Einladung
invites-language-help = In ihr ist die Mail geschrieben und die Seite, die der Link öffnet. Wer hier schon eine Sprache gewählt hat, sieht die Seite in dieser.
invites-language-own = Wie der Hub: { $language }
field-unknown-language = Diese Sprache gibt es hier nicht. Wählen Sie eine von { $languages }.
invites-line = Eine Zeile von Ihnen
invites-line-help = Steht in der Mail, falls eine gesendet wird.
invites-resend-line-help = Steht in dieser Mail. Sie kann leer bleiben.
invites-generate = Einladungslink erzeugen

# Was daraus wurde.
invites-made-title = Der Link ist fertig
invites-made = { $name } kann das bis { $end } öffnen. Der Link geht in einem Browser.
invites-made-follows = { $name } kann das bis { $end } öffnen. Der Link geht in einem Browser zur gleichen Zeit.
invites-made-over = Der Link für { $name } ist { $end } abgelaufen.
invites-made-typed = { $name } wird nach der Adresse { $email } gefragt.
invites-made-member = { $name } kann es auch durch Anmelden als { $email } öffnen.
invites-made-replaced = Der frühere Link für { $name } geht nicht mehr.
invites-made-mailed = Eine Mail mit einem eigenen Link ist unterwegs an { $email }. Was daraus wird, steht in der Liste der Einladungen.
invites-made-once = Der Link wird nur jetzt gezeigt. Die Liste der Einladungen erzeugt jederzeit einen neuen.
invites-link = Link
invites-qr = Der Link für { $name } als QR-Code
invites-all = Alle Einladungen
invites-another = Noch jemanden einladen
invites-done = Fertig
invites-renew = Neuen Link erzeugen
invites-renew-title = Ein neuer Link für { $name }
invites-renew-kills = Der frühere Link geht sofort nicht mehr. Wer schon drin ist, bleibt.
invites-renew-stays = Die Grenzen bleiben: Der Link läuft { $end } ab.
invites-renew-anew = Der frühere Link ist vorbei, der neue beginnt also von vorn: Er gilt { $span }, bis { $end }.
invites-renew-uses = { $n ->
    [one] Er kann einmal benutzt werden.
   *[other] Er kann { $n }-mal benutzt werden.
}
invites-renew-unlimited = Er kann beliebig oft benutzt werden.
invites-resend = Neuen Link mailen
invites-resend-title = { $name } einen neuen Link mailen
invites-resend-to = Er geht an { $email }. Der zuvor gemailte Link geht sofort nicht mehr; ein kopierter schon.
invites-end = Ende ändern
invites-end-title = Wann der Link für { $name } abläuft
invites-end-is = Er läuft jetzt { $end } ab.
invites-end-was = Er ist { $end } abgelaufen.
invites-end-help = Uhrzeiten sind hier in der Zone { $zone }. Wer schon drin ist, muss dadurch nie gehen.
invites-role-title = Was { $name } darf
invites-role-lead = Es ändert sich sofort, auch für jemanden, der schon drin ist.
invites-role-save = Rolle ändern
invites-reset-seat = Platz freigeben
invites-reset-seat-title = Den Platz von { $name } freigeben
invites-reset-seat-inside = Der Browser, den { $name } benutzt, wird sofort abgemeldet. Der nächste Browser, in dem der Link geöffnet wird, bekommt den Platz, ohne dass eine Benutzung verbraucht wird.
invites-reset-seat-free = Der nächste Browser, in dem der Link geöffnet wird, bekommt den Platz, ohne dass eine Benutzung verbraucht wird.
invites-revoke = Widerrufen
invites-revoke-title = Die Einladung von { $name } widerrufen
invites-revoke-inside = { $name } ist drin und verliert den Zugang in einer Sekunde, wo auch immer es offen ist. Der Link geht nicht mehr.
invites-revoke-outside = Der Link geht nicht mehr, und { $name } kommt damit nicht mehr hinein.
invites-revoke-final = Das ist endgültig. Sie können dieselbe Person später noch einmal einladen.
said-invite-mailed = Die Mail ist unterwegs.
said-seat-reset = Der Platz ist frei. Der nächste Browser bekommt ihn.
said-invite-revoked = Widerrufen. Der Link geht nicht mehr.
said-invite-end = Das Ende ist geändert.
said-invite-role = Die Rolle ist geändert.

# Die Liste.
invites-list-title = Einladungen
invites-preview = Ansehen wie Eingeladene
invites-show = Zeigen
invites-show-all = Alle
invites-show-open = Offen
invites-show-asks = Bittet um einen neuen Link
invites-show-waiting = Noch nicht gekommen
invites-show-refused = Mail abgewiesen
invites-show-joined = Drin
invites-show-over = Vorbei
invites-show-revoked = Widerrufen
invites-search = Name oder Adresse
invites-search-go = Suchen
invites-export = Herunterladen
invites-selected = Ausgewählt:
invites-pick-all = Alle auf dieser Seite auswählen
invites-pick = { $name } auswählen
invites-all-pages = Alles, was diese Liste zeigt, auf allen Seiten
invites-col-person = Person
invites-col-role = Rolle
invites-col-state = Zustand
invites-col-uses = Benutzungen
invites-col-joined = Gekommen
invites-col-seen = Zuletzt da
invites-col-watched = Angesehen
invites-col-ends = Link läuft ab
invites-col-deeds = Aktionen
invites-asks = Bittet um einen neuen Link
invites-renew-and-send = Erneuern und senden
invites-renew-and-show = Neuen Link erzeugen
invites-state-pending = Noch nicht benutzt
invites-state-joined = Drin
invites-state-left = Gegangen
invites-state-used-up = Verbraucht
invites-state-expired = Abgelaufen
invites-state-revoked = Widerrufen
invites-state-forgotten = Daten entfernt
invites-forgotten = Ein Gast, nicht mehr bekannt
invites-uses = { $spent } von { $allowed }
invites-uses-unlimited = { $spent }, ohne Grenze
invites-not-yet = Noch nicht
invites-menu = Aktionen für { $name }
invites-menu-link = Neuer Link
invites-again = Noch einmal einladen
invites-empty-heading = Noch niemand ist eingeladen
invites-empty-text = Laden Sie eine Person durch einen eigenen Link ein. Hier sehen Sie, wer gekommen ist, und können ihn jederzeit zurücknehmen.
invites-none-heading = Keine davon
invites-none-text = In diesem Zustand ist keine Einladung.
invites-pages = Seiten
invites-newest = Neueste
invites-older = Ältere
invites-numbers-invited = { $n } eingeladen
invites-numbers-invited-many = mehr als { $n } eingeladen
invites-numbers-joined = { $n } gekommen
invites-numbers-joined-many = mehr als { $n } gekommen
invites-numbers-finished = { $n } bis zum Ende angesehen
invites-numbers-median = im Median { $n } % angesehen
invites-numbers-read = { $n } bis zum Ende gelesen
invites-numbers-median-read = im Median { $n } % gelesen

# Was aus der Mail wurde, die einen Link bringt.
mail-state-queued = Mail wartet
mail-state-sent = Mail gesendet
mail-state-refused = Mail abgewiesen:
mail-state-cancelled = Mail nicht gesendet
mail-state-failed = Mail gescheitert:
