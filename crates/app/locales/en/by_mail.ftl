# Signing in by a mailed code or link, and a forgotten password.

# The sign-in page.
signin-by-mail-code = Mail me a code
signin-by-mail-link = Mail me a link
signin-forgot = Forgotten your password?
signin-too-many-mails = You asked for many mails in a short time. Look into your mail, or wait a few minutes and ask again.
fault-too-many-mails = You asked for many mails in a short time. Look into your mail, or wait a few minutes and ask again.
fault-mail-login-off = Members do not sign in by mail here at the moment. Sign in another way, or ask your administrator.
fault-mail-link-over = This was used already, has ended, or belongs to another browser. Ask for a new mail, and open the newest.

# Typing the code.
mailcode-title = Look into your mail
mailcode-lead = If { $email } belongs to an account here, a mail is on its way to it. It may take a minute.
mailcode-label = Code from the mail
mailcode-help = Eight digits. It works for ten minutes, in this browser only.
mailcode-submit = Sign in
mailcode-or-link = Or press the button in that mail.
mailcode-link = Press the button in that mail to go on. It works for ten minutes.
mailcode-again-help = Nothing came? Look among the junk mail, and check the address above. Only the newest mail counts.
mailcode-again = Send another mail
mailcode-other = Another address, or another way to sign in
mailcode-no-code = A code has eight digits. Copy all of it from the mail.
mailcode-wrong = This is not the code of the newest mail. { $n ->
    [one] You can try once more.
   *[other] You can try { $n } more times.
}
mailcode-dead = This code works no more. Send another mail, and type the code from that.

# Opening the link.
maillink-title = Sign in
maillink-as = As
maillink-elsewhere = You asked for this mail in another browser. To sign in here, type the address that it was sent to.
maillink-email = Address the mail was sent to
maillink-submit = Sign in
maillink-switches = Somebody is signed in here already, and is signed out by this.
field-not-the-mailed-address = The mail was not sent to this address. Check how it is written, or look at whom the mail is addressed to.

# A forgotten password.
forgotten-title = Forgotten your password?
forgotten-lead = Type one of your addresses. We mail you a link by which you set a new one.
forgotten-ask = This hub sends no mail for that. Ask your administrator for a link to set a new one.
forgotten-submit = Mail me a link
forgotten-sent = If { $email } belongs to an account here, a link to set a new password is on its way to it. It works for one hour.
forgotten-back = Back to signing in
