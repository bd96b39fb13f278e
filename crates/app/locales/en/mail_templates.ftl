### Mails by template: their frame, and the tool that edits them.

mail-qr = The link as a QR code
