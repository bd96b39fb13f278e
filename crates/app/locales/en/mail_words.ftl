# What stands in mails beside the text of their templates.
mail-qr = The link as a QR code
# Whom a letter greets whose reader has no first name: “Hello there”.
mail-nameless = there
mail-trial-subject = A test from your media hub
mail-trial-text = This mail was sent by { $hub } to see whether its mail service works. It does.
