/** The frame in which `<quiz-take>` shows one question: room for its fields, a line for what is wrong, two buttons. */

interface Deeds {
  answer(): void;
  skip(): void;
  /** Whether Escape may leave the question now; asked for at each press. */
  escape(): boolean;
}

/** A closed dialog, not on the page yet. */
export function askFrame(deeds: Deeds): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "quiz-ask";
  const form = document.createElement("form");
  form.noValidate = true;
  const problem = document.createElement("p");
  problem.className = "quiz-problem";
  problem.setAttribute("role", "alert");
  problem.dataset.problem = "";
  const actions = document.createElement("div");
  actions.className = "actions";
  const answer = document.createElement("button");
  answer.className = "button primary";
  answer.dataset.do = "answer";
  const skip = document.createElement("button");
  skip.className = "button quiet";
  skip.type = "button";
  skip.dataset.do = "skip";
  actions.append(answer, skip);
  form.append(problem, actions);
  dialog.append(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    deeds.answer();
  });
  skip.addEventListener("click", () => { deeds.skip(); });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (deeds.escape()) deeds.skip();
  });
  return dialog;
}
