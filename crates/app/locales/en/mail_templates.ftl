### Mails by template: their frame, and the tool that edits them.

mail-qr = The link as a QR code

console-tool-mail-templates = Mail templates
console-no-template = None: no mail is offered
config-invitetomedia-inviteemailtemplate-label = Template of invitation mails
config-invitetomedia-inviteemailtemplate-help = By which mail template invitations are sent. Without one, or without a mail service, inviters pass the link on themselves.

field-no-such-template = There is no mail template “{ $text }”. Choose one of those there are, or make it first.
field-template-empty = Write something here.
field-template-too-long = This is too long: at most { $max } characters.
field-template-line-break = A subject is one line. Take the line break out.
field-template-forbidden = This holds characters that cannot be shown safely, such as marks that reorder text.
field-template-unknown-token = There is no token { "{" }{ $token }{ "}" }. The list of tokens beside the form names them all.
field-template-misspelt-token = There is no token { "{" }{ $token }{ "}" }. Did you mean { "{" }{ $meant }{ "}" }?
field-template-url-missing = The link is missing. Write { "{" }URL{ "}" } where it goes, or an invited person cannot come in.
field-template-not-here = { "{" }{ $token }{ "}" } has no place here: links and pictures belong into the bodies, and pictures into the HTML one.
field-template-element = A mail cannot have <{ $element }>. Use headings, paragraphs, lists, links, pictures and tables.
field-template-attribute = { $name } has no place on <{ $element }>. The hub’s frame decides on styles, and nothing in a mail may run.
field-template-address = “{ $text }” is no address for a mail. Write { "{" }URL{ "}" } alone, or a whole address that begins with https://, mailto: or tel:. Pictures come from https only.
field-template-broken = This is not closed, or no tag: “{ $near }”. Write &lt; for a < in the text, and put values of attributes in quotes.
field-template-no-english = A template has a text in English: the language that all others fall back to.
field-not-a-language = Choose a language of the list.
field-too-many-languages = A template has at most { $max } languages.
fault-mail-template-changed = Somebody saved this template since. Load it again: it is at version { $version } now.
fault-too-many-templates = There are { $max } templates already. Delete one that nobody uses.
fault-template-in-use = Invitations are sent by this template. Choose another one in Invitetomedia first.
field-not-a-template-name = A template is named by at most { $max } small letters, digits and hyphens, and begins with a letter: invitation-medicine.
field-template-taken = There is a template “{ $text }” already.

mail-about = How the hub’s mails read, in each language. Invitations are sent by the template that Invitetomedia names; the hub’s own letters by those whose names are kept for them.
mail-col-name = Template
mail-col-languages = Languages
mail-col-saved = Last saved
mail-shipped = As it ships
mail-in-use = Used for invitations
mail-saved-by = { $name },
mail-saved-by-unnamed = From the command line,
mail-new = A new template
mail-new-name = Name
mail-new-name-help = Small letters, digits and hyphens; administrators see it, invited people do not.
mail-new-from = Begins as a copy of
mail-new-do = Make template

mail-edit-title = Mail template { $name }
mail-languages = Languages of the template
mail-part-subject = Subject
mail-part-subject-help = One line, with tokens; without the link.
mail-part-html = HTML body
mail-part-html-help = Plain HTML with tokens. The hub puts its frame and colours around it. A button is a link with class="button".
mail-part-text = Plain text
mail-part-text-help = The same for whoever reads mail without HTML. A line that names a token with nothing to say is left out.
mail-tokens = Tokens
mail-tokens-about = A paragraph or line with START, END or MESSAGE is left out where there is none.
mail-token-firstname = First name of whoever gets the mail
mail-token-lastname = Their last name
mail-token-email = The address the mail goes to
mail-token-url = The link. It has to be in both bodies, and stands alone in an address.
mail-token-qrcode = The link as a picture for a phone’s camera; in the HTML body only
mail-token-title = Title of the media
mail-token-start = When a session starts, with its zone
mail-token-end = When it ends
mail-token-timezone = The zone that times are written in
mail-token-role = What the person is invited as
mail-token-inviter = Full name of whoever invites
mail-token-expires = When the link ends, with its zone
mail-token-hub = Name of the hub
mail-token-message = The inviter’s personal line
mail-preview = Preview
mail-preview-as = Show as
mail-preview-desktop = Desktop
mail-preview-phone = Phone
mail-preview-text = Plain text
mail-preview-do = Show preview
mail-preview-about = As somebody called Ada Lovelace would get it, invited by you to a session tomorrow. The link leads nowhere.
mail-preview-title = The mail in { $language }
mail-at-once = The next mail is written by what you save.
mail-language-add = Add a language
mail-language-add-help = It begins as the English text, to be translated. Readers of other languages get English.
mail-language-add-do = Add

mail-sample-first = Ada
mail-sample-last = Lovelace
mail-sample-title = Compilers, week 3
mail-sample-message = I look forward to your questions.

mail-restore-link = Restore the shipped template
mail-restore-title = Restore the shipped { $name }?
mail-restore-what = All languages of it become what the hub came with. What was written here is gone from the next mail on.
mail-restore-do = Restore
mail-delete-link = Delete this template
mail-delete-title = Delete { $name }?
mail-delete-what = It goes in all its languages. Mails that were sent stay as they are.
mail-delete-do = Delete
mail-in-use-title = { $name } is in use
mail-in-use-what = Invitations are sent by this template, so it cannot be deleted. Choose another one in Invitetomedia first.
mail-in-use-link = Open Invitetomedia
mail-delete-language-title = Delete { $language }
mail-delete-language-what = Readers of this language get English from the next mail on.
mail-delete-language-do = Delete

mail-conflict = { $name } saved this template while you were editing
mail-conflict-unnamed = This template was saved from the command line while you were editing
mail-conflict-part = { $part } is now:
mail-conflict-languages = Changed as well: { $languages }.

said-mail-template-made = The template is made. Write it as you want it, then save.
said-mail-template-saved = Saved. The next mail is written by it.
said-mail-template-restored = The shipped template is back.
said-mail-template-deleted = The template is deleted.
said-mail-language-added = The language is added. Translate the text, then save.
said-mail-language-deleted = The language is deleted.
