# The console's module Security.

config-security-title = Security
config-security-about = How much guessing and asking the hub puts up with, and which sites may show its media pages in a frame. Each server counts for itself, and begins anew when a number here is changed.
config-security-passwordtries-label = Wrong passwords for one address
config-security-passwordtries-help = So many at once from one network; then one more every minute. Elsewhere the rightful person still signs in.
config-security-passwordtriespernetwork-label = Wrong passwords from one network
config-security-passwordtriespernetwork-help = So many at once, for all addresses together; then one more every five seconds.
config-security-passwordtriespernetwork-hint = A whole campus may be one network: leave room for everybody who mistypes on a Monday morning.
config-security-lobbytries-label = Wrong addresses in the lobby from one browser
config-security-lobbytries-help = So many at once; then one more every thirty seconds. An invite itself is never locked.
config-security-lobbytriespernetwork-label = Wrong addresses before one link from one network
config-security-lobbytriespernetwork-help = So many at once; then one more every second.
config-security-mails-label = Mails asked for for one address
config-security-mails-help = Codes and links to sign in by, to reset a password or to prove an address: so many at once from one network; then one more every two minutes. No address gets more than ten of a kind within an hour, whoever asks.
config-security-mailspernetwork-label = Mails asked for from one network
config-security-mailspernetwork-help = So many at once, for all addresses together; then one more every ten seconds.
config-security-codetriespernetwork-label = Wrong codes from one network
config-security-codetriespernetwork-help = So many at once, for all codes together; then one more every five seconds. Each code has five tries and ten minutes, too.
config-security-frameancestors-label = Media pages in frames
config-security-frameancestors-help = Whether other sites may show media pages in a frame. Sign-in, account, console and lobby are never framed.
config-security-frameancestors-option-nobody = Nowhere
config-security-frameancestors-option-nobody-help = No other site shows any page of the hub.
config-security-frameancestors-option-listed = On these sites
config-security-frameancestors-option-listed-help = Browsers keep the hub’s cookies out of other sites’ frames, so nobody is signed in there: what is published plays, anything else stays blank.
config-security-framehosts-label = Sites
config-security-framehosts-help = One in each line: lms.uni.edu, or *.uni.edu for everything below it. They are reached by https only.

field-below-one = This is less than { $field } allows one person ({ $min }). Write { $min } or more.
field-above-network = This is more than { $field } allows the whole network ({ $max }). Write { $max } or less, or raise that one.

console-effect-guessing-freer = More guesses are put up with from now on. What was counted so far is forgotten.
console-effect-guessing-tighter = Fewer guesses are put up with from now on: people who mistype wait sooner. What was counted so far is forgotten.
console-effect-frames-open = The sites you list can show media pages as if they were their own. List only sites whose people you trust.
console-effect-frames-close = Media pages that other sites show in a frame are blank there from the next load on.
console-effect-mail-login-opens = From now on whoever reads a member’s mail can sign in as them. Members with no password can sign in, too.
console-effect-mail-login-closes = Members sign in by mail no more, and codes and links on their way stop working. Members without a password need another way in: a password link, which you can mail them.
console-effect-mail-login-waits = No mail service is set up, so the login page offers this only once EmailService has a server and a sender.
console-effect-letters-stop = No mail is sent any more: members can neither sign in by mail nor set a forgotten password, and get no notice of changes to their account.
console-missing-mail = No mail service is set up, so nothing here is offered to anybody yet.
console-missing-mail-link = Set up EmailService
