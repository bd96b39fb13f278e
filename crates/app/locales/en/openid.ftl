# Sign-in through OpenID Connect: the sign-in page, what goes wrong, one's own account, the console.

signin-with = Sign in with { $name }
signin-or = or
signin-by-nothing = Nobody can sign in here at the moment. Ask the administrator.
signin-passwords-off = Passwords are not taken here. Choose another way to sign in.
fault-passwords-off = Passwords are not taken here. `GET /api/v1/sign-in-methods` tells what is.

# Nobody is signed in, and why.
openid-again = Try again with { $name }
openid-others = Other ways to sign in
openid-to-account = To my account
openid-no-provider-heading = You cannot sign in this way
openid-no-provider-sentence = The provider that this address names is not set up here, or is switched off. Choose another way to sign in.
openid-not-begun-here-heading = This sign-in cannot be finished here
openid-not-begun-here-sentence = It was begun in another browser, is finished already, or took longer than 20 minutes. Begin again in this browser.
openid-cancelled-heading = Signing in was cancelled
openid-cancelled-sentence = { $name } did not sign you in, because you or it said no. Nothing was changed.
openid-answered-heading = { $name } did not sign you in
openid-answered-sentence = This is what it said. If trying again does not help, show it to the administrator.
openid-unreachable-heading = { $name } cannot be reached
openid-unreachable-sentence = The hub gets no answer from it. Try again in a few minutes. If it stays so, tell the administrator.
openid-nonsense-heading = { $name } gave an answer that cannot be understood
openid-nonsense-sentence = The administrator finds the reason in the log. Try again later, or sign in another way.
openid-not-believed-heading = The answer of { $name } cannot be trusted
openid-not-believed-sentence = It does not prove that it comes from there and is meant for this hub, so nobody was signed in. The administrator finds the reason in the log.
openid-clock-heading = The clocks differ
openid-clock-sentence = { $way ->
    [behind] The clock of { $name } and the hub’s are { $n } minutes apart: its answer was over when it came. Tell the administrator that one of them has to be set.
   *[ahead] The clock of { $name } and the hub’s are { $n } minutes apart: its answer is from the future. Tell the administrator that one of them has to be set.
}
openid-suspended-heading = Your account is suspended
openid-suspended-sentence = { $name } knows you, but your account here is suspended. Ask the administrator.
openid-somebody-elses-heading = This belongs to another account
openid-somebody-elses-sentence = What you signed in with at { $name } is connected with another account here. Sign in with that account to disconnect it first.

# Connecting.
openid-link-heading = Connect { $name } with your account
openid-link-question = You are signed in as { $account }. Connect it with { $shown } at { $name }? From then on you can sign in here with { $name }.
openid-link-first = You signed in at { $name } as { $shown }. If you have an account here, sign in to it the way you did so far; then you can connect the two.
openid-link-yes = Connect
openid-link-no = Do not connect
openid-link-sign-in = Sign in to my account
openid-link-never = Do not connect
openid-why-address-taken = There is an account with this address here already. So that nobody takes over somebody else’s, show once that it is yours.
openid-why-no-new-accounts = Nobody here is connected with that yet, and { $name } does not make accounts. If you need one, ask the administrator.
openid-why-address-missing = Nobody here is connected with that yet, and { $name } did not tell an e-mail address, so no account was made.
openid-why-address-malformed = Nobody here is connected with that yet, and what { $name } told is no e-mail address, so no account was made.
openid-why-address-unverified = Nobody here is connected with that yet, and { $name } does not say that your e-mail address is verified, so no account was made.
openid-why-domain-not-trusted = Nobody here is connected with that yet, and { $name } does not vouch for addresses of your domain here, so no account was made.

# One's own account.
account-identities = Connected sign-ins
account-identities-none = None yet.
account-identities-help = A connected provider signs you in without a password. The last way to sign in cannot be disconnected.
account-identity-off = switched off here
account-identity-used = Last used
account-connect = Connect { $name }
account-disconnect = Disconnect
account-disconnect-of = Disconnect { $name }
said-identity-linked = Connected. You can sign in with it from now on.
said-identity-linked-already = It is connected with your account already.
said-identity-unlinked = Disconnected.
said-identity-last = This is the only way in which you can sign in, so it stays connected. Set a password, or connect another one first.
audit-deed-identity-linked = connected a sign-in
audit-deed-identity-unlinked = disconnected a sign-in

# Module Auth.
config-auth-title = Auth
config-auth-about = By what people sign in. What is switched off is not shown and not taken; whoever is signed in stays signed in.
config-auth-password-label = Password
config-auth-password-help = E-mail address and password, below the providers. Off, the form is not shown and passwords are not taken, also not by the API.
config-auth-password-hint = The way back in for an administrator who is locked out: usher admin config import, with [auth] password = true in the file.
config-auth-providers-label = OpenID Connect providers
config-auth-providers-help = Each is a button on the sign-in page, in this order.
console-effect-passwords-stop = Whoever has nothing but a password can no longer sign in. Sessions go on until they end.
console-effect-way-closes = { $n ->
    [0] Nobody signs in by { $name } any more. Everybody who did has a password as well.
    [1001] Nobody signs in by { $name } any more. More than 1,000 people have no password here; they need one from you before they can come back.
    [one] Nobody signs in by { $name } any more. One person has no password here; they need one from you before they can come back.
   *[other] Nobody signs in by { $name } any more. { $n } people have no password here; they need one from you before they can come back.
}
said-console-moved-meanwhile = Somebody else saved this module just now. Look again, then repeat it.

# Module Outgoing.
config-outgoing-title = Outgoing
config-outgoing-about = Where the hub itself connects to when somebody names a server: OpenID Connect providers.
config-outgoing-privateaddresses-label = Private addresses that may be reached
config-outgoing-privateaddresses-help = The hub connects to public addresses only, whatever name they hide behind. If a provider is inside your network, name its address here: one a line, 10.1.2.3, 10.0.0.0/8 or 127.0.0.1:8080. Without encryption the hub speaks only to addresses named here.
config-outgoing-privateaddresses-hint = Good practice: as few as possible, with their port.

# A provider.
openid-about = People sign in at an OpenID Connect provider and come back signed in. An account belongs to who they are there, not to their address.
openid-new-title = A new provider
openid-add = Add a provider
openid-off = off
openid-up = Up
openid-down = Down
openid-up-of = { $name } up
openid-down-of = { $name } down
openid-changed = { $name } ({ $parts })
openid-conflict-next = What you typed is still here. Save again to put it on top; other providers stay as they were saved.
openid-section-provider = The provider
openid-section-newcomers = Newcomers
openid-section-gives = Roles and groups
openid-part-id-label = Name in addresses
openid-part-id-help = Small letters, digits and hyphens, such as uni. It cannot be changed later, because the provider is told the address.
openid-part-name-label = Name
openid-part-name-help = What the button says after “Sign in with”.
openid-part-enabled-label = People can sign in with it
openid-part-enabled-help = Off, its button is not shown and its answers are not taken.
openid-part-issuer-label = Issuer
openid-part-issuer-help = Exactly as the provider writes it, such as https://login.uni.edu/realms/uni. Check tells whether it is right.
openid-part-clientid-label = Client ID
openid-part-clientid-help = What the provider calls this hub.
openid-part-secret-label = Client secret
openid-part-secret-help = Stored encrypted, and not part of an export. It stays as it is unless you write another one, and goes if the issuer changes.
openid-part-scopes-label = Scopes
openid-part-scopes-help = What is asked for, with spaces between: openid profile email. Some providers want another one for groups.
openid-part-trusteddomains-label = Domains that it vouches for
openid-part-trusteddomains-help = Addresses of these domains are believed if the provider says that they are verified; no others are. One a line: uni.edu for that domain, *.uni.edu for all below it.
openid-part-maycreate-label = Newcomers get an account
openid-part-maycreate-help = Whoever signs in for the first time with a verified address of a domain above. Whose address an account has already is asked to prove that it is theirs.
openid-part-unsaidisverified-label = Count addresses as verified where the provider does not say
openid-part-unsaidisverified-help = Only for providers whose addresses nobody can choose for themselves, such as Entra ID of one organisation. What a provider says itself always counts.
openid-part-role-label = Role
openid-part-role-help = What new accounts get, and everybody whose claim gives no role where roles are mapped below.
openid-part-roleclaim-label = Claim with roles
openid-part-roleclaim-help = Its name, or its path with dots: roles, realm_access.roles. Empty: roles are given by hand.
openid-part-roles-label = What its values give
openid-part-roles-help = One a line: staff => admin. Roles are viewer, private_only, admin, unmoderated_admin; the highest counts, at each sign-in. The right to this console is given by site_administrator and by nothing else.
openid-part-groupclaim-label = Claim with groups
openid-part-groupclaim-help = Its name, or its path with dots: groups. Empty: groups are joined by hand.
openid-part-groups-label = What its values give
openid-part-groups-help = One a line: medicine-2026 => Medicine 2026. At each sign-in people join those groups and leave those that the provider gave before and gives no more. A group that does not exist yet is made.
openid-redirect = Redirect URI to register at the provider
openid-redirect-help = The provider sends people back there, and to no other address.
openid-redirect-new = After saving, this page shows the redirect URI to register at the provider. It looks like
openid-redirect-shape = …/sign-in/with/NAME/back
openid-check-do = Check
openid-check-good = The provider answers, and people can sign in with it. This is what it says of itself:
openid-check-lacking = The provider answers, but people cannot sign in with it yet. This is what it says of itself:
openid-fact-issuer = Issuer
openid-fact-authorization = Sends people to
openid-fact-token = Token endpoint
openid-fact-keys = Keys
openid-fact-scopes = Scopes
openid-check-no-token-endpoint = It has no token endpoint, and without one a code is worth nothing.
openid-check-no-keys = It shows no key that the hub understands, so its answers cannot be verified.
openid-check-no-pkce = It does not list PKCE with S256. The hub uses it all the same; a provider that does not know it ignores it.
openid-check-no-secret = No client secret is set. That is right for a public client only.
openid-check-scopes = It does not list these scopes: { $scopes }. It may refuse them.
openid-check-no-domains = No domain is trusted, so no address that it tells is believed and nobody gets an account by it. People can connect it with an account that they have.
openid-check-no-address = The issuer is no address that can be asked.
openid-check-unknown-name = The name { $host } is not known. Look for a mistake in it, or whether this machine’s name server knows it.
openid-check-not-permitted = { $host } is at { $address }, which is not a public address. If it is your own provider, name that address under Outgoing, Private addresses that may be reached.
openid-check-in-the-clear = { $host } is at the public address { $address }, and what is said to it must be encrypted: the issuer has to begin with https.
openid-check-unreachable = Nobody answers at { $host }. Look whether the provider runs, and whether a firewall is in between.
openid-check-timed-out = { $host } took too long to answer. Look whether it runs, and whether a firewall is in between.
openid-check-not-secure = The connection to { $host } cannot be encrypted, or its certificate is not believed. An authority of your own has to be among those that this machine trusts.
openid-check-nonsense = { $host } answers, but not as an OpenID Connect provider does. The issuer is the address before /.well-known/openid-configuration.
openid-check-too-long = { $host } answers with more than the hub reads. It is hardly a provider.
openid-check-other-issuer = It calls itself otherwise. Write the issuer exactly as it does:
openid-remove-title = Remove { $name }?
openid-remove-do = Remove
openid-remove-link = Remove this provider
said-openid-saved = Saved. It applies from now on.
said-openid-removed = Removed. Nobody signs in with it from now on.

# What is wrong.
field-not-an-address-rule = “{ $text }” is no address. Write one as 10.1.2.3, 127.0.0.1:8080 or [::1]:8080, or a block as 10.0.0.0/8.
field-not-a-provider-id = Write small letters, digits and hyphens, at most 40, such as uni.
field-not-an-issuer = This is no issuer. Write a whole address that begins with https://, without ? and #.
field-not-a-scope = “{ $text }” is no scope. Write their names with spaces between.
field-not-a-mapping = “{ $text }” is no line of a mapping. Write the claim’s value, => and what it gives.
field-in-provider = The provider { $provider } cannot be so: { $part } ({ $problem }).
field-provider-twice = There is a provider of this name already. Call it otherwise.
field-provider-taken = There is a provider of this name already. Choose another one.
field-too-many-providers = At most { $max } providers fit.
field-nobody-gets-in = Then no site administrator could sign in any more. Leave a way that one of them has: a password, or a provider that they have signed in with.
