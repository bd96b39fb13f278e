# The tool Backup Configuration: the site's rules as a file.

console-tool-backup = Backup Configuration
backup-title = Backup Configuration
backup-about = The whole configuration as one file. People, media and invites are not in it: usher backup keeps those.
backup-export = Export
backup-export-about = What every page of the configuration says now. Passwords and the logo are left out.
backup-download = Download the configuration
backup-import = Import
backup-import-about = Nothing is changed before you have seen what would be. What the file does not name stays as it is.
backup-text = The file’s text
backup-look = See what would change
backup-wrong = Nothing was changed
backup-nothing = It is all as the file says already.
backup-no-toml = This is no TOML: { $why }
backup-no-module = There is no module { $name }.
backup-no-template = emailtemplates.{ $path } cannot be a mail template ({ $code }).
backup-templates = Mail templates that would be replaced or added
backup-review = What the file would change
backup-review-about = It applies at once, for everybody.
backup-stale = Somebody saved meanwhile. This is what the file would change now.
