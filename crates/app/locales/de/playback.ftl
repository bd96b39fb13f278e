# Was beim Abspielen schiefgeht.
fault-no-media = Hier gibt es noch nichts abzuspielen.
fault-too-many-streams = Sehr viele Leute sehen gerade zu. Versuchen Sie es gleich noch einmal.
embed-off = Das wird hier nicht gezeigt
embed-off-what = Dieser Hub zeigt seine Medien nur auf seinen eigenen Seiten.
embed-open = Im Hub öffnen
