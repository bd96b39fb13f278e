# The console's module Languages.
config-languages-title = Languages
config-languages-about = In which languages people read the hub. Each sees it in the one they chose, else in the invitation’s, else in the one of their browser. What is not translated is said in English, which is always offered.
config-languages-de-label = German
config-languages-de-help = What invited people and members see is in German. The configuration is in English.
config-languages-es-label = Spanish
config-languages-es-help = What invited people and members see is in Spanish. The configuration is in English.
config-languages-default-label = Language of everybody else
config-languages-default-help = For those who asked for no language that is offered.
config-languages-default-option-en = English
config-languages-default-option-de = German
config-languages-default-option-es = Spanish
field-not-offered = This language is not offered. Switch it on above, or choose another.
