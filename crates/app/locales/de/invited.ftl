layout-invited = Einladungen
layout-invited-waiting =
    { $n ->
        [one] Einladung wartet
       *[other] Einladungen warten
    }
invited-title = Einladungen an mich
invited-about = Was an Ihre Adressen ging. Einen Link brauchen Sie hier nicht.
invited-part-open = Wartet auf Sie
invited-part-running = Offen für Sie
invited-part-ended = Zu Ende
invited-by = { $inviter } lädt Sie ein { $role }
invited-new = Neu
invited-until = Lässt sich öffnen bis { $at }
invited-stays-until = Bleibt für Sie offen bis { $at }
invited-ended = Ging zu Ende: { $at }
invited-revoked = Wurde zurückgenommen
invited-used-up = Wurde aufgebraucht
invited-open = Öffnen
invited-go-on = Weiter
invited-none = Zurzeit nichts
invited-none-text = Wenn jemand Sie über eine Ihrer Adressen einlädt, steht es hier.
invited-off = Einladungen sind zurzeit abgeschaltet. Was für Sie offen ist, bleibt offen.
invited-unproved = Was an { $email } ging, steht hier nicht: Noch ist nicht bestätigt, dass die Adresse Ihnen gehört. Bestätigen Sie sie in Ihrem Konto.
said-not-invited = Das steht nicht oder nicht mehr in Ihrer Liste.
