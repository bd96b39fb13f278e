/** One file on its way: entry, resumable upload, preparation. Knows nothing of the page. */

import { Upload, type DetailedError, type PreviousUpload } from "tus-js-client";

/** Where uploads and entries live. */
const uploads = "/api/v1/uploads";
const entries = "/api/v1/entries";

/** Bytes in one request: what a lost connection costs at most. */
const chunkSize = 16 * 1024 * 1024;
/** Pauses (ms) between attempts; the last goes on for about two hours. */
const retryDelays = [0, 1_000, 3_000, 5_000, ...Array<number>(720).fill(10_000)];

/** What a file is going through, in this order but for waiting and paused. */
export type Phase = "starting" | "sending" | "waiting" | "paused" | "processing" | "ready" | "failed" | "refused";

/** An upload that the server keeps and that wants its file again. */
export interface Unfinished {
  id: string;
  filename: string;
  size: number;
  offset: number;
  entry: string;
  url: string;
}

/** The kind of entry that a file becomes. */
export function kindOf(file: File): "video" | "audio" | "document" | "image" {
  if (file.type.startsWith("video/")) return "video";
  if (file.type.startsWith("image/")) return "image";
  if (file.type.startsWith("audio/")) return "audio";
  if (/\.(mkv|mov|mp4|m4v|webm|avi|mpg|mpeg|ts)$/i.test(file.name)) return "video";
  if (/\.(mp3|m4a|wav|ogg|opus|flac|aac)$/i.test(file.name)) return "audio";
  if (/\.(jpe?g|png|gif|webp|avif|tiff?|bmp|heic)$/i.test(file.name)) return "image";
  return "document";
}

/** A refusal's own sentence, if the body is a problem description. */
function sentence(body: string): string {
  try {
    const problem = JSON.parse(body) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? "";
  } catch {
    return "";
  }
}

/** Deletes an entry that was made for an upload and has no media yet; one that has some stays. */
export async function dropEmpty(entry: string): Promise<void> {
  if (entry === "") return;
  try {
    const answer = await fetch(`${entries}/${entry}`, { headers: { accept: "application/json" } });
    const { state } = (await answer.json()) as { state?: string };
    if (state === "empty") await fetch(`${entries}/${entry}`, { method: "DELETE" });
  } catch {
    // No connection: the entry stays, empty, among one's own.
  }
}

/** How an entry stands, as the API tells it. */
interface Standing {
  state?: string;
  progress?: number;
  seconds_left?: number | null;
}

/** One file, from the choice to the finished entry. `changed` is called whenever something to show has changed. */
export class Sending {
  phase: Phase = "starting";
  entry = "";
  sent = 0;
  /** How much of the preparation is done, in percent, and how long (s) it takes still, where that is known. */
  prepared: { percent: number; left: number | undefined } = { percent: 0, left: undefined };
  /** Why it was refused, in the server's words. */
  reason = "";
  readonly #changed: () => void;
  #upload: Upload | undefined;
  #marks: [time: number, sent: number][] = [];

  /** `target`: the entry that the file is for, where there is one already. */
  constructor(
    readonly file: File,
    changed: () => void,
    readonly unfinished?: Unfinished,
    readonly target = "",
  ) {
    this.#changed = changed;
    if (unfinished !== undefined) this.sent = unfinished.offset;
  }

  /** Seconds left at the pace of the last ten, or undefined before that is known. */
  get left(): number | undefined {
    const [first, last] = [this.#marks.at(0), this.#marks.at(-1)];
    if (first === undefined || last === undefined || last[0] - first[0] < 1_500) return undefined;
    const pace = (last[1] - first[1]) / (last[0] - first[0]);
    return pace > 0 ? (this.file.size - this.sent) / pace / 1_000 : undefined;
  }

  get running(): boolean {
    return ["starting", "sending", "waiting"].includes(this.phase);
  }

  /** Begins, or begins again after a refusal. */
  async start(): Promise<void> {
    this.#to("starting");
    this.entry = this.unfinished?.entry ?? this.target;
    try {
      const before = this.unfinished === undefined ? await this.#before() : undefined;
      if (before !== undefined) this.entry = before.metadata.entry ?? "";
      if (this.entry === "") this.entry = await this.#newEntry();
      this.#upload = this.#prepare();
      if (before !== undefined) this.#upload.resumeFromPreviousUpload(before);
      this.#upload.start();
    } catch (error) {
      this.reason = error instanceof Error ? error.message : "";
      this.#to("refused");
    }
  }

  /** What this browser remembers of the same file, from before a reload. */
  async #before(): Promise<PreviousUpload | undefined> {
    const found = await new Upload(this.file, { endpoint: uploads }).findPreviousUploads();
    const fits = (entry = ""): boolean => (this.target === "" ? entry !== "" : entry === this.target);
    return found.filter((one) => fits(one.metadata.entry)).at(-1);
  }

  async #newEntry(): Promise<string> {
    const title = this.file.name.replace(/\.[^.]+$/, "").replace(/[_]+/g, " ").trim() || this.file.name;
    const answer = await fetch(entries, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ kind: kindOf(this.file), title }),
    });
    if (!answer.ok) throw new Error(sentence(await answer.text()));
    return ((await answer.json()) as { id: string }).id;
  }

  #prepare(): Upload {
    return new Upload(this.file, {
      endpoint: uploads,
      uploadUrl: this.unfinished?.url ?? null,
      metadata: { filename: this.file.name, entry: this.entry },
      chunkSize,
      retryDelays,
      removeFingerprintOnSuccess: true,
      onShouldRetry: (error) => this.#again(error),
      onProgress: (sent) => { this.#progress(sent); },
      onSuccess: () => { void this.#prepared(); },
      onError: (error) => {
        this.reason = "originalResponse" in error ? sentence(error.originalResponse?.getBody() ?? "") : "";
        this.#to("refused");
      },
    });
  }

  #again(error: DetailedError): boolean {
    const status = error.originalResponse?.getStatus() ?? 0;
    const lasting = status >= 400 && status < 500 && ![408, 409, 423, 429].includes(status);
    if (lasting || status === 507) return false;
    this.#marks = [];
    this.#to("waiting");
    return true;
  }

  #progress(sent: number): void {
    const now = Date.now();
    this.sent = sent;
    this.#marks = [...this.#marks.filter(([time]) => now - time < 10_000), [now, sent]];
    this.#to("sending");
  }

  /** Stops sending; nothing that arrived is lost. */
  async pause(): Promise<void> {
    await this.#upload?.abort();
    this.#marks = [];
    this.#to("paused");
  }

  /** Goes on where it stopped. */
  resume(): void {
    this.#to("starting");
    this.#upload?.start();
  }

  /** The connection is back: do not wait for the next attempt. */
  async hurry(): Promise<void> {
    if (this.phase !== "waiting") return;
    await this.#upload?.abort();
    this.resume();
  }

  /** Gives up: the server forgets the upload, and the entry if it was made for it. */
  async cancel(): Promise<void> {
    await this.#upload?.abort(true).catch(() => undefined);
    if (this.target === "") await dropEmpty(this.entry);
  }

  /** Asks until the entry can be shown. */
  async #prepared(): Promise<void> {
    this.sent = this.file.size;
    this.#to("processing");
    for (let pause = 1_000; ; pause = Math.min(pause * 1.3, 5_000)) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      try {
        const answer = await fetch(`${entries}/${this.entry}`, { headers: { accept: "application/json" } });
        const { state, progress, seconds_left } = (await answer.json()) as Standing;
        this.prepared = { percent: progress ?? 0, left: seconds_left ?? undefined };
        this.#changed();
        if (state === "ready" || state === "failed") {
          this.#to(state);
          return;
        }
        if (answer.status === 404) {
          this.#to("failed");
          return;
        }
      } catch {
        // No connection: the server goes on without us.
      }
    }
  }

  #to(phase: Phase): void {
    this.phase = phase;
    this.#changed();
  }
}
