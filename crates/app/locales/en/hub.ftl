# Home, My Media, uploading, the trash.
home-title = Home
home-welcome = Welcome, { $name }
home-published = Published media
home-recent = Your recent media
home-recent-all = All of My Media
home-recent-empty = Nothing of yours yet
home-recent-empty-what = Upload a video, an audio recording or a PDF. It stays private until you share it.
home-shared = Shared with you
home-shared-all = All that is shared with you
home-empty = Nothing is published yet
home-empty-member = What people publish for everybody appears here.
home-empty-anonymous = Sign in to see what is shared with you.

state-empty = No file yet
state-processing = Getting ready
state-failed = Failed

my-media-tabs = Lists
my-media-mine = Mine
my-media-shared = Shared with me
my-media-menu = { $title }: more actions
my-media-empty = Nothing here yet
my-media-empty-what = What you upload is yours, and private until you share it.
my-media-shared-empty = Nothing is shared with you yet
my-media-shared-empty-what = When somebody names you on an entry or invites you, it appears here.

pager = Pages
pager-first = Newest
pager-next = Older

upload-title = Upload
upload-for = A file for
upload-lead = At most { $max } { $unit ->
        [gigabytes] GB
       *[megabytes] MB
    } a file. Uploads go on where they stopped, also after a lost connection.
upload-kinds = What can be uploaded here: { $kinds }.
upload-kind-off = This cannot be uploaded here
upload-kind-off-what = Files of this kind are not taken any more. If you need to replace this one, ask your administrator.
upload-no-script = Uploading needs scripts
upload-no-script-what = Large files are sent in pieces, so that nothing is lost with the connection; only a script can do that. Allow scripts for this site and load the page again.

trash-title = Trash
trash-lead = Deleted entries stay here for { $days ->
    [one] one day
   *[other] { $days } days
}.
trash-empty = The trash is empty
trash-empty-what = What you delete can be taken back from here for { $days ->
    [one] one day
   *[other] { $days } days
}.
trash-column-title = Title
trash-column-owner = Owner
trash-column-deleted = Deleted
trash-column-left = Left
trash-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
trash-restore = Restore
trash-restore-one = Restore { $title }

# Finding: the form over a list.
find-words = Words in title, description, tags or captions
find-do = Find
find-all = Show all
find-kind = Kind
find-state = State
find-publish = Publish status
find-place = In channel or gallery
find-any-place = Every place
find-nowhere = Published nowhere
find-sort = Order
find-any-kind = Every kind
find-any-state = Every state
find-any-publish = Every publish status
find-kind-video = Videos
find-kind-audio = Audio
find-kind-document = Documents
find-kind-image = Pictures
find-kind-quiz = Quizzes
find-state-empty = No file yet
find-state-processing = Getting ready
find-state-ready = Ready
find-state-failed = Failed
find-sort-newest = Newest first
find-sort-title = By title
find-sort-plays = Most played first
find-sort-updated = Last changed first
find-nothing = Nothing found
find-nothing-what = Try fewer or shorter words, or leave less out.

# Acts on several.
bulk-pick = Pick { $title }
bulk-all = Pick all on this page
bulk-selected = Picked:
bulk-tag = Add a tag
bulk-person = Add a person
