# Die eigenen Adressen.

users-address-new = Weitere Adresse
users-address-add = Adresse hinzufügen
users-address-menu = Aktionen für { $address }
users-address-main = Zur Hauptadresse machen
users-address-remove = Entfernen
users-verified-administrator = Bestätigt durch die Administration: { $when }
users-verified-mail = Bestätigt per E-Mail: { $when }
users-verified-provider = Bestätigt durch einen Anmeldedienst: { $when }
users-unverified = Nicht bestätigt: Bis dahin gibt sie keine Rechte.
account-addresses-ask = Die Administration fügt sie hinzu.
account-address-new-help = Ein Code geht dorthin, den Sie hier eingeben: So fügt niemand eine fremde Adresse hinzu.
account-address-prove = Bestätigen, dass sie Ihnen gehört

# Noch eine, bestätigt per E-Mail.
addresscode-title = Weitere Adresse
addresscode-lead = Eine E-Mail an { $email } ist unterwegs. Das kann eine Minute dauern.
addresscode-again-help = Nichts gekommen? Sehen Sie im Spam-Ordner nach und prüfen Sie die Adresse oben. Wenn sie schon zu einem anderen Konto hier gehört, steht es in der E-Mail.
addresslink-lead = Zu Ihrem Konto hinzufügen:
addresslink-sign-in = Melden Sie sich mit dem Konto an, für das Sie um diese E-Mail gebeten haben, und öffnen Sie den Link darin noch einmal. Sonst kann niemand die Adresse hinzufügen.
said-address-added = Die Adresse ist hinzugefügt.
said-addresses-saved = Ihre Adressen sind gespeichert.

# Was nicht geht.
field-address-is-yours = Diese Adresse gehört Ihnen schon.
field-address-is-last = Das ist Ihre einzige Adresse, deshalb bleibt sie.
field-address-is-main = Das ist die Hauptadresse. Machen Sie zuerst eine andere zur Hauptadresse.
field-address-is-only-way-in = Ohne diese Adresse könnten Sie sich nicht mehr anmelden: Sie haben kein Passwort. Setzen Sie eines, oder bestätigen Sie zuerst eine andere Adresse.
field-address-unproved = Noch ist nicht bestätigt, dass diese Adresse Ihnen gehört. Bestätigen Sie sie zuerst.
field-not-their-address = Diese Adresse gehört nicht zu diesem Konto.
field-too-many-addresses = Das sind zu viele: höchstens { $max } Adressen für eine Person.
field-too-many-mails = Sie haben in kurzer Zeit um viele E-Mails gebeten. Sehen Sie in Ihre E-Mails, oder warten Sie ein paar Minuten, und versuchen Sie es dann noch einmal.
