# The console's tools Galleries and Waiting media, and the modules Categories, Channels and Moderation.
console-tool-galleries = Galleries
console-tool-moderation = Waiting media
galleries-about = Shelves of the whole hub, seen by everybody who is signed in. The module Categories says who publishes to them, Moderation who decides.
galleries-empty = No galleries yet
galleries-empty-what = Make the first one below. People find it under Channels, and where they publish.
galleries-new = New gallery
galleries-make = Make the gallery
galleries-col-entries = Media
galleries-col-moderated = Moderation
galleries-moderated-yes = Media wait
galleries-moderated-no = Shown at once
moderation-about = What waits in any channel or gallery. Who looks after a channel decides on it there; you may help out here.
moderation-empty-what = What waits in any channel or gallery appears here.

config-categories-title = Categories
config-categories-about = Galleries, the categories of the hub. They are made with the tool Galleries.
config-categories-contributors-label = Who publishes to galleries
config-categories-contributors-help = Members of this role and up. What stands there already stays.
config-categories-contributors-option-private-only = Private only and up: everybody who may upload
config-categories-contributors-option-admin = Admin and up
config-categories-contributors-option-unmoderated-admin = Unmoderated admin

config-channels-title = Channels
config-channels-about = Channels have people of their own: members, contributors, moderators and managers.
config-channels-creators-label = Who makes channels
config-channels-creators-help = Channels that were made go on.
config-channels-creators-option-uploaders = Everybody who may upload
config-channels-creators-option-administrators = Site administrators who may upload

config-moderation-title = Moderation
config-moderation-about = What people publish to channels and galleries can wait until somebody approves it.
config-moderation-moderated-label = Moderated from the start
config-moderation-moderated-help = Whether media wait in a new channel or gallery, unless whoever makes it says otherwise. Those that were made stay as they are.
config-moderation-gallerymoderators-label = Who decides on what waits in galleries
config-moderation-gallerymoderators-help = Site administrators decide anyway, in channels too.
config-moderation-gallerymoderators-option-administrators = Site administrators
config-moderation-gallerymoderators-option-unmoderated-admins = Site administrators and unmoderated admins
