#!/usr/bin/env bash
# Makes the sample media of the demo from ./sources. The results are kept in the
# repository, so that the demo runs without any of these programs; run this only
# after changing a source.
#
# Needs (Debian): ffmpeg sox espeak-ng poppler-utils chromium fonts-noto-core fonts-dejavu-core bc
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# print FILE.html OUT.pdf — as a browser prints it
print() {
  chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" \
    --no-pdf-header-footer --print-to-pdf="$2" "file://$1" 2>/dev/null
  # Says nothing of the browser that printed it; blanks keep every offset.
  perl -pi -e 's{(/(?:Creator|Producer) \()((?:\\.|[^\\)])*)}{$1 . " " x length $2}ge' "$2"
}

# say VOICE SPEED PITCH TEXT OUT.wav — warmer than it comes, at an even level, without silence at its ends
say() {
  espeak-ng -a 80 -v "$1" -s "$2" -p "$3" -g 2 -w raw.wav -- "$4"
  sox raw.wav -r 44100 -c 1 "$5" \
    silence 1 0.01 0.3% fade t 0.01 reverse silence 1 0.01 0.3% fade t 0.03 reverse \
    bass +3 160 equalizer 3200 1q -3 lowpass 7500 norm -4
}

pause() { sox -n -r 44100 -c 1 -b 16 "$2" trim 0 "$1"; }
seconds() { soxi -D "$1"; }
clock() { awk -v t="$1" 'BEGIN { printf "%02d:%02d:%06.3f", t / 3600, t % 3600 / 60, t % 60 }'; }

# Trims the spaces around a field.
trimmed() { sed 's/^ *//; s/ *$//' <<<"$1"; }

poster() { # poster IN.jpg NAME — 1280 wide at most, and a WebP of at most 10 kB
  cp "$1" "$here/$2.poster.jpg"
  local quality width=480
  for quality in 75 60 45 30 15 5 10; do
    [ "$quality" != 10 ] || width=400 # a page full of text
    ffmpeg -v error -y -i "$1" -vf scale=$width:-2:flags=lanczos -c:v libwebp \
      -quality $quality -compression_level 6 "$here/$2.poster.webp"
    [ "$(stat -c %s "$here/$2.poster.webp")" -gt 10000 ] || return 0
  done
  return 1
}

lecture() {
  print "$here/sources/slides.html" slides.pdf
  pdftoppm -png -r 96 -scale-to-x 960 -scale-to-y 540 slides.pdf slide
  local at=0 n=0 last=1 captions="$here/lecture.en.vtt"
  pause 0.18 short.wav
  pause 0.65 long.wav
  printf 'WEBVTT\n' >"$captions"
  : >voices; : >frames
  while IFS='|' read -r page caption spoken; do
    page=$(trimmed "$page") caption=$(trimmed "$caption")
    local gap=short.wav
    # A breath where a slide ends; a step within it goes on at once.
    case "$page" in 2 | 4 | 7 | 10 | 13 | 16 | 18) [ "$page" = "$last" ] || gap=long.wav ;; esac
    n=$((n + 1))
    say en-gb-x-rp 166 42 "$(trimmed "${spoken:-$caption}")" "line$n.wav"
    local before length from to
    before=$(seconds $gap) length=$(seconds "line$n.wav")
    from=$(bc <<<"$at + $before") to=$(bc <<<"$at + $before + $length")
    printf '\n%d\n%s --> %s\n%s\n' $n "$(clock "$from")" "$(clock "$to")" "$(fold -s -w 42 <<<"$caption" | sed 's/ *$//')" >>"$captions"
    printf '%s\n' $gap "line$n.wav" >>voices
    printf "file 'slide-%02d.png'\nduration %s\n" "$page" "$(bc <<<"$to - $at")" >>frames
    at=$to last=$page
  done < <(grep -v '^#' "$here/sources/lecture.txt")
  pause 1.4 end.wav
  printf "file 'slide-%02d.png'\nduration 1.4\nfile 'slide-%02d.png'\n" "$last" "$last" >>frames
  mapfile -t parts <voices
  sox "${parts[@]}" end.wav voice.wav
  ffmpeg -v error -y -f concat -i frames -i voice.wav -vf fps=10,format=yuv420p \
    -c:v libx264 -preset veryslow -tune stillimage -crf 22 -g 100 -c:a aac -b:a 56k -shortest \
    -map_metadata -1 -metadata title="Compilers, week 3: from source to tokens" \
    -movflags +faststart "$here/lecture.mp4"
  pdftoppm -jpeg -jpegopt quality=82,optimize=y -singlefile -f 6 -l 6 -scale-to-x 1280 -scale-to-y 720 slides.pdf poster
  poster poster.jpg lecture
}

interview() {
  # A door chime of three notes, a room that is never quite silent, two people.
  sox -n -r 44100 -c 1 chime.wav synth 1.6 pluck C5 synth 1.6 pluck mix E5 synth 1.6 pluck mix G5 fade t 0 1.6 1.1 gain -16
  pause 0.38 gap.wav
  local n=0 voices=(chime.wav)
  while IFS='|' read -r who text; do
    n=$((n + 1))
    case $(trimmed "$who") in
      host) say en-gb-x-rp+f3 172 46 "$(trimmed "$text")" "turn$n.wav" ;;
      guest) say en-gb-scotland 168 38 "$(trimmed "$text")" "turn$n.wav" ;;
    esac
    voices+=("turn$n.wav" gap.wav)
  done < <(grep -v '^#' "$here/sources/interview.txt")
  sox "${voices[@]}" chime.wav talk.wav reverb 12 40 30
  sox -n -r 44100 -c 1 room.wav synth "$(seconds talk.wav)" brownnoise gain -46
  sox -m -v 1 talk.wav -v 1 room.wav -b 16 mixed.wav gain -n -2
  ffmpeg -v error -y -i mixed.wav -c:a aac -b:a 48k -ac 1 -map_metadata -1 \
    -metadata title="Open Stacks: the chart in the hymn book" -movflags +faststart -f ipod "$here/interview.m4a"
  ffmpeg -v error -y -i mixed.wav -filter_complex "aresample=8000,showwavespic=s=1120x360:scale=sqrt:colors=#6b7f8c[w];color=c=#f1f0ec:s=1280x720[g];[g][w]overlay=80:180:shortest=1" \
    -frames:v 1 -q:v 4 wave.jpg
  poster wave.jpg interview
}

handbook() {
  print "$here/sources/handbook.html" "$here/handbook.pdf"
  pdftoppm -jpeg -jpegopt quality=82,optimize=y -singlefile -f 1 -l 1 -scale-to 1280 "$here/handbook.pdf" cover
  poster cover.jpg handbook
}

clip() { # clip FROM TO NAME TITLE [POSTER_AT] — a part of the lecture, or without a poster's moment of the interview
  local length fade=(afade=t=in:d=0.05,areverse,afade=t=in:d=0.4,areverse) titled=(-map_metadata -1 -metadata title="$4" -movflags +faststart)
  length=$(bc <<<"$2 - $1")
  if [ $# -eq 5 ]; then
    ffmpeg -v error -y -ss "$1" -i "$here/lecture.mp4" -t "$length" -af "${fade[0]}" -c:v libx264 -preset veryslow \
      -tune stillimage -crf 24 -pix_fmt yuv420p -g 100 -c:a aac -b:a 56k "${titled[@]}" "$here/$3.mp4"
    ffmpeg -v error -y -ss "$5" -i "$here/lecture.mp4" -frames:v 1 -vf scale=1280:-2:flags=lanczos -q:v 3 clip.jpg
  else
    ffmpeg -v error -y -ss "$1" -i "$here/interview.m4a" -t "$length" -af "${fade[0]}" -c:a aac -b:a 48k -ac 1 "${titled[@]}" \
      -f ipod "$here/$3.m4a"
    ffmpeg -v error -y -i "$here/$3.m4a" -filter_complex "aresample=8000,showwavespic=s=1120x360:scale=sqrt:colors=#6b7f8c[w];color=c=#f1f0ec:s=1280x720[g];[g][w]overlay=80:180:shortest=1" \
      -frames:v 1 -q:v 4 clip.jpg
  fi
  poster clip.jpg "$3"
}

# captions FROM TO NAME — the lecture's captions of that part
captions() {
  awk -v from="$1" -v to="$2" '
    function seconds(t, p) { split(t, p, ":"); return p[1] * 3600 + p[2] * 60 + p[3] }
    function clock(t) { return sprintf("%02d:%02d:%06.3f", t / 3600, t % 3600 / 60, t % 60) }
    BEGIN { RS = ""; FS = "\n"; print "WEBVTT" }
    $2 ~ /-->/ {
      split($2, t, " --> "); a = seconds(t[1]); b = seconds(t[2])
      if (a < from || b > to) next
      printf "\n%d\n%s --> %s\n", ++n, clock(a - from), clock(b - from)
      for (i = 3; i <= NF; i++) print $i
    }' "$here/lecture.en.vtt" >"$here/$3.en.vtt"
}

# The silences between the sentences; see lecture.en.vtt.
clips() {
  captions 10.5 34.6 tokens
  captions 60.05 70.3 longest-match
  clip 10.5 34.6 tokens "Six tokens" 33
  clip 60.05 70.3 longest-match "The longest match wins" 69
  clip 0 10.3 trailer "Open Stacks: the trailer"
  clip 35.3 53.3 lamp "Open Stacks: a name under the lamp"
}

papers() {
  print "$here/sources/syllabus.html" "$here/syllabus.pdf"
  {
    cat <<HTML
<!doctype html><html lang="en"><meta charset="utf-8"><title>Open Stacks: the chart in the hymn book, transcript</title>
<style>@page { size: A5; margin: 20mm } body { font: 11pt/1.55 "Noto Serif", serif; color: #20292d; margin: 0 }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 2mm } p { margin: 0 0 3mm; break-inside: avoid } b { color: #1d6a72 }
.lead { color: #68716e; margin-bottom: 8mm }</style>
<h1>The chart in the hymn book</h1><p class="lead">Open Stacks, the programme from the university library. Transcript.</p>
HTML
    while IFS='|' read -r who text; do
      case $(trimmed "$who") in host) who=Host ;; guest) who=Conservator ;; *) continue ;; esac
      printf '<p><b>%s.</b> %s</p>\n' "$who" "$(trimmed "$text")"
    done < <(grep -v '^#' "$here/sources/interview.txt")
  } >transcript.html
  print "$PWD/transcript.html" "$here/transcript.pdf"
  for paper in syllabus transcript; do
    pdftoppm -jpeg -jpegopt quality=82,optimize=y -singlefile -f 1 -l 1 -scale-to 1280 "$here/$paper.pdf" cover
    poster cover.jpg $paper
  done
}

for what in "${@:-lecture interview handbook clips papers}"; do
  for one in $what; do "$one"; done
done
ls -l "$here"
