# Was in Mails steht.
mail-qr = Der Link als QR-Code
