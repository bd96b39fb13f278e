# Anmelden über OpenID Connect: die Anmeldeseite, was schiefgeht, das eigene Konto.

signin-with = Anmelden mit { $name }
signin-or = oder
signin-by-nothing = Zurzeit kann sich hier niemand anmelden. Fragen Sie die Administration.
signin-passwords-off = Mit einem Passwort geht es hier nicht. Melden Sie sich auf andere Weise an.
fault-passwords-off = Mit einem Passwort geht es hier nicht. `GET /api/v1/sign-in-methods` sagt, womit es geht.

# Niemand ist angemeldet, und warum.
openid-again = Noch einmal mit { $name } versuchen
openid-others = Andere Arten der Anmeldung
openid-to-account = Zu meinem Konto
openid-no-provider-heading = So können Sie sich nicht anmelden
openid-no-provider-sentence = Den Anmeldedienst, den diese Adresse nennt, gibt es hier nicht, oder er ist abgeschaltet. Melden Sie sich auf andere Weise an.
openid-not-begun-here-heading = Diese Anmeldung lässt sich hier nicht abschließen
openid-not-begun-here-sentence = Sie wurde in einem anderen Browser begonnen, ist schon abgeschlossen oder hat länger als 20 Minuten gedauert. Beginnen Sie in diesem Browser noch einmal.
openid-cancelled-heading = Die Anmeldung wurde abgebrochen
openid-cancelled-sentence = { $name } hat Sie nicht angemeldet, weil Sie oder der Anmeldedienst abgelehnt haben. Es wurde nichts geändert.
openid-answered-heading = { $name } hat Sie nicht angemeldet
openid-answered-sentence = Das kam als Antwort. Wenn es auch beim nächsten Versuch nicht geht, zeigen Sie es der Administration.
openid-unreachable-heading = { $name } ist nicht zu erreichen
openid-unreachable-sentence = Der Hub bekommt keine Antwort. Versuchen Sie es in ein paar Minuten noch einmal. Wenn es so bleibt, sagen Sie der Administration Bescheid.
openid-nonsense-heading = { $name } hat etwas Unverständliches geantwortet
openid-nonsense-sentence = Die Administration findet den Grund im Protokoll. Versuchen Sie es später noch einmal, oder melden Sie sich auf andere Weise an.
openid-not-believed-heading = Der Antwort von { $name } ist nicht zu trauen
openid-not-believed-sentence = Sie belegt nicht, dass sie von dort kommt und für diesen Hub bestimmt ist. Deshalb wurde niemand angemeldet. Die Administration findet den Grund im Protokoll.
openid-clock-heading = Die Uhren gehen verschieden
openid-clock-sentence = { $way ->
    [behind] Die Uhren von { $name } und diesem Hub liegen { $n } Minuten auseinander: Die Antwort war schon abgelaufen, als sie kam. Sagen Sie der Administration, dass eine davon gestellt werden muss.
   *[ahead] Die Uhren von { $name } und diesem Hub liegen { $n } Minuten auseinander: Die Antwort kommt aus der Zukunft. Sagen Sie der Administration, dass eine davon gestellt werden muss.
}
openid-suspended-heading = Ihr Konto ist gesperrt
openid-suspended-sentence = { $name } kennt Sie, aber Ihr Konto hier ist gesperrt. Fragen Sie die Administration.
openid-somebody-elses-heading = Das gehört zu einem anderen Konto
openid-somebody-elses-sentence = Womit Sie sich bei { $name } angemeldet haben, ist hier mit einem anderen Konto verbunden. Melden Sie sich mit jenem Konto an, um es dort zuerst zu trennen.

# Verbinden.
openid-link-heading = { $name } mit Ihrem Konto verbinden
openid-link-question = Sie sind als { $account } angemeldet. Möchten Sie dieses Konto mit { $shown } bei { $name } verbinden? Dann können Sie sich hier mit { $name } anmelden.
openid-link-first = Sie haben sich bei { $name } als { $shown } angemeldet. Wenn Sie hier ein Konto haben, melden Sie sich daran so an wie bisher; dann können Sie beides verbinden.
openid-link-yes = Verbinden
openid-link-no = Nicht verbinden
openid-link-sign-in = An meinem Konto anmelden
openid-link-never = Nicht verbinden
openid-why-address-taken = Ein Konto mit dieser Adresse gibt es hier schon. Damit niemand ein fremdes übernimmt, zeigen Sie einmal, dass es Ihres ist.
openid-why-no-new-accounts = Damit ist hier noch niemand verbunden, und { $name } legt keine Konten an. Wenn Sie eines brauchen, fragen Sie die Administration.
openid-why-address-missing = Damit ist hier noch niemand verbunden, und { $name } hat keine E-Mail-Adresse genannt. Deshalb wurde kein Konto angelegt.
openid-why-address-malformed = Damit ist hier noch niemand verbunden, und was { $name } genannt hat, ist keine E-Mail-Adresse. Deshalb wurde kein Konto angelegt.
openid-why-address-unverified = Damit ist hier noch niemand verbunden, und { $name } sagt nicht, dass Ihre E-Mail-Adresse bestätigt ist. Deshalb wurde kein Konto angelegt.
openid-why-domain-not-trusted = Damit ist hier noch niemand verbunden, und { $name } bürgt hier nicht für Adressen Ihrer Domain. Deshalb wurde kein Konto angelegt.

# Das eigene Konto.
account-identities = Verbundene Anmeldedienste
account-identities-none = Noch keine.
account-identities-help = Ein verbundener Anmeldedienst meldet Sie ohne Passwort an. Der letzte Weg, sich anzumelden, lässt sich nicht trennen.
account-identity-off = hier abgeschaltet
account-identity-used = Zuletzt benutzt
account-connect = { $name } verbinden
account-disconnect = Trennen
account-disconnect-of = { $name } trennen
said-identity-linked = Verbunden. Sie können sich jetzt damit anmelden.
said-identity-linked-already = Das ist schon mit Ihrem Konto verbunden.
said-identity-unlinked = Getrennt.
said-identity-last = Nur so können Sie sich anmelden, deshalb bleibt es verbunden. Setzen Sie zuerst ein Passwort, oder verbinden Sie etwas anderes.
