# Inviting people to an entry, and looking after their invites.

# Why nobody can be invited here at the moment: the menu says it too.
fault-disabled = Invitations are switched off on this site. Ask the administrator.
fault-media-page-off = Invitations need media pages, and those are switched off on this site. Ask the administrator.
fault-not-collaborator = Only the owner, co-owners, co-editors and co-publishers can invite people to this.
fault-not-allowed-to-invite = The administrator has reserved inviting for others. Ask them, or a collaborator who may.
fault-rooms-off = Rooms are switched off on this site. Ask the administrator.
fault-chat-off = Turn on Chat & Collaboration for this room first; invitations need it.

# Why an invite that exists cannot be changed this way.
fault-revoked = This invite was revoked, and that is final. Invite the person again to make a new one.
fault-link-is-over = The link has ended or is used up. Renew the invite instead.
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
