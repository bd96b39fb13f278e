# Inviting people to an entry, and looking after their invites.

# Why nobody can be invited here at the moment: the menu says it too.
fault-disabled = Invitations are switched off on this site. Ask the administrator.
fault-media-page-off = Invitations need media pages, and those are switched off on this site. Ask the administrator.
fault-not-collaborator = Only the owner, co-owners, co-editors and co-publishers can invite people to this.
fault-owners-invite = The administrator has reserved inviting for owners and co-owners. Ask one of them.
fault-not-allowed-to-invite = The administrator has reserved inviting for others. Ask them, or a collaborator who may.
fault-rooms-off = Rooms are switched off on this site. Ask the administrator.
fault-chat-off = Turn on Chat & Collaboration for this room first; invitations need it.

# Why an invite that exists cannot be changed this way.
fault-revoked = This invite was revoked, and that is final. Invite the person again to make a new one.
fault-link-is-over = The link has ended or is used up. Renew the invite instead.
fault-no-mail-service = This hub has no mail service, so the link cannot be mailed. Copy it and hand it over yourself.
fault-too-much-mail = You have sent very many mails within an hour. Make the link without a mail, or send the rest later.
fault-too-much-mail-to-address = This address got many mails within an hour. Make the link without a mail, or try again later.
fault-form-spent = This form was sent before, and the link it made then has been replaced or revoked since. Start again with a fresh one.
fault-domain-restricted = New people of { $domain } are not to be invited here: they sign in with their organisation. Try a different address, or ask the administrator.
fault-yourself = This address is your own. You can see what an invitee sees without an invite.
fault-already-inside = This person works on this media and can open it already.
fault-role-does-not-fit = This kind of media has viewers only.

# What is wrong with one field.
field-not-an-address = This is not an e-mail address. It looks like ada@example.org.
field-domain-restricted = New people of { $domain } are not to be invited here: they sign in with their organisation. Try a different address, or ask the administrator.
field-yourself = This is your own address. Enter the address of the person you want to invite.
field-already-inside = This person works on this media and can open it already.
field-somebody-elses = This address belongs to somebody else now. Choose the person again, or type the address.
field-role-does-not-fit = This kind of media has viewers only.
field-not-a-moment = This is not a date and time.
field-end-in-past = This is over already. Choose a time to come.
field-end-too-late = This is later than the administrator allows. The latest is { $latest }.
field-no-session = There is no session that could end. Choose a date.

# The dialog.
invites-title = Invite users
invites-lead = A personal link to “{ $title }” for one person. They need no account here.
invites-email = E-mail
invites-email-help = Type a name or an address; people who have an account here are offered.
invites-people = People
invites-people-none = Nobody here has that name or address. Type the whole address to invite somebody new.
invites-people-some = { "{n}" } people found. Use the arrow keys to choose.
invites-first-name = First name
invites-last-name = Last name
invites-role = Invitation type
invites-role-viewer = Viewer
invites-role-viewer-media = Opens this media page, and nothing else here.
invites-role-viewer-session = Joins the session, its chat, questions and interactions.
invites-role-moderator = Moderator
invites-role-moderator-session = Also moderates questions and starts interactions; sees the backchannel.
invites-role-speaker = Speaker
invites-role-speaker-session = Also answers questions; sees the backchannel.
invites-until = Valid until
invites-until-help = Leave it empty for { $span }: until { $end }. Times here are { $zone } time.
invites-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
invites-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
invites-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
invites-mail = Send link via email
invites-mail-help = A link of its own goes to this address. You see the other one next, to hand it over yourself.
invites-language = Language of the invitation
invites-language-help = The mail is written in it, and the page that the link opens. Who has chosen a language here before sees the page in that.
invites-language-own = As the site: { $language }
field-unknown-language = There is no such language here. Choose one of { $languages }.
invites-line = A line of your own
invites-line-help = Stands in the mail, if one is sent.
invites-resend-line-help = Stands in this mail. You may leave it empty.
invites-generate = Generate invite link

# The confirmation.
invites-made-title = The link is ready
invites-made = { $name } can open this until { $end }. The link works in one browser.
invites-made-follows = { $name } can open this until { $end }. The link works in one browser at a time.
invites-made-over = The link for { $name } ended { $end }.
invites-made-typed = { $name } will be asked for the address { $email }.
invites-made-member = { $name } can also open it by signing in here as { $email }.
invites-made-replaced = The earlier link for { $name } does not work any more.
invites-made-mailed = A mail with a link of its own is on its way to { $email }. The list of invites tells what becomes of it.
invites-made-once = The link is shown only now. The list of invites makes a new one at any time.
invites-link = Link
invites-qr = The link for { $name } as a QR code
invites-all = See all invites
invites-another = Invite another
invites-done = Done

# What the rows of the list lead to. Titles carry the full name.
invites-renew = Make a new link
invites-renew-title = A new link for { $name }
invites-renew-kills = The earlier link stops working at once. Whoever is in already stays in.
invites-renew-stays = The limits stay as they are: the link ends { $end }.
invites-renew-anew = The earlier link is over, so the new one starts afresh: it works for { $span }, until { $end }.
invites-renew-uses = { $n ->
    [one] It can be used once.
   *[other] It can be used { $n } times.
}
invites-renew-unlimited = It can be used any number of times.
invites-resend = Mail a new link
invites-resend-title = Mail a new link to { $name }
invites-resend-to = It goes to { $email }. The link that was mailed before stops working at once; a link that was copied does not.
invites-end = Change the end
invites-end-title = When the link for { $name } ends
invites-end-is = It ends { $end } now.
invites-end-was = It ended { $end }.
invites-end-help = Times here are { $zone } time. It never ends the stay of somebody who is in already.
invites-role-title = What { $name } may do
invites-role-lead = It changes at once, also for somebody who is in already.
invites-role-save = Change the role
invites-reset-seat = Reset the seat
invites-reset-seat-title = Reset the seat of { $name }
invites-reset-seat-inside = The browser that { $name } is using is signed out at once. The next browser in which the link is opened takes the seat, and no use is spent.
invites-reset-seat-free = The next browser in which the link is opened takes the seat, and no use is spent.
invites-revoke = Revoke
invites-revoke-title = Revoke the invite of { $name }
invites-revoke-inside = { $name } is in, and loses access within a second, wherever it is open. The link stops working.
invites-revoke-outside = The link stops working, and { $name } cannot come in by it any more.
invites-revoke-final = This is final. You can invite the same person again later.

said-invite-mailed = The mail is on its way.
said-seat-reset = The seat is free. The next browser takes it.
said-invite-revoked = Revoked. The link does not work any more.
said-invite-end = The end has changed.
said-invite-role = The role has changed.

# The list.
invites-list-title = Invites
invites-preview = See it as an invitee
invites-show = Show
invites-show-all = All
invites-show-open = Open
invites-show-asks = Asks for a new link
invites-show-waiting = Not yet joined
invites-show-refused = Mail refused
invites-show-joined = In
invites-show-over = Over
invites-show-revoked = Revoked
invites-search = Name or address
invites-search-go = Search
invites-export = Download
invites-selected = Selected:
invites-pick-all = Select everybody on this page
invites-pick = Select { $name }
invites-all-pages = All that this list shows, on every page
invites-col-person = Person
invites-col-role = Role
invites-col-state = State
invites-col-uses = Uses
invites-col-joined = Joined
invites-col-seen = Last seen
invites-col-watched = Watched
invites-col-ends = Link ends
invites-col-deeds = Actions
invites-asks = Asks for a new link
invites-renew-and-send = Renew and send
invites-renew-and-show = Make a new link
invites-state-pending = Not used yet
invites-state-joined = In
invites-state-left = Left
invites-state-used-up = Used up
invites-state-expired = Ended
invites-state-revoked = Revoked
invites-state-forgotten = Data removed
invites-forgotten = A guest, no longer known
invites-uses = { $spent } of { $allowed }
invites-uses-unlimited = { $spent }, no limit
invites-not-yet = Not yet
invites-menu = Actions for { $name }
invites-menu-link = New link
invites-again = Invite again
invites-empty-heading = Nobody has been invited yet
invites-empty-text = Invite a person by a link of their own. Here you see who came, and can take it back at any time.
invites-none-heading = None of these
invites-none-text = No invite is in this state.
invites-pages = Pages
invites-newest = Newest
invites-older = Older

# The head of the list: four numbers in one line.
invites-numbers-invited = { $n } invited
invites-numbers-invited-many = more than { $n } invited
invites-numbers-joined = { $n } joined
invites-numbers-joined-many = more than { $n } joined
invites-numbers-finished = { $n } watched it to the end
invites-numbers-median = median watched { $n } %
invites-numbers-read = { $n } read it to the end
invites-numbers-median-read = median read { $n } %

# What became of the mail that carries a link.
mail-state-queued = Mail waiting
mail-state-sent = Mail sent
mail-state-refused = Mail refused:
mail-state-cancelled = Mail not sent
mail-state-failed = Mail failed:
