fault-heading-not-found = Nothing here
fault-heading-refused = That did not work
fault-heading-trouble = Something went wrong
fault-home = Go to the hub
fault-bad-idempotency-key = The header Idempotency-Key holds 1 to { $max } visible characters.
fault-idempotency-key-reused = This Idempotency-Key was sent before with another request. Draw a new one.
fault-idempotency-under-way = A request with this Idempotency-Key is being done at this moment. Send it again in a second.
fault-too-many-idempotency-keys = You have used { $max } Idempotency-Keys within a day, which is the most. Send requests without one, or come again later.
# What goes wrong on a request; the code is the part after "fault-".
fault-not-found = There is nothing here, or it is not shared with you.
fault-method-not-allowed = This address cannot be used that way.
fault-forbidden = You may look at this, but not do that.
fault-sign-in = Sign in first.
fault-bad-token = This API token is wrong, has ended or was revoked. Make a new one on the page API tokens, or by “usher admin token”.
fault-wrong-credentials = That address and password do not belong together.
fault-too-many-tries = Too many tries. Wait, then try again.
fault-internal = Something went wrong on our side. Nothing of yours was lost; try again, and tell your administrator the number below if it happens again.
fault-encoded-body = What is sent is taken as it is. Send it again without Content-Encoding.
fault-busy = The hub is very busy. Try again in a moment.
fault-unsure = The hub lost sight of its database before it could tell whether this was done. Look whether it was, and try again if not.
fault-disk-full = The hub has no room left to save this. Everything you see still works; tell your administrator.
fault-invalid = Some fields need another look.
fault-malformed-json = The body is not valid JSON: { $reason }
fault-bad-query = The address is not complete: { $reason }
fault-wrong-content-type = This takes { $expected } only.
fault-body-too-large = That is too much: at most { $max } kB.
fault-body-broken = The request broke off. Send it again.
fault-unknown-host = This hub answers at { $base } only.
fault-device-key-needed = This browser has to show first that the invitation was opened in it. Load the page again with scripts on, or ask the person who invited you to reset your seat.
fault-bad-device-key = What this page sent of the browser’s key could not be read. Load the page again and go on from there.
fault-cross-site = This was sent from another site’s page. Open the hub itself and try again.

# What is wrong with one field.
field-unreadable = This does not fit: { $reason }
field-unknown-choice = Choose one of the choices.
field-empty = Write something here.
field-too-long = This is too long: at most { $max } characters.
field-forbidden-characters = This holds characters that cannot be shown safely, such as line breaks or marks that reorder text.
