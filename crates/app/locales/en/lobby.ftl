# The landing page and the lobby; what follows "lobby-" in a refusal's sentences is its code.
lobby-title = Invitation

lobby-invites-video = { $inviter } invites you to watch
lobby-invites-audio = { $inviter } invites you to listen to
lobby-invites-document = { $inviter } invites you to read
lobby-invites-image = { $inviter } invites you to look at
lobby-invites-quiz = { $inviter } invites you to take
lobby-invites-webcast = { $inviter } invites you to join
lobby-invites-simulive = { $inviter } invites you to join
lobby-invites-diy-live = { $inviter } invites you to join
lobby-invites-room = { $inviter } invites you to join

lobby-kind-video = Video
lobby-kind-audio = Audio
lobby-kind-document = Document
lobby-kind-image = Picture
lobby-kind-quiz = Quiz
lobby-kind-webcast = Live session
lobby-kind-simulive = Live session
lobby-kind-diy-live = Live session
lobby-kind-room = Room

lobby-role-viewer = as Viewer
lobby-role-speaker = as Speaker
lobby-role-moderator = as Moderator

lobby-address = Enter the e-mail address this invitation was sent to
lobby-this-browser = It will then work in this browser only.
lobby-in-app = You are inside another app. Open this link in your usual browser first: the invitation stays with the browser in which you continue.
lobby-signs-out = You are signed in as { $account }. Going on as the invited guest signs you out in this browser.
lobby-continue = Continue
lobby-go-on-viewer = Go on as Viewer
lobby-go-on-speaker = Go on as Speaker
lobby-go-on-moderator = Go on as Moderator
lobby-starts = Starts { $at }
lobby-link-ends-before = Your link ends { $at }, before the doors open. Check in now, and you will be let in all the same.
lobby-check-in = Check in now

lobby-preview = This is what an invited person sees first. With their own link they type their address here and are in.
lobby-back = Back to the page
lobby-switch = Switch account
lobby-as-guest = Continue as the invited guest
lobby-see-preview = See it as an invited person does
lobby-look-again = Look again
lobby-try-again = Try again

# Refusals: what happened; what to do and whom to ask.
lobby-unknown-heading = This link leads nowhere.
lobby-unknown-text = Check that all of it was copied. If it was, ask the person who sent it for a new one.
lobby-disabled-heading = Invitation links are switched off at the moment.
lobby-disabled-text = Try again later, or ask { $inviter }.
lobby-revoked-heading = This invitation was taken back.
lobby-revoked-text = If you still need it, ask { $inviter } for a new one.
lobby-entry-gone-heading = What you were invited to has been deleted.
lobby-entry-gone-text = Ask { $inviter } whether it will come back.
lobby-barred-heading = This is not open to you any more.
lobby-barred-text = { $inviter } can tell you more.
lobby-wrong-account-heading = You are signed in as { $account }, but the invitation is for { $invited }.
lobby-wrong-account-text = Switch to the account with that address, go on as the invited guest, or ask { $inviter } to invite this account.
# On refusals that a member who is in already does not meet: they have only to sign in.
lobby-has-account = Have an account? Sign in
lobby-replaced-heading = A newer link took the place of this one on { $since }.
lobby-replaced-text = Use the newer one, or ask { $inviter } for it.
lobby-ended-heading = This session ended on { $at }.
lobby-ended-text = Ask { $inviter } whether there is a recording.
lobby-not-ready-heading = { $title } is still being prepared.
lobby-not-ready-text = This page opens it as soon as it is ready. Your invitation from { $inviter } stays as it is meanwhile.
lobby-not-ready-failed-heading = { $title } could not be prepared.
lobby-not-ready-failed-text = Tell { $inviter }: it has to be uploaded again. Your invitation stays as it is.
lobby-expired-heading = This link ended on { $at }.
lobby-expired-text = Ask { $inviter } for a new one.
lobby-other-device-heading = This invitation is open in another browser.
lobby-other-device-text = Go back to the browser in which you opened it first. To move it here, ask { $inviter } to reset your seat.
lobby-other-device-code-text = Go back to the browser in which you opened it first, or move your seat here: a code is mailed to the address that this invitation was sent to.
lobby-move-button = Move my seat here
lobby-move-help = The other browser is signed out then. No use of your link is spent.
lobby-used-up-heading = This link has been used up.
lobby-used-up-text = Ask { $inviter } for a new one.
lobby-used-up-code-text = Have you been in before? A code that is mailed to you brings you back in. Otherwise ask { $inviter } for a new link.
lobby-come-back-button = Mail me a code
lobby-come-back-help = It costs no use of your link.
lobby-domain-blocked-heading = People of { $domain } sign in here instead of using a link.
lobby-domain-blocked-text = Sign in with your account, or ask { $inviter } to invite another address of yours.
lobby-stale-proof-heading = This page was open for a long time. Press Continue once more.
lobby-cookies-off-heading = This browser did not keep the cookie that an invitation needs.
lobby-cookies-off-text = Allow cookies for this site and try again. Nothing of your invitation from { $inviter } has been spent.
lobby-wrong-email-heading = The invitation was sent to another address. Check the spelling, or try your other addresses.
lobby-missing-email-heading = Enter your e-mail address.
lobby-too-many-tries-heading = { $seconds ->
    [one] Too many addresses were tried from here. Try again in a second.
   *[other] Too many addresses were tried from here. Try again in { $seconds } seconds.
}
lobby-needs-inviter-heading = This invitation needs one more proof.
lobby-needs-inviter-text = Ask { $inviter } for help: they can let you in.

# A mailed code.
lobby-code-title = Look into your mail
lobby-code-lead = If this invitation was sent to { $email }, a code is on its way there. It may take a minute.
lobby-code-label = Code from the mail
lobby-code-help = Eight digits. It works for ten minutes, in this browser only.
lobby-code-none = A code has eight digits. Copy all of it from the mail.
lobby-code-wrong = { $n ->
    [one] This is not the code of the newest mail. You can try once more.
   *[other] This is not the code of the newest mail. You can try { $n } more times.
}
lobby-code-dead = This code works no more. Ask for another one.
lobby-code-again = Send another code
lobby-code-again-help = Nothing came? Look among the junk mail, and check the address above. Only the newest code counts.
lobby-code-again-soon = { $seconds ->
    [one] Nothing came? Another code can be sent in a second.
   *[other] Nothing came? Another code can be sent in { $seconds } seconds.
}
lobby-code-other = Another address

# Asking for a new link.
lobby-ask-button = Ask for a new link
lobby-asked-heading = Your request is on its way.
lobby-asked-text = If this invitation was sent to that address, whoever invited you is told that you need a new link. It comes by mail, or they hand it to you.

# The seat is shown to another device.
lobby-handover-title = Open on another device
lobby-handover-lead = Point the camera of the other device at this square, or type the address there. It asks for the address to which the invitation to { $title } was sent; then your seat is there, and this browser is signed out.
lobby-handover-qr = Square for the camera of the other device
lobby-handover-until = It works once, until { $until }.
lobby-handover-no-heading = You cannot move by yourself any more.
lobby-handover-no-text = Ask { $inviter } to reset your seat.
lobby-handover-member-heading = You are signed in: your seat is wherever you are.
lobby-handover-member-text = Sign in on the other device, and open this page there.

# A seat that is bound to a key which the browser keeps.
lobby-proving-heading = Is this your browser?
lobby-proving-text = This page checks that it is the one in which you opened your invitation.
lobby-unproved-heading = This is not the browser in which the invitation was opened.
lobby-unproved-text = Go back to that browser. If this is the one, its data for this site was cleared: ask the person who invited you to reset your seat, then open your link again.
lobby-unproved-script = Scripts are off, so nothing can be checked. Switch them on for this site and try again, or ask the person who invited you to reset your seat and open your link again.

# Leaving
lobby-leave = Leave
lobby-stay = Stay
lobby-leave-heading = Leave { $title }?
lobby-leave-comes-back = You can come back with your link until { $until }. That takes one more of its uses.
lobby-leave-comes-back-any-time = You can come back with your link. That takes one more of its uses.
lobby-leave-new-link = Your link has done its work. To come back, you will need a new one from { $inviter }.
lobby-leave-open-otherwise = You give your invitation back. The page stays open to you, since it is shared with you in another way too.
lobby-goodbye = Goodbye
lobby-goodbye-heading = You have left.
lobby-goodbye-text = You can close this page.

# The address typed is of a domain with a sign-in of its own.
lobby-home-text = People of { $domain } sign in here. Signed in, what you are invited to is open to you on all your devices.
lobby-home-sign-in = Sign in with { $name }
lobby-home-without = Go on without signing in
