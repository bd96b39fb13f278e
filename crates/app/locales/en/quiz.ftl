# Quizzes: taking them, writing them, and what came of them.

# Taking a quiz.
media-menu-quiz = Quiz
quiz-start-heading = Start the quiz
quiz-start-again = Try again?
quiz-start = Start
quiz-pretest = Download the questions
quiz-owner-sees = { $owner } sees your answers and your score.
quiz-questions = { $n ->
    [one] { $n } question, at its time in the film
   *[other] { $n } questions, each at its time in the film
}
quiz-attempts-left = { $left ->
    [one] { $left } attempt left of { $all }
   *[other] { $left } attempts left of { $all }
}
quiz-attempts-endless = As many attempts as you like
quiz-all-required = Every question must be answered before you submit
quiz-not-all-required = You may submit with questions left open
quiz-may-change = You can change your answers until you submit
quiz-may-not-change = An answer stays as you give it
quiz-may-not-skip = The film goes on once a question is answered
quiz-may-not-seek = You cannot go ahead in the film
quiz-counts-highest = Your best score counts
quiz-counts-latest = The score of your last attempt counts
quiz-counts-average = The average of your scores counts
quiz-counts-first = The score of your first attempt counts
quiz-told-never = The right answers are not shown
quiz-told-after-submit = The right answers are shown once you have submitted
quiz-told-after-last = The right answers are shown after your last attempt
quiz-heading = Questions
quiz-marks = Questions along the film
quiz-number = Question { $n }
quiz-points = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
quiz-points-label = Points
quiz-points-of = { $reached } of { $possible }
quiz-true = True
quiz-false = False
quiz-your-answer = Answer
quiz-no-answer = No answer
quiz-right-answer = Right
quiz-why = Why
quiz-hint = Hint
quiz-reflect = There is nothing to answer here. Think about it, then go on.
quiz-seen = Seen
quiz-fixed = Answered. This answer cannot be changed.
quiz-final = This answer cannot be changed afterwards.
quiz-answered-of = { $n } of { $all } answered
quiz-missing = Without an answer so far: { $numbers }
quiz-missing-one = Question { $n } has no answer yet.
quiz-all-answered = Everything is answered.
quiz-answer = Answer
quiz-go-on = Go on
quiz-skip = Skip
quiz-save = Save and go on later
quiz-submit = Submit
quiz-state-done = answered
quiz-state-open = open
quiz-state-now = now
quiz-saved = Saved
quiz-unsaved = This could not be saved. Look at your connection and try again.
quiz-out = The answers you have given are kept.
quiz-ahead = You cannot go ahead in this film.
quiz-back = Back to the film
quiz-result = Your result
quiz-score = { $reached } of { $possible } points · { $percent } %
quiz-score-none = Submitted
quiz-unread = { $n ->
    [one] { $n } answer is still to be read by a person; it counts nothing until then.
   *[other] { $n } answers are still to be read by a person; they count nothing until then.
}
quiz-kept-highest = Your best score counts: { $score }
quiz-kept-latest = Your last score counts: { $score }
quiz-kept-average = Your average counts: { $score }
quiz-kept-first = Your first score counts: { $score }
quiz-none-left = You have no attempt left.
quiz-attempt = Attempt { $n }
quiz-verdict-right = Right
quiz-verdict-wrong = Wrong
quiz-verdict-partly = Partly right
quiz-verdict-none = No answer
quiz-verdict-unread = To be read
said-quiz-saved = Saved. You can go on later.
said-quiz-submitted = Submitted.
said-quiz-over = This attempt was submitted before.
said-quiz-who = Sign in to take the quiz.
said-quiz-none-left = You have no attempt left.

# Writing a quiz.
quiz-desk-title = Quiz
quiz-tabs = About this quiz
quiz-tab-questions = Questions
quiz-tab-rules = Rules
quiz-tab-results = Results
quiz-make-heading = Make it a quiz
quiz-make-text = The film stops at the times you choose and asks. Links and invitations stay as they are, and you can make it a plain film again.
quiz-make = Make a quiz
quiz-cannot-heading = No quiz can be made of this
quiz-cannot-text = A quiz asks along a video or a sound recording.
quiz-empty-heading = No question yet
quiz-empty-text = Until there is one, this plays as any film.
quiz-add = Add a question
quiz-kind-single = One right answer
quiz-kind-multiple = Several right answers
quiz-kind-true-false = True or false
quiz-kind-fill-in = Fill in
quiz-kind-open = Open question
quiz-kind-reflection = Pause for thought
quiz-unmake = Make it a plain film again
quiz-unmake-what = The film no longer asks. Questions and results are kept for when you make it a quiz again.
quiz-field-at = Time
quiz-help-at = Where the film stops, as 1:23 or 83.
quiz-from-film = Take the film's place
quiz-field-text = Question
quiz-field-choices = Answers
quiz-help-choices = Two to ten. Mark what is right; lines left empty do not count.
quiz-answer-n = Answer { $n }
quiz-is-right = Right
quiz-field-truth = What is right?
quiz-field-accepted = Right answers
quiz-help-accepted = One on each line. Capitals and spaces do not matter.
quiz-open-what = You read the answers and give the points yourself. Until then they count nothing.
quiz-reflection-what = The film stops and shows this. There is nothing to answer, and there are no points.
quiz-field-points = Points
quiz-field-hint = Hint
quiz-help-hint = Whoever is asked can open it.
quiz-field-why = Why the right answer is right
quiz-help-why = Shown together with the right answer.
quiz-delete = Delete the question
quiz-delete-what = Whoever is taking the quiz now still answers it. Answers given so far are kept.
quiz-stale-deleted = Somebody deleted this question. Saving makes it anew.
quiz-rules-title = Rules
quiz-field-welcome = Before it begins
quiz-help-welcome = What people read on the start screen.
quiz-field-attempts = Attempts
quiz-help-attempts = 1 to 50.
quiz-field-endless = As many as somebody likes
quiz-field-kept = The score that counts
quiz-help-kept = Of somebody's attempts.
quiz-keep-highest = The best
quiz-keep-latest = The last
quiz-keep-average = The average
quiz-keep-first = The first
quiz-field-while = While it is taken
quiz-field-all-required = Every question has to be answered
quiz-help-all-required = Else it can be submitted with questions left open.
quiz-field-may-change = Answers can be changed
quiz-help-may-change = Until the attempt is submitted.
quiz-field-may-skip = Questions can be skipped
quiz-help-may-skip = And answered later.
quiz-field-may-seek = Going ahead in the film
quiz-help-may-seek = Else only what was seen can be gone back to.
quiz-field-pretest = Questions as PDF before
quiz-help-pretest = A pre-test to download: without what is right.
quiz-paper-lacks = The questions to download cannot show this writing: { $scripts }. No font on this server has it, so boxes stand in its place. Ask your administrator to install a font (on Debian: { $packages }).
quiz-script-bengali = Bengali
quiz-script-bopomofo = Bopomofo
quiz-script-devanagari = Devanagari (Hindi)
quiz-script-ethiopic = Ethiopic (Amharic)
quiz-script-gujarati = Gujarati
quiz-script-gurmukhi = Gurmukhi (Punjabi)
quiz-script-han = Chinese characters
quiz-script-hangul = Korean (Hangul)
quiz-script-kana = Japanese kana
quiz-script-kannada = Kannada
quiz-script-khmer = Khmer
quiz-script-malayalam = Malayalam
quiz-script-myanmar = Burmese
quiz-script-oriya = Odia
quiz-script-signs = pictures and symbols
quiz-script-sinhala = Sinhala
quiz-script-tamil = Tamil
quiz-script-telugu = Telugu
quiz-script-thai = Thai
quiz-script-tibetan = Tibetan
quiz-field-reveal = When right answers are shown
quiz-reveal-never = Never
quiz-reveal-never-help = People see their score only.
quiz-reveal-after-submit = After each attempt
quiz-reveal-after-submit-help = Whoever has attempts left knows them in the next one.
quiz-reveal-after-last = After the last attempt
quiz-reveal-after-last-help = Once nobody can use them any more.
said-quiz-made = It is a quiz now. Write the first question.
said-quiz-cannot = No quiz can be made of this.
said-quiz-unmade = It is a plain film again.
said-quiz-rules = Saved.
said-quiz-question = The question is saved.
said-quiz-deleted = The question is deleted.

# What came of it.
quiz-results-title = Results
quiz-results-none = Nobody has taken it yet
quiz-results-none-text = Invite people; what they answer stands here.
quiz-results-people = People
quiz-results-questions = Questions
quiz-export = Download as CSV
quiz-col-person = Person
quiz-col-counts = Counts
quiz-col-attempts = Attempts
quiz-col-deeds = Delete attempts
quiz-guest = Guest
quiz-somebody = Somebody who is no longer known
quiz-still-running = Not submitted yet
quiz-anew = Delete their attempts
quiz-anew-what = All answers of this person are deleted, and they can begin anew. This cannot be undone.
quiz-anew-one = Delete the attempts of { $name }
said-quiz-anew = The attempts are deleted.
quiz-pages = Pages
quiz-first-page = First page
quiz-next-page = Next page
quiz-answered-by = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}
quiz-right-by = { $n } right
quiz-unread-answers = { $n } to be read
quiz-earlier = Earlier wording
quiz-earlier-what = This attempt answers questions as they were when it began. They have changed since.
quiz-read = Read the answers
quiz-written-title = What people wrote
quiz-written-what = These answers are counted by themselves.
quiz-points-from = { $n ->
    [one] Points, of { $n }
   *[other] Points, of { $n }
}
said-quiz-points = The points are saved.
said-quiz-points-wrong = Points are a number, and at most what the question is worth.

# What does not work, and what to do.
fault-quiz-none = This is no quiz.
fault-quiz-who = Sign in to take the quiz, so that your answers are yours.
fault-quiz-running = An attempt is running already.
fault-quiz-none-left = You have no attempt left.
fault-quiz-no-questions = This quiz has no question yet.
fault-quiz-no-attempt = There is no such attempt of yours. Load the page anew.
fault-quiz-over = This attempt was submitted before. Load the page anew.
fault-quiz-final = This question is answered, and the answer cannot be changed.
fault-quiz-out-of-turn = Answer the questions before this one first.
fault-quiz-missing = These questions have no answer yet: { $numbers }
fault-quiz-stale = Somebody else has changed the quiz meanwhile. Get it anew and change that.
fault-quiz-too-many-questions = A quiz has at most { $max } questions.
fault-quiz-no-pretest = The questions of this quiz cannot be downloaded.
field-quiz-answer-nothing = Choose or write something.
field-quiz-too-high = At most { $max }.
field-quiz-behind-the-end = The film has ended by then.
field-quiz-too-few = Write at least two answers.
field-quiz-too-many = At most { $max } answers.
field-quiz-twice = Two answers say the same.
field-quiz-none-right = Mark what is right.
field-quiz-several-right = Mark only one as right.
field-quiz-nothing-accepted = Write at least one right answer.
field-quiz-no-time = Write a time, such as 1:23.
field-quiz-no-number = Write a whole number.
field-quiz-attempts = Write a number from 1 to { $max }.
field-quiz-no-last = With endless attempts there is no last one: choose another time, or a number of attempts.
