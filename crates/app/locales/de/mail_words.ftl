# Was in Mails neben dem Text ihrer Vorlagen steht.
mail-qr = Der Link als QR-Code
# Wer keinen Vornamen hat, wird ohne Namen gegrüßt: „Guten Tag,“.
mail-nameless = { "" }
mail-trial-subject = Ein Test von Ihrem Medien-Hub
mail-trial-text = Diese Mail hat { $hub } geschickt, um zu sehen, ob der Mail-Dienst geht. Er geht.
