/**
 * `<quiz-take>` around the form of a running attempt: stops the page's <video> or <audio> at each question, shows that
 * question over the film (under it on phones), keeps each answer as it is given, and lists the questions along the film.
 * Without it the form is what it is: all questions in order of time. Attributes: data-answers (where answers go),
 * data-attempt, data-reach (ms that were seen before), data-may-skip, data-may-seek, data-may-change, data-all-required,
 * data-label-* (words; %n and %all are numbers). What is right is not on the page.
 */

import { askFrame } from "./parts/ask-frame.js";
import { proveSession } from "./parts/device-key.js";
import { leaveScreens } from "./parts/screens.js";

/** How far (s) a film may be past a question and still be at it. */
const near = 0.3;

interface Question {
  readonly id: string;
  readonly number: number;
  /** Seconds. */
  readonly at: number;
  readonly kind: string;
  readonly fields: HTMLFieldSetElement;
  readonly mark: HTMLElement | null;
  answered: boolean;
  /** Gone past without an answer. */
  skipped: boolean;
}

interface Problem {
  code?: string;
  title?: string;
  errors?: { detail?: string }[];
}

class QuizTake extends HTMLElement {
  #media: HTMLMediaElement | null = null;
  #questions: Question[] = [];
  #dialog: HTMLDialogElement | undefined;
  #open: Question | undefined;
  /** Where the film was when it was last looked at, and how far it has come at all. */
  #last = -1;
  #reach = 0;
  /** Whether the film goes on after the question. */
  #goesOn = false;
  #busy = false;

  connectedCallback(): void {
    const media = document.querySelector<HTMLMediaElement>("video, audio");
    const list = this.querySelector<HTMLElement>("[data-questions]");
    if (media === null || list === null) return;
    this.#media = media;
    this.#questions = [...list.querySelectorAll<HTMLFieldSetElement>("fieldset[data-question]")].map((fields) => this.#read(fields));
    const place = Number(document.querySelector<HTMLElement>("media-player")?.dataset.place ?? 0);
    this.#reach = Math.max(Number(this.dataset.reach ?? 0) / 1000, place, Number(sessionStorage.getItem(this.#key) ?? 0));
    list.hidden = true;
    this.#show("[data-marks]", true);
    this.#show("button[value=save]", false);
    media.addEventListener("timeupdate", this.#look);
    media.addEventListener("seeking", this.#hold);
    media.addEventListener("seeked", this.#land);
    media.addEventListener("play", this.#wait);
    media.addEventListener("ended", this.#end);
    for (const question of this.#questions) question.mark?.addEventListener("click", () => { this.#jump(question); });
    this.querySelector("form")?.addEventListener("submit", this.#submit);
    this.#say();
  }

  disconnectedCallback(): void {
    this.#media?.removeEventListener("timeupdate", this.#look);
    this.#media?.removeEventListener("seeking", this.#hold);
    this.#media?.removeEventListener("seeked", this.#land);
    this.#media?.removeEventListener("play", this.#wait);
    this.#media?.removeEventListener("ended", this.#end);
    this.#dialog?.remove();
  }

  #read(fields: HTMLFieldSetElement): Question {
    const { question: id = "", number = "0", at = "0", kind = "" } = fields.dataset;
    return {
      id,
      number: Number(number),
      at: Number(at) / 1000,
      kind,
      fields,
      mark: this.querySelector<HTMLElement>(`[data-mark="${id}"]`),
      answered: fields.dataset.answered !== undefined,
      skipped: false,
    };
  }

  get #key(): string {
    return `reach:${this.dataset.attempt ?? ""}`;
  }

  #may(what: string): boolean {
    return this.hasAttribute(`data-may-${what}`);
  }

  #word(name: string): string {
    return this.getAttribute(`data-label-${name}`) ?? "";
  }

  #show(selector: string, shown: boolean): void {
    const part = this.querySelector<HTMLElement>(selector);
    if (part !== null) part.hidden = !shown;
  }

  /** The first question that the film may not go past. */
  get #gate(): Question | undefined {
    return this.#may("skip") ? undefined : this.#questions.find((question) => !question.answered);
  }

  /** The film has gone on: is there a question on the way? */
  #look = (): void => {
    const media = this.#media;
    if (media === null || media.seeking || this.#open !== undefined) return;
    const now = media.currentTime;
    const due = this.#due(now);
    if (due === undefined) {
      this.#came(now);
      return;
    }
    this.#goesOn = !media.paused;
    this.#came(due.at);
    if (now > due.at + near) media.currentTime = due.at;
    this.#ask(due);
  };

  #due(now: number): Question | undefined {
    return this.#questions.find((one) => !one.answered && !one.skipped && one.at > this.#last && one.at <= now);
  }

  #came(now: number): void {
    this.#last = now;
    if (now <= this.#reach) return;
    this.#reach = now;
    sessionStorage.setItem(this.#key, now.toFixed(1));
  }

  /** Nobody goes ahead who may not, and nobody past a question that has to be answered. */
  #hold = (): void => {
    const media = this.#media;
    if (media === null) return;
    const gate = this.#gate?.at ?? Infinity;
    const most = Math.min(this.#may("seek") ? Infinity : this.#reach, gate);
    if (media.currentTime > most + near) {
      media.currentTime = most;
      if (most < gate) this.#tell(this.#word("ahead"));
    }
  };

  #land = (): void => {
    const media = this.#media;
    if (media === null) return;
    const now = media.currentTime;
    this.#last = now - 0.05;
    const gate = this.#gate;
    if (gate !== undefined && now >= gate.at && this.#open === undefined) {
      this.#goesOn = !media.paused;
      this.#ask(gate);
    }
  };

  /** The film does not play on behind a question; whoever may skip it has done so by that. */
  #wait = (): void => {
    if (this.#open === undefined) return;
    if (this.#open.answered || this.#may("skip")) this.#leave();
    else this.#media?.pause();
  };

  #end = (): void => {
    if (this.#open !== undefined) return;
    const due = this.#due(Infinity);
    if (due !== undefined) {
      this.#goesOn = false;
      this.#ask(due);
      return;
    }
    const submit = this.querySelector<HTMLElement>("button[value=submit]");
    submit?.scrollIntoView({ block: "center" });
    submit?.focus();
  };

  /** By its mark: back to a question, or ahead to one where that may be. */
  #jump(question: Question): void {
    const media = this.#media;
    if (media === null) return;
    const gate = this.#gate;
    if (gate !== undefined && question.at > gate.at) {
      this.#jump(gate);
      return;
    }
    if (!this.#may("seek") && question.at > this.#reach + near) {
      this.#tell(this.#word("ahead"));
      return;
    }
    const goesOn = this.#open === undefined ? !media.paused : this.#goesOn;
    this.#leave();
    this.#goesOn = goesOn;
    question.skipped = false;
    media.currentTime = question.at;
    this.#came(question.at);
    this.#ask(question);
  }

  #ask(question: Question): void {
    const media = this.#media;
    const stage = document.getElementById("stage");
    if (media === null || stage === null) return;
    media.pause();
    leaveScreens();
    const dialog = this.#dialog ?? this.#frame(stage);
    const form = dialog.querySelector("form");
    const legend = question.fields.querySelector("legend");
    if (form === null || legend === null) return;
    legend.id ||= `asked-${question.id}`;
    dialog.setAttribute("aria-labelledby", legend.id);
    form.prepend(question.fields);
    const fixed = question.answered && !this.#may("change");
    question.fields.disabled = fixed;
    const nothing = question.kind === "reflection" || fixed;
    this.#button("answer", nothing ? this.#word("go-on") : this.#word("answer"));
    this.#button("skip", this.#word(question.answered ? "go-on" : "skip"), !nothing && (question.answered || this.#may("skip")));
    this.#problem(!fixed && !this.#may("change") && !nothing ? this.#word("final") : "", false);
    this.#open = question;
    stage.classList.add("asking");
    dialog.show();
    dialog.scrollTop = 0;
    const first = question.fields.querySelector<HTMLElement>("input:checked, input:not([type=hidden]), textarea");
    (fixed || first === null ? dialog.querySelector<HTMLElement>("[data-do=answer]") : first)?.focus();
    this.#say();
  }

  #frame(stage: HTMLElement): HTMLDialogElement {
    const dialog = askFrame({
      answer: () => void this.#answer(),
      skip: () => { this.#skip(); },
      escape: () => this.#open !== undefined && (this.#open.answered || this.#may("skip")),
    });
    stage.append(dialog);
    this.#dialog = dialog;
    return dialog;
  }

  #button(name: string, label: string, shown = true): void {
    const button = this.#dialog?.querySelector<HTMLButtonElement>(`[data-do=${name}]`);
    if (!button) return;
    button.textContent = label;
    button.hidden = !shown;
  }

  #problem(text: string, wrong = true): void {
    const problem = this.#dialog?.querySelector<HTMLElement>("[data-problem]");
    if (!problem) return;
    problem.textContent = text;
    problem.classList.toggle("wrong", wrong && text !== "");
  }

  #skip(): void {
    const question = this.#open;
    if (question === undefined) return;
    question.skipped = !question.answered;
    this.#close();
  }

  async #answer(): Promise<void> {
    const question = this.#open;
    if (question === undefined || this.#busy) return;
    if (question.fields.disabled) {
      this.#close();
      return;
    }
    const { chosen, text } = given(question);
    if (chosen.length === 0 && text === "" && question.kind !== "reflection") {
      this.#problem(this.#word("nothing"));
      return;
    }
    this.#busy = true;
    const body = JSON.stringify({ attempt: this.dataset.attempt, question: question.id, chosen, text });
    const trouble = await this.#send(body);
    this.#busy = false;
    if (this.#open !== question) return;
    if (trouble !== undefined) {
      this.#problem(trouble);
      return;
    }
    question.answered = true;
    this.#close();
  }

  /** Sends an answer; what is wrong, if anything is. */
  async #send(body: string, again = true): Promise<string | undefined> {
    const headers = { "content-type": "application/json", accept: "application/json" };
    let answer: Response;
    try {
      answer = await fetch(this.dataset.answers ?? "", { method: "PUT", headers, body, redirect: "manual" });
    } catch {
      return this.#word("unsaved");
    }
    if (answer.ok) return undefined;
    // A machine that slept has let the proof of its key grow old.
    if (answer.status === 403 && again && (await proveSession()) !== "refused") return this.#send(body, false);
    if ([401, 403, 404, 410].includes(answer.status) || answer.type === "opaqueredirect") return this.#word("out");
    const problem = (await answer.json().catch(() => ({}))) as Problem;
    if (problem.code === "quiz_over") location.reload();
    return problem.errors?.[0]?.detail ?? problem.title ?? this.#word("unsaved");
  }

  /** Closes the question, and the film goes on if it went before. */
  #close(): void {
    this.#leave();
    const media = this.#media;
    if (media === null) return;
    if (media.ended) {
      this.#end();
      return;
    }
    const player = media.closest("media-controller")?.querySelector<HTMLElement>("media-control-bar media-play-button");
    (player ?? media).focus();
    if (this.#goesOn) void media.play().catch(() => undefined);
  }

  #leave(): void {
    const question = this.#open;
    if (question === undefined) return;
    this.#open = undefined;
    const list = this.querySelector("[data-questions]");
    const before = this.#questions.find((one) => one.number > question.number && list?.contains(one.fields));
    list?.insertBefore(question.fields, before?.fields ?? null);
    if (question.answered && !this.#may("change")) question.fields.disabled = true;
    this.#dialog?.close();
    document.getElementById("stage")?.classList.remove("asking");
    this.#say();
  }

  /** What is submitted has to be whole where that is the rule. */
  #submit = (event: SubmitEvent): void => {
    this.#leave();
    const open = this.#missing()[0];
    if (!this.hasAttribute("data-all-required") || open === undefined) return;
    event.preventDefault();
    this.#jump(open);
  };

  #missing(): Question[] {
    return this.#questions.filter((one) => !one.answered && one.kind !== "reflection");
  }

  /** Says how far it has come. */
  #say(): void {
    for (const question of this.#questions) {
      const state = question.mark?.querySelector("[data-state]");
      const now = question === this.#open;
      if (state) state.textContent = this.#word(now ? "now" : question.answered ? "done" : "open");
      question.mark?.classList.toggle("done", question.answered);
      if (now) question.mark?.setAttribute("aria-current", "step");
      else question.mark?.removeAttribute("aria-current");
    }
    const missing = this.#missing();
    const all = this.#questions.filter((one) => one.kind !== "reflection").length;
    this.#tell(this.#word("progress").replace("%n", String(all - missing.length)).replace("%all", String(all)));
    const line = this.querySelector("[data-missing]");
    const numbers = missing.map((question) => question.number).join(", ");
    if (line !== null) line.textContent = numbers === "" ? this.#word("all") : this.#word("missing").replace("%n", numbers);
  }

  #tell(text: string): void {
    const progress = this.querySelector("[data-progress]");
    if (progress !== null && progress.textContent !== text) progress.textContent = text;
  }
}

/** What was chosen or written in a question's fields. */
function given(question: Question): { chosen: number[]; text: string } {
  const chosen = [...question.fields.querySelectorAll<HTMLInputElement>("input:checked")].map((input) => Number(input.value));
  const text = question.fields.querySelector<HTMLInputElement | HTMLTextAreaElement>("input.input, textarea")?.value.trim() ?? "";
  return { chosen, text };
}

customElements.define("quiz-take", QuizTake);
