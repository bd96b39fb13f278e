# Entries: the media page, editing, publishing, people, trash.

# The media page.
media-pages = { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
media-plays = { $n ->
    [one] { $n } play
   *[other] { $n } plays
}
media-reads = { $n ->
    [one] Opened { $n } time
   *[other] Opened { $n } times
}
media-tags = Tags
media-download = Download
media-leave = Leave
media-hand-over = Open on another device
media-guest = You are here by an invitation, in this browser only. See what is open to you, and what is known of you.
media-menu-invite = Invite users
media-menu-invites = Invitations
media-menu-guests = Manage guest access
media-invited = { $n } invited · { $inside } in
media-invited-many = More than { $n } invited
media-menu-publish = Publish status
media-menu-edit = Edit
media-menu-people = People
media-menu-delete = Delete
media-open-document = Open the document
media-image-larger = Show in its own size
media-image-fit = Fit to the page
media-unshown = This file cannot be shown here
media-unshown-download = Download it to open it with the program that it was made with. A PDF of it could be read on this page.
media-unshown-other = Ask whoever shared it for a PDF.
media-upload = Upload a file
media-upload-again = Upload again
media-empty = Nothing to see yet
media-empty-owner = This entry has no file so far. Upload one, and it will be made ready to play.
media-empty-other = The owner has not uploaded the file yet.
media-processing = Almost there
media-processing-what = The file has arrived and is being made ready. This page shows it as soon as it is.
media-processing-bar = Getting it ready
media-look-again = Look again
media-left-minutes = About %n minutes left
media-left-soon = Less than a minute left
media-failed = This file could not be made ready
media-failed-other = Something is wrong with the file. Its owner can upload it again.
media-nothing = This cannot be shown here
media-nothing-what = It is of a kind that this page has no player for.
media-ended = You can no longer see this
media-ended-what = The access you had has ended. If you think that is wrong, ask the person who shared it with you.
media-moved = This is open in another browser now
media-moved-what = Your seat was moved there. If it was not you, tell the person who invited you.

# Why a file could not be made ready, and what to do.
media-failure-not-media = It is no video, audio recording, picture, PDF or office file, whatever its name says. Upload one of those.
media-failure-heic = It is a picture in HEIC, which cannot be read here. Save it as JPEG and upload that.
media-failure-wrong-kind = It is of another kind than this entry. Upload a file of the same kind, or make a new entry for it.
media-failure-broken = It is damaged or was cut short. Try to play it on your own computer, export it anew, and upload that.
media-failure-empty = It has no content at all. Check the file, then upload it again.
media-failure-no-picture-or-sound = There is neither picture nor sound in it. Check the file, then upload it again.
media-failure-too-long = It is longer than this site takes. Cut it into parts and upload them one by one.
media-failure-too-big = It is larger than this site can handle. Export it in a lower resolution, then upload it again.
media-failure-encrypted = It is protected by a password or against copying. Upload a copy without protection.
media-failure-timed-out = Preparing it took too long. Upload it again, or export it as MP4 first.
media-failure-tool-missing = This site is not set up to prepare such files yet. Tell your administrator, then upload it again.
media-failure-disk-full = The site had no room left. Tell your administrator, then upload it again.
media-failure-other = Something went wrong while it was being prepared. Upload it again; if that does not help, tell your administrator.

# The pages on which an entry is worked on.
desk-back = Back to the media page
desk-tabs = About this entry
desk-details = Details
desk-captions = Captions
desk-people = People

edit-title = Edit
edit-field-title = Title
edit-field-description = Description
edit-help-description = Web addresses become links.
edit-field-tags = Tags
edit-help-tags = Put commas between them.
edit-stale = Somebody else saved this in the meantime.
edit-stale-what = What you typed is still here. This is what is stored now; save again to replace it with yours.
edit-nothing = (nothing)
edit-file = File
edit-file-replace = Replace the file
edit-file-replace-what = A new file takes the place of this one. Address, invitations, captions and plays stay.
edit-file-none = Nothing has been uploaded yet.

captions-title = Captions
captions-none = There are no captions yet. With captions more people can follow, also where sound is off.
captions-add = Add captions
captions-add-do = Add captions
captions-off = This site shows no captions from the beginning. What you set here is kept but not shown now: people see captions once they choose them in the player.
captions-lang = Language
captions-label = Name
captions-label-help = What the player’s menu calls them. Left empty, it is the language’s own name.
captions-file = File
captions-file-help = WebVTT (.vtt) or SubRip (.srt), in any usual encoding, at most 4 MB.
captions-standard = Show from the beginning
captions-standard-help = Whoever opens this sees these captions until they switch them off. One track can be shown so.
captions-standard-badge = Shown from the beginning
captions-standard-do = Show from the beginning
captions-standard-do-one = Show from the beginning: { $label }
captions-standard-stop = Show on request only
captions-standard-stop-one = Show on request only: { $label }
captions-delete = Delete captions
captions-delete-one = Delete captions: { $label }
captions-delete-title = Delete these captions?
captions-delete-what = They are gone from the player at once, and cannot be brought back. Keep the file if you may need it again.

chapters-field = Chapters
chapters-help = In each line a time and a title, like 1:05 Welcome. The text of a WebVTT file of chapters can be pasted, too. Empty, there are no chapters.
chapters-from-description = Take them from the description

publish-title = Publish status
publish-lead = People named on the entry, and invited people, can always open it.
publish-legend = Who else can open it?
publish-private = Private
publish-private-help = Nobody else.
publish-unlisted = Unlisted
publish-unlisted-help = Everybody who has the address.
publish-published = Published
publish-published-help = Everybody; it is listed on the home page.

people-title = People
people-add = Add people
people-who = E-mail address or group
people-who-help = Type three characters to find people by name.
people-found = People and groups
people-none = Nobody found.
people-some = {"{n}"} found. Use the arrow keys to choose.
people-role = Role
people-role-help = Editors change texts and captions; publishers set the publish status; both invite. Owners do all of it, and delete.
people-add-do = Add
people-list = Who works on this
people-column-who = Name
people-column-role = Role
people-group = Group
people-capped = May only view: this site lets them have no media of their own.
people-menu = { $name }: change or remove
people-give = Make
people-take = No longer
people-hand-over = Make owner
people-remove = Remove
people-nobody = Nobody beside the owner yet.
role-owner = Owner
role-co-owner = Co-owner
role-co-editor = Co-editor
role-co-publisher = Co-publisher
role-co-viewer = Co-viewer

owner-title = Make somebody else the owner?
owner-entry = Entry
owner-new = New owner
owner-what = The entry moves to their media. You stay on as co-owner, and only they can give it back.
owner-do = Make owner

delete-title = Delete this?
delete-what = It goes to the trash, and whoever has it open loses it at once. You can take it back for { $days ->
    [one] one day
   *[other] { $days } days
}; after that it is gone for good.
delete-do = Delete

# Said once, after a deed.
said-entry-saved = Saved.
said-entry-trashed = Deleted. It stays in the trash for { $days ->
    [one] one day
   *[other] { $days } days
}.
said-entry-restored = Taken out of the trash.
said-publish-private = This is private now.
said-publish-unlisted = Everybody who has the address can open this now.
said-publish-published = Published. It is listed on the home page.
said-people-added = Added.
said-people-changed = Changed.
said-people-removed = Removed.
said-owner-changed = The entry has a new owner.
said-captions-added = Captions added.
said-captions-deleted = Captions deleted.
said-captions-standard = These captions are shown from the beginning now.
said-captions-not-standard = These captions are shown on request only now.
said-chapters-saved = Chapters saved.

# What is wrong with one field.
field-too-many-tags = That is too many: at most { $max } tags.
field-comma-in-tag = A tag cannot hold a comma; commas part one tag from the next.
field-kind-not-made-here = Only videos, audio recordings, pictures and documents can be made here.
field-out-of-range = Choose a number from { $min } to { $max }.
field-not-an-id = This is no id.
field-nobody = Nobody here has that address or name. Check it, or choose from the list.
field-groups-off = On this site, people are named one by one. Name the members of the group.
field-is-owner = The owner can do everything already.
field-too-many-collaborators = That is too many: at most { $max } people and groups. Put people into a group.
field-cannot-own = This person may not have media of their own, and so cannot own this.
field-file-missing = Choose a file.
field-captions-taken = There are captions in this language already. Delete those first.
field-captions-too-large = The file is too large: at most { $max } MB.
field-captions-not-text = The file is not text in any encoding known here. Save it as UTF-8, then upload it again.
field-captions-no-times = These are no captions: no line holds two times, like 00:01.000 --> 00:04.000.
field-captions-times = Line { $line } should hold two times, like 00:01.000 --> 00:04.000.
field-captions-backwards = In line { $line } the captions end before they begin.
field-captions-no-cues = There are no captions in the file.

# Renditions in several sizes, for whoever may edit. %n is a number.
qualities-making = It plays already. More qualities are being made, for slow and fast lines.
qualities-bar = Making more qualities
qualities-made = All qualities are there. They are offered when the page is next opened.
qualities-cancel = Cancel
qualities-cancelled = No more qualities are being made. What is there plays.
qualities-make = Make them
qualities-wait = It plays already. Making more qualities did not work just now, and is tried again by itself.
qualities-wait-disk-full = It plays already. More qualities have to wait: the site has no room left. Tell your administrator.
qualities-failed = It plays in one quality only: more could not be made. You can have it tried again.
qualities-failed-broken = It plays in one quality only: the file is damaged, and no more could be made of it. Export it anew and replace it.
qualities-failed-too-big = It plays in one quality only: it is larger than this site can make more of. Export it in a lower resolution and replace it.
said-qualities-cancelled = Cancelled. What is there plays.
said-qualities-asked = More qualities are being made.
field-chapter-no-time = Line { $line } should begin with a time, like 1:05.
field-chapter-no-title = In line { $line } the title is missing.
field-chapter-title = The title in line { $line } is too long, or holds characters that cannot be shown safely.
field-chapter-twice = Line { $line } begins at the same time as the one before.
field-chapter-earlier = Line { $line } begins earlier than the one before. Put the chapters in the order of the film.
field-chapter-beyond = Line { $line } begins after the film’s end.
field-chapter-too-many = That is too many: at most { $max } chapters. Line { $line } is one more.
field-not-a-time = This is no time of a film.

# One act on several entries.
bulk-publish-title = Publish status of several
bulk-tag-title = Add a tag to several
bulk-tag-field = Tag
bulk-person-title = Add a person to several
bulk-who-help = The whole e-mail address, or the name of a group.
bulk-delete-title = Delete several?
bulk-these = { $n ->
    [one] This is done to { $n } entry:
   *[other] This is done to { $n } entries:
}
bulk-done = { $n ->
    [0] It was done to none.
    [one] It was done to { $n } entry.
   *[other] It was done to { $n } entries.
}
bulk-refused = Not done:
said-bulk-none = Pick what this is to be done to, then choose again.
said-bulk-published = The publish status of all of them is changed.
said-bulk-tagged = All of them have the tag now.
said-bulk-deleted = Deleted. They stay in the trash for { $days ->
    [one] one day
   *[other] { $days } days
}.
