# The modules My-media and Player.
config-mymedia-title = My-media
config-mymedia-about = What people may upload, how their own media are listed, and how long the trash keeps.
config-mymedia-pagesize-label = Entries on a page
config-mymedia-pagesize-help = Of My Media, with what others share.
config-mymedia-defaultsort-label = Order
config-mymedia-defaultsort-help = Of one’s own media, until somebody chooses another order.
config-mymedia-defaultsort-option-newest = Newest first
config-mymedia-defaultsort-option-title = By title
config-mymedia-defaultsort-option-plays = Most played first
config-mymedia-defaultsort-option-updated = Last changed first
config-mymedia-deletedkeptdays-label = The trash keeps
config-mymedia-deletedkeptdays-help = For so long a deleted entry can be restored, then it is gone for good, with its files. It holds for what is in the trash already, too.
config-mymedia-maxuploadsize-label = Largest file
config-mymedia-maxuploadsize-help = Checked before anything is sent. More than the server’s own setting max_upload_bytes is never taken; 0 leaves it at that.
config-mymedia-maxuploadsize-or = as the server is set
config-mymedia-allowedkinds-label = What may be uploaded
config-mymedia-allowedkinds-help = What is there already stays, and plays. A quiz takes a video or an audio recording.
config-mymedia-allowedkinds-option-video = Videos
config-mymedia-allowedkinds-option-audio = Audio recordings
config-mymedia-allowedkinds-option-image = Pictures
config-mymedia-allowedkinds-option-document = Documents

config-player-title = Player
config-player-about = What is made of films, and what stands around them on their pages.
config-player-ladder-label = Several qualities
config-player-ladder-help = Whether films get renditions in several sizes among which players choose by the line. Without, they play from one file. What was made plays on.
config-player-toprendition-label = Tallest rendition
config-player-toprendition-help = Of films that come from now on. A file that browsers play as it is stays as it was uploaded beside its renditions.
config-player-toprendition-option-1080 = 1080 pixels
config-player-toprendition-option-720 = 720 pixels
config-player-toprendition-option-480 = 480 pixels
config-player-resume-label = Go on where one stopped
config-player-resume-help = Whether a film begins at the place where the same person, or the same browser tab, left it.
config-player-captionson-label = Captions from the beginning
config-player-captionson-help = Whether captions that an owner shows from the beginning are shown. What somebody chose in their browser goes before.
config-player-speeds-label = Speeds
config-player-speeds-help = Offered beside the normal speed, in the menu and by the keys < and >.
config-player-speeds-option-0-25 = ¼
config-player-speeds-option-0-5 = ½
config-player-speeds-option-0-75 = ¾
config-player-speeds-option-1-25 = 1¼
config-player-speeds-option-1-5 = 1½
config-player-speeds-option-1-75 = 1¾
config-player-speeds-option-2 = Twice
config-player-sharebutton-label = Share
config-player-sharebutton-help = Whether pages of entries have the button Share, with the link and where it begins. Addresses that people know work without it.
config-player-embedcode-label = Players on other sites
config-player-embedcode-help = Whether Share gives the code of a frame, and such frames show the player. Security says which sites may show frames at all.
config-player-nextinplaylist-label = Play the next by itself
config-player-nextinplaylist-help = Whether the next of a playlist begins when one ends; everybody can switch that off beside the player.

# What follows from changes to Categories, Channels, Moderation, My-media and Player.
console-effect-fewer-to-galleries = Fewer people publish to galleries from now on. What stands there stays, and what waits is still decided on. This touches:
console-effect-fewer-make-channels = Only site administrators make channels from now on. Channels that were made go on, with their people. Not changed by this:
console-effect-new-unmoderated = Media are shown at once in new channels and galleries, unless whoever makes one says otherwise. Those that were made stay as they are. What waits goes on waiting:
console-effect-new-moderated = Media wait in new channels and galleries, unless whoever makes one says otherwise. What is shown without moderation now goes on being shown at once. Not changed by this:
console-effect-fewer-moderate-galleries = Only site administrators decide on what waits in galleries from now on. This touches:
console-effect-trash-shorter = What has been in the trash for longer is gone for good within the hour, with its files. This cannot be undone. This touches:
console-effect-trash-longer = What is in the trash already stays there longer, too, and takes up room for as long. This touches:
console-effect-uploads-limited = Uploads that have begun are taken to their end; what begins from now on has the new limit. Not changed by this:
console-effect-kinds-narrower = Nothing more of these kinds is uploaded. What is there stays and plays, and uploads that have begun are taken to their end. Entries of these kinds without a file stay empty:
console-effect-ladder-stops = Films that come from now on play from one file, in one quality. What was made plays on, and what is being made is made to its end:
console-effect-ladder-begins = Films without several qualities get them, one after the other, while the machine has nothing more urgent to do. This touches:
console-effect-top-stays = Films that have their renditions keep them; only what comes from now on is made so. Not changed by this:
console-effect-resume-stops = Films begin at the beginning for everybody. Where people stopped is still known to those who may see it, and counts again once this is switched on.
console-effect-captions-off = Captions that owners show from the beginning are shown on request only. This touches:
console-effect-embeds-close = Frames that stand on other sites’ pages show a link to the media page in the place of the player.
console-count-in-galleries = { $how ->
    [more] More than { $n } media in galleries.
    [unknown] There are too many media in galleries to say how many.
   *[exactly] { $n ->
        [0] Nothing stands or waits in a gallery.
        [one] { $n } entry that stands or waits in a gallery.
       *[other] { $n } entries that stand or wait in galleries.
    }
}
console-count-channels = { $how ->
    [more] More than { $n } channels.
    [unknown] There are too many channels to say how many.
   *[exactly] { $n ->
        [0] No channel.
        [one] { $n } channel.
       *[other] { $n } channels.
    }
}
console-count-waiting = { $how ->
    [more] More than { $n } entries that wait.
    [unknown] There are too many entries that wait to say how many.
   *[exactly] { $n ->
        [0] Nothing waits.
        [one] { $n } entry that waits.
       *[other] { $n } entries that wait.
    }
}
console-count-waiting-galleries = { $how ->
    [more] More than { $n } entries that wait in galleries.
    [unknown] There are too many entries that wait to say how many.
   *[exactly] { $n ->
        [0] Nothing waits in a gallery.
        [one] { $n } entry that waits in a gallery.
       *[other] { $n } entries that wait in galleries.
    }
}
console-count-unmoderated = { $how ->
    [more] More than { $n } channels and galleries without moderation.
    [unknown] There are too many channels and galleries to say how many.
   *[exactly] { $n ->
        [0] Every channel and gallery is moderated.
        [one] { $n } channel or gallery without moderation.
       *[other] { $n } channels and galleries without moderation.
    }
}
console-count-trashed = { $how ->
    [more] More than { $n } entries in the trash.
    [unknown] There are too many entries in the trash to say how many.
   *[exactly] { $n ->
        [0] No entry in the trash.
        [one] { $n } entry in the trash.
       *[other] { $n } entries in the trash.
    }
}
console-count-uploads = { $how ->
    [more] More than { $n } uploads that have begun.
    [unknown] There are too many uploads to say how many.
   *[exactly] { $n ->
        [0] No upload has begun.
        [one] { $n } upload that has begun.
       *[other] { $n } uploads that have begun.
    }
}
console-count-empty = { $how ->
    [more] More than { $n } entries without a file.
    [unknown] There are too many entries to say how many.
   *[exactly] { $n ->
        [0] No entry without a file.
        [one] { $n } entry without a file.
       *[other] { $n } entries without a file.
    }
}
console-count-being-made = { $how ->
    [more] More than { $n } films in the making.
    [unknown] There are too many films in the making to say how many.
   *[exactly] { $n ->
        [0] No film is in the making.
        [one] { $n } film in the making.
       *[other] { $n } films in the making.
    }
}
console-count-no-ladder = { $how ->
    [more] More than { $n } films and recordings without them.
    [unknown] There are too many films to say how many.
   *[exactly] { $n ->
        [0] No film or recording is without them.
        [one] { $n } film or recording without them.
       *[other] { $n } films and recordings without them.
    }
}
console-count-renditions = { $how ->
    [more] More than { $n } renditions taller than that.
    [unknown] There are too many renditions to say how many.
   *[exactly] { $n ->
        [0] No rendition is taller than that.
        [one] { $n } rendition taller than that.
       *[other] { $n } renditions taller than that.
    }
}
console-count-standard-captions = { $how ->
    [more] More than { $n } tracks of captions.
    [unknown] There are too many captions to say how many.
   *[exactly] { $n ->
        [0] No track of captions.
        [one] { $n } track of captions.
       *[other] { $n } tracks of captions.
    }
}
