# Die Sprachen, jede bei ihrem eigenen Namen.
language-en = English
language-de = Deutsch
language-es = Español
