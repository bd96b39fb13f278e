# What goes wrong while media is served.
fault-no-media = There is nothing to play here yet.
fault-too-many-streams = Very many people are watching. Try again in a moment.
embed-off = This is not shown here
embed-off-what = The hub shows its media on its own pages only.
embed-open = Open it on the hub
