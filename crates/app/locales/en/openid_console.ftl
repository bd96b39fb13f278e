# The console on OpenID Connect: the modules Auth and Outgoing, the providers.

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
