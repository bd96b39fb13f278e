# Anmelden mit einem Code oder Link per E-Mail, und ein vergessenes Passwort.

# Die Anmeldeseite.
signin-by-mail-code = Code per E-Mail schicken
signin-by-mail-link = Link per E-Mail schicken
signin-forgot = Passwort vergessen?
signin-too-many-mails = Sie haben in kurzer Zeit um viele E-Mails gebeten. Sehen Sie in Ihre E-Mails, oder warten Sie ein paar Minuten, und versuchen Sie es dann noch einmal.
fault-too-many-mails = Sie haben in kurzer Zeit um viele E-Mails gebeten. Sehen Sie in Ihre E-Mails, oder warten Sie ein paar Minuten, und versuchen Sie es dann noch einmal.
fault-mail-login-off = Zurzeit meldet man sich hier nicht per E-Mail an. Melden Sie sich auf andere Weise an, oder fragen Sie die Administration.
fault-mail-link-over = Das wurde schon benutzt, ist abgelaufen oder gehört zu einem anderen Browser. Lassen Sie sich eine neue E-Mail schicken, und öffnen Sie die neueste.

# Der Code wird eingegeben.
mailcode-title = Sehen Sie in Ihre E-Mails
mailcode-lead = Wenn { $email } zu einem Konto hier gehört, ist eine E-Mail dorthin unterwegs. Das kann eine Minute dauern.
mailcode-label = Code aus der E-Mail
mailcode-help = Acht Ziffern. Er gilt zehn Minuten lang, nur in diesem Browser.
mailcode-submit = Anmelden
mailcode-or-link = Oder drücken Sie den Knopf in dieser E-Mail.
mailcode-link = Drücken Sie den Knopf in dieser E-Mail, um weiterzumachen. Das geht zehn Minuten lang.
mailcode-again-help = Nichts gekommen? Sehen Sie im Spam-Ordner nach und prüfen Sie die Adresse oben. Nur die neueste E-Mail zählt.
mailcode-again = Noch eine E-Mail schicken
mailcode-other = Andere Adresse oder andere Art der Anmeldung
mailcode-no-code = Ein Code hat acht Ziffern. Kopieren Sie ihn ganz aus der E-Mail.
mailcode-wrong = Das ist nicht der Code aus der neuesten E-Mail. { $n ->
    [one] Sie haben noch einen Versuch.
   *[other] Sie haben noch { $n } Versuche.
}
mailcode-dead = Dieser Code gilt nicht mehr. Lassen Sie sich noch eine E-Mail schicken, und geben Sie den Code aus dieser ein.

# Der Link wird geöffnet.
maillink-title = Anmelden
maillink-as = Als
maillink-elsewhere = Sie haben in einem anderen Browser um diese E-Mail gebeten. Um sich hier anzumelden, geben Sie die Adresse ein, an die sie ging.
maillink-email = Adresse, an die die E-Mail ging
maillink-submit = Anmelden
maillink-switches = Hier ist schon jemand angemeldet und wird dadurch abgemeldet.
field-not-the-mailed-address = An diese Adresse ging die E-Mail nicht. Prüfen Sie, wie sie geschrieben ist, oder sehen Sie nach, an wen die E-Mail gerichtet ist.

# Ein vergessenes Passwort.
forgotten-title = Passwort vergessen?
forgotten-lead = Geben Sie eine Ihrer Adressen ein. Wir schicken Ihnen einen Link, mit dem Sie ein neues setzen.
forgotten-ask = Dieser Hub schickt dafür keine E-Mails. Bitten Sie die Administration um einen Link, um ein neues zu setzen.
forgotten-submit = Link per E-Mail schicken
forgotten-sent = Wenn { $email } zu einem Konto hier gehört, ist ein Link dorthin unterwegs, mit dem Sie ein neues Passwort setzen. Er gilt eine Stunde lang.
forgotten-back = Zurück zur Anmeldung
