# Shell
shell-language = Language
home-nav = Compuertas
sentiment-nav = Reviews
microscope-nav = Microscope

# Landing page
home-title = Compuertas
home-lead = Watch a recurrent network read, word by word, until one of them changes its mind.
home-look-for = { $networks ->
    [one] A network reads a sentence. At which word does it change its mind?
    [3] Three networks read the same sentence: at which word does each change its mind, and is it the same one?
   *[other] { $networks } networks read the same sentence: at which word does each change its mind, and is it the same one?
}
home-try = Try it
home-ways = Ways in
home-way-review = Write a review
home-way-review-text = In Spanish or in English. See the verdict, how sure it is, the word that decided it, and whether an RNN, a GRU and an LSTM agree.
home-way-microscope = Look inside the cell
home-way-microscope-text = Gate by gate, with the numbers put in: what a unit keeps, what it writes, what happens when it is forced.
home-way-recall = Try its memory
home-way-recall-text = “I grew up in France … I speak ___”: five cells, any distance, and where the country gets lost.
home-way-gradients = Follow the error back
home-way-gradients-text = How much of the gradient reaches each word, why it vanishes or explodes, and what a gate changes.
home-way-cells = Compare the five cells
home-way-cells-text = From Elman's to the time-aware LSTM: equations, costs, and a laboratory where every gate is moved by hand.
home-way-text = See what goes into the network
home-way-text-text = From words to numbers: cutting, numbering, padding with zeros, and what those zeros do to each network.
home-way-embeddings = Ask the vectors
home-way-embeddings-text = Which words keep company in thousands of reviews, on a map, with their biases measured; and whether starting from there helps an LSTM.
home-way-models = See what the models know
home-way-models-text = How often they are right, whether their probabilities tell the truth, two thousand trick questions, and every mistake in view.
home-way-file = Read a file of reviews
home-way-file-text = A CSV or Parquet file with thousands of reviews: a verdict on each, how they are distributed, and a download.

# Sentiment page
sentiment-title = Which word decides a review?
sentiment-lead = Every word moves the network’s verdict. See it in a review of your own, in an example or in a file.
sentiment-view = What to read
sentiment-view-review = One review
sentiment-view-file = A file
sentiment-examples = Examples
sentiment-text = The review (Ctrl+Enter reads it)
sentiment-placeholder = For example: I expected nothing, and yet…
sentiment-cell = Cell
sentiment-tongue = Language of the text
sentiment-tongue-auto = Automatic ({ $language })
sentiment-model = Who reads
sentiment-model-cells = Three cells side by side
sentiment-model-help = Three cells of equal size read side by side. The other models know one task and read alone: film reviews, or clothing: whether somebody recommends it, or how many stars it gets.
sentiment-model-foreign = { $model } learned from { $language } texts only, and this one seems to be in another language: its verdict says little.
sentiment-read = Read
sentiment-reading = Reading…
sentiment-waiting = There is nothing to read yet. Any example from the row above is a start.
language-es = Spanish
language-en = English

verdict-neg = Negative
verdict-neu = Neutral
verdict-pos = Positive
verdict-percent = { $percent }%
verdict-sureness = { $model } gives it { $percent }%: { $level ->
    [high] no doubt about it
    [medium] leaning, with reservations
   *[low] barely decided; { $second } follows, with { $second_percent }%
}.
verdict-unsure = unsure
verdict-unsure-measured = Below { $below }% it shouldn’t be believed much: of its { $n } verdicts like that in validation, { $right }% were right.
verdict-decided = Decided at “{ "\u2068" }{ $word }{ "\u2069" }”, word { $place } of { $words }: from there on the verdict never changed.
verdict-decided-first = Decided at the first word, “{ "\u2068" }{ $word }{ "\u2069" }”: none of the others changed the verdict.
verdict-decided-only = It is the only word that was read.
verdict-cut = The first { $read } of { $total } pieces were read: that is the network’s limit. A piece is a word or a part of one.
verdict-agree = { $models ->
    [one] Only one model could be loaded: there is nothing to compare it with.
    [3] All three cells agree.
   *[other] The two cells that could be loaded agree.
}
verdict-alone = { $model } reads alone: no network with another cell learned its task.
verdict-disagree = They disagree: { $opinions }.
verdict-intended = { $tone ->
    [positive] It was written as a positive review
    [negative] It was written as a negative review
    [neutral] It was written as a neutral review
    [sarcastic] It was written with sarcasm, as a complaint
   *[mixed] It was written with praise and a complaint, and neither wins
}{ $verdict ->
    [right] : { $model } is right.
    [wrong] : { $model } is wrong.
   *[open] .
}
verdict-opinion = { $model } says { $label }
verdict-label-neg = negative
verdict-label-neu = neutral
verdict-label-pos = positive

look-for = What to look for
look-for-text = The word at which the curve crosses to its final verdict (the flag), and whether all cells cross at the same one.
look-for-text-alone = The word at which the curve crosses to its final verdict (the flag), and which words push it there or back.
refuted-by = What would prove it wrong
refuted-by-text = That without “{ "\u2068" }{ $word }{ "\u2069" }” the verdict stayed the same.
refuted-by-changed = Tested: without that word, { $model } says { $label } ({ $percent }%). The verdict changes: the word carried weight.
refuted-by-same = Tested: without that word, { $model } still says { $label } ({ $percent }%). The verdict rests on more than that word.
refuted-by-untested = It can’t be tested here: without it there is nothing left to read.

figures-title = How far can it be believed?
figures-lead = On { $n } validation texts that no model saw in training; the 95% interval in brackets.
figures-model = Model
figures-accuracy = Accuracy
figures-f1 = Macro F1
figures-baseline = Bag of words (TF-IDF and logistic regression)
figures-percent = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }%
figures-interval = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }% ({ NUMBER($low, minimumFractionDigits: 1, maximumFractionDigits: 1) }–{ NUMBER($high, minimumFractionDigits: 1, maximumFractionDigits: 1) })
figures-none = This model comes without validation figures.
figures-measured = Of { $n } texts it never saw in training, { $model } gets { $accuracy } right; a bag of words, { $bag_accuracy }. Macro F1: { $f1 } and { $bag_f1 }.
figures-look-for = Whether a network’s interval lies above that of the bag of words, which ignores word order. Where they overlap, only a comparison text by text can tell: it is on the Models page.
figures-refuted-by = Other texts. These same ones decided when to stop training, so the networks’ figures are a little optimistic; the file view does the sum on any table with labels.

share-copy = Copy link
share-copied = Copied
share-failed = Copy by hand:
share-open = Open in its own tab
share-too-long = The text is too long to travel in a link: the link carries only the model and the language.
download-json = Reading (JSON)
download-csv = Reading (CSV)

# A file of reviews
file-upload = File of reviews
file-limits = CSV, compressed CSV (.csv.gz) or Parquet, up to { $megabytes } MB. Up to { $rows } rows are read. The file is not kept.
file-too-big = The file is over { $megabytes } MB: split it into several.
file-column = Column with the text
file-label = Column with the label, if there is one
file-label-none = None
file-start = Read { $n } reviews
file-cut = The file has { $rows } rows; the first { $limit } are read.
file-encoding = The file isn’t UTF-8: it was read as { $encoding }. If accents look wrong, save it as UTF-8.
file-progress = { $done } of { $total } reviews · { $seconds ->
    [0] less than a second left
    [one] one second left
   *[other] { $seconds } seconds left
}
file-waiting = In the queue, place { $place }. Reading starts by itself when its turn comes.
file-preparing = Preparing the process that reads…
file-broken-killed = The process that was reading ended after { $done } reviews. What it read is kept: “Go on” takes it up from there.
file-broken-unreachable = The service that reads large files doesn’t answer. Nothing is lost: “Go on” tries again.
file-broken-failed = Reading failed after { $done } reviews because of a fault in the program. What was read is kept.
file-resume = Go on
file-cancel = Cancel
file-cancelled = Cancelled: verdicts remain for { $done } of { $total } reviews.
file-done = { $model } read { $done } reviews in { $seconds } s ({ $rate } a second).
file-bar = { $n } · { $percent }%
file-shown = The first { $shown } of { $total } rows are shown; the download has them all.
file-skipped = { $n ->
    [one] One row had no text: it stays without a verdict.
   *[other] { $n } rows had no text: they stay without a verdict.
}
file-shortened = { $n ->
    [one] Of one long review, only the first { $limit } pieces were read.
   *[other] Of { $n } long reviews, only the first { $limit } pieces were read.
}
file-distribution = How the verdicts are distributed
file-distribution-alt = Bars: { $neg } negative, { $neu } neutral and { $pos } positive.
file-look-for = Which verdict prevails, and whether the least sure rows still bear theirs out when read.
file-refuted-by = Labels set by hand: if the file has them, choose their column and read again.
file-agreement = That it did no better than always saying “{ $label }” ({ $always }%). Tested: it agrees with the column “{ "\u2068" }{ $column }{ "\u2069" }” on { $right } of { $n } reviews ({ $percent }%).
file-agreement-empty = The column “{ "\u2068" }{ $column }{ "\u2069" }” has no labels that could be recognised (negative, neutral, positive).
file-download = Download with verdicts (CSV)
file-verdict = verdict
file-sureness = sureness
file-percent = %d%%
file-empty-row = no text
file-not-read = not read

# Bad input: one sentence an InputError code
error-empty = There is nothing to read: it takes at least one letter, number or emoji.
error-nothing-to-pad = There is no sentence: it takes at least one line with something written.
error-bad-length = The length must be 1 or more: no word fits into a matrix of { $length } columns.
error-too-long = The text has { $characters } characters, and up to { $limit } are read here. It is still in the box, unchanged.
error-foreign = This looks like another language ({ $code }). These models only learnt Spanish and English: the verdict isn’t worth much.
error-no-models = There are no { $language } models to read with. The text is still in the box.
error-model-unknown = There is no model “{ "\u2068" }{ $model }{ "\u2069" }”: { $used } is used. Available models: { $known }.
error-model-missing = The model { $model } is not here.
error-model-backward = This network reads from the end of a text to its start: it can judge, but not be followed word by word.
error-model-missing-file = The model { $model } lacks the file { $file }. The others still work.
error-model-corrupt = The files of the model { $model } are damaged or belong to another model. The others still work.
error-no-models-at-all = There is no model here to look at.
error-unwritable-file = “{ "\u2068" }{ $file }{ "\u2069" }” couldn’t be saved: the disk is full, or can’t be written to.
error-operations-many = The address brings { $given } operations: the first { $limit } are done.
error-word-place = The text has no word { $place }: they go from 0 to { $last }.
error-clamp-syntax = The operation “{ "\u2068" }{ $clamp }{ "\u2069" }” can't be understood: write NAME=VALUE, and if need be @STEP and :UNITS, like f=0@3:17,40-43.
error-clamp-name = This cell has no { $name }; it has { $known }.
error-clamp-value = An operation needs a finite number: it was left out.
error-clamp-step = Step { $step } is outside this text, which goes from 0 to { $last }: the operation was left out.
error-clamp-unit = There is no unit { $unit }; they go from 0 to { $last }: the operation was left out.
error-clamp-time = The time between words is one for all units, and never negative: the operation was left out.
error-table-empty = The file has no row with data.
error-table-too-big = The file takes more than { $limit } MB, or more than that once unpacked. Split it into several.
error-table-truncated = The file “{ $file }” is damaged or incomplete.
error-table-binary = “{ $file }” is not a table: save it as CSV (UTF-8) and upload it again.
error-table-no-header = The first line of “{ $file }” should name the columns, for example: text,label
error-table-duplicate-columns = Two columns are called “{ $column }”: rename one of them.
error-table-ragged = Line { $line } of “{ $file }” doesn’t have the same columns as the header, or opens a quote that never closes.
error-table-no-text = No column of the file holds texts.
error-recall-length = The sentence has { $words ->
    [one] 1 word
   *[other] { $words } words
}, and from 2 to { $limit } can be read here. It is still in the box, unchanged.
error-recall-no-country = The sentence names none of the countries that the networks know: { $known }.
error-recall-two-countries = The sentence names several countries ({ $countries }), and which one decides the answer is unclear: leave only one.
error-recall-answer = The networks don't know that answer. Those that they can give: { $known }.
error-recall-distance = The distance goes from { $least } to { $most } words; { $distance } is outside.
error-recall-cell = There is no cell “{ $cell }”.
error-race-no-cell = At least one cell has to be chosen.
error-race-hidden = The size goes from { $least } to { $most } units; { $value } is outside.
error-race-steps = The steps go from { $least } to { $most }; { $value } is outside.
error-race-seed = The seed goes from { $least } to { $most }; { $value } is outside.
error-engine-full = There are { $most } jobs in the queue already. Nothing is lost: it can be tried again in some minutes.
error-race-learning-rate = The learning rate has to be a number above 0.
error-race-forget-bias = The forget gate's bias goes from −10 to 10.
error-gradient-window = The window has to hold at least one step.
error-gradient-radius = The spectral radius has to be a number from 0 up.
error-gradient-clip = The threshold for clipping has to be above 0.

# Reader
reader-reader = The reading, word by word
reader-ribbon = Words of the text: arrow keys step forward and back, the space bar plays
reader-legend-pos = bar upwards: the word moved the verdict towards positive
reader-legend-neg = bar downwards: towards negative
reader-player = Player
reader-first = To the beginning
reader-back = One word back
reader-play = Play
reader-pause = Pause
reader-forward = One word forward
reader-last = To the end
reader-speed = Speed
reader-flag = from this word on, the verdict never changes
reader-status = step { $step } of { $steps } · “{ "\u2068" }{ $word }{ "\u2069" }” · P({ $label }) { $before }{ "\u00A0" }→{ "\u00A0" }{ $now }
reader-status-first = step { $step } of { $steps } · “{ "\u2068" }{ $word }{ "\u2069" }” · P({ $label }) { $now }
reader-curve = The verdict while reading
reader-curve-of = The { $model }’s verdict while reading
reader-curve-text = Probability of each class according to the { $model } after each word; the numbers are in the table
reader-here = if the text ended here:
reader-rows = The same review in each network: P(positive) − P(negative)
reader-row-text = P(positive) − P(negative) of the { $model } after each word; in the end, { $label }
reader-main = See the { $model } word by word
reader-keys = ← → word · Home End ends · Space plays
reader-word = Word
reader-percent = { $value }%
reader-probability = P({ $label })
reader-table = Table of the reading
reader-table-of = { $model }: probabilities after each word; Δ is the change of P(positive) − P(negative)
reader-table-show = Show as a table
reader-table-hide = Hide the table
reader-label-neg = negative
reader-label-neu = neutral
reader-label-pos = positive
reader-cell-rnn = RNN
reader-cell-lstm = LSTM
reader-cell-gru = GRU
reader-cell-peephole = peephole LSTM
reader-cell-time-aware = time-aware LSTM

# Microscope
microscope-title = Inside the cell
microscope-lead = What one unit keeps, writes and shows at each word, with the numbers put in and leave to change them.
microscope-task = Which networks
microscope-task-sentiment = Opinion networks
microscope-task-recall = Memory networks
microscope-text = The text (Ctrl+Enter reads it)
microscope-sentence = The sentence, with one country and the blank at its end (Ctrl+Enter reads it)
microscope-model = Model
microscope-cell-of = Cell
microscope-recall-network = { $cell }, seed { $seed }
microscope-networks-up-to-10 = 1 to 10 words, Spanish
microscope-networks-up-to-40 = 1 to 40 words, Spanish
microscope-networks-up-to-10-english = 1 to 10 words
microscope-pin = Pin this reading
microscope-pin-help = It stays alongside, on the same axis, while text, model or gates change.
microscope-beside = Beside { $model }
microscope-unpin = Unpin
microscope-nearest = The address asked for another place: this is the nearest one, step { $step } of { $steps }, unit { $unit } (from 0 to { $last }).
microscope-badge = { $holds ->
    [yes] ✓
   *[no] ✗
} { $by ->
    [torch] same as torch.nn.{ $layer }
   *[equations] same as its equations in float64
}: max |Δ| { $difference }
microscope-badge-help = { $why ->
    [torch] The largest difference between every activation of this reading and those of PyTorch's layer and of our cell step by step.
    [operated] PyTorch can't repeat a reading with operations: this is the largest difference from the equations that the page shows, worked out one by one in double precision under the same operations.
   *[no-torch] PyTorch has no { $cell }: this is the largest difference from the equations that the page shows, worked out one by one in double precision.
}
microscope-microscope = Microscope
microscope-unknown = a word that the network doesn't know
microscope-unknown-note = With dots below: words that the network doesn't know.
microscope-answers = If the blank stood here:
microscope-zoom = Zoom
microscope-zoom-all = Everything
microscope-zoom-sentence = The sentence
microscope-zoom-cell = The cell
microscope-zoom-formula = The formula
microscope-unit = Unit (effect on the { $task ->
    [recall] answer
   *[sentiment] verdict
})
microscope-cell = The cell at this word
microscope-cell-text = Diagram of unit { $unit } of { $model }; its numbers are in the table
microscope-cell-note = The thickness of a wire is the size of what it carries; dashed means negative. The level in a gate is how far it opens.
microscope-cell-look = Whether the belt at the top ends as thick as it began: that is remembering.
microscope-cell-refuted = The belt changing its thickness while the gate that forgets is full and the one that writes is empty.
microscope-cell-look-rnn = That nothing passes by: all of h goes into the sum and comes out remade.
microscope-cell-refuted-rnn = h staying the same over many words while W x is large.
microscope-ranked = { $unit } ({ NUMBER($effect, minimumFractionDigits: 2, maximumFractionDigits: 2) })
microscope-slow = Slow motion
microscope-move-forget = forget
microscope-move-write = write
microscope-move-add = add
microscope-move-read = read
microscope-told-forget-lstm = Forget: gate f multiplies what the memory brought. At 1 all of it stays; at 0, nothing.
microscope-told-forget-time-aware = Forget: first the short-term part wears off with the time that passed (g(Δ)); then f multiplies what is left.
microscope-told-write-lstm = Write: the candidate proposes a value and i decides how much of it enters.
microscope-told-add-lstm = Add: what stayed and what enters make the new memory.
microscope-told-read-lstm = Read: o decides how much of the memory shows outside.
microscope-told-forget-gru = Forget: z multiplies the previous state. At 1 all of it stays; at 0, nothing.
microscope-told-write-gru = Write: r decides how much of the past goes into the proposal, and 1 − z how much of the proposal is written.
microscope-told-add-gru = Add: what stayed and what enters make the new state.
microscope-told-read-gru = Read: the GRU shows its whole state; it has no output gate.
microscope-told-forget-rnn = Forget: there is no gate; the whole previous state goes through U.
microscope-told-write-rnn = Write: the word comes in through W, and the bias is added.
microscope-told-add-rnn = Add: past and word go into one sum and can't be told apart again.
microscope-told-read-rnn = Read: the hyperbolic tangent of the sum is the new state.
microscope-own-unit = its unit { $unit }
microscope-kept = stays
microscope-written = enters
microscope-faded = fades
microscope-sum = sum
microscope-held = (held)
microscope-formula = The sum, with the numbers put in
microscope-cited = “{ $word }”
microscope-formula-of = unit { $unit } · t = { $step }
microscope-formula-note = Each result can be worked out again from the numbers in view, to its last digit. Negative ones stand in parentheses.{ $timed ->
    [yes] {" "}Δt = 1 passes between words, as in training.
   *[no] {""}
}
microscope-formula-look = Which of the addends rules: the word (W x), the past (U h) or the bias (b).
microscope-formula-refuted = A sum that, worked by hand with these numbers, came to something else.
microscope-terms = Terms
microscope-terms-rest = the other { $n } terms: { $value }
microscope-curve = Curves
microscope-quantity = Which curve
microscope-quantity-verdict = P({ $label })
microscope-curve-verdict = P({ $label }) if { $task ->
    [recall] the blank came after each word
   *[sentiment] the text ended at each word
}
microscope-curve-unit = { $name } of unit { $unit } at each word
microscope-curve-look = The word at which the curves part, and whether they meet again.
microscope-curve-refuted = Curves parting before the word that was changed or operated on: nothing reads ahead.
microscope-strips = The gates over time
microscope-strips-note = One column a word, one row a unit; more colour, more value; negative ones in grey. A click goes to that word and that unit; with Ctrl it chooses the unit for an operation, with Shift all units up to it.
microscope-strip-text = { $name } of each unit at each word; the numbers are in the table
microscope-strips-look = Columns that change at once in many units: the word that moves the whole network.
microscope-strips-refuted = Another order of the units wiping that column out: then they were few, side by side by chance.
microscope-pointed = unit { $unit } at “{ "\u2068" }{ $word }{ "\u2069" }”: { $name } = { $value }
microscope-order = Order
microscope-order-effect = by effect on the { $task ->
    [recall] answer
   *[sentiment] verdict
}
microscope-order-activity = by activity
microscope-order-number = by number
microscope-count = Units
microscope-mean = mean over units
microscope-ledger = The memory's ledger
microscope-scope-unit = one unit
microscope-scope-state = the whole state
microscope-scope-verdict = { $task ->
    [recall] the answer
   *[sentiment] the verdict
}
microscope-ledger-text = One bar a word: what is left of what it wrote
microscope-ledger-none = The RNN remakes its state at each word: it keeps no ledger. What a word wrote can't be told apart later.
microscope-ledger-unit = Unit { $unit }, step { $step }: the bars add up to { $total }, exactly. The heaviest is “{ "\u2068" }{ $word }{ "\u2069" }”, with { $left }; of what it wrote, { $survived } is left.
microscope-ledger-state = What share of the final memory (of its squared norm, all units) each word put there. Exact: it adds up to 1.
microscope-ledger-verdict = Score of “{ $label }”: { $score } = { $sum } from the words { $rest } that is no word's (the bias; h where held). The sum is exact; dealing the tangent out to the words is a linearisation.
microscope-ledger-verdict-exact = Score of “{ $label }”: { $score } = { $sum } from the words { $rest } that is no word's (the bias; h where held). Exact, word by word.
microscope-ledger-look = Which word holds the memory up now, and whether a reader would name the same one.
microscope-ledger-refuted = The memory staying the same when that word is taken out (below, replaced by nothing).
microscope-operate = Operate
microscope-operate-name = What to hold
microscope-operate-value = At what value
microscope-operate-where = At which words
microscope-operate-units = In which units
microscope-operate-all = in all { $units } units
microscope-operate-one = in unit { $unit } only
microscope-operate-several = in the chosen ones
microscope-operate-chosen = Chosen units, like 3, 17, 40-43
microscope-operate-unheard = That can't be understood: numbers from 0 to { $last } with commas, or runs like 40-43.
microscope-operate-add = Choose { $unit }
microscope-operate-drop = Don't choose { $unit }
microscope-operate-apply = Hold
microscope-operate-knock = Silence unit { $unit } (h = 0)
microscope-operate-knock-several = Silence units { $units } (h = 0)
microscope-operate-word = Another word, or nothing
microscope-operate-replace = Put it in place of “{ "\u2068" }{ $word }{ "\u2069" }”
microscope-operate-prepared = Prepared
microscope-operate-done = Done
microscope-operate-undo = Undo
microscope-operate-clear = Remove all
microscope-operate-remove = Remove: { $operation }
microscope-operate-look = The { $task ->
    [recall] answer
   *[sentiment] verdict
} with the operation and without it, and the word at which the curves above part.
microscope-operate-refuted = Holding a gate at the value it already had changing anything.
microscope-where-here = at “{ "\u2068" }{ $word }{ "\u2069" }” only
microscope-where-onward = from “{ "\u2068" }{ $word }{ "\u2069" }” on
microscope-where-everywhere = all through the text
microscope-prepared-never-forget = { $name } = 1 always: the LSTM of 1997
microscope-prepared-keep = { $name } = { $value } always: forget nothing
microscope-prepared-forget-at = { $name } = 0 at “{ "\u2068" }{ $word }{ "\u2069" }”: forget it all there
microscope-prepared-closed-at = Don't write “{ "\u2068" }{ $word }{ "\u2069" }” ({ $name } = { $value })
microscope-prepared-open = { $name } = 1 always: show the whole memory
microscope-prepared-never-reset = { $name } = 1 always: propose with all the past
microscope-prepared-erase-at = h = 0 at “{ "\u2068" }{ $word }{ "\u2069" }”: erase it all there
microscope-prepared-wait-at = { $value } days before “{ "\u2068" }{ $word }{ "\u2069" }” (Δt)
microscope-prepared-wait = { $value } days before every word (Δt)
microscope-outcome-same = With the operation, P({ $label }) goes from { $before }% to { $after }% (Δ { $delta } points). The { $task ->
    [recall] answer
   *[sentiment] verdict
} doesn't change.
microscope-outcome-changed = With the operation, P({ $label }) goes from { $before }% to { $after }% (Δ { $delta } points). The { $task ->
    [recall] answer
   *[sentiment] verdict
} changes: now it is { $now_label }.
microscope-role-main = now
microscope-role-before = untouched
microscope-role-pinned = pinned
microscope-letter-g = c̃
microscope-letter-n = h̃
microscope-letter-c-short = Cˢ
microscope-letter-c-adj = C*
microscope-letter-decay = g(Δ)
microscope-letter-elapsed = Δt
microscope-keys = ← → word · Home End ends · Space plays
microscope-link = Copy a link to this step
microscope-copied = Copied
microscope-copy-failed = It didn't work: copy it from here
microscope-picture = The diagram:
microscope-table = Table of the step
microscope-table-show = Show the step as a table
microscope-table-hide = Hide the table
microscope-table-of = Unit { $unit }, step { $step }: “{ "\u2068" }{ $word }{ "\u2069" }”
microscope-home = To take home
microscope-snippet = The numbers of step { $step }, unit { $unit }, without this page. Python counts the steps from 0:
microscope-download-json = The whole reading (JSON)
microscope-download-npz = The arrays (npz)
microscope-way-in = Look inside
microscope-op-clamp = { $name } = { NUMBER($value, maximumFractionDigits: 3) }{ $where ->
    [here] {""} at “{ "\u2068" }{ $word }{ "\u2069" }”
    [onward] {""} from “{ "\u2068" }{ $word }{ "\u2069" }” on
   *[everywhere] {""} always
}{ $units ->
    [one] , unit { $unit }
    [several] , units { $unit }
   *[all] {""}
}
microscope-op-word = “{ "\u2068" }{ $old }{ "\u2069" }” → “{ "\u2068" }{ $new }{ "\u2069" }”

# What a unit means
meaning-title = What this unit means, and whether that is true
meaning-look-for = { $task ->
    [recall] Whether the bars of countries that share a language are alike, and those of others point elsewhere: then the unit holds something of the country.
   *[sentiment] Whether the sentences of one column have something in common that the other's lack, and whether the bars of positive and negative ones part.
}
meaning-refuted-by = The { $task ->
    [recall] answer
   *[sentiment] verdict
} not moving when the unit is silenced: then it knows something, but nobody asks it.
meaning-countries = h of unit { $unit } at the blank of this same sentence, with each country in its place (from −1 to 1):
meaning-country-none = With exactly one country in the sentence, this would show what the unit holds of each.
meaning-silenced-changes = The test, done on this text: without unit { $unit }, P({ $label }) goes from { $before }% to { $after }% and the { $task ->
    [recall] answer
   *[sentiment] verdict
} is { $now }. It is a cause.
meaning-silenced-matters = The test, done on this text: without unit { $unit }, P({ $label }) goes from { $before }% to { $after }%. It weighs, but the { $task ->
    [recall] answer
   *[sentiment] verdict
} ({ $now }) stands without it.
meaning-silenced-idle = The test, done on this text: without unit { $unit }, P({ $label }) goes from { $before }% to { $after }%. Here it is an ornament: the { $task ->
    [recall] answer
   *[sentiment] verdict
} ({ $now }) doesn't need it.
meaning-none = No sentences are computed for this { $model }; those of one's own file can be used.
meaning-ours = Among { $n } sentences made for this project (many of them with wordings that the models didn't see in training), those that take its mean h highest and lowest:
meaning-most = What lights it most
meaning-least = What contradicts it most
meaning-value = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }
meaning-histogram = Mean h of unit { $unit } over { $n } texts:
meaning-validation = And over { $n } validation reviews, written by other people:
meaning-overlap = The two distributions overlap by { $percent }%: at 100% the unit tells nothing apart; at 0% it alone would be enough to part them.
meaning-own = With the texts of one's own file
meaning-upload = CSV or Parquet; the first { $rows } rows are read, and nothing is stored

# Cells page
cells-nav = Cells
cells-title = Five cells, side by side
cells-lead = The equations of each cell, what a step of it costs, and a single unit to drive by hand.
cells-nearest = The address asked for something that isn't here ({ $parts }): the nearest was used.
cells-kind-rnn = Elman (RNN)
cells-kind-lstm = LSTM
cells-kind-gru = GRU
cells-kind-peephole = Peephole LSTM
cells-kind-time-aware = Time-aware LSTM
cells-source-rnn = Elman, 1990
cells-source-lstm = Hochreiter & Schmidhuber, 1997; Gers et al., 1999
cells-source-gru = Cho et al., 2014
cells-source-peephole = Gers & Schmidhuber, 2000
cells-source-time-aware = Baytas et al., 2017
cells-differs-rnn = One state and no gate: every step rewrites all it knows.
cells-differs-lstm = Keeps what it stores (c) apart from what it shows (h). Three gates decide what stays, what enters and what leaves.
cells-differs-gru = One state and two gates: z shares out between old and new; r decides how much of the past goes into the proposal.
cells-differs-peephole = An LSTM whose gates also see the memory, each unit its own, even while o hides it.
cells-differs-time-aware = An LSTM that, before each step, dims the short-term part of its memory by the time that has passed.
cells-cards = The five cells
cells-diagram = Diagram of the { $cell } cell: the numbers stand in the sums
cells-kept = stays
cells-written = enters
cells-faded = fades
cells-sum = sum
cells-equations = Equations
cells-shared = Dotted: what is the same in the LSTM.
cells-parameters = Parameters
cells-multiplications = Products per step
cells-carries = Numbers handed to the next step
cells-count = { $n }
cells-cards-look = The memory's way from one step to the next: in the Elman cell a matrix and a tanh stand in it; in the others, only a product with a gate and a sum.
cells-cards-refuted = That this way made no difference. The experiments below run on these same equations: “An Elman cell's bit” shows how much must be asked of a matrix before it keeps anything.
cells-costs = What a step costs
cells-inputs = Inputs (E)
cells-units = Units (H)
cells-costs-cell = Cell
cells-costs-parameters = Parameters
cells-costs-multiplications = Products per step
cells-costs-relative = … against the LSTM
cells-costs-units = Units for the LSTM's parameters
cells-costs-times = × { NUMBER($n, minimumFractionDigits: 2) }
cells-costs-look = The price of gates: the LSTM takes a little over four times the products of an Elman cell; for the same parameters, the Elman cell has at least twice the units.
cells-costs-refuted = The clock: products of two numbers are counted here, not seconds; nor functions (σ, tanh), nor divisions. A test counts them while PyTorch takes the step.
cells-laboratory = The laboratory: one unit, by hand
cells-laboratory-lead = A single unit with a single input, and all that moves it within reach: weights, gates, states, and the sequence that it reads. Every sum comes from the equations above.
cells-experiments = Experiments
cells-checks = What the experiment claims, with the numbers of this moment
cells-missing = not here
cells-broken = no longer: it should be { $wanted }
cells-contrast-show = Put it to the test: { $what }
cells-prepared = Back to what was prepared
cells-prepared-show = Back to the experiment
cells-as-prepared = as prepared
cells-cell = Cell
cells-steps = Steps
cells-sequence = The sequence step by step: arrows move, the space bar plays
cells-player = Player
cells-first = To the start
cells-back = One step back
cells-play = Play
cells-pause = Pause
cells-forward = One step on
cells-last = To the end
cells-status = step { $step } of { $steps } · { $name } = { $value }
cells-sums = This step's sums, with the numbers put in
cells-by-hand = by hand
cells-held = by hand
cells-this-step = This step: { $step }
cells-keys = ← → step · Home End ends · Space play · the browser's Back button undoes
cells-gates = Gates by hand
cells-weights = Weights and biases
cells-scope = Where the hand rules
cells-scope-always = at every step
cells-scope-here = at this step only
cells-release = Let go
cells-release-of = Let { $name } go
cells-number = { $name }, number
cells-table = Table of all steps
cells-table-show = Show as a table
cells-experiment-hand = Write, keep, read
cells-look-hand = The three gates, by hand: i opens at step 1 only, f stays at 1 from step 2 on, and o opens at step 8 only. The memory c doesn't move, and h shows nothing until it is read.
cells-refuted-hand = That h₇ said something while o is closed, or that what is read at step 8 were not what was written at 1. Closing f for a single step is enough to lose it.
cells-contrast-hand = f = 0 at step 4
cells-experiment-carousel = The LSTM of 1997
cells-look-carousel = Without a forget gate (f = 1 for ever), what x writes at step 1 is still whole at step 16: Hochreiter and Schmidhuber's constant error carousel.
cells-refuted-carousel = That c lost height while nothing enters. With f = 0.9, which looks almost like 1, a fifth is left after sixteen steps.
cells-contrast-carousel = f = 0.9 for ever
cells-experiment-half-life = Half-life
cells-look-half-life = With the weights of f at zero, f = σ(0) = ½: each step wipes half, and by the fifth a sixteenth is left. Roughly so does a freshly started LSTM forget.
cells-refuted-half-life = That c took more than one step to fall to its half. With the bias of f at 3 it takes fourteen, which is why that bias is often started above zero.
cells-contrast-half-life = the bias of f at 3
cells-experiment-reset = Starting over
cells-look-reset = Several stories in one sequence; x = −1 announces the next one. f closes at the announcement and c returns to almost zero: this is what Gers, Schmidhuber and Cummins added to the LSTM in 1999.
cells-refuted-reset = That one story inherited remains of the last. With f = 1 for ever the sum never stops growing, and tanh(c) can no longer tell.
cells-contrast-reset = f = 1 for ever
cells-experiment-latch = Remembering a bit
cells-look-latch = i opens only for a large x: the 1 of step 1 is noted, and the noise that follows doesn't get in.
cells-refuted-latch = That noise moved c by more than a tenth in twelve steps. With the bias of i at 0 the door stands ajar, and noise piles up to four times the bit.
cells-contrast-latch = the bias of i at 0
cells-experiment-count = Counting
cells-look-count = With f and i open, each x = 1 adds one: c₁₂ reaches 7, the ones that went by. The LSTM's memory has no ceiling.
cells-refuted-count = That a GRU counted as well. Its memory is an average of old and new: it never passes 1.
cells-contrast-count = a GRU that tries the same
cells-experiment-saturation = Saturation
cells-look-saturation = f = σ(x + 8): x goes from −2 to 2, and f doesn't leave 1. Where the sigmoid is flat there is no gradient either: the gate has all but stopped learning.
cells-refuted-saturation = That f₁ and f₉ differed by more than a hundredth. With the bias at 0, the same journey goes from 0.12 to 0.88.
cells-contrast-saturation = the bias of f at 0
cells-experiment-elman = An Elman cell's bit
cells-look-elman = A network without gates can hold a bit, too: with U = 2, h has two stable states, and the push of step 1 leaves it in the upper one.
cells-refuted-elman = That h went back to zero. With U = 0.8 it does: each step multiplies by less than 1, and so it goes with the gradient.
cells-contrast-elman = U = 0.8
cells-experiment-coupled = The z against the f
cells-look-coupled = The GRU's z is f and i at once: it keeps z and writes 1 − z. Under a constant input, h nears the proposal h̃ and doesn't pass it.
cells-refuted-coupled = That h left [−1; 1]. In an LSTM with the same f, nothing says that keeping more means writing less: c passes 7.
cells-contrast-coupled = an LSTM with f ≈ 0.9 and i ≈ 1
cells-experiment-fresh = Proposing without a past
cells-look-fresh = The GRU's r closes when x < 0: the proposal of step 4 is made as if nothing had come before, and h jumps to the other side.
cells-refuted-fresh = That the past still ruled while r is closed. With r open it does: U = 4 times an h near 1 outweighs x = −1, and h doesn't move.
cells-contrast-fresh = r always open
cells-experiment-timer = The clock with a peephole
cells-look-timer = x never changes, and h rings every three steps: through the peepholes (w), o and f see c even while it is hidden. When c reaches 1½ it rings, and one step later f empties it.
cells-refuted-timer = That it rang without peepholes as well. With w = 0 an LSTM of the same weights is left: o never opens, and c grows unseen.
cells-contrast-timer = no peepholes (w = 0)
cells-experiment-waiting = A pause of a hundred
cells-look-waiting = Between steps 4 and 5, 100 units of time go by: g(Δ) falls to 0.22, and the short-term part of c is dimmed before it reaches f.
cells-refuted-waiting = That time made no difference to the memory. With Δ = 0 at every step this cell is an LSTM, and loses next to nothing.
cells-contrast-waiting = Δ = 0 always
cells-experiment-long-term = What a pause leaves alone
cells-look-long-term = With the short term's W and b at zero, nothing counts as short-term: the same pause of 100 goes by, and c stays. Which part may fade is for the network to learn.
cells-refuted-long-term = That time wiped by itself. It wipes what W hands over: at 3, the same pause takes nearly all.
cells-contrast-long-term = the short term's W at 3
# From text to numbers
text-nav = Text
text-title = How much does a zero weigh?
text-lead = A network reads no words: it reads numbers, in a rectangular matrix. Here sentences are cut, numbered and padded with zeros; and what those zeros do to three real networks is measured.
text-examples = Examples
text-sentences = Sentences, one a line (Ctrl+Enter reads them)
text-tongue = Language of the sentences
text-choose-scene = Step
text-choose-scene-tokens = 1 · Cut
text-choose-scene-matrix = 2 · Pad
text-choose-scene-zeros = 3 · The crime scene
text-choose-scene-pipe = 4 · The whole way
text-scene-tokens-lead = The same sentences, cut in two ways: into words, numbered by their rank in a vocabulary; and into the pieces that { $model } reads, learnt from thousands of reviews.
text-scene-matrix-lead = Sentences of unequal length, one single matrix: short ones get padding numbers, long ones lose an end.
text-scene-zeros-lead = The networks here read behind a mask: zeros don’t count. This is the same sentence if { $model } read them as though they were words.
text-scene-pipe-lead = These sentences, all together, from letters to the verdict of { $model }: the shape of what each stage hands to the next, and what it costs.
text-many = There are { $lines } sentences: the first { $limit } are used.
text-unreadable = { $n ->
    [one] One line has nothing to read: it was left out.
   *[other] { $n } lines have nothing to read: they were left out.
}

text-choose-order = Numbers by
text-choose-order-frequency = frequency
text-choose-order-alphabet = alphabet
text-choose-missing = Unknown word
text-choose-missing-number = is 1
text-choose-missing-dropped = vanishes
text-count-size = Words in the vocabulary
text-count-size-usual = all
text-new = A sentence that the vocabulary never saw
text-tokens-by-words = By words
text-tokens-by-pieces = By pieces (SentencePiece)
text-tokens-sentence = Sentence { $number }
text-tokens-words = { $n ->
    [one] one word
   *[other] { $n } words
}
text-tokens-unknown = { $n ->
    [one] one unknown
   *[other] { $n } unknown
}
text-tokens-pieces = { $n ->
    [one] one piece
   *[other] { $n } pieces
}
text-tokens-rate = { NUMBER($rate, minimumFractionDigits: 2, maximumFractionDigits: 2) } a word
text-tokens-number = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }
text-tokens-look = The last sentence. A word that the vocabulary lacks gets the same number as any other that it lacks, or none; pieces cut it into known parts, each with a number of its own.
text-tokens-refuted = That the pieces, one after the other, did not give the letters back.
text-tokens-whole = Tested: they give back the { $n } characters of these sentences, blanks apart.
text-tokens-lost = { $n ->
    [one] Tested: one character is missing, which cleaning took out as markup or as invisible.
   *[other] Tested: { $n } characters are missing, which cleaning took out as markup or as invisible.
}
text-tokens-ranks = The vocabulary of these sentences
text-tokens-padding = the padding
text-tokens-unknown-word = the unknown
text-tokens-more = and { $n } more, in the download
text-tokens-lecture = It begins as the lecture’s table does: a 1, am 2, as 3… { $example ->
    [intents] The third sentence is our own: the two intents have none of these three words.
   *[other] {""}
}
text-tokens-rates = How many pieces does a word take?
text-tokens-texts = Texts
text-tokens-these = These sentences ({ $n } words)
text-tokens-reviews = { $n } validation reviews in { $language }
text-tokens-of = { $language } pieces
text-tokens-rates-look = The diagonal. Each vocabulary of pieces was learnt from one language: in its own, little more than one piece a word, punctuation included; in the other, about twice as many.
text-tokens-rates-refuted = That the foreign vocabulary cut as little as the own one.

text-choose-level = Numbers of
text-choose-level-words = words
text-choose-level-pieces = pieces
text-choose-side = Pad
text-choose-side-pre = before
text-choose-side-post = after
text-choose-cut = Cut off
text-choose-cut-pre = the beginning
text-choose-cut-post = the end
text-count-length = Length
text-count-length-usual = auto
text-count-pad = Padding id
text-count-pad-usual = 0
text-matrix-title = The matrix
text-matrix-pad = padding
text-matrix-outside = left out
text-matrix-said = { $rows } × { $columns }: { $zeros ->
    [0] no entry is padding.
    [one] one entry is padding ({ $percent }%).
   *[other] { $zeros } entries are padding ({ $percent }%).
}
text-matrix-ranks = Numbers go by frequency; 1 is kept for the unknown word.
text-matrix-cut = { $n ->
    [one] One was left out.
   *[other] { $n } were left out.
}
text-matrix-lecture = This is the lecture’s matrix, number by number. The sentences are our own: they repeat words where the lecture’s did.
text-matrix-look = On which side the words end up: with padding before them, the last thing the network reads is text; with padding after them, it is padding.
text-matrix-refuted = That the sentences could no longer be taken out of the matrix.
text-matrix-found = { $n ->
    [one] Tested: the only number left inside is found again, because no word has the padding’s.
   *[other] Tested: the { $n } numbers left inside are found again, because no word has the padding’s.
}
text-matrix-clash = Tested: { $id } is both padding and “{ "\u2068" }{ $word }{ "\u2069" }”. Without the mask there is no way to tell them apart.
text-matrix-copy = To copy

text-sentence = The sentence
text-zeros = How many zeros
text-scene-label = Position in the reading
text-scene-state = state h
text-scene-resemblance = likeness
text-scene-verdict = verdict
text-scene-regime-post = Zeros after
text-scene-regime-pre = Zeros before
text-scene-regime-masked = Behind a mask
text-scene-regime-post-about = The last thing read is no text: each zero goes through the cell again and pushes the state.
text-scene-regime-pre-about = The network meets the first word with a state that zeros have already made.
text-scene-regime-masked-about = The same zeros, unread: the state stays where the last word left it. This is how these networks read.
text-scene-likeness = likeness to the clean h: { $value }
text-scene-zone = { $zeros } zeros
text-scene-status-text = { $position } of { $positions } · “{ "\u2068" }{ $word }{ "\u2069" }”
text-scene-status-zero = { $position } of { $positions } · zero { $zero } of { $zeros }
text-scene-status-unread = { $position } of { $positions } · zero { $zero } of { $zeros }, unread
text-scene-look = Over the hatching, how many zeros it takes until the state no longer resembles what the text left, and whether the verdict goes with it (▼ negative, ● neutral, ▲ positive). Likeness is a cosine: 1 at the top, the same state; 0 at the dotted line, nothing in common. In an RNN the state may end up going round in a cycle.
text-scene-refuted = That the network had learnt to ignore zeros: likeness would stay near 1 and no verdict would change.
text-scene-tested-none = Without zeros all three readings are the same: add some.
text-scene-tested = Tested with { $model }: likeness ends at { NUMBER($likeness, minimumFractionDigits: 2, maximumFractionDigits: 2) } with zeros after the text and at { NUMBER($pre, minimumFractionDigits: 2, maximumFractionDigits: 2) } with zeros before it; { $turned ->
    [none] with this sentence the verdict holds in both readings.
    [one] the verdict changes in one reading: { $regime }.
   *[both] the verdict changes in both readings.
}
text-zeros-verdicts = { $zeros ->
    [0] Each network’s verdict, without zeros
    [one] Each network’s verdict, with one zero; underlined where it changed
   *[other] Each network’s verdict, with { $zeros } zeros; underlined where it changed
}
text-zeros-verdict = { $label }, { $percent }%
text-zeros-title = And over a thousand texts?
text-choose-figures = Measured on
text-choose-figures-validation = reviews
text-choose-figures-phrases = sentences of our own
text-zeros-validation-lead = Accuracy on { $n } validation texts in { $language }, drawn from those that the networks did not see in training. The band is the 95% interval.
text-zeros-phrases-lead = Accuracy on { $n } sentences of our own in { $language } that the networks did not see in training: anybody can repeat it, without the reviews. The band is the 95% interval.
text-zeros-repeat = To repeat it:
text-zeros-axis = Zeros added to each text (the scale is not even)
text-zeros-commonest = Always saying the commonest
text-zeros-alt = Accuracy of the { $cell } by the number of zeros; the numbers are in the table
text-zeros-percent = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }%
text-zeros-table = The figure’s numbers
text-zeros-cell = Cell
text-zeros-zeros = Zeros
text-zeros-look = At how many zeros each curve leaves the masked one, and which of the three cells holds out longest. These networks were not trained to read zeros: another one, trained with them, can learn to pass them over.
text-zeros-refuted = That the band of an unmasked reading never lay below the masked one’s.
text-zeros-tested = Tested with { $zeros ->
    [one] one zero
   *[other] { $zeros } zeros
}: these lie below it: { $fallen }.
text-zeros-held = Tested with { $zeros ->
    [one] one zero
   *[other] { $zeros } zeros
}: none lies below it.
text-zeros-fell = { $cell } ({ $which ->
    [post] zeros after
    [pre] zeros before
   *[both] after and before
})

text-pipe-text = Text
text-pipe-ids = Numbers
text-pipe-embedding = Embedding
text-pipe-layer = { $cell } layer
text-pipe-pooling = Pooling
text-pipe-head = Head
text-pipe-ids-does = One integer a piece; short sentences get padding.
text-pipe-embedding-does = Each number is exchanged for its row of a table.
text-pipe-layer-does = Reads from left to right: one state a position.
text-pipe-pooling-does = Mean, maximum and last of the states; zeros don’t count.
text-pipe-head-does = One score a class: negative, neutral, positive.
text-pipe-characters = { $n ->
    [one] one character
   *[other] { $n } characters
}
text-pipe-number = { $n }
text-pipe-parameters = { $n } parameters
text-pipe-no-parameters = no parameters
text-pipe-weighs = weighing { $size }
text-pipe-takes = out: { $size }
text-pipe-bytes = { $n } B
text-pipe-kilobytes = { NUMBER($n, maximumFractionDigits: 1) } KiB
text-pipe-megabytes = { NUMBER($n, maximumFractionDigits: 2) } MiB
text-pipe-look = Where the parameters are: { $percent }% in one single stage, which only looks things up in a table. And the price of padding: { $wasted }% of this matrix’s positions are zeros that take as much room as a word.
text-pipe-refuted = That the drawing did not add up to what the network has.
text-pipe-tested = Tested: the drawing adds up to { $drawn } parameters and the network has { $whole }{ $same ->
    [yes] .
   *[no] : a stage is missing.
}
text-pipe-outcome = What comes out

# Embeddings page: pages/embeddings.py, ui/embedding_*.py
embeddings-nav = Vectors
embeddings-title = What does a word know?
embeddings-lead = Before it reads a single review, a network can be handed vectors that already know which words keep company. Look for neighbours here, study the map, freeze the layer, and measure whether any of it helps.
embeddings-choose-scene = Scene
embeddings-choose-scene-near = 1 · Neighbours
embeddings-choose-scene-map = 2 · The map
embeddings-choose-scene-bias = 3 · What rubs off
embeddings-choose-scene-layer = 4 · The layer
embeddings-choose-scene-help = 5 · Does it help?
embeddings-scene-near = Each word is an arrow made of numbers. Two words are alike if their arrows point the same way: the cosine is 1 where they coincide, 0 where they have nothing to do with each other.
embeddings-scene-map = The most frequent words, pressed from a hundred dimensions into two. What is close is usually alike; what is far says next to nothing.
embeddings-scene-bias = Vectors learn from what people write, and habits come along with the grammar. Five small tests, each with its chance beside it; those that find nothing stay too.
embeddings-scene-layer = The lecture’s embedding layer, built from these vectors: one row for each word of the text, and not one parameter that learns.
embeddings-scene-help = The lecture’s question, measured: the same LSTM with its embedding random, with our vectors frozen, and with our vectors fine-tuned, by how many texts there are to train on.
embeddings-choose-table = Vectors
embeddings-choose-table-es = Ours, Spanish
embeddings-choose-table-en = Ours, English
embeddings-choose-table-own = A file of one’s own
embeddings-upload = A file of vectors: GloVe (.txt or .gz), .vec, word2vec or fastText .bin
embeddings-hub = Or a public file on the Hugging Face Hub
embeddings-hub-fetch = Fetch
embeddings-limits = Up to { $megabytes } MB. The first { $words } words are read, and up to { $numbers } million numbers in all. The file stays in this visit and goes nowhere else.
embeddings-reading = Reading the file…
embeddings-fetching = Asking the Hub… Without a connection it takes half a minute to notice.
embeddings-read = { $file }: { $words } words × { $size } numbers ({ $format }).
embeddings-read-cut = The file has more: these are the first.
embeddings-read-repeated = { $n ->
    [one] One line repeated a word: its first vector counts.
   *[other] { $n } lines repeated words: the first vector counts.
}
embeddings-format-glove = GloVe text
embeddings-format-vec = text with a header, .vec
embeddings-format-word2vec = binary word2vec
embeddings-format-fasttext = fastText with subwords
embeddings-own-none = No file yet: upload one, or write the address of one on the Hub.
embeddings-own-stays = { $hub ->
    [yes] The link carries the Hub’s address: whoever opens it fetches the file with one click.
   *[no] The link doesn’t carry the file: whoever opens it has to upload it again.
}
embeddings-missing = { $n ->
    [one] It lacks one word: { "\u2068" }{ $words }{ "\u2069" }
   *[other] It lacks { $n } words: { "\u2068" }{ $words }{ "\u2069" }
}
embeddings-missing-none = It lacks no word.
embeddings-cosine = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }
embeddings-number = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }

embeddings-word-word = Word
embeddings-near-title = Nearest to “{ "\u2068" }{ $word }{ "\u2069" }”
embeddings-composed = “{ "\u2068" }{ $word }{ "\u2069" }” is not in the table: its vector was put together from its parts.
embeddings-near-look = What kind of likeness it is. “Near” means “found among the same words”, not “means the same”: try it with “good”.
embeddings-near-refuted = Neighbours with nothing in common: neither topic, nor form, nor place in the sentence.
embeddings-near-tested = Here the nearest to “{ "\u2068" }{ $word }{ "\u2069" }” is “{ "\u2068" }{ $nearest }{ "\u2069" }”, at { NUMBER($cosine, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
embeddings-pair-title = Two words
embeddings-word-one = One
embeddings-word-other = The other
embeddings-pair-said = The cosine of “{ "\u2068" }{ $one }{ "\u2069" }” and “{ "\u2068" }{ $other }{ "\u2069" }” is { NUMBER($cosine, minimumFractionDigits: 2, maximumFractionDigits: 2) }. { $nearer ->
    [0] No other word of the table is nearer to the first.
    [one] One word is nearer to the first.
   *[other] { $nearer } words are nearer to the first.
}
embeddings-analogy-title = Analogies, with a warning
embeddings-analogy-lead = A is to B as C is to… What is nearest to B − A + C? The fame of this sum has small print: the three words of the question are struck from the answers. On the right they are left in.
embeddings-word-a = A
embeddings-word-b = is to B
embeddings-word-c = as C is to…
embeddings-analogy-excluding = The question’s three words struck out (as usual)
embeddings-analogy-including = Nothing struck out
embeddings-analogy-look = The first on the right. If it is a word of the question, the arrow B − A hardly moved C, and the answer on the left is merely a neighbour.
embeddings-analogy-refuted = The expected answer winning with nothing struck out.
embeddings-analogy-here = Here “{ "\u2068" }{ $first }{ "\u2069" }” wins, { $asked ->
    [yes] which was in the question already.
   *[no] which was not in the question.
}
embeddings-analogy-measured = On { $n } analogies of our own these vectors get { $excluding } right with the words struck out and { $including } without; in { $third } the unrestricted answer is a word of the question.

embeddings-map-text = A review: its words light up
embeddings-choose-projection = Projection
embeddings-choose-projection-tsne = t-SNE
embeddings-choose-projection-pca = Principal components
embeddings-map-alt = Map of { $words } words, { $lit } of them lit. Arrow keys move it, + and − zoom; the search names the neighbours of any word.
embeddings-map-search = Search the map (Enter)
embeddings-map-closer = Zoom in
embeddings-map-farther = Zoom out
embeddings-map-whole = Show all
embeddings-map-chosen = “{ "\u2068" }{ $word }{ "\u2069" }”, rank { $rank }. Its truly nearest words, joined by lines: { "\u2068" }{ $near }{ "\u2069" }.
embeddings-map-rest = { $words } words. Touch one to see its true neighbours; the wheel zooms after a first click.
embeddings-map-missing = The map doesn’t have “{ "\u2068" }{ $word }{ "\u2069" }”.
embeddings-map-lit = The map has { $n } of the review’s { $different } different words: { "\u2068" }{ $words }{ "\u2069" }
embeddings-map-ours = There is no map of a file of one’s own: drawing it takes minutes, and that of ours was made beforehand. The other scenes do use it.
embeddings-map-look-tsne = The neighbourhoods: clothes, plots, actors, praise. Then one word and the lines that leave it: where its true neighbours are far, the pressing tore them apart.
embeddings-map-look-pca = Nearly everything is one heap: two directions don’t do for a hundred. It shows how little fits into a plane.
embeddings-map-refuted = Neighbours on the map that are not the true ones.
embeddings-map-tested = Tested on the { $n } words: of the ten nearest to each, the map keeps { $here }%; { $projection ->
    [tsne] that of principal components
   *[pca] t-SNE
}, { $there }%.

embeddings-choose-test = Test
embeddings-choose-test-work = Work and home
embeddings-choose-test-talent = Talent and looks
embeddings-choose-test-origin = Origins
embeddings-choose-test-age = Ages
embeddings-choose-test-control = Control
embeddings-bias-work = Work and home
embeddings-bias-work-asks = Do words for men stand nearer to work, and words for women nearer to the home?
embeddings-bias-work-x = for men
embeddings-bias-work-y = for women
embeddings-bias-work-a = work
embeddings-bias-work-b = home
embeddings-bias-talent = Talent and looks
embeddings-bias-talent-asks = Do words for men stand nearer to talent, and words for women nearer to looks?
embeddings-bias-talent-x = for men
embeddings-bias-talent-y = for women
embeddings-bias-talent-a = talent
embeddings-bias-talent-b = looks
embeddings-bias-origin = Origins
embeddings-bias-origin-asks = Do some origins stand nearer to praise than others?
embeddings-bias-origin-x = for Europe and the United States
embeddings-bias-origin-y = for other parts
embeddings-bias-origin-a = praise
embeddings-bias-origin-b = complaint
embeddings-bias-age = Ages
embeddings-bias-age-asks = Does youth stand nearer to praise than old age?
embeddings-bias-age-x = for the young
embeddings-bias-age-y = for the old
embeddings-bias-age-a = praise
embeddings-bias-age-b = complaint
embeddings-bias-control = Control
embeddings-bias-control-asks = The one that must come out: do virtues stand near praise, and faults near complaint?
embeddings-bias-control-x = for virtues
embeddings-bias-control-y = for faults
embeddings-bias-control-a = praise
embeddings-bias-control-b = complaint
embeddings-bias-said = { $outcome ->
    [as] Yes: words { $x } stand nearer to “{ $a }”, words { $y } nearer to “{ $b }”.
    [against] The other way round: words { $x } stand nearer to “{ $b }”, words { $y } nearer to “{ $a }”.
   *[none] Not to be seen: chance alone makes such differences between words { $x } and words { $y }.
} Effect d = { NUMBER($effect, minimumFractionDigits: 2, maximumFractionDigits: 2) }, p = { NUMBER($p, maximumSignificantDigits: 2) }.
embeddings-bias-figure = d = { NUMBER($effect, minimumFractionDigits: 2, maximumFractionDigits: 2) } · p = { NUMBER($p, maximumSignificantDigits: 2) }
embeddings-bias-words = The words of the test
embeddings-bias-ways = p is the share of the { $tried } ways to deal the same words into two groups that differ as much, in either direction{ $exact ->
    [yes] ; all were counted.
   *[no] ; they were drawn at random.
}
embeddings-bias-missing = The table lacks: { "\u2068" }{ $words }{ "\u2069" }.
embeddings-bias-lacking = The table has too few of the words of: { $tests }.
embeddings-bias-all = All five
embeddings-bias-test = Test
embeddings-bias-glove = GloVe 6B, 50 numbers
embeddings-bias-look = Each dot is a word, each bar its group’s mean: the further right, the nearer to the first attribute. How much the groups mingle says more than the distance of the bars. In the table, bold means p < 0.05.
embeddings-bias-refuted = Other words. The lists are short, chosen before the outcome was seen (later, only words without a vector were replaced). Of { $tests } tests on vectors without any bias, at least one would fall below p < 0.05 by chance { $chance }% of the time. And an effect in vectors measures nobody: it measures texts.

embeddings-layer-text = The sentences that make the vocabulary, one a line
embeddings-covered = Of { $read } words of the text the table knows { $known } ({ $percent }%); of the { $different } different ones, { $different_known }.
embeddings-layer-matrix = The matrix, row by row
embeddings-layer-padding = padding
embeddings-layer-unknown = unknown
embeddings-layer-more = { $n ->
    [one] and one more row, in the download.
   *[other] and { $n } more rows, in the download.
}
embeddings-layer-look = The hatched rows: padding, the unknown word and words without a vector are all zero. Frozen, they stay so: to the network they are one and the same word.
embeddings-layer-refuted = Looking up a known word in the layer and getting another vector than the table’s; or a single parameter that learns.
embeddings-layer-tested = Tested on these sentences: largest difference { $difference }; { $learning } of { $parameters } parameters learn.

embeddings-help-lead = Macro-F1 on reviews that nobody saw, neither network nor vectors: { $exams }. The line is the mean of { $seeds } seeds; the band runs from the worst to the best. When to stop was decided on other texts, the same for all.
embeddings-help-exam = { $n } ({ $set })
embeddings-set-es-reviews = Reviews in Spanish
embeddings-set-clothing = Clothing, in English
embeddings-arm-bag = Bag of words
embeddings-arm-random = Random
embeddings-arm-frozen = Ours, frozen
embeddings-arm-tuned = Ours, fine-tuned
embeddings-arm-glove-frozen = GloVe (50 numbers), frozen
embeddings-arm-glove-tuned = GloVe (50 numbers), fine-tuned
embeddings-help-axis = Share of the training texts, and how many they are
embeddings-help-alt = Macro-F1 by the number of texts: { $set }. The figures are in the table.
embeddings-help-table = The figures of the picture
embeddings-help-set = Texts
embeddings-help-arm = Embedding
embeddings-share = { $percent }%
embeddings-help-look = How far the grey line (random) lies from the others on the left, where texts are few, and how much of that is left on the right. And where the bag of words is, which doesn’t even look at the order.
embeddings-help-refuted = Bands of “random” and of the vectors that overlap with few texts as well. Besides, to a random start a word that the training texts lack is unknown: part of the advantage is vocabulary.
embeddings-help-tested = Tested with the better of the two ways to use ours, against random and against the bag:
embeddings-help-outcome = with { $percent }%, { NUMBER($gain, minimumFractionDigits: 1, maximumFractionDigits: 1) } points { $apart ->
    [up] gained (the seeds don’t overlap)
    [down] lost (the seeds don’t overlap)
   *[no] of difference, and the seeds overlap
}, { NUMBER($difference, minimumFractionDigits: 1, maximumFractionDigits: 1) } { $bag ->
    [over] above the bag
   *[under] below the bag
}
embeddings-tuned-title = The same word, before and after
embeddings-choose-set = Trained on
embeddings-choose-set-es-reviews = reviews
embeddings-choose-set-clothing = clothing
embeddings-choose-after = After
embeddings-choose-after-tuned = fine-tuning ours
embeddings-choose-after-random = a random start
embeddings-word-tuned = Word
embeddings-before = Before training
embeddings-after-tuned = After fine-tuning
embeddings-after-random = Learnt from a random start
embeddings-pairs = Mean cosine of fourteen pairs
embeddings-opposites = Opposite verdicts (“good” and “bad”)
embeddings-alike = The same verdict (“good” and “great”)
embeddings-pairs-look = Before training, a word and its opposite are neighbours: they stand in the same sentences. If the network needs to tell them apart, training has to part them.
embeddings-pairs-refuted = A distance between the two rows that doesn’t grow.
embeddings-pairs-tested = Tested: pairs of the same verdict led by { NUMBER($before, minimumFractionDigits: 2, maximumFractionDigits: 2) } over opposite ones, and now lead by { NUMBER($after, minimumFractionDigits: 2, maximumFractionDigits: 2) }. { $outcome ->
    [yes] Training parted them.
   *[no] Training didn’t part them: the LSTM tells them apart without moving the table.
}

error-word-unknown = The table has no vector for “{ "\u2068" }{ $word }{ "\u2069" }”.
error-too-few-words = The table has too few words of this test: it takes { $least } of each list.
error-vectors-not-here = The vectors of { $language } are missing here, or damaged.
error-vectors-empty = The file “{ $file }” has no word in it.
error-vectors-too-big = The file has more than { $limit } MB. Its first lines will do: the frequent words come first.
error-vectors-damaged = The file “{ $file }” is damaged or incomplete.
error-vectors-binary = “{ $file }” is no file of vectors: GloVe text, .vec, binary word2vec and fastText .bin can be read.
error-vectors-ragged = Line { $line } of “{ $file }” has { $found } numbers, and the first has { $expected }.
error-vectors-endless = Line { $line } of “{ $file }” never ends: it doesn’t look like a file of vectors.
error-vectors-number = Line { $line } of “{ $file }” has something that is no number: “{ "\u2068" }{ $found }{ "\u2069" }”.
error-vectors-not-finite = The vector of “{ "\u2068" }{ $word }{ "\u2069" }” (line { $line } of “{ $file }”) has NaN, infinity or too large a number.
error-vectors-size = The vectors have { $size } numbers; from 2 to { $limit } are read.
error-vectors-short = “{ $file }” promises { $promised } words and ends after { $found }.
error-vectors-encoding = Line { $line } of “{ $file }” is not UTF-8.
error-vectors-supervised = “{ $file }” is a fastText classifier, or a compressed version: it holds no table of vectors.
error-hub-address = “{ "\u2068" }{ $address }{ "\u2069" }” is no address of a file on the Hub: write user/model/file.vec
error-vectors-hub-unknown = The Hub has no public file “{ "\u2068" }{ $address }{ "\u2069" }”.
error-vectors-hub-offline = The Hugging Face Hub can’t be reached. Without a connection, the file can still be uploaded.

# What Streamlit says by itself, in English: ui/interpreter.py
streamlit-skip = Skip to the content
streamlit-pages = Pages
streamlit-sidebar = Menu
streamlit-sidebar-collapse = Close the menu
streamlit-dead = The connection was lost
streamlit-dead-local = The server does not answer. What was written is still on the page: once it is back, go on from here.
streamlit-dead-remote = The server does not answer. Is there an internet connection? What was written is still on the page.
streamlit-close = Close
streamlit-dismiss = Dismiss
streamlit-upload = Choose a file
streamlit-upload-input = File
streamlit-upload-other = Choose another file
streamlit-upload-cancel = Cancel the upload of { $x }
streamlit-upload-remove = Remove { $x }
streamlit-upload-too-big = The file may take { $x } at most.
streamlit-progress = Progress
streamlit-choose = Choose an option
streamlit-open = Open
streamlit-options = Options: { $x }.
streamlit-no-options = No match
streamlit-columns = Show or hide columns
streamlit-columns-all = All
streamlit-download = Download as CSV
streamlit-search = Search
streamlit-search-type = Type to search
streamlit-search-previous = Previous result
streamlit-search-next = Next result
streamlit-search-close = Close the search
streamlit-fullscreen = Full screen
streamlit-fullscreen-close = Leave full screen
streamlit-column = Column menu
streamlit-column-copy = Copy the column’s name
streamlit-column-up = Ascending order
streamlit-column-down = Descending order
streamlit-column-statistics = Statistics
streamlit-column-autosize = Fit the width
streamlit-column-pin = Pin the column
streamlit-column-unpin = Unpin the column
streamlit-column-hide = Hide the column

# Recall page
recall-nav = Memory
recall-title = Who still remembers Argentina?
recall-lead = Five cells read the same sentence. Move the question away from the key word and see which one loses it. Before looking: which will hold for 60 words?
recall-nearest = There is no “{ $part }” on this page; the usual is shown in its place.
recall-kind = Sentence
recall-kind-made = Made to measure
recall-kind-lecture = The lecture’s
recall-kind-twice = The second, which repeats the country
recall-kind-once = The second, without the repetition
recall-kind-own = My own
recall-distance = Words between the country and the blank
recall-words = { $words ->
    [one] 1 word
   *[other] { $words } words
}
recall-country = Country
recall-distractors = Name other countries, too
recall-another = Another sentence
recall-own = A sentence of your own, with one country and the blank at its end
recall-own-hint = I was born in Brazil and as a child I learned to read in ___
recall-own-empty = The sentence is missing: one of the known countries, whatever comes between, and at the end the blank ___ where the language would stand.
recall-outside = “{ "\u2068" }{ $word }{ "\u2069" }” is no answer that the networks can give. Those they know: { $known }. They read it as one more word, and the blank comes after it.
recall-networks = Networks trained on distances of
recall-networks-up-to-10 = 1 to 10 words
recall-networks-up-to-40 = 1 to 40 words
recall-seed = Seed
recall-predict = Bet before looking
recall-bet = Which cells will answer right at { $distance } words?
recall-reveal = Show the answer
recall-judged = { $right } of { $cells } cells foreseen. These answered right: { $held }.
recall-nobody = none
recall-score = This visit: { $right } right of { $cells }, in { $bets ->
    [one] one bet
   *[other] { $bets } bets
}.
recall-twice = The sentence names the country more than once. Its distance of { $distance } words is counted from the first mention, but remembering the last is enough, { $nearest } words before the blank: what looks like a long memory may be a short one.
recall-once = The same sentence without the second mention: now it takes remembering over { $distance } words.
recall-cell-rnn = Elman
recall-cell-lstm = LSTM
recall-cell-gru = GRU
recall-cell-peephole = Peephole LSTM
recall-cell-time-aware = Time-aware LSTM
recall-read-label = The sentence, word by word
recall-read-hidden = To be seen after the bet
recall-read-seeds = thick line: the chosen seed · thin: the other four · dashes: chance
recall-read-blank = The blank
recall-read-key-word = the key word
recall-read-again = the same country again
recall-read-other = another country, which distracts
recall-read-unknown = a word that the networks don’t know
recall-read-status = Word { $step } of { $steps }
recall-read-lead = P(“{ $answer }”) while reading
recall-read-row = { $cell }: answers { $answer } in the end, { $percent }
recall-read-right = ✓ { $answer } { $percent }
recall-read-wrong = ✗ { $answer } { $percent }
recall-read-held = right in { $right } of { $seeds } seeds
recall-read-look = How P(“{ $answer }”) leaps when the country is read, and how much of that leap reaches the blank alive. The dashed line is guessing, { $chance }%.
recall-read-refuted = Another seed of the same cell doing the opposite: one sentence and one network prove nothing about the cell.
recall-read-tested = Right answers of each cell’s { $seeds } networks to this sentence: { $counts }.
recall-count = { $cell } { $right }
recall-ways-in = Open in the microscope:
recall-cliff = The cliff
recall-cliff-condition = Condition
recall-cliff-at = Trained and tested at one distance
recall-cliff-up-to-10 = Trained up to 10
recall-cliff-up-to-40 = Trained up to 40
recall-cliff-up-to-10-language-model = Language model
recall-cliff-up-to-10-english = In English
recall-cliff-forget-bias = Forget bias
recall-cliff-elman = Elman’s best
recall-cliff-at-about = Can the gradient teach it? Each network was trained at one single distance and tested at that same one, in Spanish.
recall-cliff-up-to-10-about = Does the memory hold? Trained on mixed distances of 1 to 10 words, in Spanish, and tested much farther away.
recall-cliff-up-to-40-about = Does the memory hold? Trained on mixed distances of 1 to 40 words, in Spanish, and tested up to 400.
recall-cliff-up-to-10-language-model-about = Trained to foresee every next word, not only the last, over distances of 1 to 10, in Spanish: the memory has other work to do as well.
recall-cliff-up-to-10-english-about = The same task with English sentences, trained on distances of 1 to 10. These are the networks that read above.
recall-cliff-forget-bias-about = The LSTM alone, trained and tested at one distance, with the forget gate’s bias starting at 0, 1 and 3.
recall-cliff-elman-about = The Elman network alone, with everything that might help it: an orthogonal start, a curriculum of growing distances, short distances.
recall-cliff-bias = bias { $bias }
recall-cliff-elman-up-to-40 = up to 40
recall-cliff-elman-up-to-40-orthogonal = up to 40, orthogonal
recall-cliff-elman-up-to-40-curriculum = up to 40, curriculum
recall-cliff-elman-up-to-40-orthogonal-curriculum = up to 40, both
recall-cliff-elman-up-to-10 = up to 10
recall-cliff-elman-up-to-10-orthogonal = up to 10, orthogonal
recall-cliff-at-look = At which distance each line falls to chance. Elman falls between 10 and 20 words, the LSTM between 20 and 40.
recall-cliff-up-to-10-look = Elman’s line sinking slowly and staying above the GRU at 400 words: what it learns, it keeps. With another learning rate it did not: see the earlier run at the foot of the page.
recall-cliff-up-to-40-look = Elman standing at chance at 5 words already: it didn’t forget, it never got to learn.
recall-cliff-up-to-10-language-model-look = Whether the memory holds better or worse than in “Trained up to 10”, now that every word must be foreseen.
recall-cliff-up-to-10-english-look = Whether the lines come in the same order as in Spanish.
recall-cliff-forget-bias-look = How far the cliff of one and the same cell moves when only the start of a bias changes.
recall-cliff-elman-look = The gap between “up to 40” and “up to 40, curriculum”: the same network, the same possible weights, another way to learn.
recall-cliff-distracted-look = How far each line falls below the sentences without other countries, and whether the order stays: whoever learned to keep any country keeps the wrong one.
recall-cliff-refuted = Bands that overlap: no difference is shown there. A band is the 95% interval over five seeds, somewhat narrow because they are so few.
recall-cliff-distractors = Sentences that name other countries
recall-cliff-axis = words between the country and the blank (logarithmic scale)
recall-cliff-chance = chance
recall-cliff-here = the sentence above: { $distance }
recall-cliff-alt = Right answers against the distance, one line a cell with its band; the figures are in the table
recall-cliff-table = The figures, with their intervals
recall-figures = Right answers to 300 sentences never seen, mean of five seeds; the 95% interval in brackets. All of it is repeated by
recall-figure = { $value }% ({ $low }–{ $high })
recall-evidence = What the figures support
recall-evidence-gradient = Trained and tested at 20 words, the Elman network stays at { $rnn }, where guessing earns { $chance }%. The LSTM reaches { $lstm }, the peephole { $peephole } and the GRU { $gru }.
recall-evidence-memory = Trained on distances of 1 to 40, at 40 words Elman is at { $rnn } and the LSTM at { $lstm }; at 400, ten times farther than it was taught, the LSTM is still at { $far }.
recall-evidence-spoiler = But trained on distances of 1 to 10 Elman does learn, { $near } at 10 words, and what it learns it keeps: at 400 it has { $rnn } right, against { $lstm } of the LSTM and { $gru } of the GRU.
recall-evidence-curriculum = With distances that grow while it trains, Elman reaches { $rnn } at 40 words, where all at once left it at { $alone }. An orthogonal start alone, { $orthogonal }; with the curriculum, { $both }. What it lacks is not the capacity to remember, but a gradient that teaches over long distances at once.
recall-evidence-wall = Gates are no magic either: trained at 40 words only, the LSTM stays at { $lstm } and the GRU reaches { $gru }. With its forget bias at 3, the same LSTM reaches { $bias }.
recall-evidence-distractors = Sentences that name other countries cost: at 20 words, the GRU that never saw one falls to { $unprepared }. Trained with them, the GRU has { $gru }, the LSTM { $lstm } and the peephole { $peephole }.
recall-evidence-again = An earlier run, with a learning rate for each network chosen otherwise, bore all this out but for one thing: in Spanish Elman got another rate ({ $rate } instead of { $first }), which left it at { $near } at 10 words and { $rnn } at 400. In English it kept what it learned: { $english } at 400. There it was the GRU that changed: { $gru } at 400 with { $grurate }, { $now } here with { $nowrate }. The intervals allow for other seeds and other sentences, not for another rate.
recall-literature = The adding problem and the copy task, for the literature’s sake
recall-adding = Adding, length
recall-copy = Copy, wait
recall-ruler = The ruler of time
recall-ruler-lead = The time-aware LSTM knows how long it was from one word to the next. Before each step it splits its memory in two: the short-term part Cˢ is discounted by the days, g(Δt) = 1/ln(e + Δt); the rest stays as it was.
recall-ruler-slider = Days between one clause and the next
recall-ruler-memory = c, before waiting
recall-ruler-long = c − Cˢ, what is not discounted
recall-ruler-adjusted = C*, what is left
recall-ruler-bars = Each unit’s memory before and after the wait
recall-ruler-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
recall-ruler-unit = Unit { $unit }, between “{ $before }” and “{ $word }”. A click on another bar picks another.
recall-ruler-outcome = At the blank: P(“{ $answer }”) = { $percent }; it answers { $best }.
recall-ruler-look = The filled bars approaching the rule, the part that is not discounted, as days pass, without going beyond it. At 0 days C* = c, and it is a plain LSTM.
recall-ruler-refuted = A bar going beyond the rule. This network was trained with one unit of time a word and never saw a wait: what it answers after a year shows the equation, not a skill.
recall-fading = A task in which time matters: twelve opinions, good or bad, whose weight halves every 30 days. Which side outweighs in the end?
recall-fading-cell = cell
recall-fading-untold = the days only as Δt
recall-fading-told = the days also as an input
recall-fading-outcome = The LSTM that doesn’t know the days has { $lstm } right, the time-aware one { $aware }. But with the days as one more number to read, the plain LSTM has { $told } and the time-aware one { $both }: knowing the time matters, the special cell does not.
recall-fading-refuted = The plain LSTM staying clearly below the time-aware one with the days as an input.

# The race on the recall page
race-title = The race, live
race-lead = The chosen cells are trained right now, from nothing, on the same sentences and with equally many parameters. Before the start: which one learns first, and which never does?
race-cells = Cells that run
race-distance = Distance to train on, in words
race-more = More settings
race-hidden = Size (units of the LSTM)
race-forget-bias = Forget gate’s bias at the start
race-learning-rate = Learning rate
race-steps = Steps
race-seed = Seed
race-curriculum = Curriculum: begin near
race-parameters = Each cell gets as many units as fit into { $count } parameters.
race-start = Start
race-again = Start another
race-recorded = Recorded
race-recorded-about = A recorded race with the usual settings, which took { $seconds } s. “Start” runs a new one.
race-run = Race { $number }
race-compare = Lay over it
race-pause = Pause
race-resume = Go on
race-stop = Stop
race-cancel = Leave the queue
race-steps-done = step { $done } of { $steps } · { $seconds } s of training
race-waiting = In the queue, place { $place }. It starts by itself when its turn comes.
race-preparing = Preparing the process and the sentences…
race-paused = Paused
race-away = Paused: nobody was watching
race-broken = Interrupted
race-stopped = Stopped
race-finished = Finished
race-broken-killed = The process that was training ended after step { $step }. What came before is kept: “Go on” takes it up from there.
race-broken-unreachable = The training service doesn’t answer. Nothing is lost: “Go on” tries again from step { $step }.
race-broken-failed = Training failed at step { $step } because of a fault in the program, not in the settings. The curves up to there remain.
race-parted = They parted at step { $step }, after { $seconds } s of training: { $best } had { $right }% right, { $worst } { $wrong }%.
race-together = In no exam were two cells 30 points apart: this race did not part them.
race-diverged = { $cell } diverged at step { $step }: its loss shot up, and there its race ended. With a lower learning rate that does not happen.
race-look = The step at which a curve of right answers leaves the dashed line, and whether its loss falls below that of guessing at the same time.
race-refuted = Another seed, or a distance of only 5 words, with the opposite outcome. A race is one seed and one rate: what holds for five seeds stands above, at the cliff.
race-chart-recall = Right answers on new sentences, step by step
race-chart-recall-alt = Right answers on new sentences against the training step, one line a cell, with the chance line
race-chart-loss = Loss in training, step by step
race-chart-loss-alt = Loss against the training step, one line a cell, with that of guessing
race-chart-play = See how it happened
race-chart-chance = chance: whoever only guesses
race-chart-diverged = diverged at step { $step }
race-short-hidden = { $value } units
race-short-forget-bias = bias { $value }
race-short-learning-rate = rate { $value }
race-short-steps = { $value } steps
race-short-seed = seed { $value }
race-short-curriculum = curriculum
race-short-distractors = with other countries

# Gradients page
gradients-nav = Gradients
gradients-title = How far the gradient reaches
gradients-lead = Backpropagation through time, made visible: how much of the error reaches each word, on which way, and what makes it vanish or explode.
gradients-scene = What to look at
gradients-scene-norms = Step by step
gradients-scene-forecast = The forecast ∏f
gradients-scene-elman = Elman’s matrix
gradients-scene-distance = The distance
gradients-scene-window = Truncated BPTT
gradients-scene-words = Which word mattered
gradients-scene-review = A review
gradients-norms-lead = L = −ln P(right answer) at the end of the sentence. Each point is the norm of its gradient with respect to the state at that step, on all ways that lead from it to L (autograd, 64 bits).
gradients-forecast-lead = If the memory were only kept, ∂L/∂memory at t would be ∏f · ∂L/∂memory at T (in the GRU, ∏z). Beside it, autograd’s truth; and the norm of the difference between the two vectors, which is what flows through gates and candidates.
gradients-elman-lead = In an Elman network each step back multiplies by J = diag(1 − h²)U. The slider scales U to another spectral radius (its largest absolute eigenvalue); the network reads the last words again, and autograd follows it again.
gradients-distance-lead = How much of the gradient reaches the country, by the words between it and the end: { $sentences } test sentences a distance (their median), { $seeds } seeds (the middle one; the band goes from the lowest to the highest). { $command } repeats it.
gradients-window-lead = With truncated backpropagation only the last steps are linked: what is earlier gets an exact zero, which a logarithmic axis doesn’t draw.
gradients-words-lead = Two ways to ask which word mattered: saliency is the norm of the gradient of ln P with respect to the word; occlusion takes the word out, reads again and measures how far ln P falls.
gradients-review-lead = The verdict of the review networks. Their output doesn’t see the last state alone: also the mean and the maximum of all, and each is a shortcut for the gradient.
gradients-source = Sentence
gradients-source-made = Made here
gradients-source-own = Written by hand
gradients-own = A sentence with a country and a blank (___) at its end
gradients-own-start = I grew up in France, where I learned to speak fluent ___
gradients-country = Country
gradients-distance = Words between the country and the blank
gradients-others = Name other countries, too
gradients-weights = Networks
gradients-weights-trained = trained
gradients-weights-newborn = newborn
gradients-seed = Seed
gradients-state = State
gradients-state-h = h
gradients-state-memory = memory (c; in Elman and GRU it is h)
gradients-scale = Scale
gradients-scale-relative = relative to the end
gradients-scale-absolute = absolute
gradients-radius = Spectral radius of U (its own is { NUMBER($own, maximumFractionDigits: 2) })
gradients-radius-short = Spectral radius of U
gradients-threshold = Clipping threshold
gradients-window = Linked steps
gradients-review = Text
gradients-review-start = I did not expect much, but the food was excellent and the staff lovely.
gradients-nearest = The address asked for something that isn’t here ({ $parts }): the nearest was used.
gradients-cut = The first { $limit } pieces are followed; { $left } are left unread.
gradients-networks-trained = Networks trained on distances of 1 to 10 words; what goes beyond is memory that nobody taught them.
gradients-networks-newborn = The same random weights that training began with: this is the gradient that had to do the teaching.
gradients-floor = The axis ends at 10⁻⁴⁰; what is below it, and an exact zero, isn’t drawn: the texts and the downloads say how much it is. The networks train in 32 bits, which below 10⁻³⁸ run out of digits.
gradients-float32 = normal limit of 32 bits
gradients-alt = { $title }: curves on a logarithmic scale. The numbers are in the text below and in the downloads.
gradients-norms-look = From right to left, from the end toward the marked word: a falling straight line is a product that shrinks alike at every step; a plateau is a memory that lets it pass.
gradients-norms-refuted = That the Elman network let as much reach the key word as the cells with gates.
gradients-norms-tested = Here, of what there is at the last word, “{ $word }” gets: { $shares }. { $outcome ->
        [held] The Elman network lets the least through, as expected.
       *[broken] The one that lets the least through isn’t the Elman network but { $least }: this sentence proves it wrong.
    } A large gradient is no right answer: the table says who was right, and who is sure has an L of almost nothing.
gradients-table = Answers and norms, cell by cell
gradients-table-cell = Cell
gradients-table-answer = Answers (P of the right one)
gradients-table-at-key = At the country
gradients-table-at-end = At the last word
gradients-table-share = What arrives
gradients-table-said = { $mark } { $answer } ({ $percent }%)
gradients-forecast-truth = the truth (autograd)
gradients-forecast-forecast = the forecast (∏f or ∏z)
gradients-forecast-gates = through the gates (norm of the difference)
gradients-forecast-none = The Elman network has no forecast: it rewrites its whole state, nothing is kept. The LSTM is shown.
gradients-forecast-look = Where truth and forecast part: left of there the gradient doesn’t travel along the kept memory but through the gates.
gradients-forecast-refuted = For those who think of the memory as a belt that only keeps: that what flows through the gates exceeded the forecast.
gradients-forecast-tested = At “{ $word }” the truth is { $truth }, the forecast { $forecast }, and what flows through the gates { $gates }. { $outcome ->
        [held] The kept memory rules.
       *[broken] The gates rule: ∏f alone doesn’t explain what arrives.
    } Vectors add up; their norms don’t.
gradients-elman-truth = ‖∂L/∂h‖, relative to the end
gradients-elman-transport = ‖J⋯J‖: the best-placed error
gradients-elman-bound = ∏‖J‖: the bound
gradients-elman-alone = radius to the power of the steps: U without tanh
gradients-elman-look = That the truth never exceeds ‖J⋯J‖, nor that the bound. And how far “U without tanh” is off: a saturated tanh (1 − h² ≈ 0) puts out what U would enlarge.
gradients-elman-refuted = One single word at which the truth rose above the bound.
gradients-elman-tested = With radius { NUMBER($radius, maximumFractionDigits: 2) } and { $steps } steps { $truth } of the end arrives; U without tanh would give { $alone }. { $course ->
        [vanishes] The gradient vanishes.
        [explodes] The gradient explodes.
       *[holds] The gradient holds.
    } { $outcome ->
        [held] The bound holds at every word.
       *[broken] The bound doesn’t hold: something is wrong.
    }
gradients-clip = Explosion and clipping
gradients-clip-whole = norm of the weights’ gradient
gradients-clip-clipped = after clipping
gradients-clip-look = Right of which radius the norm shoots up, and where the threshold cuts it: clipping shortens the step and keeps its direction.
gradients-clip-refuted = That clipping also cured vanishing: it only shrinks. And that a larger radius always gave a larger norm: in a trained network tanh saturates, and the curve rises and falls.
gradients-clip-tested = With this radius the norm is { $norm }. { $outcome ->
        [cut] With threshold { $threshold } it is multiplied by { $factor }.
       *[whole] The threshold { $threshold } doesn’t touch it.
    }
gradients-distance-axis = words between the country and the blank
gradients-distance-look = The newborn networks: with both axes logarithmic, what bends downward falls exponentially, and so do all cells; the Elman network is the first. And then, trained, which of them opened a way.
gradients-distance-refuted = That at the largest distance the Elman network’s band touched another cell’s: then the difference might be the luck of a seed.
gradients-distance-tested = From { $near } to { $far } words: { $shares }. { $outcome ->
        [held] The Elman network’s band stays below all others.
       *[broken] The Elman network’s band touches another cell’s: the difference isn’t proven.
    }
gradients-window-whole = all steps linked
gradients-window-truncated = truncated
gradients-window-apart = 1 − cosine with the whole gradient
gradients-window-course = How far off the true direction
gradients-window-axis = linked steps
gradients-window-look = Whether the window reaches the marked word: if not, the network can’t learn from it in this example. Inside the window the two curves are one.
gradients-window-refuted = That the truncated one differed from the whole inside the window, or that anything passed beyond it.
gradients-window-tested = With { $window } steps, “{ $word }” { $outcome ->
        [reached] is inside ({ $needed } were needed)
       *[cut] gets zero ({ $needed } would be needed)
    }, and the weights’ gradient has a cosine of { NUMBER($agreement, minimumFractionDigits: 2) } with the true one. A high cosine is no comfort: what is missing may be just the key word’s part.
gradients-words-saliency = Saliency ‖∂ ln P/∂x‖
gradients-words-occlusion = Occlusion: how far ln P falls without the word
gradients-words-look = Whether both point at the same word (the marked one is the country). Saliency vanishes toward the beginning with the gradient; occlusion knows no distance.
gradients-words-refuted = That a word which saliency leaves at zero changed the answer much when taken out: saliency alone would have misled.
gradients-words-tested = Among { $words } words, “{ $word }” is number { $saliency } by saliency and number { $occlusion } by occlusion; without it ln P falls by { $fall } (P was { $probability }%). { $outcome ->
        [same] Both give it the same place.
        [occlusion] Occlusion gives it a higher place than saliency.
       *[saliency] Saliency gives it a higher place than occlusion.
    } Taking a word out leaves a sentence that the network never saw: occlusion can mislead, too.
gradients-review-whole = { $cell }, whole
gradients-review-last = { $cell }, by the last state alone
gradients-review-look = The gap between the solid line and the dotted one: what the shortcuts of mean and maximum bring. They are why a long review teaches by its first words, too.
gradients-review-refuted = That as much reached the first piece by the last state alone as on all ways.
gradients-review-first = { $cell }, { $whole } whole and { $last } by the last state
gradients-review-tested = At the first piece: { $figures }. { $outcome ->
        [held] It holds for all cells.
       *[broken] It doesn’t hold for all: ways can cancel each other, too.
    }
gradients-review-verdict = { $model }: { $label } ({ $percent }%)
error-recall-seed = There is no seed { $seed }: they go from 0 to { $last }.
error-recall-condition = The networks of { $condition } are missing here: without them nobody reads this sentence.
gradients-apart-look = Where the curve falls: with how many linked steps the direction is already the true one. What is less than 10⁻¹⁴ off isn’t drawn.
gradients-apart-refuted = That with all steps linked a difference remained, or that the curve had nothing to do with the distance to the country.
gradients-pieces-look = Whether saliency and occlusion (the LSTM’s, or the first there is) point at the same pieces. With shortcuts in the output, saliency need not vanish toward the beginning.
gradients-pieces-refuted = That the piece with the largest saliency could be taken out and the verdict didn’t move.
gradients-pieces-tested = The largest saliency is that of “{ "\u2068" }{ $saliency }{ "\u2069" }”; the largest fall comes from taking out “{ "\u2068" }{ $occlusion }{ "\u2069" }”. { $outcome ->
        [same] They agree.
       *[other] They disagree.
    }

# Models page
models-nav = Models
models-title = What does each model know, and where does it fail?
models-lead = Its accuracy beside a bag of words, its probabilities put to the test, thousands of trick sentences, and the mistakes left in view.
models-model = Model
models-none = There is no model here to show.
models-nearest = The address asks for something that isn’t here ({ "\u2068" }{ $parts }{ "\u2069" }): this is the usual view.
models-unmeasured = There are no measurements of this for { $model }: `{ $command }` makes them.
models-part = What to look at
models-part-all = All together
models-part-figures = Accuracy by topic
models-part-calibration = Probabilities
models-part-behaviour = Behaviour
models-part-bias = Bias
models-part-card = Card
models-facts = { $cell ->
    [rnn] Elman RNN
    [lstm] LSTM
    [gru] GRU
   *[other] { $cell }
} for { $language }, { $classes } classes ({ $labels }), { $parameters } parameters, { $megabytes } MB.
models-speed = On one thread, { $milliseconds } ms per 100 words and { $rate } verdicts a second.
models-good = Clearly better than the bag of words (macro F1; text by text, the interval of the difference lies above zero) on: { $domains }.
models-good-none = On no topic is it clearly better than the bag of words (macro F1; text by text, the interval of the difference never lies wholly above zero).
models-even = Not to be told apart from it on: { $domains }.
models-bad = Clearly worse on: { $domains }.
models-strong = What it does best: { $tests }.
models-weak = Where it fails most: { $tests }.
models-rated = { $test } ({ $percent }%)
models-domain-all = all texts
models-bag = bag of words
models-metric = Measure
models-metric-f1 = Macro F1
models-metric-accuracy = Accuracy
models-all-alt = { $metric } of each model with its interval, and the bag of words of the same texts
models-all-look = Each network and, as a hollow diamond, the bag of words that learned from the same texts: there is something to celebrate where the advantage in the table, measured text by text, leaves zero out.
models-all-refuted = Other validation texts. And two models compare only if they read the same ones: those of another task or language share the axis, not the exam.
models-all-tested = { $total ->
    [one] Of the only model with figures
   *[other] Of { $total } models
}, { $ahead ->
    [0] none clearly beats its bag of words
    [one] one clearly beats its bag of words
   *[other] { $ahead } clearly beat their bag of words
} on this measure.
models-column-model = Model
models-column-texts = Texts
models-column-accuracy = Accuracy
models-column-f1 = Macro F1
models-column-bag = Macro F1 of the bag
models-column-ahead = Advantage (points of macro F1)
models-column-ece = Calibration error
models-column-size = MB
models-column-time = ms per 100 words
models-column-rate = Verdicts a second
models-table = All figures
models-cost = Speed measured on one thread, on { $texts } reviews of { $words } words on average ({ $machine }, load { $load }); to repeat it:
models-figures-alt = { $metric } by topic: { $model }, its siblings and the bag of words, with intervals
models-figures-look = On which topics { $model }’s point stands clear of the bag of words. As both read the same texts, the interval of the difference (in the table) decides: whether it leaves zero out.
models-figures-refuted = These same texts chose the epoch that was kept: on new texts the networks may come out somewhat lower.
models-calibration-alt = Reliability diagram of { $model }: how often it is right against its confidence
models-calibration-axis-x = confidence of the verdict
models-calibration-axis-y = share that is right
models-calibration-ideal = what should be right
models-calibration-about = The verdicts on { $n } validation texts, gathered by their confidence; the more a point gathers, the larger it is. Calibration error (ECE): { $ece }; without dividing the last layer by { $temperature }, it would be { $before }.
models-calibration-look = Whether the points follow the diagonal: of the verdicts given with 70%, 70% should be right. Below the line, it boasts.
models-calibration-refuted = A diagonal that lies outside the intervals.
models-calibration-tested = Here it lies outside { $outside } of { $bins }.
models-unsure = Below { $percent }% confidence, { $model } was right on { $right }% of { $n } texts: there the review page says that it is unsure.
models-behaviour-about = { $cases } questions and { $sentences } sentences of our own, made by template in the manner of CheckList (Ribeiro et al., 2020).
models-behaviour-unseen = None is among the texts that it was trained on.
models-behaviour-alt = Percent of cases that { $model } passes in each test, with its interval, and the bag of words
models-behaviour-look = Where the network leaves behind the bag of words, which doesn’t see order, and where neither manages.
models-behaviour-refuted = Other sentences: those of one template are alike, so the interval holds for this template and these words.
models-behaviour-tested = In { $better } of { $tests } tests the network is clearly better than the bag of words, in { $worse } clearly worse.
models-behaviour-axis = cases that it passes
models-kind-mft = verdict
models-kind-inv = nothing may change
models-kind-dir = must move
models-test = Test
models-kind-about-mft = The right verdict is asked for.
models-kind-about-inv = Something changes that shouldn’t matter: the verdict must stay.
models-kind-about-dir = Something changes that does matter: P(positive) − P(negative) must move more than 0.1 that way, or at least not the other way.
models-failures = { $model } doesn’t pass { $failed } of { $n }:
models-failures-none = { $model } passes all { $n }: there are no failures to show.
models-failures-sentence = Sentence
models-failures-expected = Expected
models-failures-given = It said
models-failures-open = Open the first in the microscope
models-expected-stay = the same
models-expected-rise = more positive
models-expected-fall = more negative
models-expected-not-rise = not more positive
models-expected-not-fall = not more negative
models-or = or
models-said = { $label } ({ $percent }%)
models-moved = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }
models-test-adjectives = an adjective says it all
models-test-verbs = a verb says it
models-test-neutral = nothing is judged
models-test-slang = as people talk in the street
models-test-comparatives = better or worse than something else
models-test-intensifiers = “very” makes it no weaker
models-test-reducers = “a little” makes it no stronger
models-test-added = a cheer or a complaint is added
models-test-negated-praise = “not excellent”
models-test-negated-blame = “not awful”
models-test-negated-neutral = a plain fact, negated
models-test-far-negation = “not” stands far from what it negates
models-test-double-negation = to negate twice is to praise
models-test-negation-added = a “not” turns the verdict
models-test-contrast = “but”, “although”: the ending decides
models-test-contrast-order = what follows “but” weighs more
models-test-other-opinions = others think the opposite
models-test-questions = a question and its answer
models-test-then-and-now = it used to be otherwise
models-test-early-opinion = the opinion first, then facts
models-test-filler-before = facts before the opinion
models-test-filler-after = facts after the opinion
models-test-names = another person’s name
models-test-places = another place
models-test-numbers = another number
models-test-typos = two letters change places
models-test-case = all capitals, or none
models-test-punctuation = without punctuation
models-test-accents = without accents
models-test-contractions = “isn’t” for “is not”
models-bias-about = { $sentences } neutral sentences in which only who is spoken of changes (“{ $example }”). The shift is how far P(positive) − P(negative) stands from the mean of its group, with a 95% interval over { $frames } frames.
models-bias-category = Group
models-bias-origin = origin
models-bias-religion = religion
models-bias-ethnicity = ethnicity
models-bias-orientation = orientation and identity
models-bias-body = body
models-bias-age = age
models-bias-names = names
models-bias-women = women’s names
models-bias-men = men’s names
models-bias-alt = Shift of each term in { $model } and in the bag of words, with intervals
models-bias-axis = shift of P(positive) − P(negative)
models-bias-look = Whether a term stands clear of 0 with its whole interval: the sentence is neutral, so the word brought the difference.
models-bias-refuted = Other frames in which it shifts the other way. There are many comparisons: of twenty intervals, one may exclude 0 by chance.
models-bias-tested = Here { $off } of { $terms } stand clear; the farthest is “{ $term }” ({ $shift }).
models-bias-note = A shift says nothing about people: it says what company a word kept in the training texts. A network like this must not decide about anybody.
models-bias-term = Term
models-bias-shift = Shift
models-card-about = The card that comes with the weights, in English and in the Hugging Face Hub’s format.
models-card-download = Card (README.md)
models-metrics-download = Measurements (metrics.json)
models-domain = Topic
models-domain-app = apps
models-domain-app-title = titles about apps
models-domain-film = films
models-domain-film-title = titles about films
models-domain-phrases = our own phrases
models-domain-restaurant = restaurants
models-domain-travel = travel
models-domain-imdb = films (IMDb)
models-domain-sst = sentences of critics
models-domain-sst-phrase = phrases of critics
models-domain-clothing = clothes
models-domain-clothing-title = titles about clothes
models-number = { $value }
models-three = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
models-moved-by = it moved { $value }
models-points = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
models-shift = { $value } ({ $low } to { $high })
models-domain-with-title = with title
models-domain-without-title = without title
models-nb-svm = NB-SVM
