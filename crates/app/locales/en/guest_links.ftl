# Guest links: managing them, and what whoever has one reads.

# Why no link can be handed out at the moment, or why one cannot be changed.
fault-no-guest-links = The administrator has switched guest links off on this site. Invite people one by one instead, or ask.
fault-too-many-guest-links = This has three guest links already, which is as many as there can be. Delete one first.
fault-link-deleted = This guest link was deleted, and that is final. Make a new one.
field-too-many-uses = The administrator allows at most { $max }.
field-too-many-days = The administrator allows at most { $max }.
field-not-a-whole-number = Write a whole number, or leave it empty.

# Managing.
guests-title = Guest access
guests-on = Guest access is on
guests-on-what = Whoever has one of the links below can come in: they give a name and an address, and watch.
guests-off = Guest access is off
guests-off-what = None of the links below lets anybody new in. Whoever is in stays in.
guests-inside = { $n ->
    [one] { $n } guest is in now.
   *[other] { $n } guests are in now.
}
guests-inside-many = More than { $n } guests are in now.
guests-switch-on = Switch on
guests-switch-off = Switch off
guests-links = Guest links
guests-empty-heading = No guest links yet
guests-empty-text = A guest link lets in whoever has it, without an account and without an invitation of their own. Make up to three, for example one for each course.
guests-col-name = Name
guests-col-state = State
guests-col-uses = Used
guests-col-ends = Ends
guests-col-came = Came
guests-col-made = Made
guests-col-deeds = Actions
guests-no-end = Not by itself
guests-uses = { $spent } of { $allowed }
guests-uses-any = { $spent }
guests-state-open = Open
guests-state-off = Switched off
guests-state-used-up = Used up
guests-state-expired = Ended
guests-state-deleted = Deleted
guests-menu = What to do with { $name }
guests-who = Who came
guests-who-what = Names and addresses as they were given. Nobody checked them.
guests-export = Download
guests-col-who = Guest
guests-col-link = Link
guests-col-when = Came
guests-col-seen = Last seen
guests-col-watched = Watched
guests-guest-inside = In
guests-guest-left = Left
guests-guest-ended = Ended
guests-guest-signed-out = Signed out
guests-guest-over = Over
guests-pages = Pages of guests
guests-newest = Newest
guests-older = Older

# A new one.
guests-new = New guest link
guests-new-lead = A link to “{ $title }” for whoever has it.
guests-new-name = Name of the link
guests-new-name-help = For you, to tell links apart. Guests do not see it.
guests-new-uses = Number of people
guests-new-uses-any = Leave it empty for any number.
guests-new-uses-most = At most { $n }, which is also what you get if you leave it empty.
guests-new-days = Days
guests-new-days-any = Leave it empty to let it work until you switch it off.
guests-new-days-most = At most { $n }, which is also what you get if you leave it empty.
guests-new-do = Make the link
guests-made-title = The guest link is ready
guests-made = { $name } works until you switch guest access off or delete it.
guests-made-until = { $name } works until { $end }.
guests-made-link = Link
guests-made-uses = { $n ->
    [one] It lets one person in.
   *[other] It lets { $n } people in.
}
guests-made-uses-any = It lets in everybody who has it.
guests-made-viewers = Guests can watch this page, and nothing else here.
guests-made-off = Guest access is off: switch it on before you hand the link out.
guests-made-replaced = The link before does not work any more.
guests-made-once = Copy it now. It is shown this once.
guests-made-done = Done
guests-qr = QR code of the guest link { $name }
guests-renew = New link
guests-renew-title = A new link for { $name }?
guests-renew-what = The link that you handed out lets nobody in any more. Days and number of people begin anew. Whoever is in stays in.
guests-delete = Delete
guests-delete-title = Delete { $name }?
guests-delete-what = The link lets nobody in any more, and that is final.
guests-delete-also = End it for those who are in
guests-delete-also-help = Otherwise they stay as long as they may.
guests-end = End for everyone
guests-end-title = End guest access for everyone?
guests-end-what = Guest access is switched off, and every guest who is in is out within a second, also in the middle of the media. People who were invited by name stay.
said-guests-on = Guest access is on.
said-guests-off = Guest access is off. Whoever is in stays in.
said-guests-deleted = The guest link is deleted.
said-guests-ended = Guest access is off, and every guest is out.

# What a guest reads.
guest-name = Your name
guest-email = Your e-mail address
guest-email-help = The person who shared this sees both. It then works in this browser only.
guest-in-app = You are inside another app. Open this link in your usual browser first: your place stays with the browser in which you continue.
guest-signs-out = You are signed in as { $account }. Going on as a guest signs you out in this browser.
guest-disabled-heading = Guest links are switched off at the moment.
guest-disabled-text = Try again later, or ask { $inviter }.
guest-deleted-heading = This link was taken back.
guest-deleted-text = If you still need it, ask { $inviter } for a new one.
guest-off-heading = Guests are not let in at the moment.
guest-off-text = Ask { $inviter } to open it again.
guest-not-ready-heading = { $title } is still being prepared.
guest-not-ready-text = This page opens it as soon as it is ready. { $inviter } shared it with you.
guest-failed-heading = { $title } could not be prepared.
guest-failed-text = Tell { $inviter }: it has to be uploaded again.
guest-used-up-heading = As many people as this link is for have come.
guest-used-up-text = Ask { $inviter } for another one.
guest-cookies-off-heading = This browser did not keep the cookie that this needs.
guest-cookies-off-text = Allow cookies for this site and try again, or ask { $inviter }.
guest-introduce-heading = Enter your name and your e-mail address.
