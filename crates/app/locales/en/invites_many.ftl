# Inviting many people at once, and doing something to many invites.

many-open = Several people…
many-title = Invite several people
many-lead = Paste people, or choose a table. You see what would happen to each before anybody is invited or written to.
many-people = People
many-people-help = One to a line, as mail programs write them: Ada Lovelace <ada@example.org>. Or the rows of a table, with its first row.
many-file = CSV file
many-file-help = UTF-8, UTF-16 or Windows encoding; commas, semicolons or tabs; up to 10,000 people. It takes the place of what is pasted.
many-mail = Send links via email
many-mail-help = Each gets a link of their own, once: whoever has got one already gets no second mail.
many-revoked-too = Also invite people whose invite was revoked
many-revoked-too-help = Otherwise they are left out, so that the same list does not bring back somebody you sent away.
many-look = Look at it
many-columns = What a table may hold
many-columns-help = The first row names the columns, in any order: email is needed; first name and last name are for people who are new; role, valid until and language go before what is chosen above. A time is written like 2026-12-24 15:00, a day like 2026-12-24; a language like de or Deutsch. The same table again, corrected, changes and adds.
many-example = Example
many-example-rows =
    email;first name;last name;valid until
    ada@example.org;Ada;Lovelace;2026-12-24 15:00
    bob@example.org;Bob;Noyce;

many-invite-looked = What this list would do
many-invite-working = Inviting people
many-invite-done = What became of the list
many-resend-working = Mailing new links
many-resend-done = New links
many-end-working = Changing the end
many-end-done = Changed ends
many-role-working = Changing the role
many-role-done = Changed roles
many-reset-seat-working = Resetting seats
many-reset-seat-done = Seats that were reset
many-revoke-working = Revoking invites
many-revoke-done = Revoked invites

many-looked-lead = Nothing is written yet. New: { $new }. Changed: { $changed }. Already invited: { $kept }. Left out, since something is wrong: { $wrong }.
many-looked-mails = { $n ->
    [one] One mail goes out.
   *[other] { $n } mails go out.
}
many-begin = { $n ->
    [one] Invite 1 person
   *[other] Invite { $n } people
}
many-begin-mailing = { $n ->
    [one] Invite 1 person by mail
   *[other] Invite { $n } people, { $mails } by mail
}
many-progress = { $n } of { $all }
many-working-help = You can leave this page. The work goes on, and this page shows how far it is.
many-waits = You have sent as many mails as one person may within an hour. The rest goes on by itself at { $at }.
many-done-lead = { $kind ->
    [invite] New: { $new }. Changed: { $changed }. Already invited: { $kept }. Left out: { $wrong }. Mails: { $mails }.
   *[other] Done: { $done }. Refused: { $wrong }.
}
many-links = Make and download links
many-links-help = The links come as a CSV file, this once: one for everybody who was new. Making them again makes others, and the earlier ones stop working.
many-correct = Correct the list
many-result = Download this result
many-show = Show rows
many-all = All
many-what-open = Not yet
many-what-new = New
many-what-changed = Changed
many-what-mailed = Mailed
many-what-kept = Already invited
many-what-over = Ended
many-what-done = Done
many-what-wrong = Left out
many-no-rows = No such rows.
many-line = Line
many-what = Result
many-detail = What changes, or what to do
many-pages = Pages of rows
many-first = First rows
many-next = Further rows

many-changes = Changes: { $columns }.
many-over = The link has ended and stays so. Write a later time into “valid until” to let it work again.
many-will-mail = A link goes out by mail.
many-mailed = A link went out by mail.
many-column-email = e-mail address
many-column-first-name = first name
many-column-last-name = last name
many-column-role = invitation type
many-column-valid-until = valid until
many-column-language = language
many-fault-no-email = There is no e-mail address here. Write one.
many-fault-not-an-address = This is not an e-mail address, or there are several in one line. Write it like ada@example.org.
many-fault-no-name = The { $column } is missing. Write it like Ada Lovelace <ada@example.org>.
many-fault-too-long = The { $column } is too long: at most 100 characters.
many-fault-forbidden = The { $column } holds characters that cannot be shown. Type it again.
many-fault-unknown-role = There is no such invitation type. Write viewer, speaker or moderator.
many-fault-unknown-language = There is no such language here. Write one of { $languages }.
many-fault-not-a-moment = This is no date. Write it like 2026-12-24 15:00.
many-fault-formula = The { $column } is a formula. Replace it by what it shows.
many-fault-duplicate = An earlier line has this address. Keep one of the two.
many-fault-role-does-not-fit = This kind of media has viewers only.
many-fault-domain-restricted = New people of { $domain } are not to be invited here: they sign in with their organisation. Write a different address, or ask the administrator.
many-fault-yourself = This is your own address.
many-fault-already-inside = This person works on this media and can open it already.
many-fault-end-in-past = This end is over already. Write a time to come.
many-fault-end-too-late = This end is later than the administrator allows. The latest is { $latest }.
many-fault-no-session = There is no session that could end. Write a date.
many-fault-revoked-before = An earlier invite of this person was revoked. Tick “Also invite people whose invite was revoked” if they are to come again.
many-fault-too-much-mail-to-address = This address got many mails within an hour. Try again later.
many-fault-no-mail-service = This hub has no mail service any more. Make links and hand them over yourself.
many-fault-not-allowed = You may not invite people to this any more. Ask the owner.
many-fault-revoked = This invite was revoked, and that is final.
many-fault-link-is-over = The link has ended or is used up. Change its end, or make a new link.
many-fault-gone = This invite is not there any more.

field-many-empty = There is nobody in this list. Paste at least one address, or choose a file.
field-many-too-many = These are too many people: at most { $max } at once. Cut the list in two.

# One thing done to several invites.
said-nobody-picked = Nobody is selected. Tick somebody first.
act-others-now = The list has changed meanwhile: look at how many it is now, and press again.
act-and-more = { $n ->
    [one] and 1 more
   *[other] and { $n } more
}
act-resend-title = { $n ->
    [one] Mail a new link to 1 person
   *[other] Mail new links to { $n } people
}
act-resend-lead = Links that were mailed before stop working at once; links that were copied do not. Where a link has ended, nothing is mailed, and the result says so.
act-resend = { $n ->
    [one] Mail 1 link
   *[other] Mail { $n } links
}
act-end-title = { $n ->
    [one] When 1 link ends
   *[other] When { $n } links end
}
act-end-lead = It never ends the stay of somebody who is in already. A link that has ended works again.
act-end = { $n ->
    [one] Change 1 end
   *[other] Change { $n } ends
}
act-role-title = { $n ->
    [one] What 1 person may do
   *[other] What { $n } people may do
}
act-role-lead = It changes at once, also for whoever is in already.
act-role = { $n ->
    [one] Change 1 role
   *[other] Change { $n } roles
}
act-reset-seat-title = { $n ->
    [one] Reset 1 seat
   *[other] Reset { $n } seats
}
act-reset-seat-lead = The browsers that they are using are signed out at once. The next browser in which a link is opened takes its seat, and no use is spent.
act-reset-seat = { $n ->
    [one] Reset 1 seat
   *[other] Reset { $n } seats
}
act-revoke-title = { $n ->
    [one] Revoke 1 invite
   *[other] Revoke { $n } invites
}
act-revoke-lead = Their links stop working, and whoever is in loses access within a second, wherever it is open. This is final. You can invite the same people again later.
act-revoke = { $n ->
    [one] Revoke 1 invite
   *[other] Revoke { $n } invites
}

# What every table that is sent may be told; the console says it of a table of people, too.
import-ignored = Columns not read
field-import-too-large = This file is too large: at most { $max } MB. Cut it in two.
field-import-workbook = This is a workbook. In the spreadsheet program, save it as CSV, best as “CSV UTF-8”.
field-import-not-text = This is not a table as text, or it is damaged. Save it as CSV once more.
field-import-column-twice = Two columns are the same: { $column }. Take one out, or give it another name.
