# Los idiomas, cada uno por su propio nombre.
language-en = English
language-de = Deutsch
language-es = Español
