# One's own account, and a password by a link.
account-title = My account
account-names = How you are called
account-first-name = First name
account-last-name = Last name
account-names-save = Save names
account-addresses = Addresses
account-main = Main
account-addresses-help = You sign in with any of them and are written to at the main one. Invitations to any of them are yours.
account-password = Password
account-password-help = All your other browsers are signed out.
account-password-save = Change password
account-password-none = You have none: you sign in without.
account-password-by-mail = Set one by mail
account-sessions = Where you are signed in
account-sessions-help = What is kept is the kind of browser and when it was last seen, no network address.
account-browser = Browser
account-since = Signed in
account-seen = Last seen
account-this-browser = This one
account-sign-out = Sign out
account-sign-out-of = Sign out of { $browser }
account-end-others = Sign out of all others
account-end-all = Sign out everywhere
said-account-names = Your names are saved.
said-account-password = Your password is changed. All your other browsers are signed out.
said-account-sessions = Signed out there.
said-password-set = Your password is set and you are signed in.

password-current = Current password
password-new = New password
password-again = The same once more
password-help = At least { $n } characters. A few words in a row are easy to keep in mind and hard to guess.
setpassword-title = Set your password
setpassword-for = For
setpassword-submit = Set password and sign in
fault-password-link-over = This link was used already or has ended. Ask your administrator for a new one.
field-passwords-differ = The two are not the same. Type the new password again.
field-password-short = This is too short: at least { $min } characters.
field-password-long = This is too long: at most { $max } bytes.
field-wrong-password = This is not your password.
field-no-password-yet = You have no password yet. Ask your administrator for a link to set one.

# Application roles, as people read them.
approle-viewer = Viewer
approle-private-only = Private only
approle-admin = Admin
approle-unmoderated-admin = Unmoderated admin

# “Firefox on Windows”
browser-on = { $browser } on { $system }
browser-unknown = A browser
browser-firefox = Firefox
browser-edge = Edge
browser-opera = Opera
browser-samsung = Samsung Internet
browser-chrome = Chrome
browser-safari = Safari
browser-other = Another browser
system-windows = Windows
system-iphone = an iPhone
system-ipad = an iPad
system-mac = a Mac
system-android = Android
system-chromeos = ChromeOS
system-linux = Linux
system-other = another system

account-storage = Storage
account-storage-free = Your entries take { $used } MB. There is no limit.
account-storage-of = Your entries take { $used } MB of the { $quota } MB you have.
