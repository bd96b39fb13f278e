# Who was here, and how much they watched.
attendance-percent = { $n } %
attendance-here-short = under 1 min
attendance-here = { $minutes } min here
attendance-here-hours = { $hours } h { $minutes } min here

# What the people it is about are told.
attendance-told = Whoever invited you sees when you were here and how much you watched. Kinds of device are counted, without names.
attendance-told-document = Whoever invited you sees when you were here and how much you read. Kinds of device are counted, without names.
attendance-told-here = { $owner } sees when you were here and how much you watched. Kinds of device are counted, without names.
attendance-told-here-document = { $owner } sees when you were here and how much you read. Kinds of device are counted, without names.
attendance-told-here-picture = { $owner } sees when you were here. Kinds of device are counted, without names.
attendance-goes-on = Goes on where you stopped, at
attendance-start-over = Start over
