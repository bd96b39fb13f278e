# One's own addresses; the console says some of it of other people's, too.

users-address-new = Another address
users-address-add = Add address
users-address-menu = What to do with { $address }
users-address-main = Make it the main address
users-address-remove = Remove
users-verified-administrator = Verified by an administrator, { $when }
users-verified-mail = Verified by mail, { $when }
users-verified-provider = Verified by a sign-in provider, { $when }
users-unverified = Not verified: it gives no rights until it is.
account-addresses-ask = An administrator adds them.
account-address-new-help = A code is mailed to it, which you type here: so nobody adds an address that is not theirs.
account-address-prove = Prove that it is yours

# One more, proved by mail.
addresscode-title = One more address
addresscode-lead = A mail is on its way to { $email }. It may take a minute.
addresscode-again-help = Nothing came? Look among the junk mail, and check the address above. If it belongs to another account here already, the mail says so.
addresslink-lead = Add to your account:
addresslink-sign-in = Sign in as the member who asked for this mail, then open the link in it once more. Nobody else can add the address.
said-address-added = The address is added.
said-addresses-saved = Your addresses are saved.

# What is wrong.
field-address-is-yours = This address is yours already.
field-address-is-last = This is your only address, so it stays.
field-address-is-main = This is the main address. Make another one the main address first.
field-address-is-only-way-in = Without this address you could not sign in any more: you have no password. Set one, or prove another address first.
field-address-unproved = Nobody has shown yet that this address is yours. Prove it first.
field-not-their-address = This is not one of their addresses.
field-too-many-addresses = That is too many: at most { $max } addresses for one person.
field-too-many-mails = You asked for many mails in a short time. Look into the mail, or wait a few minutes and ask again.
