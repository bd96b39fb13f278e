# What goes wrong while media is served.
fault-no-media = There is nothing to play here yet.
fault-too-many-streams = Very many people are watching. Try again in a moment.
