# How an entry was watched.
media-menu-analytics = Analytics
analytics-title = Analytics
analytics-periods = Days
analytics-period-7 = 7 days
analytics-period-30 = 30 days
analytics-period-90 = 90 days
analytics-period-all = All
analytics-range = { $first } to { $last } · days of { $zone }
analytics-off = An administrator has switched attendance off. Nothing is counted by day or by person now; what stands here is from before.
analytics-none-film = Nobody has watched it yet
analytics-none-paper = Nobody has read it yet
analytics-none-picture = Nobody has looked at it yet
analytics-none-text = Once somebody has, this page shows when, how much of it, on what, and by which way they came.
analytics-nothing = Nothing was counted on these days
analytics-show-all = Show all days
analytics-plays-film = Plays
analytics-plays-paper = Times opened
analytics-plays-picture = Views
analytics-people = People who are known
analytics-minutes-film = Minutes watched
analytics-minutes-paper = Minutes open
analytics-minutes-picture = Minutes open
analytics-average-film = Watched on average
analytics-average-paper = Read on average
analytics-undated = of { $n } no day is known
analytics-minutes-short = { $n } min
analytics-of = { $n } of { $all }
analytics-as-table = As a table
analytics-by-day-film = Plays by day
analytics-by-day-paper = Opened by day
analytics-by-day-picture = Views by day
analytics-weeks = Each bar is more than one day.
analytics-days = { $first } to { $last }
analytics-day-plays-film = { $when }: { $n ->
    [one] { $n } play
   *[other] { $n } plays
}
analytics-day-plays-paper = { $when }: opened { $n ->
    [one] once
   *[other] { $n } times
}
analytics-day-plays-picture = { $when }: { $n ->
    [one] { $n } view
   *[other] { $n } views
}
analytics-when = When
analytics-leave = Where they leave
analytics-leave-what-film = How many of { $n ->
    [one] { $n } viewing
   *[other] { $n } viewings
} reach each part of the film. A viewing is one person on one day.
analytics-leave-what-paper = How many of { $n ->
    [one] { $n } reading
   *[other] { $n } readings
} had each page open, for two seconds or longer. A reading is one person on one day.
analytics-leave-chart-film = How many watch each part of the film, from its beginning to its end. The table below says the same.
analytics-leave-chart-paper = How many had each page open, from the first to the last. The table below says the same.
analytics-few = With so few each counts for much: the table tells them by number.
analytics-half-film = Half of them watch as far as { $place } or further.
analytics-half-all-film = Half of them or more watch to the end.
analytics-half-none-film = No part of it was watched by half of them.
analytics-steepest-film = Most leave between { $from } and { $to }.
analytics-place-film = Time
analytics-watched-by-film = Watched by
analytics-half-paper = Half of them read as far as page { $place } or further.
analytics-half-all-paper = Half of them or more read to the last page.
analytics-half-none-paper = No page was open before half of them.
analytics-steepest-paper = Most leave between page { $from } and page { $to }.
analytics-place-paper = Page
analytics-watched-by-paper = Read by
analytics-devices = Devices
analytics-device-desktop = Computer
analytics-device-phone = Phone
analytics-device-tablet = Tablet
analytics-device-tv = Television
analytics-device-other = Other
analytics-used-film = { $n ->
    [one] { $n } play
   *[other] { $n } plays
} · { $minutes }
analytics-used-paper = opened { $n ->
    [one] once
   *[other] { $n } times
} · { $minutes }
analytics-used-picture = { $n ->
    [one] { $n } view
   *[other] { $n } views
} · { $minutes }
analytics-ways = How they came
analytics-way = Way
analytics-way-invite = Invitations
analytics-way-account = Members
analytics-way-guest-link = Guest link
analytics-way-anyone = Without a name, by link or gallery
analytics-way-others = Further guest links
analytics-col-people = People
analytics-col-minutes = Time
analytics-col-share-film = Watched
analytics-col-share-paper = Read
analytics-col-share-picture = Watched
analytics-col-last = Last seen
analytics-who = People
analytics-who-what = Who was there on these days, those of the last day first. Their numbers are of all days.
analytics-who-none = Nobody who is known was there on these days.
analytics-person = Person
analytics-sort-member = Member
analytics-sort-invited-member = Invited member
analytics-sort-invited-guest = Invitation
analytics-sort-guest-by-link = Guest link
analytics-export-days = Days as CSV
analytics-export-timeline-film = Film as CSV
analytics-export-timeline-paper = Pages as CSV
analytics-export-people = People as CSV
analytics-quiz = Results of the quiz
analytics-more-pages = Further people

# How the whole site is used.
console-tool-usage = Usage
usage-about = What is watched on the whole site, and what is stored. Numbers are of days in { $zone }; no person is in them.
usage-months = Months
usage-plays = Plays
usage-minutes = Minutes watched
usage-stored = Stored
usage-by-day = Minutes by day
usage-day = { $when }: { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
usage-most = Most watched
usage-entry = Entry
usage-owner = Owner
usage-none = Nothing was watched in this month
usage-none-text = As soon as something is, the entries with the most minutes stand here.
usage-storage = What takes the room
usage-purpose-original = Uploaded files
usage-purpose-rendition = What is played instead, in all sizes
usage-purpose-poster = Pictures of media pages
usage-purpose-poster-small = Small pictures
usage-purpose-caption = Captions
usage-files = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
usage-size-gb = { $n } GB
usage-size-mb = { $n } MB
