# Was beim Abspielen schiefgeht.
fault-no-media = Hier gibt es noch nichts abzuspielen.
fault-too-many-streams = Sehr viele Leute sehen gerade zu. Versuchen Sie es gleich noch einmal.
