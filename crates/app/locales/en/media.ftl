# Entries: the media page, editing, publishing, people, trash.

# What is wrong with one field.
field-too-many-tags = That is too many: at most { $max } tags.
field-comma-in-tag = A tag cannot hold a comma; commas part one tag from the next.
field-kind-not-made-here = Only videos, audio recordings and documents can be made here.
field-out-of-range = Choose a number from { $min } to { $max }.
field-not-an-id = This is no id.
field-nobody = Nobody here has that address or name. Check it, or choose from the list.
field-is-owner = The owner can do everything already.
field-too-many-collaborators = That is too many: at most { $max } people and groups. Put people into a group.
field-cannot-own = This person may not have media of their own, and so cannot own this.
