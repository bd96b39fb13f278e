# What goes wrong while a file is sent.
fault-tus-version = This speaks tus 1.0.0: send the header “Tus-Resumable: 1.0.0”.
fault-upload-length = Say how long the file is: the header Upload-Length, in bytes.
fault-upload-empty = This file is empty. Choose another one.
fault-upload-too-large = This file is too large: at most { $max } MiB. Ask your administrator, or make it smaller.
fault-upload-too-long = More came than the { $length } bytes that were announced. Send the file again from its beginning.
fault-upload-metadata = The header Upload-Metadata cannot be read. It needs “entry” with the id of an entry, encoded as base64; “filename” may follow.
fault-upload-offset = The upload continues at byte { $offset }.
fault-upload-offset-missing = Say where these bytes belong: the header Upload-Offset, in bytes.
fault-upload-locked = This file is being sent from another window or connection. Try again in a moment.
fault-upload-checksum = The header Upload-Checksum cannot be read. It is “sha256” and the digest as base64.
fault-upload-checksum-mismatch = Some bytes arrived damaged and were not kept. Send them again.
fault-upload-expired = This upload waited too long and was removed. Send the file again.
fault-upload-finished = Everything has arrived already. To take it away, delete the entry.
fault-too-many-uploads = You have { $max } unfinished uploads. Finish some, or cancel them.
fault-entry-takes-no-file = This kind of entry is not made from a file.
fault-no-room = This file does not fit any more: { $left } MB of { $quota } MB are left. Delete something and its space returns after { $days } days in the trash, or ask your administrator for more.
fault-owner-has-no-room = This file does not fit any more: the owner of this entry has { $left } MB of { $quota } MB left. Ask them to make room, or the administrator for more.

# Why a file could not be used; the owner reads it. The code is the part after "failure-".
failure-not-media = This is not a video, an audio file, a picture, a PDF or an office file, whatever its name says. Choose another file.
failure-heic = This picture is in HEIC, which cannot be read here. Save it as JPEG and choose that.
failure-wrong-kind = This file holds something else than the entry is for. Make an entry of the right kind for it, or choose another file.
failure-broken = This file is damaged or not complete. Export it again, then upload that.
failure-empty = This file is empty. Choose another one.
failure-no-picture-or-sound = There is neither picture nor sound in this file. Choose another one.
failure-too-long = This plays for more than twelve hours. Cut it into parts.
failure-too-big = This has more pixels, pages or streams than can be shown. Export it smaller, then upload that.
failure-encrypted = This file is protected by a password or by rights management. Upload it without protection.
failure-timed-out = Preparing this file took too long. Export it in a more common format, such as MP4 or PDF, then upload that.
failure-trouble = This file could not be prepared because of trouble on our side; it is kept. Tell your administrator.
