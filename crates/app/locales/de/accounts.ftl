signin-title = Anmelden
signin-email = E-Mail
signin-password = Passwort
signin-submit = Anmelden
signin-guest = Sie sind durch eine Einladung hier. Wenn Sie sich als die Person anmelden, an die sie ging, bleibt sie erhalten, auf allen Ihren Geräten; wenn Sie sich als jemand anderes anmelden, endet sie in diesem Browser.
signin-wrong-credentials = Diese Adresse und dieses Passwort gehören nicht zusammen. Prüfen Sie beide, oder bitten Sie die Administration um ein neues Passwort.
signin-too-many-tries = Zu viele Versuche. Warten Sie eine Minute, und versuchen Sie es dann noch einmal.
