# The languages that the hub speaks, each by its own name in every language.
language-en = English
language-de = Deutsch
language-es = Español
