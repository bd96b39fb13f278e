# People from a table.
import-title = Import people
import-lead = From a CSV file, as every spreadsheet program saves one. You see what each row would do before anything is written.
import-file = CSV file
import-file-help = UTF-8, UTF-16 or Windows encoding; commas, semicolons or tabs; up to 8 MB.
import-look = Look at it
import-columns = What is in the file
import-columns-help = The first row names the columns, in any order. Only the e-mail address is needed for people who are here already; who is new needs a first name too. An empty cell changes nothing, groups are only joined, and a group that is not here yet is made. A role is viewer, private_only, admin or unmoderated_admin.
import-example = Example
# The names of the columns stay as they are in every language.
import-example-rows =
    email,first_name,last_name,role,groups
    ada@uni.edu,Ada,Lovelace,private_only,Compilers; Library
    li@uni.edu,Li,,viewer,
import-other-file = Another file
import-dry = What this file would do
import-dry-lead = Nothing is written yet. New: { $new }. Changed: { $changed }. Rows that cannot be used and would be left out: { $wrong }.
import-done = What was imported
import-done-lead = New: { $new }. Changed: { $changed }. Rows left out: { $wrong }. Correct those in the file and import it again: what is so already stays.
import-encoding = Read as
import-new-groups = Groups that are made
import-write = { $n ->
    [one] Import { $n } person
   *[other] Import { $n } people
  }
import-report = Download this list
import-links = Make links to set a password
import-links-help = The links come as a CSV file, once: one for everybody added by this import who has no password yet. Each works for seven days and replaces the one before.
import-show = Show rows
import-all = All
import-what-new = New
import-what-changed = Changed
import-what-unchanged = Unchanged
import-what-wrong = Cannot be used
import-no-rows = No such rows.
import-line = Line
import-what = Result
import-detail = What changes, or what to do
import-first = First rows
import-next = Further rows
said-import-done = Imported.

import-column-email = e-mail address
import-column-first-name = first name
import-column-last-name = last name
import-column-role = role
import-column-groups = groups
import-fault-no-email = There is no e-mail address in this row. Write one.
import-fault-not-an-address = This is not an e-mail address. Write it like ada@example.org.
import-fault-no-first-name = Nobody here has this address, so the person would be new: write a first name.
import-fault-too-long = The { $column } is too long: at most 100 characters.
import-fault-forbidden = The { $column } holds characters that cannot be shown. Type it again.
import-fault-unknown-role = There is no such role. Write viewer, private_only, admin or unmoderated_admin.
import-fault-formula = The { $column } is a formula. Replace it by what it shows.
import-fault-duplicate = An earlier row has this address. Keep one of the two.
import-fault-too-many-groups = These are too many groups for one person: at most 50.

field-import-empty = There are no people in this file: the first row names the columns, each further row is a person.
field-import-too-many = These are too many rows: at most { $max }. Cut the file in two.
field-import-no-email = No column is called “email”. Write the names of the columns into the first row.
