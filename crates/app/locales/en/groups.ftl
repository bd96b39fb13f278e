# The console's Groups.
console-tool-groups = Groups
groups-add = Add a group
groups-add-lead = Entries are shared with a group as with a person, and who may invite can be said by group.
groups-name = Name
groups-members = Members
groups-search = Words of the name
groups-none-heading = No groups
groups-none-text = Groups are found by the beginning of a word of their name.
groups-first = First groups
groups-next = Further groups
groups-rename = Rename
groups-who = Add a member
groups-who-help = A name to choose by, or the whole address.
groups-found = People
groups-join = Add
groups-nobody = Nobody is in this group yet.
groups-take-out = Take out
groups-take-out-of = Take out { $name }
groups-delete = Delete group
groups-delete-title = Delete the group { $name }?
groups-delete-lead = This cannot be undone.
groups-delete-members = { $n ->
    [0] Nobody is in it.
    [one] One person is in it, and stays on the hub.
   *[other] { $n } people are in it, and stay on the hub.
  }
groups-delete-shared = { $n ->
    [0] Nothing is shared with it.
    [one] One entry is shared with it: its members lose what they have there only by the group.
   *[other] { $n } roles in entries are given to it: its members lose what they have there only by the group.
  }
groups-delete-invites = Its members may invite because of it, and may not any more.
said-groups-added = The group is there. Add its members.
said-groups-renamed = Renamed.
said-groups-joined = Added.
said-groups-left = Taken out.
said-groups-deleted = The group is deleted.
field-group-taken = There is a group of this name already.
