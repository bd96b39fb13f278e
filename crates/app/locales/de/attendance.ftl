# Wer hier war und wie viel davon angesehen wurde.
attendance-percent = { $n } %
attendance-here-short = unter 1 Min.
attendance-here = { $minutes } Min. hier
attendance-here-hours = { $hours } Std. { $minutes } Min. hier

# Was denen gesagt wird, um die es geht.
attendance-told = Wer Sie eingeladen hat, sieht, wann Sie hier waren und wie viel Sie angesehen haben. Gezählt werden auch die Arten der Geräte, ohne Namen.
attendance-told-document = Wer Sie eingeladen hat, sieht, wann Sie hier waren und wie viel Sie gelesen haben. Gezählt werden auch die Arten der Geräte, ohne Namen.
attendance-told-here = { $owner } sieht, wann Sie hier waren und wie viel Sie angesehen haben. Gezählt werden auch die Arten der Geräte, ohne Namen.
attendance-told-here-document = { $owner } sieht, wann Sie hier waren und wie viel Sie gelesen haben. Gezählt werden auch die Arten der Geräte, ohne Namen.
attendance-told-here-picture = { $owner } sieht, wann Sie hier waren. Gezählt werden auch die Arten der Geräte, ohne Namen.
attendance-goes-on = Es geht weiter, wo Sie aufgehört haben, bei
attendance-start-over = Von vorn
