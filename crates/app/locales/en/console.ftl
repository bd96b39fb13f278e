# The configuration console. A module's texts are found by its name and its fields' names:
# config-<module>-title, -about; config-<module>-<field>-label, -help, -hint (good practice, optional),
# -or (what the number outside of the bounds means); config-<module>-<field>-option-<option>, …-help.

console-title = Configuration
console-modules = Modules
console-fold = Console: { $page }
console-filter = Find a module
console-filter-none = No module has that in its name.
console-group-tools = Server tools
console-group-global = Global
console-group-client = Client
console-group-custom = Custom

console-saved-by = Last saved by { $name },
console-saved-by-unnamed = Last saved from the command line,
console-never-saved = Nothing was ever changed here: these are the defaults.
console-default = Default: { $value }
console-default-bounded = Default: { $value }. From { $min } to { $max }.
console-yes = Yes
console-no = No
console-none = none
console-set = set
console-not-set = not set
console-set-anew = set anew
console-secret-set = Set. It is not shown again; write another one to change it.
console-secret-not-set = Not set.
console-secret-typed = What you wrote is kept, and saved with the rest.
console-secret-remove = Take it away
console-more = and { $n } more

console-unit-minutes = minutes
console-unit-days = days
console-unit-uses = uses
console-unit-megabytes = MB
console-amount-megabytes = { $n } MB
console-unit-plain = { "" }
console-amount-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
console-amount-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
console-amount-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
console-amount-uses = { $n ->
    [one] { $n } use
   *[other] { $n } uses
}
console-amount-plain = { $n }
console-amount-also = { $plain } ({ $also })

console-reads = { $domain } reads { $shown }.
console-group = Group
console-gone = No longer here, or suspended
console-add = Add { $field }
console-remove = Remove { $name }
console-remove-named = Remove %name
console-find-label = Name, address or ID
console-people-and-groups = People and groups
console-found = { $n ->
    [0] Nobody and no group is called “{ $words }”. Try another name, the address or the ID.
   *[other] Found for “{ $words }”. Tick whom you mean, then save.
}
console-found-none = Nobody found
console-found-some = { "{n}" } found, choose with the arrow keys

console-at-once = Changes apply at once.
console-count-zero = No changes
console-count-one = { "{n}" } change
console-count-other = { "{n}" } changes
console-discard = Discard
said-console-saved = Saved. It applies from now on.
said-console-unchanged = Nothing was changed, so nothing was saved.

# Before and after.
console-before = before:
console-after = now:
console-added = Added:
console-removed = Removed:
console-confirm = Save these changes to { $module }?
console-confirm-lead = They apply at once, for everybody.
console-back = Back
console-live-invites = { $how ->
    [more] { $n ->
        [1000] More than 1,000 live invites.
       *[other] More than { $n } live invites.
    }
    [unknown] There are too many live invites to say how many.
   *[exactly] { $n ->
        [0] No live invite.
        [one] { $n } live invite.
       *[other] { $n } live invites.
    }
}
console-live-guest-links = { $how ->
    [more] { $n ->
        [1000] More than 1,000 open guest links.
       *[other] More than { $n } open guest links.
    }
    [unknown] There are too many guest links to say how many.
   *[exactly] { $n ->
        [0] No open guest link.
        [one] { $n } open guest link.
       *[other] { $n } open guest links.
    }
}
console-inside-stay = { $how ->
    [more] { $n ->
        [1000] More than 1,000 people are inside, and stay.
       *[other] More than { $n } people are inside, and stay.
    }
    [unknown] Whoever is inside stays.
   *[exactly] { $n ->
        [0] Nobody is inside.
        [one] { $n } person is inside, and stays.
       *[other] { $n } people are inside, and stay.
    }
}
console-effect-links-stop = Nobody can invite, and links that were given out stop working until this is switched on again. Whoever is inside stays until their time ends. This touches:
console-effect-links-work-again = Links that were given out before and have not ended work again. This touches:
console-effect-domains-close = People of these domains who have no account here can no longer enter by their links. Whoever is inside stays. This touches:
console-effect-nobody-invites = Nobody is named, so nobody can invite until you name somebody in AllowedUsers.
console-effect-fewer-invite = Whoever may no longer invite keeps the invites they made; those go on working.
console-effect-ends-stay = Links that were given out keep the end they have; only new ones get this one. Not changed by this:
console-effect-uses-stay = Links that were given out keep the uses they have; only new ones get this number. Not changed by this:
console-effect-less-time = Whoever is inside keeps their time; whoever comes from now on has this. This touches:
console-effect-seats-move = From now on a further use moves the guest’s seat to the new browser and signs out the old one. This touches:
console-effect-seats-stay = From now on a second browser is refused, whatever uses are left. This touches:
console-effect-guest-links-stop = Guest links let nobody new in any more, and none can be made. This touches:
console-effect-guest-limits-stay = Guest links that were made keep their end and their number of people; only new and renewed ones get these limits. Not changed by this:
console-effect-proof-stricter = { $role ->
    [viewer] Whoever comes by a link as a viewer from now on has to prove more, also by links that are out already. Whoever is inside stays.
    [speaker] Whoever comes by a link as a speaker from now on has to prove more, also by links that are out already. Whoever is inside stays.
   *[moderator] Whoever comes by a link as a moderator from now on has to prove more, also by links that are out already. Whoever is inside stays.
} This touches:
console-effect-proof-needs-mail = { $role ->
    [viewer] Viewers have to prove that they read their mail, and nothing can be mailed without EmailService: nobody comes in as a viewer by a copied link. Members who are signed in do, and whoever is inside stays.
    [speaker] Speakers have to prove that they read their mail, and nothing can be mailed without EmailService: nobody comes in as a speaker by a copied link. Members who are signed in do, and whoever is inside stays.
   *[moderator] Moderators have to prove that they read their mail, and nothing can be mailed without EmailService: nobody comes in as a moderator by a copied link. Members who are signed in do, and whoever is inside stays.
} This touches:
console-effect-moves-need-help = Guests cannot move their seat to another browser by themselves any more, by a code or by Open on another device; whoever invited them resets it. Seats that were moved stay where they are.
console-effect-attendance-stops = From now on nobody’s presence is written down, films begin at the beginning again, and the people concerned are no longer told about it. What was written stays until it goes with its guest, its member or its entry.
console-effect-guests-forgotten = Within the hour, the names, addresses and attendance of guests are removed whose last access ended before that many days, and where members were without an invitation before that. This cannot be undone.
console-effect-other-letters = “{ $shown }” has letters beyond a–z and is { $domain } in addresses. Letters of other alphabets can look alike: make sure that it is the domain you mean.

# Two at once.
console-command-line = somebody at the command line
console-conflict = { $name } saved this module while you were editing
console-conflict-unnamed = This module was saved from the command line while you were editing
console-conflict-next = What you changed is still in the form, and what you left alone is as it was saved. Check it, then save again to put yours on top.
console-set-by = Set by { $name }
console-set-meanwhile = { $name } has set this to { $value } meanwhile.

# What is wrong with a field.
field-not-yes-or-no = Choose yes or no.
field-not-a-number = { $or ->
    [none] Write a whole number from { $min } to { $max }.
   *[other] Write a whole number from { $min } to { $max }, or { $or }.
}
field-out-of-bounds = { $or ->
    [none] This must be from { $min } to { $max }.
   *[other] This must be from { $min } to { $max }, or { $or }.
}
field-not-an-option = Choose one of the options.
field-too-few = Tick at least { $least }.
field-not-a-text = Write a text.
field-not-a-subject = “{ $text }” names neither a person nor a group. Search for the name and choose from the list.
field-no-such-subject = “{ $text }” is not here, or suspended. Remove it, or search for the name and choose from the list.
field-not-a-domain = { $meant ->
    [none] “{ $text }” is no domain. Write it as in an address after the @, such as uni.edu, or *.uni.edu for everything below it.
   *[other] “{ $text }” is no domain. Did you mean { $meant }?
}
field-not-a-host = Write the name or the address of a server alone, such as smtp.uni.edu: no port, no protocol.
field-needed = Fill this in; without it the rest cannot work.
field-password-in-the-clear = A password must not go over the network for everybody to read. Choose STARTTLS or TLS; without encryption a password is only for a server on this machine.
field-too-many = This holds at most { $max }. Put people into groups, or use *.uni.edu for all domains below one.
field-beyond-maximum = This is more than MaxLinkDuration allows: { $max } minutes. Shorten it, or raise the maximum.
field-version-missing = Open the page again and save from there; this form lacks its version.
fault-config-changed = Somebody saved this module since the version you sent. Read it again, then send your changes on version { $version }.

# Theming
config-mediacollaboration-title = Mediacollaboration
config-mediacollaboration-about = What those who work on an entry beside its owner may do.
config-mediacollaboration-whoinvites-label = Who invites people to an entry
config-mediacollaboration-whoinvites-help = Of those whom Invitetomedia lets invite at all. Invites that were made go on.
config-mediacollaboration-whoinvites-option-collaborators = Owner, co-owners, co-editors and co-publishers
config-mediacollaboration-whoinvites-option-owners = Owner and co-owners
config-mediacollaboration-groups-label = Groups as collaborators
config-mediacollaboration-groups-help = Whether a group can be named on an entry. Groups that are named already stay.

config-theming-title = Theming
config-theming-about = How the hub presents media.
config-theming-mediapage-label = Media pages
config-theming-mediapage-help = Gives every entry a page of its own. Inviting people needs it.
config-theming-hubname-label = Name of the hub
config-theming-hubname-help = What the header, titles of pages and mails call the hub. Without one it is Usher.
console-logo = Logo
console-logo-about = Stands in the header, on the page behind an invitation and in mails, in the place of the hub’s name. It applies as soon as it is saved; an exported file of the configuration does not hold it.
console-logo-file = Picture
console-logo-file-help = PNG, JPEG or WebP, at most 100 kB and 2,000 pixels; PNG with a transparent ground looks well on light and dark. It is shown 36 pixels high.
console-logo-alt = What it says
console-logo-alt-help = For whoever does not see it, such as the name of your organisation. Left empty, it is the hub’s name.
console-logo-save = Save the logo
console-logo-remove = Remove the logo
console-logo-on-light = The logo on a light ground
console-logo-on-dark = The logo on a dark ground
said-console-logo = The logo is saved.
said-console-logo-removed = The logo is removed.
field-picture-too-large = This file is too large: at most { $kilobytes } kB. Make the picture smaller and try again.
field-picture-svg = SVG can carry scripts and is not taken. Export the drawing as PNG.
field-not-a-picture = This is no picture that is taken here. Send PNG, JPEG or WebP.
field-picture-broken = This picture is cut off or damaged. Export it once more.
field-picture-size = This picture is too small or too large: from { $least } to { $most } pixels in each direction.
config-theming-accent-label = Accent colour
config-theming-accent-help = Of buttons, links and marks, as #rrggbb. Where it could not be read, it is moved towards black or white; saving says how.
config-theming-darkmode-label = Light or dark
config-theming-darkmode-help = For readers who did not choose. Everybody can choose for themselves in the menu of the header.
config-theming-darkmode-option-device = As the device is set
config-theming-darkmode-option-light = Light
config-theming-darkmode-option-dark = Dark
console-colour-becomes = On light pages { $light }, on dark pages { $dark }
console-effect-mail-stops = The hub sends no mail any more. Inviting loses the box “Send link via email”; links are copied and handed over. { $waiting ->
        [0] No mail is waiting.
        [one] One mail that waits stays in Jobs and mail, and goes out once a service is set up again.
        [1001] More than 1,000 mails that wait stay in Jobs and mail, and go out once a service is set up again.
       *[other] { $waiting } mails that wait stay in Jobs and mail, and go out once a service is set up again.
    }
console-effect-colour-moves = So that text keeps a contrast of 4.5 to 1, this colour is { $light } on light pages and { $dark } on dark ones.
field-not-a-colour = “{ $text }” is no colour. Write it as #rrggbb, such as #0b6b66.
field-not-a-link = “{ $text }” is no link. Write a whole address that begins with https:// or mailto:, and before it, where links have names, the name and a |.
field-too-many-links = At most { $max } links fit into the header.
field-not-a-zone = There is no time zone “{ $text }”. Write its name, such as Europe/Vienna or America/New_York.

# Header and Navigation
config-navigation-title = Header and Navigation
config-navigation-about = What leads from the hub’s pages to others. Support, privacy notice and imprint stand at the foot of every page, the lobby’s among them.
config-navigation-links-label = Links of the header
config-navigation-links-help = A line for each: its name, a |, its address. Library | https://library.uni.edu
config-navigation-support-label = Support
config-navigation-support-help = Where people find help: https://… or mailto:…
config-navigation-privacy-label = Privacy notice
config-navigation-privacy-help = The address of the page.
config-navigation-imprint-label = Imprint
config-navigation-imprint-help = The page that says who is responsible for the hub.

# TimeAndDate
config-timeanddate-title = TimeAndDate
config-timeanddate-about = How dates and times are written, and in which zone for readers whose own is not known. Pages with scripts show everybody their own zone.
config-timeanddate-timezone-label = Time zone
config-timeanddate-timezone-help = A name such as Europe/Vienna. Without one, the zone of the server’s settings counts.
config-timeanddate-hours-label = Hours
config-timeanddate-hours-help = On pages and in mails.
config-timeanddate-hours-option-by-language = As the reader’s language has it
config-timeanddate-hours-option-24 = 15:00
config-timeanddate-hours-option-12 = 3:00 p.m.
config-timeanddate-dateorder-label = Dates
config-timeanddate-dateorder-help = On pages and in mails.
config-timeanddate-dateorder-option-by-language = As the reader’s language has it
config-timeanddate-dateorder-option-day-month-year = 24 Nov 2026
config-timeanddate-dateorder-option-month-day-year = Nov 24, 2026
config-timeanddate-dateorder-option-year-month-day = 2026-11-24

# Invitetomedia
config-invitetomedia-title = Invitetomedia
config-invitetomedia-about = Lets owners, co-owners, co-editors and co-publishers of an entry invite people straight to its page, without an account. Needs the media pages of Theming.
config-invitetomedia-enabled-label = Inviting by link
config-invitetomedia-enabled-help = Switched off, nobody can invite and no link lets anybody in.
config-invitetomedia-linkduration-label = How long a link works
config-invitetomedia-linkduration-help = From the moment it is made, unless the inviter chooses another end.
config-invitetomedia-linkduration-hint = Good practice: as short as is practical for your events.
config-invitetomedia-maxlinkduration-label = Longest that may be chosen
config-invitetomedia-maxlinkduration-help = The latest end that an inviter can give a link.
config-invitetomedia-linkreusability-label = Uses of a link
config-invitetomedia-linkreusability-help = How often a link signs a browser in: 1 for once, −1 for unlimited. Coming back in the same browser never costs a use.
config-invitetomedia-linkreusability-or = unlimited
config-invitetomedia-linkreusability-hint = Good practice: single use for sensitive sessions.
config-invitetomedia-allowedusersroles-label = Who can invite
config-invitetomedia-allowedusersroles-help = Among the people who work on an entry.
config-invitetomedia-allowedusersroles-hint = Good practice: only roles that you trust.
config-invitetomedia-allowedusersroles-option-private-only = Private only role and higher
config-invitetomedia-allowedusersroles-option-admin = Admin role and higher
config-invitetomedia-allowedusersroles-option-unmoderated-admin = Unmoderated admin role
config-invitetomedia-allowedusersroles-option-specific = Specific users / groups
config-invitetomedia-allowedusers-label = People and groups who can invite
config-invitetomedia-allowedusers-help = Nobody else can. Everybody in a group counts; people with the viewer role cannot invite even if named.
config-invitetomedia-restrictnewuserdomains-label = Domains that sign in otherwise
config-invitetomedia-restrictnewuserdomains-help = Newcomers with addresses of these domains cannot be invited; people who have an account can. One a line: uni.edu for that domain, *.uni.edu for all below it.
config-invitetomedia-homedomainredirect-label = Own sign-in first
config-invitetomedia-homedomainredirect-help = Whoever types an address of a domain that a provider in Auth vouches for, or that is named above, is offered to sign in before the lobby lets them in as a guest. They may go on without.
config-invitetomedia-restrictnewuserdomains-hint = Good practice: name the domain of your SSO or LMS, so that nobody gets a second account.
config-invitetomedia-seatrule-label = Second browsers
config-invitetomedia-seatrule-help = A guest’s link belongs to the browser that used it first.
config-invitetomedia-seatrule-option-strict = Refuse them
config-invitetomedia-seatrule-option-strict-help = Whatever uses are left. The inviter can free the seat.
config-invitetomedia-seatrule-option-follows = Let the seat follow
config-invitetomedia-seatrule-option-follows-help = A further use moves it there and signs out the browser before. Never two at once.
config-invitetomedia-selfservicemove-label = Moving without help
config-invitetomedia-selfservicemove-help = An invited person may move to another browser by a code mailed to them, up to three times. Whoever invited them is told.
config-invitetomedia-lobbyproofviewer-label = What viewers show
config-invitetomedia-lobbyproofviewer-help = What a guest must show before they come in. A mailed code takes a mail service.
config-invitetomedia-lobbyproofviewer-option-default = As is usual
config-invitetomedia-lobbyproofviewer-option-default-help = The invited address, typed.
config-invitetomedia-lobbyproofviewer-option-typed = The address, typed
config-invitetomedia-lobbyproofviewer-option-typed-help = Whoever has the link and knows the address comes in.
config-invitetomedia-lobbyproofviewer-option-mailed = That they read its mail
config-invitetomedia-lobbyproofviewer-option-mailed-help = The mailed link and the address; by the copied link also a code that is mailed.
config-invitetomedia-lobbyproofviewer-option-code = A mailed code, always
config-invitetomedia-lobbyproofviewer-option-code-help = Eight digits, also by the mailed link.
config-invitetomedia-lobbyproofspeaker-label = What speakers show
config-invitetomedia-lobbyproofspeaker-help = What a guest must show before they come in. A mailed code takes a mail service.
config-invitetomedia-lobbyproofspeaker-option-default = As is usual
config-invitetomedia-lobbyproofspeaker-option-default-help = That they read its mail, where there is a mail service; else the invited address, typed.
config-invitetomedia-lobbyproofspeaker-option-typed = The address, typed
config-invitetomedia-lobbyproofspeaker-option-typed-help = Whoever has the link and knows the address comes in.
config-invitetomedia-lobbyproofspeaker-option-mailed = That they read its mail
config-invitetomedia-lobbyproofspeaker-option-mailed-help = The mailed link and the address; by the copied link also a code that is mailed.
config-invitetomedia-lobbyproofspeaker-option-code = A mailed code, always
config-invitetomedia-lobbyproofspeaker-option-code-help = Eight digits, also by the mailed link.
config-invitetomedia-lobbyproofmoderator-label = What moderators show
config-invitetomedia-lobbyproofmoderator-help = What a guest must show before they come in. A mailed code takes a mail service.
config-invitetomedia-lobbyproofmoderator-option-default = As is usual
config-invitetomedia-lobbyproofmoderator-option-default-help = That they read its mail, where there is a mail service; else the invited address, typed.
config-invitetomedia-lobbyproofmoderator-option-typed = The address, typed
config-invitetomedia-lobbyproofmoderator-option-typed-help = Whoever has the link and knows the address comes in.
config-invitetomedia-lobbyproofmoderator-option-mailed = That they read its mail
config-invitetomedia-lobbyproofmoderator-option-mailed-help = The mailed link and the address; by the copied link also a code that is mailed.
config-invitetomedia-lobbyproofmoderator-option-code = A mailed code, always
config-invitetomedia-lobbyproofmoderator-option-code-help = Eight digits, also by the mailed link.
config-invitetomedia-accessduration-label = How long a guest may stay
config-invitetomedia-accessduration-help = From the first use on, if the link ends sooner than that.
config-invitetomedia-directorysearch-label = Finding people while typing
config-invitetomedia-directorysearch-help = What members are offered where they name somebody.
config-invitetomedia-directorysearch-option-full = Everybody, by name or address
config-invitetomedia-directorysearch-option-exact = By the whole address only
config-invitetomedia-directorysearch-option-off = Nobody
config-invitetomedia-guestlinks-label = Guest links
config-invitetomedia-guestlinks-help = Whether whoever may invite can also make links that let in whoever has one: three to an entry at most. Switched off, those that were made let nobody in; guests who are in stay.
config-invitetomedia-guestlinkdays-label = Days of a guest link
config-invitetomedia-guestlinkdays-help = The most that can be chosen, and what a link has for which nothing is chosen; −1 for as long as it is not switched off.
config-invitetomedia-guestlinkdays-or = any number
config-invitetomedia-guestlinkuses-label = Uses of a guest link
config-invitetomedia-guestlinkuses-help = The most people that one can let in, and how many it lets in if nothing is chosen; −1 for any number.
config-invitetomedia-guestlinkuses-or = any number

config-privacy-title = Privacy
config-privacy-about = What is kept of the people who come, and for how long.
config-privacy-attendance-label = Attendance
config-privacy-attendance-help = Whether it is kept who was in an entry, when, for how long, and how much of it they watched. The entry’s owner and those who may invite see it; the people themselves are told on the landing page and on the page of the media. It is also what lets a film go on where somebody stopped, and what the analytics of entries are counted from, devices included, by class and without names.
config-privacy-guestdatadays-label = Days that guests are known
config-privacy-guestdatadays-help = So many days after the last of what let a guest in has ended, their name, address, seat, attendance and mails are removed. Their invite stays in the list without a name, and the audit keeps that it happened. Members are not guests; where they were without an invitation is removed so many days after they were there last.
config-privacy-guestdatadays-hint = Good practice: as long as somebody may ask who was there, and no longer.
