# Sign-in through OpenID Connect: the sign-in page, what goes wrong, one's own account.

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
