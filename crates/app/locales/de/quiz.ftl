# Quizze: sie machen, sie schreiben, und was dabei herauskam.

# Ein Quiz machen.
media-menu-quiz = Quiz
quiz-start-heading = Das Quiz starten
quiz-start-again = Noch einmal?
quiz-start = Starten
quiz-pretest = Fragen herunterladen
quiz-owner-sees = { $owner } sieht Ihre Antworten und Ihr Ergebnis.
quiz-questions = { $n ->
    [one] { $n } Frage, zu ihrer Zeit im Film
   *[other] { $n } Fragen, jede zu ihrer Zeit im Film
}
quiz-attempts-left = { $left ->
    [one] Noch { $left } Versuch von { $all }
   *[other] Noch { $left } Versuche von { $all }
}
quiz-attempts-endless = So viele Versuche, wie Sie möchten
quiz-all-required = Vor dem Abgeben muss jede Frage beantwortet sein
quiz-not-all-required = Sie können abgeben, auch wenn Fragen offen sind
quiz-may-change = Sie können Antworten ändern, bis Sie abgeben
quiz-may-not-change = Eine Antwort bleibt, wie Sie sie geben
quiz-may-not-skip = Der Film geht weiter, wenn eine Frage beantwortet ist
quiz-may-not-seek = Sie können im Film nicht vorspringen
quiz-counts-highest = Ihr bestes Ergebnis zählt
quiz-counts-latest = Das Ergebnis Ihres letzten Versuchs zählt
quiz-counts-average = Der Durchschnitt Ihrer Ergebnisse zählt
quiz-counts-first = Das Ergebnis Ihres ersten Versuchs zählt
quiz-told-never = Die richtigen Antworten werden nicht gezeigt
quiz-told-after-submit = Die richtigen Antworten werden nach dem Abgeben gezeigt
quiz-told-after-last = Die richtigen Antworten werden nach dem letzten Versuch gezeigt
quiz-heading = Fragen
quiz-marks = Fragen entlang des Films
quiz-number = Frage { $n }
quiz-points = { $n ->
    [one] { $n } Punkt
   *[other] { $n } Punkte
}
quiz-points-label = Punkte
quiz-points-of = { $reached } von { $possible }
quiz-true = Richtig
quiz-false = Falsch
quiz-your-answer = Antwort
quiz-no-answer = Keine Antwort
quiz-right-answer = Richtig ist
quiz-why = Warum
quiz-hint = Hinweis
quiz-reflect = Hier ist nichts zu beantworten. Denken Sie darüber nach, dann geht es weiter.
quiz-seen = Gesehen
quiz-fixed = Beantwortet. Diese Antwort lässt sich nicht ändern.
quiz-final = Diese Antwort lässt sich danach nicht ändern.
quiz-answered-of = { $n } von { $all } beantwortet
quiz-missing = Noch ohne Antwort: { $numbers }
quiz-missing-one = Frage { $n } hat noch keine Antwort.
quiz-all-answered = Alles ist beantwortet.
quiz-answer = Antworten
quiz-go-on = Weiter
quiz-skip = Überspringen
quiz-save = Speichern und später weitermachen
quiz-submit = Abgeben
quiz-state-done = beantwortet
quiz-state-open = offen
quiz-state-now = jetzt
quiz-saved = Gespeichert
quiz-unsaved = Das konnte nicht gespeichert werden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.
quiz-out = Die Antworten, die Sie gegeben haben, bleiben erhalten.
quiz-ahead = In diesem Film können Sie nicht vorspringen.
quiz-back = Zurück zum Film
quiz-result = Ihr Ergebnis
quiz-score = { $reached } von { $possible } Punkten · { $percent } %
quiz-score-none = Abgegeben
quiz-unread = { $n ->
    [one] { $n } Antwort muss noch jemand lesen; bis dahin zählt sie nicht.
   *[other] { $n } Antworten muss noch jemand lesen; bis dahin zählen sie nicht.
}
quiz-kept-highest = Ihr bestes Ergebnis zählt: { $score }
quiz-kept-latest = Ihr letztes Ergebnis zählt: { $score }
quiz-kept-average = Ihr Durchschnitt zählt: { $score }
quiz-kept-first = Ihr erstes Ergebnis zählt: { $score }
quiz-none-left = Sie haben keinen Versuch mehr.
quiz-attempt = Versuch { $n }
quiz-verdict-right = Richtig
quiz-verdict-wrong = Falsch
quiz-verdict-partly = Teilweise richtig
quiz-verdict-none = Keine Antwort
quiz-verdict-unread = Noch zu lesen
said-quiz-saved = Gespeichert. Sie können später weitermachen.
said-quiz-submitted = Abgegeben.
said-quiz-over = Dieser Versuch war schon abgegeben.
said-quiz-who = Melden Sie sich an, um das Quiz zu machen.
said-quiz-none-left = Sie haben keinen Versuch mehr.

# Ein Quiz schreiben.
quiz-desk-title = Quiz
quiz-tabs = Zu diesem Quiz
quiz-tab-questions = Fragen
quiz-tab-rules = Regeln
quiz-tab-results = Ergebnisse
quiz-make-heading = Ein Quiz daraus machen
quiz-make-text = Der Film hält zu Zeiten an, die Sie wählen, und fragt. Links und Einladungen bleiben, und Sie können wieder einen einfachen Film daraus machen.
quiz-make = Quiz machen
quiz-cannot-heading = Daraus lässt sich kein Quiz machen
quiz-cannot-text = Ein Quiz fragt entlang eines Videos oder einer Tonaufnahme.
quiz-empty-heading = Noch keine Frage
quiz-empty-text = Bis es eine gibt, läuft das wie jeder Film.
quiz-add = Frage hinzufügen
quiz-kind-single = Eine richtige Antwort
quiz-kind-multiple = Mehrere richtige Antworten
quiz-kind-true-false = Richtig oder falsch
quiz-kind-fill-in = Ausfüllen
quiz-kind-open = Offene Frage
quiz-kind-reflection = Denkpause
quiz-unmake = Wieder einen einfachen Film daraus machen
quiz-unmake-what = Der Film fragt nicht mehr. Fragen und Ergebnisse bleiben, bis Sie wieder ein Quiz daraus machen.
quiz-field-at = Zeit
quiz-help-at = Wo der Film anhält, als 1:23 oder 83.
quiz-from-film = Stelle des Films übernehmen
quiz-field-text = Frage
quiz-field-choices = Antworten
quiz-help-choices = Zwei bis zehn. Markieren Sie, was richtig ist; leere Zeilen zählen nicht.
quiz-answer-n = Antwort { $n }
quiz-is-right = Richtig
quiz-field-truth = Was ist richtig?
quiz-field-accepted = Richtige Antworten
quiz-help-accepted = Eine in jeder Zeile. Groß oder klein und Leerzeichen sind egal.
quiz-open-what = Sie lesen die Antworten und geben die Punkte selbst. Bis dahin zählen sie nicht.
quiz-reflection-what = Der Film hält an und zeigt das. Es gibt nichts zu beantworten und keine Punkte.
quiz-field-points = Punkte
quiz-field-hint = Hinweis
quiz-help-hint = Wer gefragt wird, kann ihn öffnen.
quiz-field-why = Warum die richtige Antwort richtig ist
quiz-help-why = Wird zusammen mit der richtigen Antwort gezeigt.
quiz-delete = Frage löschen
quiz-delete-what = Wer das Quiz gerade macht, beantwortet sie noch. Bisherige Antworten bleiben.
quiz-stale-deleted = Jemand hat diese Frage gelöscht. Speichern legt sie neu an.
quiz-rules-title = Regeln
quiz-field-welcome = Bevor es beginnt
quiz-help-welcome = Was man auf der Startseite liest.
quiz-field-attempts = Versuche
quiz-help-attempts = 1 bis 50.
quiz-field-endless = So viele, wie jemand möchte
quiz-field-kept = Das Ergebnis, das zählt
quiz-help-kept = Von den Versuchen einer Person.
quiz-keep-highest = Das beste
quiz-keep-latest = Das letzte
quiz-keep-average = Der Durchschnitt
quiz-keep-first = Das erste
quiz-field-while = Während es gemacht wird
quiz-field-all-required = Jede Frage muss beantwortet werden
quiz-help-all-required = Sonst kann mit offenen Fragen abgegeben werden.
quiz-field-may-change = Antworten lassen sich ändern
quiz-help-may-change = Bis der Versuch abgegeben ist.
quiz-field-may-skip = Fragen lassen sich überspringen
quiz-help-may-skip = Und später beantworten.
quiz-field-may-seek = Vorspringen im Film
quiz-help-may-seek = Sonst kann nur zu Gesehenem zurückgegangen werden.
quiz-field-pretest = Fragen vorab als PDF
quiz-help-pretest = Ein Vortest zum Herunterladen: ohne das, was richtig ist.
quiz-paper-lacks = Die Fragen zum Herunterladen können diese Schrift nicht zeigen: { $scripts }. Keine Schriftart auf diesem Server enthält sie, an ihrer Stelle stehen Kästchen. Bitten Sie die Administration, eine Schriftart zu installieren (unter Debian: { $packages }).
quiz-script-bengali = Bengalisch
quiz-script-bopomofo = Bopomofo
quiz-script-devanagari = Devanagari (Hindi)
quiz-script-ethiopic = Äthiopisch (Amharisch)
quiz-script-gujarati = Gujarati
quiz-script-gurmukhi = Gurmukhi (Panjabi)
quiz-script-han = chinesische Schriftzeichen
quiz-script-hangul = Koreanisch (Hangul)
quiz-script-kana = japanische Kana
quiz-script-kannada = Kannada
quiz-script-khmer = Khmer
quiz-script-malayalam = Malayalam
quiz-script-myanmar = Birmanisch
quiz-script-oriya = Odia
quiz-script-signs = Bildzeichen und Symbole
quiz-script-sinhala = Singhalesisch
quiz-script-tamil = Tamil
quiz-script-telugu = Telugu
quiz-script-thai = Thailändisch
quiz-script-tibetan = Tibetisch
quiz-field-reveal = Wann richtige Antworten gezeigt werden
quiz-reveal-never = Nie
quiz-reveal-never-help = Man sieht nur das eigene Ergebnis.
quiz-reveal-after-submit = Nach jedem Versuch
quiz-reveal-after-submit-help = Wer noch Versuche hat, kennt sie im nächsten.
quiz-reveal-after-last = Nach dem letzten Versuch
quiz-reveal-after-last-help = Wenn sie niemandem mehr nützen.
said-quiz-made = Das ist jetzt ein Quiz. Schreiben Sie die erste Frage.
said-quiz-cannot = Daraus lässt sich kein Quiz machen.
said-quiz-unmade = Das ist wieder ein einfacher Film.
said-quiz-rules = Gespeichert.
said-quiz-question = Die Frage ist gespeichert.
said-quiz-deleted = Die Frage ist gelöscht.

# Was dabei herauskam.
quiz-results-title = Ergebnisse
quiz-results-none = Noch niemand hat es gemacht
quiz-results-none-text = Laden Sie Personen ein; was sie antworten, steht hier.
quiz-results-people = Personen
quiz-results-questions = Fragen
quiz-export = Als CSV herunterladen
quiz-col-person = Person
quiz-col-counts = Zählt
quiz-col-attempts = Versuche
quiz-col-deeds = Versuche löschen
quiz-guest = Gast
quiz-somebody = Jemand, der nicht mehr bekannt ist
quiz-still-running = Noch nicht abgegeben
quiz-anew = Versuche löschen
quiz-anew-what = Alle Antworten dieser Person werden gelöscht, und sie kann neu beginnen. Das lässt sich nicht rückgängig machen.
quiz-anew-one = Versuche von { $name } löschen
said-quiz-anew = Die Versuche sind gelöscht.
quiz-pages = Seiten
quiz-first-page = Erste Seite
quiz-next-page = Nächste Seite
quiz-answered-by = { $n ->
    [one] { $n } Antwort
   *[other] { $n } Antworten
}
quiz-right-by = { $n } richtig
quiz-unread-answers = { $n } noch zu lesen
quiz-earlier = Frühere Fassung
quiz-earlier-what = Dieser Versuch beantwortet die Fragen, wie sie zu Beginn waren. Sie haben sich seither geändert.
quiz-read = Antworten lesen
quiz-written-title = Was geschrieben wurde
quiz-written-what = Diese Antworten werden von selbst gezählt.
quiz-points-from = { $n ->
    [one] Punkte, von { $n }
   *[other] Punkte, von { $n }
}
said-quiz-points = Die Punkte sind gespeichert.
said-quiz-points-wrong = Punkte sind eine Zahl, höchstens so viele, wie die Frage wert ist.

# Was nicht geht, und was zu tun ist.
fault-quiz-none = Das ist kein Quiz.
fault-quiz-who = Melden Sie sich an, um das Quiz zu machen, damit Ihre Antworten Ihnen gehören.
fault-quiz-running = Ein Versuch läuft schon.
fault-quiz-none-left = Sie haben keinen Versuch mehr.
fault-quiz-no-questions = Dieses Quiz hat noch keine Frage.
fault-quiz-no-attempt = Diesen Versuch gibt es nicht. Laden Sie die Seite neu.
fault-quiz-over = Dieser Versuch war schon abgegeben. Laden Sie die Seite neu.
fault-quiz-final = Diese Frage ist beantwortet, und die Antwort lässt sich nicht ändern.
fault-quiz-out-of-turn = Beantworten Sie zuerst die Fragen davor.
fault-quiz-missing = Diese Fragen haben noch keine Antwort: { $numbers }
fault-quiz-stale = Jemand anderes hat das Quiz inzwischen geändert. Holen Sie es neu und ändern Sie das.
fault-quiz-too-many-questions = Ein Quiz hat höchstens { $max } Fragen.
fault-quiz-no-pretest = Die Fragen dieses Quiz lassen sich nicht herunterladen.
field-quiz-answer-nothing = Wählen oder schreiben Sie etwas.
field-quiz-too-high = Höchstens { $max }.
field-quiz-behind-the-end = Da ist der Film schon zu Ende.
field-quiz-too-few = Schreiben Sie mindestens zwei Antworten.
field-quiz-too-many = Höchstens { $max } Antworten.
field-quiz-twice = Zwei Antworten sagen dasselbe.
field-quiz-none-right = Markieren Sie, was richtig ist.
field-quiz-several-right = Markieren Sie nur eine als richtig.
field-quiz-nothing-accepted = Schreiben Sie mindestens eine richtige Antwort.
field-quiz-no-time = Schreiben Sie eine Zeit, etwa 1:23.
field-quiz-no-number = Schreiben Sie eine ganze Zahl.
field-quiz-attempts = Schreiben Sie eine Zahl von 1 bis { $max }.
field-quiz-no-last = Bei beliebig vielen Versuchen gibt es keinen letzten: Wählen Sie eine andere Zeit oder eine Zahl von Versuchen.
