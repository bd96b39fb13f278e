# Modules of the console about signing in.

config-login-title = Login
config-login-about = How members sign in.
config-login-sessionlength-label = How long a member stays signed in
config-login-sessionlength-help = From signing in on, in that browser. Who is signed in already keeps the end they were given; ending the sessions of one person is done where people are.
config-login-sessionlength-hint = Shorter where browsers are shared, such as in lecture halls.
