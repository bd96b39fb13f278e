signin-title = Sign in
signin-email = E-mail
signin-password = Password
signin-submit = Sign in
# Where somebody is here by an invitation already, as its guest.
signin-guest = You are here by an invitation. Signing in as the person it was sent to keeps it, on all your devices; signing in as anybody else ends it in this browser.
signin-wrong-credentials = That address and password do not belong together. Check both, or ask your administrator for a new password.
signin-too-many-tries = Too many tries. Wait a minute, then try again.
