# Die Seite hinter einem Einladungslink.
lobby-title = Einladung

lobby-invites-video = { $inviter } lädt Sie ein, dieses Video anzusehen
lobby-invites-audio = { $inviter } lädt Sie ein, diese Aufnahme anzuhören
lobby-invites-document = { $inviter } lädt Sie ein, dieses Dokument zu lesen
lobby-invites-image = { $inviter } lädt Sie ein, dieses Bild anzusehen
lobby-invites-quiz = { $inviter } lädt Sie zu diesem Quiz ein
lobby-invites-webcast = { $inviter } lädt Sie ein, dabei zu sein
lobby-invites-simulive = { $inviter } lädt Sie ein, dabei zu sein
lobby-invites-diy-live = { $inviter } lädt Sie ein, dabei zu sein
lobby-invites-room = { $inviter } lädt Sie ein, dabei zu sein

lobby-kind-video = Video
lobby-kind-audio = Audio
lobby-kind-document = Dokument
lobby-kind-image = Bild
lobby-kind-quiz = Quiz
lobby-kind-webcast = Live-Veranstaltung
lobby-kind-simulive = Live-Veranstaltung
lobby-kind-diy-live = Live-Veranstaltung
lobby-kind-room = Raum

lobby-role-viewer = zum Zuschauen
lobby-role-speaker = zum Vortragen
lobby-role-moderator = zum Moderieren

lobby-address = Geben Sie die E-Mail-Adresse ein, an die diese Einladung ging
lobby-this-browser = Sie gilt dann nur in diesem Browser.
lobby-in-app = Sie sind in einer anderen App. Öffnen Sie diesen Link zuerst in Ihrem üblichen Browser: Die Einladung bleibt bei dem Browser, in dem Sie weitermachen.
lobby-signs-out = Sie sind als { $account } angemeldet. Wenn Sie als eingeladener Gast weitermachen, werden Sie in diesem Browser abgemeldet.
lobby-continue = Weiter
lobby-go-on-viewer = Weiter zum Zuschauen
lobby-go-on-speaker = Weiter zum Vortragen
lobby-go-on-moderator = Weiter zum Moderieren
lobby-starts = Beginnt { $at }
lobby-link-ends-before = Ihr Link endet { $at }, noch vor dem Einlass. Melden Sie sich jetzt an, dann kommen Sie trotzdem hinein.
lobby-check-in = Jetzt einchecken

lobby-preview = Das sieht eine eingeladene Person zuerst. Mit ihrem eigenen Link gibt sie hier ihre Adresse ein und ist drin.
lobby-back = Zurück zur Seite
lobby-switch = Konto wechseln
lobby-as-guest = Als eingeladener Gast weiter
lobby-see-preview = Ansehen wie eine eingeladene Person
lobby-look-again = Noch einmal nachsehen
lobby-try-again = Noch einmal versuchen

lobby-unknown-heading = Dieser Link führt nirgendwohin.
lobby-unknown-text = Prüfen Sie, ob er ganz kopiert wurde. Wenn ja, bitten Sie die Person, die ihn geschickt hat, um einen neuen.
lobby-disabled-heading = Einladungslinks sind zurzeit ausgeschaltet.
lobby-disabled-text = Versuchen Sie es später noch einmal, oder fragen Sie { $inviter }.
lobby-revoked-heading = Diese Einladung wurde zurückgenommen.
lobby-revoked-text = Wenn Sie sie noch brauchen, bitten Sie { $inviter } um eine neue.
lobby-entry-gone-heading = Das, wozu Sie eingeladen wurden, ist gelöscht worden.
lobby-entry-gone-text = Fragen Sie { $inviter }, ob es wiederkommt.
lobby-barred-heading = Das steht Ihnen nicht mehr offen.
lobby-barred-text = { $inviter } kann Ihnen mehr sagen.
lobby-wrong-account-heading = Sie sind als { $account } angemeldet, die Einladung gilt aber { $invited }.
lobby-wrong-account-text = Wechseln Sie zu dem Konto mit dieser Adresse, machen Sie als eingeladener Gast weiter, oder bitten Sie { $inviter }, dieses Konto einzuladen.
lobby-has-account = Sie haben ein Konto? Anmelden
lobby-replaced-heading = Ein neuerer Link hat diesen ersetzt: { $since }.
lobby-replaced-text = Nehmen Sie den neueren, oder bitten Sie { $inviter } darum.
lobby-ended-heading = Diese Veranstaltung ist zu Ende: { $at }.
lobby-ended-text = Fragen Sie { $inviter }, ob es eine Aufzeichnung gibt.
lobby-not-ready-heading = { $title } wird noch vorbereitet.
lobby-not-ready-text = Diese Seite öffnet es, sobald es fertig ist. Ihre Einladung von { $inviter } bleibt bis dahin, wie sie ist.
lobby-not-ready-failed-heading = { $title } konnte nicht vorbereitet werden.
lobby-not-ready-failed-text = Sagen Sie { $inviter } Bescheid: Die Datei muss noch einmal hochgeladen werden. Ihre Einladung bleibt, wie sie ist.
lobby-expired-heading = Dieser Link ist abgelaufen: { $at }.
lobby-expired-text = Bitten Sie { $inviter } um einen neuen.
lobby-other-device-heading = Diese Einladung ist in einem anderen Browser offen.
lobby-other-device-text = Gehen Sie zurück zu dem Browser, in dem Sie sie zuerst geöffnet haben. Um sie hierher zu holen, bitten Sie { $inviter }, Ihren Platz freizugeben.
lobby-other-device-code-text = Gehen Sie zurück zu dem Browser, in dem Sie sie zuerst geöffnet haben, oder holen Sie Ihren Platz hierher: An die Adresse, an die diese Einladung ging, wird ein Code geschickt.
lobby-move-button = Meinen Platz hierher holen
lobby-move-help = Der andere Browser wird dann abgemeldet. Ihr Link verliert dadurch keine Nutzung.
lobby-used-up-heading = Dieser Link ist aufgebraucht.
lobby-used-up-text = Bitten Sie { $inviter } um einen neuen.
lobby-used-up-code-text = Waren Sie schon einmal drin? Ein Code, der Ihnen geschickt wird, bringt Sie zurück. Sonst bitten Sie { $inviter } um einen neuen Link.
lobby-come-back-button = Code per E-Mail schicken
lobby-come-back-help = Das kostet keine Nutzung Ihres Links.
lobby-domain-blocked-heading = Wer zu { $domain } gehört, meldet sich hier an, statt einen Link zu benutzen.
lobby-domain-blocked-text = Melden Sie sich mit Ihrem Konto an, oder bitten Sie { $inviter }, eine andere Adresse von Ihnen einzuladen.
lobby-stale-proof-heading = Diese Seite war lange offen. Drücken Sie noch einmal auf Weiter.
lobby-cookies-off-heading = Dieser Browser hat das Cookie nicht behalten, das eine Einladung braucht.
lobby-cookies-off-text = Erlauben Sie Cookies für diese Seite und versuchen Sie es noch einmal. Von Ihrer Einladung von { $inviter } ist nichts verbraucht.
lobby-wrong-email-heading = Die Einladung ging an eine andere Adresse. Prüfen Sie die Schreibweise, oder versuchen Sie es mit Ihren anderen Adressen.
lobby-missing-email-heading = Geben Sie Ihre E-Mail-Adresse ein.
lobby-too-many-tries-heading = { $seconds ->
    [one] Von hier wurden zu viele Adressen versucht. Versuchen Sie es in einer Sekunde noch einmal.
   *[other] Von hier wurden zu viele Adressen versucht. Versuchen Sie es in { $seconds } Sekunden noch einmal.
}
lobby-needs-inviter-heading = Diese Einladung braucht noch einen Nachweis.
lobby-needs-inviter-text = Bitten Sie { $inviter } um Hilfe: Von dort kann man Sie hereinlassen.

# Ein Code per E-Mail.
lobby-code-title = Sehen Sie in Ihre E-Mails
lobby-code-lead = Wenn diese Einladung an { $email } ging, ist ein Code dorthin unterwegs. Das kann eine Minute dauern.
lobby-code-label = Code aus der E-Mail
lobby-code-help = Acht Ziffern. Er gilt zehn Minuten lang, nur in diesem Browser.
lobby-code-none = Ein Code hat acht Ziffern. Kopieren Sie ihn ganz aus der E-Mail.
lobby-code-wrong = { $n ->
    [one] Das ist nicht der Code aus der neuesten E-Mail. Sie haben noch einen Versuch.
   *[other] Das ist nicht der Code aus der neuesten E-Mail. Sie haben noch { $n } Versuche.
}
lobby-code-dead = Dieser Code gilt nicht mehr. Lassen Sie sich einen neuen schicken.
lobby-code-again = Neuen Code schicken
lobby-code-again-help = Nichts gekommen? Sehen Sie im Spam-Ordner nach und prüfen Sie die Adresse oben. Nur der neueste Code zählt.
lobby-code-again-soon = { $seconds ->
    [one] Nichts gekommen? In einer Sekunde kann ein neuer Code geschickt werden.
   *[other] Nichts gekommen? In { $seconds } Sekunden kann ein neuer Code geschickt werden.
}
lobby-code-other = Andere Adresse

# Um einen neuen Link bitten.
lobby-ask-button = Um einen neuen Link bitten
lobby-asked-heading = Ihre Bitte ist unterwegs.
lobby-asked-text = Wenn diese Einladung an diese Adresse ging, erfährt die Person, die Sie eingeladen hat, dass Sie einen neuen Link brauchen. Er kommt per E-Mail, oder sie gibt ihn Ihnen.

# The seat is shown to another device.
lobby-handover-title = Auf anderem Gerät öffnen
lobby-handover-lead = Richten Sie die Kamera des anderen Geräts auf dieses Quadrat, oder tippen Sie dort die Adresse ein. Gefragt wird nach der Adresse, an die die Einladung zu { $title } ging; dann ist Ihr Platz dort, und dieser Browser wird abgemeldet.
lobby-handover-qr = Quadrat für die Kamera des anderen Geräts
lobby-handover-until = Das gilt einmal, bis { $until }.
lobby-handover-no-heading = Sie können nicht mehr selbst umziehen.
lobby-handover-no-text = Bitten Sie { $inviter }, Ihren Platz freizugeben.
lobby-handover-member-heading = Sie sind angemeldet: Ihr Platz ist, wo Sie sind.
lobby-handover-member-text = Melden Sie sich auf dem anderen Gerät an und öffnen Sie diese Seite dort.

lobby-proving-heading = Ist das Ihr Browser?
lobby-proving-text = Diese Seite prüft, ob Sie Ihre Einladung in diesem Browser geöffnet haben.
lobby-unproved-heading = In diesem Browser wurde die Einladung nicht geöffnet.
lobby-unproved-text = Gehen Sie zurück zu jenem Browser. Wenn es dieser ist, wurden seine Daten für diese Seite gelöscht: Bitten Sie die Person, die Sie eingeladen hat, Ihren Platz freizugeben, und öffnen Sie dann Ihren Link noch einmal.
lobby-unproved-script = Skripte sind ausgeschaltet, deshalb kann nichts geprüft werden. Schalten Sie sie für diese Seite ein und versuchen Sie es noch einmal, oder bitten Sie die Person, die Sie eingeladen hat, Ihren Platz freizugeben, und öffnen Sie Ihren Link noch einmal.

lobby-leave = Verlassen
lobby-stay = Bleiben
lobby-leave-heading = { $title } verlassen?
lobby-leave-comes-back = Sie können mit Ihrem Link zurückkommen bis { $until }. Das zählt als ein weiteres Mal.
lobby-leave-comes-back-any-time = Sie können mit Ihrem Link zurückkommen. Das verbraucht eine weitere Nutzung.
lobby-leave-new-link = Ihr Link hat seinen Dienst getan. Um zurückzukommen, brauchen Sie einen neuen von { $inviter }.
lobby-leave-open-otherwise = Sie geben Ihre Einladung zurück. Die Seite bleibt Ihnen offen, da sie auch auf andere Weise mit Ihnen geteilt ist.
lobby-goodbye = Auf Wiedersehen
lobby-goodbye-heading = Sie haben die Seite verlassen.
lobby-goodbye-text = Sie können sie schließen.

lobby-home-text = Wer von { $domain } ist, meldet sich hier an. Angemeldet ist auf allen Ihren Geräten offen, wozu Sie eingeladen sind.
lobby-home-sign-in = Mit { $name } anmelden
lobby-home-without = Ohne Anmeldung weiter
