# The console on letters: the module Emaillogin, templates and fates of letters, links to set a password by mail.

config-emaillogin-title = Emaillogin
config-emaillogin-about = What members can do who read their mail: sign in by a code or a link, and set a forgotten password anew.
config-emaillogin-enabled-label = Sign in by mail
config-emaillogin-enabled-help = The login page offers a mail with a code or a link. It goes to addresses of members that somebody vouched for.
config-emaillogin-enabled-hint = Whoever reads a member’s mail can then sign in as them: as safe as the mailboxes of your people.
config-emaillogin-method-label = What the mail carries
config-emaillogin-method-help = A code works in the browser that asked for it. A link opened in another browser asks for the address first, so that no mail scanner signs in.
config-emaillogin-method-option-both = Code and link
config-emaillogin-method-option-both-help = Whichever is easier; one use of either ends both.
config-emaillogin-method-option-code = Code
config-emaillogin-method-option-code-help = Eight digits to be typed or pasted; good where mail is read on another device.
config-emaillogin-method-option-link = Link
config-emaillogin-method-option-link-help = Only a button to be pressed.
config-emaillogin-passwordreset-label = Forgotten password by mail
config-emaillogin-passwordreset-help = The login page offers a mail with a link by which the password is set anew. It works once, within an hour, and signs out everywhere else.

mail-token-news = What happened, each with its link; in the subject the first of it
mail-token-code = The code that is to be typed; in the bodies only. Left out where the mail carries a link alone.
field-template-code-missing = The code is missing. Write { "{" }CODE{ "}" } where it goes: where people sign in by code, they could not come in without it.
field-template-news-missing = The news are missing. Write { "{" }NEWS{ "}" } where they go.
field-template-not-in-this = { "{" }{ $token }{ "}" } means nothing in this mail. The list of tokens beside the form names those that do.
mail-why-suspended = Not sent: the person is suspended or gone.
mail-why-not-wished = Not sent: the person does not wish to be told by mail any more.
mail-why-used = Not sent: what it carries was used before its turn came.

mail-tokens-about-letter = A paragraph or line with CODE or URL is left out where there is none.
mail-preview-about-letter = As somebody called Ada Lovelace would get it. The link leads nowhere.

# What a letter is about, in the list of mails.
mail-about-sign-in = Signing in
mail-about-prove-address = Proving an address
mail-about-address-taken = Address in use already
mail-about-invite-code = Code of an invitation
mail-about-reset-password = Forgotten password
mail-about-set-password = Setting a password
mail-about-password-changed = Notice: password changed
mail-about-address-added = Notice: address added
mail-about-media-news = News of media

# When a letter is sent, beside its template.
mail-letter-sign-in = Sent when a member asks to sign in by mail
mail-letter-prove-address = Sent to an address that a member wants to add
mail-letter-address-taken = Sent to an address that somebody wanted to add and that is another account’s
mail-letter-invite-code = Carries the code by which an invited person comes in, moves to another browser or comes back
mail-letter-reset-password = Sent when a member has forgotten their password
mail-letter-set-password = Sent when an administrator mails somebody a link to set their password
mail-letter-password-changed = Sent when a password was set anew
mail-letter-media-news = Sent to members who wish to be told by mail what happens to their media: gathered for ten minutes, and one in an hour at most
mail-letter-address-added = Sent to the main address when another one was added

jobs-kind-letter = Write a letter
jobs-kind-news = Write a mail of news

# People get their link by mail.
users-add-lead-mailed = They set their password by a link, which is mailed to them or shown to you next.
users-mail-link = Mail them a link to set their password
users-mail-link-help = To the address above; it works for seven days. Otherwise you are shown the link and pass it on.
users-link-mail = Mail a password link
said-users-added-mailed = Added. A link to set a password is on its way to them.
said-users-link-mailed = A link to set a password is on its way to them. Those made before work no more.
import-mail = Mail each new person a link to set their password
import-mail-help = It works for seven days. You can have the links as a file afterwards, too; each that is made anew ends the one before.
audit-deed-password-link-mailed = Mailed a link to set a password
audit-deed-password-reset = Set a forgotten password anew
audit-deed-own-address-added = Added an address of their own
audit-deed-own-address-verified = Proved an address of their own
audit-deed-own-address-made-main = Made another address of theirs the main one
audit-deed-own-address-removed = Removed an address of their own
