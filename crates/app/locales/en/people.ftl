# The console's Users.
console-tool-users = Users
users-add-person = Add a person
users-import = Import
users-export = Export
users-add-lead = They set their password by a link, which you are shown next.
users-add-do = Add
users-email = E-mail address
users-search = Name, address or ID
users-search-do = Search
users-role = Role
users-any-role = Any role
users-show = Show
users-show-all = Everybody
users-show-suspended = Suspended
users-show-administrators = Site administrators
users-in-group = In the group
users-all-groups = Everybody again
users-everybody = Everybody
users-none-heading = Nobody fits
users-none-text = People are found by the beginning of a name, of an address or of its domain.
users-too-many = More people fit than are shown. Write more of the name.
users-col-person = Person
users-col-state = State
users-col-since = Since
users-active = Active
users-suspended = Suspended
users-administrator = Site administrator
users-pages = Pages
users-newest = Newest
users-older = Older
users-more-than = more than { $n }

approle-viewer-help = Watches what is published and what they are invited to.
approle-private-only-help = Also has media, and shares them with whom they choose.
approle-admin-help = Also publishes to the gallery.
approle-unmoderated-admin-help = The same, without moderation.

users-rights = Names and rights
users-give-console = Site administrator
users-give-console-help = The configuration, people and groups are theirs to change, whatever their role.
users-entries = Entries
users-invites = Open invites given out
users-has-password = Set
users-no-password = Not set
users-address-verify = Set as verified
users-address-new-help = It counts as verified: you vouch that it is theirs.
users-sessions = Signed-in browsers
users-sessions-none = Signed in nowhere.

users-link-make = Link to set a password
users-link-added = { $name } is added
users-link-title = A link for { $name }
users-link-lead = Send it to them yourself. Whoever has it sets the password, so it is shown this once and works once.
users-link-label = Link to set a password
users-link-ends = It works until { $end }, and replaces every link made before.
users-link-done = Done

users-suspend = Suspend
users-unsuspend = Let in again
users-suspend-title = Suspend { $name }?
users-suspend-lead = They are signed out everywhere, what they have open ends within a second, and they cannot sign in until you let them in again. Their media stay where they are.
users-suspend-invites = { $n ->
    [one] Revoke the open invite they gave out
   *[other] Revoke the { $n } open invites they gave out
  }
users-suspend-invites-help = Whoever is in by one of them is out at once. Left alone, they go on to their ends.
users-suspend-no-invites = No invite that they gave out is open.
users-suspended-since = Suspended since
users-suspended-means = They cannot sign in, and their API tokens rest.

said-users-saved = Saved.
said-users-signed-out = They are signed out there.
said-users-suspended = Suspended. They are signed out everywhere.
said-users-suspended-revoked = Suspended, and the invites they gave out are revoked.
said-users-unsuspended = They can sign in again.

config-users-title = People
config-users-about = What holds for everybody, unless something else is said on a person's page under Users.
config-users-defaultquota-label = Storage for one person
config-users-defaultquota-help = Everything kept for a person's entries counts: what was uploaded and what was made of it, the trash too. −1 is as much as they like.
config-users-defaultquota-or = as much as they like
users-quota = Storage, in MB
users-quota-help = Empty is what the site gives everybody, -1 as much as they like.
users-stored = Stored
users-stored-of = { $used } MB of { $quota } MB
users-stored-free = { $used } MB

field-not-a-quota = Write a whole number of MB, -1, or nothing.
fault-last-administrator = This is the last site administrator. Make somebody else one first.
fault-not-yourself = You cannot do that to yourself. Another site administrator can.
fault-person-suspended = This person is suspended. Let them in again first.
field-last-administrator = This is the last site administrator. Make somebody else one first.
field-address-taken = Somebody has this address already.

users-menu = More for { $name }
users-hand-over = Hand over media
users-hand-over-title = Hand over what { $name } has?
users-hand-over-lead = Every entry of theirs gets the new owner, those in the trash too. An invite goes with its entry: from then on its owner gave it out.
users-remove = Remove
users-remove-title = Remove { $name }?
users-remove-lead = They are signed out at once, and their name, addresses, groups and rights are deleted. What they did stays in the audit, under a number. This cannot be undone.
users-leaves = Entries: { $entries }. Open invites given out: { $invites }.
users-media = Their media and invites
users-media-hand-over = Hand over
users-media-hand-over-help = To the person below, with the invites.
users-media-trash = Into the trash
users-media-trash-help = The invites are revoked. The entries are deleted once the trash has kept them for { $days ->
    [one] one day
   *[other] { $days } days
}.
users-to = New owner
said-users-handed-over = Handed over.
said-users-removed = Removed.
field-same-person = It is theirs already. Choose somebody else.
field-receiver-suspended = This person is suspended. Choose somebody who can sign in.
users-groups-none = They are in no group.
