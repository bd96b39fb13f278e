# The tool Jobs and mail.

console-tool-jobs = Jobs and mail
jobs-halves = What
jobs-mails = Mail
jobs-media = Media
jobs-show = Show
jobs-show-all = All
jobs-mails-about = Every mail of the last 90 days and what became of it, in the mail server’s own words.
jobs-mails-none = No mail here
jobs-mails-none-text = Mails appear here as soon as somebody sends a link by mail.
jobs-media-about = Files that are being looked at, converted or deleted, and what went wrong with them.
jobs-media-none = Nothing to do
jobs-media-none-text = No job is in this state.
jobs-col-to = To
jobs-col-about = About
jobs-col-state = State
jobs-col-tries = Tries
jobs-col-work = Work
jobs-col-media = Media
jobs-col-deeds = Actions
jobs-nothing = Nothing
jobs-tries = { $n ->
    [0] not yet
    [one] { $n } try
   *[other] { $n } tries
}
jobs-progress = { $n } % done
jobs-menu = Actions for { $name }
jobs-retry = Try again now
jobs-call-off = Do not send
jobs-pages = Pages
jobs-newest = Newest
jobs-older = Older

jobs-mail-queued = Waiting
jobs-mail-sent = Sent
jobs-mail-refused = Refused
jobs-mail-cancelled = Not sent
jobs-mail-failed = Failed
jobs-state-waiting = Waiting
jobs-state-running = Under way
jobs-state-failed = Failed
jobs-kind-look = Look at a file
jobs-kind-render = Convert
jobs-kind-rung = Make the first quality
jobs-kind-ladder = Make more qualities
jobs-kind-discard = Delete files
jobs-kind-mail = Mail
jobs-kind-purge = Empty the trash
jobs-kind-sweep = Tidy up
jobs-kind-other = Work of another version
jobs-kind-batch = Many invites
jobs-kind-ring = Tell open pages of changed invites

said-jobs-mail-retried = It is tried at once.
said-jobs-mail-called-off = It will not be sent.
said-jobs-retried = It is tried again.
said-jobs-too-late = Nothing was changed: it is not in that state any more.

mail-why-called-off = An administrator called it off.
mail-why-revoked = The invite was revoked before it was sent.
mail-why-replaced = A newer link took the place of the one in it.
mail-why-ended = The link had ended before it could be sent.
mail-why-gone = The media was deleted before it was sent.
mail-why-removed = The person was removed from the media.
mail-why-restored = The hub was restored from a backup meanwhile.
mail-why-unreadable = It was sealed under another key file, so nobody can read it.
mail-why-no-service = It waits until a mail service is set up and a template chosen.
