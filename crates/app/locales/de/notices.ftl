# Mitteilungen.
notices-title = Mitteilungen
notices-about = Was mit Ihren Medien und Einladungen geschehen ist, 90 Tage lang.
notices-choose = Wählen, wie Sie es erfahren
notices-read-all = Alle als gelesen markieren
notices-unread = Ungelesen:
notices-none = Nichts Neues
notices-none-text = Wenn jemand, den Sie eingeladen haben, zum ersten Mal hereinkommt, den Browser wechselt oder um einen neuen Link bittet, steht es hier.
notices-joined =
    { $others ->
        [0] { $who } ist zum ersten Mal hereingekommen
        [one] { $who } und eine weitere Person sind zum ersten Mal hereingekommen
       *[other] { $who } und { $others } weitere Personen sind zum ersten Mal hereingekommen
    }
notices-moved =
    { $others ->
        [0] { $who } ist mit einem Code per E-Mail in einen anderen Browser umgezogen
        [one] { $who } und eine weitere Person sind mit einem Code per E-Mail in einen anderen Browser umgezogen
       *[other] { $who } und { $others } weitere Personen sind mit einem Code per E-Mail in einen anderen Browser umgezogen
    }
notices-asks =
    { $others ->
        [0] { $who } bittet um einen neuen Link
        [one] { $who } und eine weitere Person bitten um einen neuen Link
       *[other] { $who } und { $others } weitere Personen bitten um einen neuen Link
    }
notices-approved =
    { $others ->
        [0] Angenommen in { $who }
        [one] Angenommen in { $who } und einem weiteren Kanal
       *[other] Angenommen in { $who } und { $others } weiteren Kanälen
    }
notices-rejected =
    { $others ->
        [0] Nicht angenommen in { $who }
        [one] Nicht angenommen in { $who } und einem weiteren Kanal
       *[other] Nicht angenommen in { $who } und { $others } weiteren Kanälen
    }
notices-renew = Erneuern und senden
notices-renew-unsent = Neuen Link machen
layout-notices = Mitteilungen
layout-notices-unread = Mitteilungen, { $n } ungelesen
account-notices = Mitteilungen
account-notices-joined = Wenn jemand, den Sie oder andere zu Ihren Medien eingeladen haben, zum ersten Mal hereinkommt
account-notices-moved = Wenn jemand, den Sie eingeladen haben, in einen anderen Browser umzieht
account-notices-asks = Wenn jemand, den Sie oder andere zu Ihren Medien eingeladen haben, um einen neuen Link bittet
account-notices-approved = Wenn ein Eintrag von Ihnen, der gewartet hat, in einem Kanal oder einer Galerie angenommen wird
account-notices-rejected = Wenn ein Eintrag von Ihnen in einem Kanal oder einer Galerie abgelehnt oder herausgenommen wird
notices-way-hub = Im Hub
notices-way-hub-help = Ein Zeichen an der Glocke oben auf jeder Seite.
notices-way-mail = Per Mail
notices-way-mail-help = An Ihre Hauptadresse: zehn Minuten lang gesammelt, höchstens eine in der Stunde.
notices-way-both = Im Hub und per Mail
notices-way-both-help = Das Zeichen an der Glocke und die Mail.
notices-way-off = Gar nicht
notices-way-off-help = Die Listen der Einladungen zeigen es trotzdem.
account-notices-save = Speichern
said-notices-read = Alles ist als gelesen markiert.
said-account-notices = So erfahren Sie es von jetzt an.
