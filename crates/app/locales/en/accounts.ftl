signin-title = Sign in
signin-email = E-mail
signin-password = Password
signin-submit = Sign in
signin-wrong-credentials = That address and password do not belong together. Check both, or ask your administrator for a new password.
signin-too-many-tries = Too many tries. Wait a minute, then try again.
