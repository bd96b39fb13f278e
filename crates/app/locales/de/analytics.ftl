# Wie ein Eintrag angesehen wurde.
media-menu-analytics = Auswertung
analytics-title = Auswertung
analytics-periods = Tage
analytics-period-7 = 7 Tage
analytics-period-30 = 30 Tage
analytics-period-90 = 90 Tage
analytics-period-all = Alle
analytics-range = { $first } bis { $last } · Tage von { $zone }
analytics-off = Die Anwesenheit ist von der Verwaltung ausgeschaltet. Nach Tagen und Personen wird jetzt nichts gezählt; was hier steht, ist von früher.
analytics-none-film = Noch hat es niemand angesehen
analytics-none-paper = Noch hat es niemand gelesen
analytics-none-picture = Noch hat es niemand angesehen
analytics-none-text = Sobald es jemand tut, zeigt diese Seite, wann, wie viel davon, womit und auf welchem Weg.
analytics-nothing = An diesen Tagen wurde nichts gezählt
analytics-show-all = Alle Tage zeigen
analytics-plays-film = Wiedergaben
analytics-plays-paper = Geöffnet
analytics-plays-picture = Aufrufe
analytics-people = Bekannte Personen
analytics-minutes-film = Minuten angesehen
analytics-minutes-paper = Minuten geöffnet
analytics-minutes-picture = Minuten geöffnet
analytics-average-film = Im Mittel angesehen
analytics-average-paper = Im Mittel gelesen
analytics-undated = bei { $n } ist der Tag nicht bekannt
analytics-minutes-short = { $n } min
analytics-of = { $n } von { $all }
analytics-as-table = Als Tabelle
analytics-by-day-film = Wiedergaben nach Tagen
analytics-by-day-paper = Geöffnet nach Tagen
analytics-by-day-picture = Aufrufe nach Tagen
analytics-weeks = Jeder Balken ist mehr als ein Tag.
analytics-days = { $first } bis { $last }
analytics-day-plays-film = { $when }: { $n ->
    [one] { $n } Wiedergabe
   *[other] { $n } Wiedergaben
}
analytics-day-plays-paper = { $when }: { $n }-mal geöffnet
analytics-day-plays-picture = { $when }: { $n ->
    [one] { $n } Aufruf
   *[other] { $n } Aufrufe
}
analytics-when = Wann
analytics-leave = Wo sie aufhören
analytics-leave-what-film = Wie viele von { $n ->
    [one] { $n } Mal Ansehen
   *[other] { $n } Malen Ansehen
} jeden Teil des Films erreichen. Gezählt wird jede Person einmal am Tag.
analytics-leave-what-paper = Wie viele von { $n ->
    [one] { $n } Mal Lesen
   *[other] { $n } Malen Lesen
} jede Seite geöffnet hatten, zwei Sekunden oder länger. Gezählt wird jede Person einmal am Tag.
analytics-leave-chart-film = Wie viele jeden Teil des Films ansehen, vom Anfang bis zum Ende. Die Tabelle darunter sagt dasselbe.
analytics-leave-chart-paper = Wie viele jede Seite geöffnet hatten, von der ersten bis zur letzten. Die Tabelle darunter sagt dasselbe.
analytics-few = Bei so wenigen zählt jedes Mal viel: Die Tabelle nennt sie als Zahl.
analytics-half-film = Die Hälfte sieht bis { $place } oder weiter.
analytics-half-all-film = Die Hälfte oder mehr sieht bis zum Ende.
analytics-half-none-film = Keinen Teil hat die Hälfte angesehen.
analytics-steepest-film = Die meisten hören zwischen { $from } und { $to } auf.
analytics-place-film = Zeit
analytics-watched-by-film = Angesehen von
analytics-half-paper = Die Hälfte liest bis Seite { $place } oder weiter.
analytics-half-all-paper = Die Hälfte oder mehr liest bis zur letzten Seite.
analytics-half-none-paper = Keine Seite hatte die Hälfte geöffnet.
analytics-steepest-paper = Die meisten hören zwischen Seite { $from } und Seite { $to } auf.
analytics-place-paper = Seite
analytics-watched-by-paper = Gelesen von
analytics-devices = Geräte
analytics-device-desktop = Computer
analytics-device-phone = Telefon
analytics-device-tablet = Tablet
analytics-device-tv = Fernseher
analytics-device-other = Anderes
analytics-used-film = { $n ->
    [one] { $n } Wiedergabe
   *[other] { $n } Wiedergaben
} · { $minutes }
analytics-used-paper = { $n }-mal geöffnet · { $minutes }
analytics-used-picture = { $n ->
    [one] { $n } Aufruf
   *[other] { $n } Aufrufe
} · { $minutes }
analytics-ways = Wie sie kamen
analytics-way = Weg
analytics-way-invite = Einladungen
analytics-way-account = Mitglieder
analytics-way-guest-link = Gastlink
analytics-way-anyone = Ohne Namen, über Link oder Galerie
analytics-way-others = Weitere Gastlinks
analytics-col-people = Personen
analytics-col-minutes = Dauer
analytics-col-share-film = Angesehen
analytics-col-share-paper = Gelesen
analytics-col-share-picture = Angesehen
analytics-col-last = Zuletzt
analytics-who = Personen
analytics-who-what = Wer an diesen Tagen da war, die vom letzten Tag zuerst. Ihre Zahlen sind von allen Tagen.
analytics-who-none = An diesen Tagen war niemand da, der bekannt ist.
analytics-person = Person
analytics-sort-member = Mitglied
analytics-sort-invited-member = Eingeladenes Mitglied
analytics-sort-invited-guest = Einladung
analytics-sort-guest-by-link = Gastlink
analytics-export-days = Tage als CSV
analytics-export-timeline-film = Film als CSV
analytics-export-timeline-paper = Seiten als CSV
analytics-export-people = Personen als CSV
analytics-quiz = Ergebnisse des Quiz
analytics-more-pages = Weitere Personen

# Wie die ganze Site benutzt wird.
console-tool-usage = Nutzung
usage-about = Was auf der ganzen Site angesehen wird und was gespeichert ist. Die Zahlen sind von Tagen in { $zone }; keine Person steht darin.
usage-months = Monate
usage-plays = Wiedergaben
usage-minutes = Minuten angesehen
usage-stored = Gespeichert
usage-by-day = Minuten nach Tagen
usage-day = { $when }: { $n ->
    [one] { $n } Minute
   *[other] { $n } Minuten
}
usage-most = Am meisten angesehen
usage-entry = Eintrag
usage-owner = Gehört
usage-none = In diesem Monat wurde nichts angesehen
usage-none-text = Sobald etwas angesehen wird, stehen hier die Einträge mit den meisten Minuten.
usage-storage = Was den Platz braucht
usage-purpose-original = Hochgeladene Dateien
usage-purpose-rendition = Was stattdessen abgespielt wird, in allen Größen
usage-purpose-poster = Bilder der Medienseiten
usage-purpose-poster-small = Kleine Bilder
usage-purpose-caption = Untertitel
usage-files = { $n ->
    [one] { $n } Datei
   *[other] { $n } Dateien
}
usage-size-gb = { $n } GB
usage-size-mb = { $n } MB
