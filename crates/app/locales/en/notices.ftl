# What people are told of what happens to their media. A kind's sentence is notices-<kind>.
notices-title = Notices
notices-about = What happened to your media and your invites, for 90 days.
notices-choose = Choose how you are told
notices-read-all = Mark all as read
notices-unread = Unread:
notices-none = Nothing new
notices-none-text = When somebody whom you invited comes in for the first time, moves to another browser or asks for a new link, it stands here.
notices-joined =
    { $others ->
        [0] { $who } came in for the first time
        [one] { $who } and one other person came in for the first time
       *[other] { $who } and { $others } other people came in for the first time
    }
notices-moved =
    { $others ->
        [0] { $who } moved to another browser by a mailed code
        [one] { $who } and one other person moved to another browser by a mailed code
       *[other] { $who } and { $others } other people moved to another browser by a mailed code
    }
notices-asks =
    { $others ->
        [0] { $who } asks for a new link
        [one] { $who } and one other person ask for a new link
       *[other] { $who } and { $others } other people ask for a new link
    }
notices-approved =
    { $others ->
        [0] Accepted in { $who }
        [one] Accepted in { $who } and one other channel
       *[other] Accepted in { $who } and { $others } other channels
    }
notices-rejected =
    { $others ->
        [0] Not accepted in { $who }
        [one] Not accepted in { $who } and one other channel
       *[other] Not accepted in { $who } and { $others } other channels
    }
notices-renew = Renew and send
notices-renew-unsent = Make a new link
layout-notices = Notices
layout-notices-unread = Notices, { $n } unread
account-notices = Notices
account-notices-joined = When somebody whom you invited, or somebody else to your media, comes in for the first time
account-notices-moved = When somebody whom you invited moves to another browser
account-notices-asks = When somebody whom you invited, or somebody else to your media, asks for a new link
account-notices-approved = When an entry of yours that waited is accepted in a channel or gallery
account-notices-rejected = When an entry of yours is rejected in a channel or gallery, or taken out
notices-way-hub = In the hub
notices-way-hub-help = A mark on the bell at the top of each page.
notices-way-mail = By mail
notices-way-mail-help = To your main address: gathered for ten minutes, one in an hour at most.
notices-way-both = In the hub and by mail
notices-way-both-help = The mark on the bell, and the mail.
notices-way-off = Not at all
notices-way-off-help = The lists of invites show it all the same.
account-notices-save = Save
said-notices-read = Everything is marked as read.
said-account-notices = That is how you are told from now on.
